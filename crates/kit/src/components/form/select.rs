//! A labelled `<select>`.

use super::{part, state::FormState};
use leptos::prelude::*;

/// A choice of one; the option with the form's value is selected.
#[component]
pub fn Select(
    /// The form that declares the field.
    #[prop(into)]
    form: FormState,
    /// Field name.
    #[prop(into)]
    name: String,
    /// Values with their labels.
    options: Vec<(String, String)>,
    /// Text of an empty first option. With it, a choice is required.
    #[prop(optional_no_strip)]
    pick: Option<&'static str>,
    /// One line of help below the field.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    let wired = form.wire(&name, !hint.is_empty());
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, words)| {
            let chosen = value == wired.value;
            view! { <option value=value selected=chosen>{words}</option> }
        })
        .collect();
    let control = view! {
        <select
            id=wired.id.clone()
            name=wired.sent_as.clone()
            required=pick.is_some()
            aria-describedby=wired.described()
            aria-invalid=wired.invalid()
        >
            {pick.map(|pick| view! { <option value="">{pick}</option> })}
            {options}
        </select>
    }
    .into_any();
    part::field(wired, "field", None, hint, control)
}

/// Options for a select or radios: the word of each as the form sends it, and its words for readers.
pub fn choices<T: Copy>(
    all: &[T],
    sent: impl Fn(T) -> &'static str,
    told: impl Fn(T) -> &'static str,
) -> Vec<(String, String)> {
    all.iter()
        .map(|one| (sent(*one).to_owned(), told(*one).to_owned()))
        .collect()
}
