//! What the shop's pages (`app`) and the desk's (`desk`) have in common: components, texts, addresses, the request, the
//! session and the document around a page. It has no page and no island of its own.
//!
//! Two builds, as of those two: `ssr` for the server, `hydrate` for the bundles of the islands.

// Leptos components take their props by value.
#![cfg_attr(
    feature = "ssr",
    expect(clippy::needless_pass_by_value, reason = "components own their props")
)]

pub mod error;
pub mod language;
pub mod order;

#[cfg(feature = "hydrate")]
pub mod page;

#[cfg(feature = "ssr")]
pub mod bundle;
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
pub mod paths;
#[cfg(feature = "ssr")]
pub mod preview;
#[cfg(feature = "ssr")]
pub mod request;
#[cfg(feature = "ssr")]
pub mod session;
#[cfg(feature = "ssr")]
pub mod site;
#[cfg(feature = "ssr")]
pub mod text;
#[cfg(feature = "ssr")]
pub mod trouble;
#[cfg(feature = "ssr")]
pub mod twins;

pub use error::AppError;
