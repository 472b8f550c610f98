//! The search of a list. It uses GET, so that the address contains the whole state of the list.

use crate::text::Text;
use domain::limit;
use leptos::prelude::*;

/// The search form of a list.
#[component]
pub fn Search(
    /// Words.
    t: &'static Text,
    /// Address of the list.
    action: &'static str,
    /// Label of the field.
    label: &'static str,
    /// One line of help.
    hint: &'static str,
    /// The current search.
    q: String,
    /// Address without the search.
    #[prop(into)]
    clear: String,
    /// Name and value of the tab to keep, if it is not the first.
    #[prop(optional_no_strip)]
    keep: Option<(&'static str, &'static str)>,
) -> impl IntoView {
    let keep = keep.map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let clear = (!q.is_empty()).then(|| view! { <a href=clear>{t.list.search_clear}</a> });
    view! {
        <form class="search" method="get" action=action role="search">
            {keep}
            <label for="q">{label}</label>
            <input
                id="q"
                type="search"
                name="q"
                value=q
                dir="auto"
                maxlength=limit::SEARCH.max
                autocomplete="off"
                aria-describedby="q-hint"
            />
            <button class="button button-plain">{t.list.search_go}</button>
            {clear}
            <p id="q-hint" class="hint">{hint}</p>
        </form>
    }
}
