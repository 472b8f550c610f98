//! The notice after an action, shown once.

use crate::{
    components::order::line_name,
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
    let lines = flash
        .lines
        .iter()
        .map(|line| {
            let name = line_name(&line.title, &line.options);
            notice::difference(t.locale, &name, line.difference)
        })
        .chain((flash.more_lines > 0).then(|| notice::more_lines(t.locale, flash.more_lines)))
        .map(|line| view! { <li>{line}</li> })
        .collect::<Vec<_>>();
    told.map(|told| {
        let step = step.map(|(href, name)| view! { <a href=href>{name}</a> });
        let lines = (!lines.is_empty()).then(|| view! { <ul>{lines}</ul> });
        view! {
            <div class="notice" role="status">
                <p>{told}</p>
                {step}
                {lines}
            </div>
        }
    })
}
