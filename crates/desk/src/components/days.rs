//! Days in the filter of a list: fields that the browser draws itself, and links to the usual ranges.

use crate::text::{Text, label};
use domain::{sales::SalesRange, time::Millis};
use kit::components::{TabLink, Tabs, tab_links};
use leptos::prelude::*;

/// A day. Its name in the query is its element's id.
#[must_use]
pub fn day(name: &'static str, label: &'static str, value: &str) -> AnyView {
    view! {
        <p class="field">
            <label for=name>{label}</label>
            <input id=name type="date" name=name value=value.to_owned() />
        </p>
    }
    .into_any()
}

/// A value that the filter keeps; nothing for an empty one.
#[must_use]
pub fn hidden(name: &'static str, value: &str) -> Option<AnyView> {
    (!value.is_empty())
        .then(|| view! { <input type="hidden" name=name value=value.to_owned() /> }.into_any())
}

/// The usual ranges of days as views of a list; with days chosen, all days too. `address`: the list on these days.
#[must_use]
pub fn ranges(
    t: &'static Text,
    label: &'static str,
    now: Millis,
    (from, to): (&str, &str),
    address: impl Fn(&str, &str) -> String,
) -> AnyView {
    let days = |range: SalesRange| {
        let (first, last) = range.days(now);
        (first.to_string(), last.to_string())
    };
    // At the beginning of a month two of them can be the same days.
    let present = SalesRange::ALL.iter().copied().find(|range| {
        let (first, last) = days(*range);
        (first.as_str(), last.as_str()) == (from, to)
    });
    let mut tabs = tab_links(SalesRange::ALL.iter().copied(), present, |range| {
        let (first, last) = days(range);
        (address(&first, &last), label::sales_range(t.locale, range))
    });
    if !(from.is_empty() && to.is_empty()) {
        tabs.push(TabLink {
            href: address("", ""),
            name: t.ship.all_days.to_owned(),
            present: false,
        });
    }
    view! { <Tabs label tabs /> }.into_any()
}
