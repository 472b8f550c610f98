//! Everything a customer's browser receives: pages, forms, islands and their texts. Staff's pages are the crate `desk`;
//! what both use is `kit`.
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
pub mod islands;

#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
pub mod layout;
#[cfg(feature = "ssr")]
pub mod load;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod structured;
#[cfg(feature = "ssr")]
pub mod text;

#[cfg(feature = "ssr")]
pub use actions::register_server_functions;
#[cfg(feature = "ssr")]
pub use routes::App;

/// Called by the bundle's loader before it starts the islands of a page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
