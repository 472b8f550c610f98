//! Buttons that act: each is a small form, so it works in every browser.

use leptos::prelude::*;

/// A form of one button for an order: posts its number.
#[component]
pub fn PostButton(
    /// Address of the server function.
    action: &'static str,
    /// Order number.
    number: String,
    /// What it does.
    label: &'static str,
    /// `button`, `button button-pay`, `quiet`.
    #[prop(default = "button")]
    class: &'static str,
    /// Id of the element that says which order is meant, in lists.
    #[prop(optional, into)]
    about: Option<String>,
) -> impl IntoView {
    let about = about.filter(|about| !about.is_empty());
    view! {
        <form method="post" action=action>
            <input type="hidden" name="form[number]" value=number />
            <button class=class aria-describedby=about>
                {label}
            </button>
        </form>
    }
}

/// Buttons side by side, wrapping on narrow screens.
#[component]
pub fn ActionBar(
    /// The buttons.
    children: Children,
) -> impl IntoView {
    view! { <div class="actions">{children()}</div> }
}
