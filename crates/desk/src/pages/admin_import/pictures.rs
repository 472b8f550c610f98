//! The pictures that a sheet names: those that do not come with it, by name. None of them holds the rows back.

use super::more::more;
use crate::text::Text;
use domain::view::catalog::import::{First, ImportRefused, ImportView};
use kit::{components::isolated, text::error};
use leptos::prelude::*;
use shop::media::upload::refusal;

/// A longer list is folded.
const OPEN: usize = 10;

/// The lists, if there is anything to tell.
pub(super) fn pictures(t: &'static Text, view: &ImportView) -> AnyView {
    let (i, pictures) = (&t.import, &view.pictures);
    let missing = if pictures.zip_name.is_empty() {
        i.not_in_shop
    } else {
        i.not_in_zip
    };
    let lists: Vec<AnyView> = [
        list(t, i.refused, &pictures.refused, |one| refused(t, one)),
        list(t, missing, &pictures.missing, |one| name(one)),
        list(t, i.unused, &pictures.unused, |one| name(one)),
        list(t, i.by_address, &pictures.addresses, |one| name(one)),
    ]
    .into_iter()
    .flatten()
    .collect();
    if lists.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="import-pictures">
            <h2 class="section-title">{i.pictures}</h2>
            <p class="hint">{i.pictures_hint}</p>
            {lists}
        </section>
    }
    .into_any()
}

/// The names of a kind under their number.
fn list<T>(
    t: &'static Text,
    title: fn(&str) -> String,
    names: &First<T>,
    item: impl Fn(&T) -> AnyView,
) -> Option<AnyView> {
    let rows: Vec<_> = names.shown.iter().map(item).collect();
    if rows.is_empty() {
        return None;
    }
    let (shown, is_open) = (rows.len(), rows.len() <= OPEN);
    Some(
        view! {
            <details open=is_open>
                <summary>{title(&names.count.to_string())}</summary>
                <ul class="import-names">{rows}</ul>
                {more(t, names.count, shown)}
            </details>
        }
        .into_any(),
    )
}

fn name(name: &str) -> AnyView {
    view! { <li>{isolated(name.to_owned())}</li> }.into_any()
}

fn refused(t: &'static Text, one: &ImportRefused) -> AnyView {
    let name = one.name.as_str();
    let told = one
        .why
        .map(|code| error::sentence(t.locale, code, &refusal(name, code).args))
        .unwrap_or_default();
    // Most sentences begin with the name.
    let name = (!told.contains(name)).then(|| isolated(name.to_owned()));
    view! { <li>{name} " " {told}</li> }.into_any()
}
