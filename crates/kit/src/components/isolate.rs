//! Isolates the direction of text that a person typed (`<bdi>`). Without it, a name in Hebrew or Arabic reorders the
//! phone number beside it. [`crate::text::isolate`] does the same inside a sentence.

use leptos::prelude::*;

/// Renders `text` with its own direction.
pub fn isolated(text: impl Into<String>) -> impl IntoView {
    view! { <bdi>{text.into()}</bdi> }
}

/// As [`isolated`], for a text that may be absent.
pub fn isolated_if(text: Option<&String>) -> Option<impl IntoView + use<>> {
    text.map(|text| isolated(text.clone()))
}
