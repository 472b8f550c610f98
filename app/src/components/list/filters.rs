//! The filters of a list. Like the search, they are a GET, so the address holds them.

use crate::text::Text;
use domain::limit;
use leptos::prelude::*;

/// The filters of a list.
#[component]
pub fn Filters(
    /// Words.
    t: &'static Text,
    /// Address of the list.
    action: &'static str,
    /// Name of the form for screen readers.
    label: &'static str,
    /// Name, label and current value of each.
    fields: Vec<(&'static str, &'static str, String)>,
    /// Text of the button.
    show: &'static str,
) -> impl IntoView {
    let fields: Vec<_> = fields
        .into_iter()
        .map(|(name, label, value)| {
            view! {
                <p class="field">
                    <label for=name>{label}</label>
                    <input
                        id=name
                        name=name
                        value=value
                        dir="auto"
                        maxlength=limit::SEARCH.max
                        autocomplete="off"
                    />
                </p>
            }
        })
        .collect();
    view! {
        <form class="filters" method="get" action=action role="search" aria-label=label>
            {fields}
            <button class="button button-plain">{show}</button>
            <a href=action>{t.admin.search_clear}</a>
        </form>
    }
}
