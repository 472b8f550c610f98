//! Fields of a list's filter that the browser draws itself.

use leptos::prelude::*;

/// A day. Its name in the query is its element's id.
#[must_use]
pub fn day(name: &'static str, label: &'static str, value: &str) -> AnyView {
    view! {
        <p class="field">
            <label for=name>{label}</label>
            <input id=name type="date" name=name value=value.to_owned() />
        </p>
    }
    .into_any()
}

/// A value that the filter keeps; nothing for an empty one.
#[must_use]
pub fn hidden(name: &'static str, value: &str) -> Option<AnyView> {
    (!value.is_empty())
        .then(|| view! { <input type="hidden" name=name value=value.to_owned() /> }.into_any())
}
