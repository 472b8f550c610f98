//! Times on staff pages, with seconds.

use crate::format;
use domain::time::Millis;
use leptos::prelude::*;

/// Renders a time with seconds, or nothing.
pub fn exact(at: Option<Millis>) -> AnyView {
    at.map(|at| view! { <time datetime=format::machine(at)>{format::exact(at)}</time> })
        .into_any()
}
