//! A labelled input with its hint and its error, tied together for those who hear the page.

use super::{TextArea, field_id};
use crate::text::{Text, error};
use domain::error::FieldError;
use leptos::prelude::*;

/// One field of a form. `name` is the field's name without `form[..]`.
#[component]
pub fn Field(
    /// Words.
    t: &'static Text,
    /// Field name.
    name: &'static str,
    /// Its label.
    label: &'static str,
    /// As typed or known.
    #[prop(optional, into)]
    value: String,
    /// Refused fields of the form.
    errors: Vec<FieldError>,
    /// One line of help.
    #[prop(optional)]
    hint: &'static str,
    /// `text`, `password`, `tel`, `email`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What a browser may fill in.
    #[prop(optional)]
    autocomplete: &'static str,
    /// May stay empty.
    #[prop(optional)]
    optional: bool,
    /// Several lines.
    #[prop(optional)]
    multiline: bool,
    /// Longest text a browser should take.
    #[prop(default = 200)]
    maxlength: i64,
) -> impl IntoView {
    let id = field_id(name);
    let sent_as = format!("form[{name}]");
    let refused = errors.iter().find(|error| error.field == name);
    let told = refused.map(|found| error::sentence(t.locale, found.code, &Default::default()));
    let hint_id = (!hint.is_empty()).then(|| format!("{id}-hint"));
    let error_id = told.as_ref().map(|_| format!("{id}-error"));
    let described = [error_id.clone(), hint_id.clone()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let invalid = told.as_ref().map(|_| "true");
    let control = if multiline {
        view! {
            <TextArea
                id=id.clone()
                name=sent_as
                value=value
                rows=2
                maxlength=maxlength
                described=described
                invalid=invalid.is_some()
            />
        }
        .into_any()
    } else {
        view! {
            <input
                id=id.clone()
                name=sent_as
                type=kind
                value=value
                maxlength=maxlength
                autocomplete=(!autocomplete.is_empty()).then_some(autocomplete)
                required=!optional
                aria-describedby=described
                aria-invalid=invalid
            />
        }
        .into_any()
    };
    view! {
        <div class="field" class:field-wrong=invalid.is_some()>
            <label for=id>
                {label}
                {optional.then(|| view! { <span class="optional">{t.frame.optional}</span> })}
            </label>
            {told.map(|told| view! { <p class="field-error" id=error_id>{told}</p> })}
            {control}
            {hint_id.map(|hint_id| view! { <p class="hint" id=hint_id>{hint}</p> })}
        </div>
    }
}
