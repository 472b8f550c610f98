//! A form that chooses days, and what else narrows a list. Like the search it uses GET, so that the address contains it.

use leptos::prelude::*;

/// A select beside the days.
pub struct Choice {
    /// Name in the query.
    pub name: &'static str,
    /// Its label.
    pub label: &'static str,
    /// Current value.
    pub value: String,
    /// Words of an empty first option, for "all"; without them one of the others is chosen.
    pub all: Option<&'static str>,
    /// Values with their words.
    pub options: Vec<(&'static str, &'static str)>,
}

/// The days that are chosen.
pub struct Days {
    /// Labels of the first and the last day.
    pub labels: (&'static str, &'static str),
    /// The first day, as typed.
    pub from: String,
    /// The last day, as typed.
    pub to: String,
    /// Why the days cannot be used.
    pub told: Option<String>,
}

/// The form.
#[component]
pub fn DaysForm(
    /// Address of the list.
    action: &'static str,
    /// Name of the form for screen readers.
    label: &'static str,
    /// The days.
    days: Days,
    /// The selects.
    choices: Vec<Choice>,
    /// What stays as it is: name and value.
    keep: Vec<(&'static str, &'static str)>,
    /// Text of the button.
    show: &'static str,
) -> impl IntoView {
    let wrong = days.told.is_some();
    let told = days
        .told
        .map(|told| view! { <p class="errors" role="alert" id="days-wrong">{told}</p> });
    let keep: Vec<_> = keep
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect();
    let field = |name: &'static str, label: &'static str, value: String| {
        view! {
            <p class="field">
                <label for=name>{label}</label>
                <input
                    id=name
                    name=name
                    type="date"
                    value=value
                    aria-invalid=wrong.then_some("true")
                    aria-describedby=wrong.then_some("days-wrong")
                />
            </p>
        }
    };
    let from = field("from", days.labels.0, days.from);
    let to = field("to", days.labels.1, days.to);
    let choices: Vec<_> = choices.into_iter().map(select).collect();
    view! {
        {told}
        <form class="filters" method="get" action=action role="search" aria-label=label>
            {keep}
            {from}
            {to}
            {choices}
            <button class="button button-plain">{show}</button>
        </form>
    }
}

fn select(choice: Choice) -> AnyView {
    let Choice {
        name, label, value, ..
    } = choice;
    let all = choice
        .all
        .map(|words| view! { <option value="">{words}</option> });
    let options: Vec<_> = choice
        .options
        .into_iter()
        .map(|(word, said)| view! { <option value=word selected=word == value>{said}</option> })
        .collect();
    view! {
        <p class="field">
            <label for=name>{label}</label>
            <select id=name name=name>
                {all}
                {options}
            </select>
        </p>
    }
    .into_any()
}
