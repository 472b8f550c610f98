//! Everything a browser sees: pages, forms, islands and the words on them.
//!
//! Two builds of one crate: `ssr` renders pages on the server, `hydrate` is the small bundle that wakes islands.
//! Pages decide nothing: they load a view from the shop and show it.

#[cfg(feature = "ssr")]
mod site;

#[cfg(feature = "ssr")]
pub use site::Site;
