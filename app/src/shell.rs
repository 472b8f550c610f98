//! The root that the server renders.

use crate::routes::App;
use leptos::{config::LeptosOptions, prelude::*};

/// Renders the page at the request's address.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    provide_context(options);
    view! { <App /> }
}
