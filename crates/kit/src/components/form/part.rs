//! The parts of every field in their order: label, error, control, hint.

use super::state::{Label, Wired};
use leptos::prelude::*;

/// Renders a label; a short one is shown while screen readers read the full one.
pub(super) fn label_words(label: &Label) -> AnyView {
    let said = label.said.clone();
    match label.shown {
        None => said.into_any(),
        Some(shown) => view! {
            <span class="vh">{said}</span>
            <span aria-hidden="true">{shown}</span>
        }
        .into_any(),
    }
}

/// Renders the field around its control. `remark` follows the label.
pub(super) fn field(
    wired: Wired,
    class: &'static str,
    remark: Option<&'static str>,
    hint: String,
    control: AnyView,
) -> impl IntoView {
    let wrong = wired.told.is_some();
    let words = label_words(&wired.label);
    let (error_id, hint_id) = (wired.error_id, wired.hint_id);
    view! {
        <div class=class class:field-wrong=wrong>
            <label for=wired.id>
                {words}
                {remark.map(|remark| view! { <span class="optional">{remark}</span> })}
            </label>
            {wired.told.map(|told| view! { <p class="field-error" id=error_id>{told}</p> })}
            {control}
            {hint_id.map(|hint_id| view! { <p class="hint" id=hint_id>{hint}</p> })}
        </div>
    }
}
