//! A field in a row of controls. There is no room for its error, so only the error summary shows it.

use super::{
    field::{Kind, Need, input_type, inputmode, own_direction, range},
    part,
    state::FormState,
};
use leptos::prelude::*;

/// The control with its label before it, or with the label as `aria-label` only.
#[component]
pub fn InlineField(
    /// The form that declares the field.
    #[prop(into)]
    form: FormState,
    /// Field name.
    #[prop(into)]
    name: String,
    /// What it accepts.
    #[prop(optional)]
    kind: Kind,
    /// Whether it may stay empty.
    #[prop(optional)]
    need: Need,
    /// The label is an `aria-label` only, because the row shows what the field is.
    #[prop(optional)]
    unlabelled: bool,
) -> impl IntoView {
    let wired = form.wire(&name, false);
    let said = unlabelled.then(|| wired.label.said.clone());
    let label = (!unlabelled).then(|| {
        let words = part::label_words(&wired.label);
        view! { <label for=wired.id.clone()>{words}</label> }
    });
    let invalid = wired.invalid();
    let (least, most) = range(kind);
    view! {
        {label}
        <input
            id=wired.id
            name=wired.sent_as
            type=input_type(kind)
            inputmode=inputmode(kind)
            min=least
            max=most
            maxlength=wired.most
            value=wired.value
            dir=own_direction(kind)
            required=need == Need::Required
            autocomplete="off"
            aria-label=said
            aria-describedby=invalid.map(|_| "errors")
            aria-invalid=invalid
        />
    }
}
