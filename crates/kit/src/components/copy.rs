//! A button that copies a number. An island shows it and answers it; without one it stays hidden.

use crate::text::Text;
use leptos::prelude::*;

/// The button for one number.
#[component]
pub fn CopyButton(
    /// Words.
    t: &'static Text,
    /// The number.
    number: String,
) -> impl IntoView {
    let s = &t.shared;
    let name = (s.copy_of)(&number);
    view! {
        <button
            class="copy"
            type="button"
            data-copy=number
            data-done=s.copied
            data-failed=s.not_copied
            aria-label=name
        >
            {s.copy}
        </button>
    }
}

/// Says the outcome to screen readers, once a page.
#[component]
pub fn Copied() -> impl IntoView {
    view! { <p id="copied" class="vh" role="status"></p> }
}
