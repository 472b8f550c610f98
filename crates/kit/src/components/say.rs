//! Text of the catalog.

use domain::locale::{Locale, Words};
use leptos::prelude::*;

/// Renders catalog text with its own direction, and with `lang` if it is not in the page's language.
pub fn say(words: &Words, page: Locale) -> AnyView {
    let text = words.text.clone();
    let lang = (words.lang != page).then(|| words.lang.as_str());
    view! { <bdi lang=lang>{text}</bdi> }.into_any()
}
