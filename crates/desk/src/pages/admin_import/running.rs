//! An import under way: how far it is, and the button that stops it.

use super::found;
use crate::{actions::StopImport, islands::ImportLive, text::Text};
use domain::{time::MINUTE, view::catalog::import::ImportView};
use kit::{components::sent_as, paths};
use leptos::{prelude::*, server_fn::ServerFn};

/// The parts of a whole that are announced.
const QUARTERS: [&str; 3] = ["25", "50", "75"];

/// The progress.
pub(super) fn running(t: &'static Text, view: &ImportView) -> AnyView {
    let i = &t.import;
    let pictures = &view.pictures;
    let (done, all, words): (_, _, fn(&str, &str) -> String) = if view.takes_pictures() {
        (pictures.done, pictures.all, i.looked)
    } else {
        (view.done, view.products, i.progress)
    };
    let told = words(&done.to_string(), &all.to_string());
    let left = view.left_ms.map(|left| match left / MINUTE {
        0 => format!(" · {}", i.left_little),
        minutes => format!(
            " · {}",
            (i.left_minutes)(&minutes.saturating_add(1).to_string())
        ),
    });
    let stop = if view.is_stopping {
        view! { <p>{i.stopping}</p> }.into_any()
    } else {
        view! {
            <form method="post" action=StopImport::url()>
                <input type="hidden" name=sent_as("import") value=view.listed.key.clone() />
                <button class="button button-plain">{i.stop}</button>
            </form>
        }
        .into_any()
    };
    let quarters = QUARTERS.map(i.quarter).to_vec();
    view! {
        <section class="import-running">
            <p class="import-figures">
                <progress value=done max=all.max(1) aria-label=i.title></progress>
                " "
                <span>{told} {left}</span>
            </p>
            <div class="import-acts">
                {stop}
                <a href=paths::admin_import(&view.listed.key)>{i.refresh}</a>
            </div>
            <ImportLive page=paths::admin_import(&view.listed.key) quarters />
        </section>
        {found::counts(t, view)}
    }
    .into_any()
}
