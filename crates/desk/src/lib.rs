//! Staff's pages, everything below `/admin`: built as `app` is, with a bundle of islands of its own. Nothing of it reaches
//! a customer, and neither of the two crates knows the other.

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
pub mod reports;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod text;

#[cfg(feature = "ssr")]
pub use actions::register_server_functions;
#[cfg(feature = "ssr")]
pub use routes::{ASKED_BY_POST, Desk};

/// Called by the bundle's loader before it starts the islands of a page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
