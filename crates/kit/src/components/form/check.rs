//! A labelled checkbox.

use super::{part, state::FormState};
use leptos::prelude::*;

/// A checkbox that sends `1` if checked and nothing otherwise.
#[component]
pub fn Check(
    /// The form that declares the field.
    #[prop(into)]
    form: FormState,
    /// Field name.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let wired = form.wire(&name, false);
    let words = part::label_words(&wired.label);
    view! {
        <div class="tick-field">
            <input
                id=wired.id.clone()
                type="checkbox"
                name=wired.sent_as
                value="1"
                checked=wired.value == "1"
            />
            <label for=wired.id>{words}</label>
        </div>
    }
}
