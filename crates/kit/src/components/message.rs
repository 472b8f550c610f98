//! The notice after an action, shown once.

use crate::{
    flash::Flash,
    text::{Text, notice},
};
use leptos::prelude::*;

/// The notice at the top of a page; a screen reader reads it once.
#[component]
pub fn Messages(
    /// Words.
    t: &'static Text,
    /// The message, if any.
    flash: Flash,
    /// A next step beside the notice: address and name.
    #[prop(optional_no_strip)]
    step: Option<(String, &'static str)>,
) -> impl IntoView {
    let told = flash
        .notice
        .map(|found| notice::sentence(t.locale, found, &flash.args));
    told.map(|told| {
        let step = step.map(|(href, name)| view! { <a href=href>{name}</a> });
        view! {
            <p class="notice" role="status">
                <span>{told}</span>
                {step}
            </p>
        }
    })
}
