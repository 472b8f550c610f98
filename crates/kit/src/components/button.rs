//! Buttons that change something: each is a small form, so it works without JavaScript.

use leptos::prelude::*;

/// A form with one button that posts an order number.
#[component]
pub fn PostButton(
    /// Address of the server function.
    action: &'static str,
    /// Order number.
    number: String,
    /// Text of the button.
    label: &'static str,
    /// CSS class: `button`, `button button-pay`, `quiet`.
    #[prop(default = "button")]
    class: &'static str,
    /// In lists: id of the element with the order number, for `aria-describedby`.
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

/// Buttons in a row that wraps on narrow screens.
#[component]
pub fn ActionBar(
    /// The buttons.
    children: Children,
) -> impl IntoView {
    view! { <div class="actions">{children()}</div> }
}
