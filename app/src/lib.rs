//! Everything a browser sees: pages, forms, islands and the words on them.
//!
//! Two builds of one crate: `ssr` renders pages on the server, `hydrate` is the small bundle that runs the islands.
//! Pages hold no business rules: they load a view from the shop and show it. Forms post to the server functions in
//! [`actions`]; islands call the same ones.

// Leptos components take their props by value.
#![cfg_attr(
    feature = "ssr",
    expect(clippy::needless_pass_by_value, reason = "components own their props")
)]

pub mod actions;
pub mod error;
pub mod islands;

#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
pub mod document;
#[cfg(feature = "ssr")]
pub mod flash;
#[cfg(feature = "ssr")]
pub mod format;
#[cfg(feature = "ssr")]
pub mod layout;
#[cfg(feature = "ssr")]
pub mod load;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod paths;
#[cfg(feature = "ssr")]
pub mod request;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod session;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod site;
#[cfg(feature = "ssr")]
pub mod text;

#[cfg(feature = "ssr")]
pub use actions::register_server_functions;
pub use error::AppError;
#[cfg(feature = "ssr")]
pub use routes::{ASKED_BY_POST, App};
#[cfg(feature = "ssr")]
pub use shell::shell;
#[cfg(feature = "ssr")]
pub use site::Site;

/// Called by the bundle's loader before it starts the islands of a page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
