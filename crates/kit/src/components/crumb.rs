//! The link to the parent page.

use leptos::prelude::*;

/// A link to the parent page.
#[component]
pub fn BackLink(
    /// Address.
    #[prop(into)]
    href: String,
    /// Name of the parent page.
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
