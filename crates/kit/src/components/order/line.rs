//! Title and options of an order line.

use crate::{components::say::say, text::Text};
use domain::locale::Words;
use leptos::prelude::*;

/// Title and options as one text, for labels.
#[must_use]
pub fn line_name(title: &Words, options: &Words) -> String {
    if options.text.is_empty() {
        title.text.clone()
    } else {
        format!("{} {}", title.text, options.text)
    }
}

/// Title and options, each marked with its language.
pub fn line_words(t: &'static Text, title: &Words, options: &Words) -> AnyView {
    let options = (!options.text.is_empty()).then(|| {
        view! { <span class="line-options">" " {say(options, t.locale)}</span> }
    });
    view! { {say(title, t.locale)} {options} }.into_any()
}
