//! The error summary at the top of a page, and the same message beside its form where a page has several.

use super::{id::field_id, state::FormState};
use crate::{
    components::isolate::isolated,
    flash::{Flash, args_of},
    text::{Text, error},
};
use leptos::prelude::*;

/// The error summary with links to the fields. The redirect targets `#errors`, which moves the focus there.
#[component]
pub fn ErrorSummary(
    /// Words.
    t: &'static Text,
    /// Holds the refusal, if any.
    flash: Flash,
    /// The refused form, if the page has one.
    form: Option<FormState>,
) -> Option<impl IntoView> {
    let refusal = flash.error?;
    let title = if refusal.fields.is_empty() {
        error::sentence(t.locale, refusal.code, &refusal.args)
    } else {
        t.frame.errors_title.to_owned()
    };
    let items: Vec<_> = refusal
        .fields
        .iter()
        .map(|found| {
            let args = args_of(&refusal.args, &found.field);
            let told = error::sentence(t.locale, found.code, &args);
            let id = field_id(&found.field);
            let label = form.as_ref().and_then(|form| form.label_of(found));
            let label = label.map(|label| view! { {isolated(label.to_owned())} {t.frame.colon} });
            view! {
                <li>
                    <a href=format!("#{id}")>{label} {told}</a>
                </li>
            }
        })
        .collect();
    let list = (!items.is_empty()).then(|| view! { <ul>{items}</ul> });
    Some(view! {
        <div id="errors" class="errors" role="alert" tabindex="-1">
            <h2>{title}</h2>
            {list}
        </div>
    })
}

/// The error message beside a form, for pages with several forms.
#[component]
pub fn RefusalHere(
    /// The form.
    #[prop(into)]
    form: FormState,
) -> impl IntoView {
    form.refusal()
        .map(|told| view! { <p class="field-error">{told}</p> })
}
