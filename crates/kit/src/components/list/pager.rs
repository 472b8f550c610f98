//! The pager of a list that is ordered by age.

use crate::{paths, text::Text};
use leptos::prelude::*;

/// Links to the newer and the older page, if they exist.
#[component]
pub fn Pager(
    /// Words.
    t: &'static Text,
    /// Address of the list.
    #[prop(into)]
    page: String,
    /// Query parameters to keep: tab, search, filters. Empty values are left out.
    state: Vec<(&'static str, String)>,
    /// Texts of the two links: newer, older.
    names: (&'static str, &'static str),
    /// Value of `?after=`, if there is a newer page.
    newer: Option<String>,
    /// Value of `?before=`, if there is an older page.
    older: Option<String>,
) -> impl IntoView {
    let link = |place: &'static str, row: String, name: &'static str, rel: &'static str| {
        let mut pairs: Vec<(&str, &str)> = state
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        pairs.push((place, &row));
        let href = paths::with_query(&page, &pairs);
        view! { <a class="button button-plain" href=href rel=rel>{name}</a> }
    };
    let newer = newer.map(|row| link("after", row, names.0, "prev"));
    let older = older.map(|row| link("before", row, names.1, "next"));
    let any = newer.is_some() || older.is_some();
    any.then(|| view! { <nav class="pager" aria-label=t.list.pages>{newer} {older}</nav> })
}
