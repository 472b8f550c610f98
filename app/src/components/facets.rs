//! The filters of a list of products: one GET form, and chips of what is applied.

use crate::text::Text;
use domain::{
    error::ErrorCode,
    limit,
    listing::{Asked, Sort, name},
    view::catalog::listing::{CategoryView, ChipOf, ChipView, FacetAxis},
};
use kit::{components::say, format, paths, text::error};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The name of a filter.
pub fn chip_words(t: &'static Text, chip: &ChipView) -> String {
    let b = &t.browse;
    match &chip.of {
        ChipOf::Value(words) => words.text.clone(),
        ChipOf::Stock => b.in_stock.to_owned(),
        ChipOf::Price(from, to) => match (from.map(format::yuan), to.map(format::yuan)) {
            (Some(from), Some(to)) => (b.between)(&from, &to),
            (Some(from), None) => (b.at_least)(&from),
            (None, Some(to)) => (b.at_most)(&to),
            (None, None) => String::new(),
        },
    }
}

/// The filters that are applied, each a link to the list without it.
pub fn chips(t: &'static Text, view: &CategoryView) -> AnyView {
    if view.chips.is_empty() {
        return ().into_any();
    }
    let slug = view.here.as_ref().map(|here| here.slug.as_str());
    let links: Vec<_> = view
        .chips
        .iter()
        .map(|chip| {
            let words = chip_words(t, chip);
            let label = (t.browse.remove)(&words);
            view! {
                <li>
                    <a class="filter-chip" href=paths::category(t.locale, slug, &chip.without) aria-label=label>
                        {words}
                        <span aria-hidden="true">" ×"</span>
                    </a>
                </li>
            }
        })
        .collect();
    let none = Asked {
        sort: view.asked.sort,
        ..Asked::default()
    };
    view! {
        <ul class="filter-chips" aria-label=t.browse.applied>
            {links}
            <li><a href=paths::category(t.locale, slug, &none)>{t.browse.clear}</a></li>
        </ul>
    }
    .into_any()
}

const fn sort_name(t: &'static Text, sort: Sort) -> &'static str {
    match sort {
        Sort::Newest => t.browse.newest,
        Sort::PriceUp => t.browse.price_up,
        Sort::PriceDown => t.browse.price_down,
        Sort::Sold => t.browse.sold,
    }
}

/// The form: order, price, stock, values of options. On a phone it is folded.
pub fn facet_form(t: &'static Text, view: &CategoryView) -> AnyView {
    let b = &t.browse;
    let slug = view.here.as_ref().map(|here| here.slug.as_str());
    let action = paths::category(t.locale, slug, &Asked::default());
    let sorts: Vec<_> = Sort::ALL
        .iter()
        .map(|sort| {
            let chosen = *sort == view.asked.sort;
            view! { <option value=sort.as_str() selected=chosen>{sort_name(t, *sort)}</option> }
        })
        .collect();
    let axes: Vec<_> = view
        .axes
        .iter()
        .enumerate()
        .map(|(place, axis)| axis_box(t, place, axis))
        .collect();
    let title = if view.chips.is_empty() {
        b.filter.to_owned()
    } else {
        (b.filter_count)(&view.chips.len().to_string())
    };
    let wrong = view.wrong_price.as_deref();
    view! {
        <details class="facets" open=wrong.is_some()>
            <summary>{title}</summary>
            <form class="facet-form" method="get" action=action>
                <p class="field">
                    <label for="sort">{b.sort}</label>
                    <select id="sort" name=name::SORT>{sorts}</select>
                </p>
                <div class="facet-price">
                    {price_field(t, name::FROM, b.from, &view.asked.from, wrong)}
                    {price_field(t, name::TO, b.to, &view.asked.to, wrong)}
                </div>
                <div class="tick-field">
                    <input id="stock" type="checkbox" name=name::STOCK value="1" checked=view.asked.in_stock />
                    <label for="stock">{b.in_stock}</label>
                </div>
                {axes}
                <button class="button button-plain">{b.apply}</button>
            </form>
        </details>
    }
    .into_any()
}

fn price_field(
    t: &'static Text,
    name: &'static str,
    label: &'static str,
    value: &str,
    wrong: Option<&str>,
) -> AnyView {
    let is_wrong = wrong == Some(name);
    let told = is_wrong.then(|| error::sentence(t.locale, ErrorCode::Amount, &BTreeMap::new()));
    let error_id = is_wrong.then(|| format!("{name}-error"));
    view! {
        <p class="field" class:field-wrong=is_wrong>
            <label for=name>{label}</label>
            {told.map(|told| view! { <span class="field-error" id=error_id.clone()>{told}</span> })}
            <input
                id=name
                name=name
                inputmode="decimal"
                maxlength=limit::AMOUNT.max
                value=value.to_owned()
                autocomplete="off"
                aria-describedby=error_id
                aria-invalid=is_wrong.then_some("true")
            />
        </p>
    }
    .into_any()
}

fn axis_box(t: &'static Text, place: usize, axis: &FacetAxis) -> AnyView {
    let values: Vec<_> = axis
        .values
        .iter()
        .enumerate()
        .map(|(number, value)| {
            let id = format!("v-{place}-{number}");
            let count = (value.products > 0)
                .then(|| view! { <span class="hint">" " {value.products}</span> });
            view! {
                <div class="tick-field">
                    <input
                        id=id.clone()
                        type="checkbox"
                        name=name::VALUE
                        value=value.slug.clone()
                        checked=value.ticked
                    />
                    <label for=id>{say(&value.label, t.locale)} {count}</label>
                </div>
            }
        })
        .collect();
    view! {
        <fieldset>
            <legend>{say(&axis.name, t.locale)}</legend>
            {values}
        </fieldset>
    }
    .into_any()
}
