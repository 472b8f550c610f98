//! Fields of a page that shows the same form several times: their ids hold the SKU, except in the form that was
//! refused, to whose fields the error summary leads.

use crate::{
    components::{TextArea, field_id},
    text::{Text, error},
};
use domain::error::FieldError;
use leptos::prelude::*;

/// A field.
pub(super) struct Input<'a> {
    /// Name without `form[..]`.
    pub(super) name: &'static str,
    /// SKU code, or empty.
    pub(super) scope: &'a str,
    /// Label.
    pub(super) label: &'static str,
    /// As typed or stored.
    pub(super) value: String,
    /// One line of help.
    pub(super) hint: Option<String>,
    /// Lines shown.
    pub(super) rows: i64,
    /// Which keys a phone shows.
    pub(super) inputmode: &'static str,
    /// The error summary leads here.
    pub(super) linked: bool,
}

fn id_of(name: &str, scope: &str, linked: bool) -> String {
    if linked || scope.is_empty() {
        field_id(name)
    } else {
        field_id(&format!("{scope}-{name}"))
    }
}

/// A labelled field.
pub(super) fn input(t: &'static Text, input: Input<'_>, errors: &[FieldError]) -> AnyView {
    let id = id_of(input.name, input.scope, input.linked);
    let sent_as = format!("form[{}]", input.name);
    let told = errors
        .iter()
        .find(|error| error.field == input.name)
        .map(|found| error::sentence(t.locale, found.code, &Default::default()));
    let invalid = told.is_some();
    let error_id = format!("{id}-error");
    let hint_id = format!("{id}-hint");
    let described: Vec<String> = [
        told.is_some().then(|| error_id.clone()),
        input.hint.is_some().then(|| hint_id.clone()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let control = if input.rows > 1 {
        view! {
            <TextArea
                id=id.clone()
                name=sent_as
                value=input.value
                rows=input.rows
                maxlength=4_000
                described
                invalid
            />
        }
        .into_any()
    } else {
        view! {
            <input
                id=id.clone()
                name=sent_as
                value=input.value
                maxlength="200"
                inputmode=input.inputmode
                autocomplete="off"
                aria-describedby=described
                aria-invalid=invalid.then_some("true")
            />
        }
        .into_any()
    };
    view! {
        <div class="field" class:field-wrong=invalid>
            <label for=id>{input.label}</label>
            {told.map(|told| view! { <p class="field-error" id=error_id>{told}</p> })}
            {control}
            {input.hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
        </div>
    }
    .into_any()
}

/// A labelled choice.
pub(super) fn choice(
    name: &'static str,
    scope: &str,
    label: &'static str,
    value: &str,
    options: Vec<(&'static str, &'static str)>,
    hint: Option<String>,
    linked: bool,
) -> AnyView {
    let id = id_of(name, scope, linked);
    let options: Vec<_> = options
        .into_iter()
        .map(|(word, name)| {
            view! { <option value=word selected=word == value>{name}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id name=format!("form[{name}]")>{options}</select>
            {hint.map(|hint| view! { <p class="hint">{hint}</p> })}
        </div>
    }
    .into_any()
}
