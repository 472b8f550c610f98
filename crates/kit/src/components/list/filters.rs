//! The filters of a list. Like the search they use GET, so that the address contains them.

use crate::text::Text;
use domain::limit;
use leptos::prelude::*;

/// One filter.
pub struct Filter {
    /// Name in the query.
    pub name: &'static str,
    /// Its label.
    pub label: &'static str,
    /// Current value.
    pub value: String,
    /// Values to choose from, with their words; none for free text.
    pub choices: Vec<(&'static str, &'static str)>,
}

/// The filters of a list.
#[component]
pub fn Filters(
    /// Words.
    t: &'static Text,
    /// Address of the list.
    action: &'static str,
    /// Name of the form for screen readers.
    label: &'static str,
    /// The filters.
    fields: Vec<Filter>,
    /// Text of the button.
    show: &'static str,
) -> impl IntoView {
    let fields: Vec<_> = fields
        .into_iter()
        .map(|filter| {
            let (name, label) = (filter.name, filter.label);
            view! {
                <p class="field">
                    <label for=name>{label}</label>
                    {control(t, filter)}
                </p>
            }
        })
        .collect();
    view! {
        <form class="filters" method="get" action=action role="search" aria-label=label>
            {fields}
            <button class="button button-plain">{show}</button>
            <a href=action>{t.list.search_clear}</a>
        </form>
    }
}

fn control(t: &'static Text, filter: Filter) -> AnyView {
    let Filter {
        name,
        value,
        choices,
        ..
    } = filter;
    if choices.is_empty() {
        return view! {
            <input
                id=name
                name=name
                value=value
                dir="auto"
                maxlength=limit::SEARCH.max
                autocomplete="off"
            />
        }
        .into_any();
    }
    let options: Vec<_> = choices
        .into_iter()
        .map(|(word, said)| view! { <option value=word selected=word == value>{said}</option> })
        .collect();
    view! {
        <select id=name name=name>
            <option value="">{t.list.all}</option>
            {options}
        </select>
    }
    .into_any()
}
