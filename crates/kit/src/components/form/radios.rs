//! A choice of one among a few, all of them visible.

use super::{part, state::FormState};
use leptos::prelude::*;

/// The choices under their question. The first one has the id that the error summary links to.
#[component]
pub fn Radios(
    /// The form that declares the field.
    #[prop(into)]
    form: FormState,
    /// Field name.
    #[prop(into)]
    name: String,
    /// Value and words of each choice.
    options: Vec<(String, String)>,
) -> impl IntoView {
    let wired = form.wire(&name, false);
    let words = part::label_words(&wired.label);
    let described = wired.described();
    let choices: Vec<_> = options
        .into_iter()
        .enumerate()
        .map(|(place, (value, words))| {
            let id = if place == 0 {
                wired.id.clone()
            } else {
                format!("{}-{place}", wired.id)
            };
            let chosen = value == wired.value;
            view! {
                <div class="tick-field">
                    <input
                        id=id.clone()
                        type="radio"
                        name=wired.sent_as.clone()
                        value=value
                        checked=chosen
                    />
                    <label for=id>{words}</label>
                </div>
            }
        })
        .collect();
    let wrong = wired.told.is_some();
    view! {
        <fieldset class="radios" class:field-wrong=wrong aria-describedby=described>
            <legend class="section-title">{words}</legend>
            {wired.told.map(|told| view! { <p class="field-error" id=wired.error_id>{told}</p> })}
            {choices}
        </fieldset>
    }
}
