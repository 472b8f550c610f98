//! The way back, one step.

use leptos::prelude::*;

/// A link to the page above this one.
#[component]
pub fn BackLink(
    /// Where.
    #[prop(into)]
    href: String,
    /// Its name.
    label: &'static str,
) -> impl IntoView {
    view! {
        <p class="back">
            <a href=href>
                <span aria-hidden="true">"‹ "</span>
                {label}
            </a>
        </p>
    }
}
