//! The variants: one row for each combination, grouped by the first option.

use super::fields::told;
use crate::{islands::editor_live::COUNT, text::Text};
use domain::{
    catalog::{EditorAct, SkuStatus},
    form::{CoverForm, SkuForm},
    view::catalog::desk::{GroupView, ProductDeskView, VariantView},
};
use kit::components::{Field, FormState, Kind, Need, Select, sent_as};
use leptos::prelude::*;

/// Groups are folded where there are more rows than this.
const ROWS_OPEN: usize = 30;
/// Value of a cover whose variants differ.
const MIXED: &str = "mixed";

/// The section of the variants.
pub(super) fn matrix(t: &'static Text, view: &ProductDeskView, form: &FormState) -> AnyView {
    let e = &t.editor;
    let groups = if view.groups.is_empty() {
        let rows: Vec<_> = rows(view, None)
            .map(|(place, (row, variant))| self::row(t, view, form, place, (row, variant)))
            .collect();
        view! { <div class="matrix">{rows}</div> }.into_any()
    } else {
        let groups: Vec<_> = view
            .groups
            .iter()
            .zip(&view.form.covers)
            .enumerate()
            .map(|(place, (group, cover))| self::group(t, view, form, place, (group, cover)))
            .collect();
        view! { {fill(t, view, form)} <div class="matrix">{groups}</div> }.into_any()
    };
    view! {
        <section class="editor-part" aria-labelledby="matrix">
            <h2 id="matrix" class="section-title">{e.matrix}</h2>
            <p class="hint">{e.stock_hint}</p>
            {groups}
            <Field form name="why" hint=e.why_hint need=Need::Optional />
        </section>
    }
    .into_any()
}

/// The rows with this label of the first option, with their places in the form.
fn rows<'v>(
    view: &'v ProductDeskView,
    label: Option<&'v str>,
) -> impl Iterator<Item = (usize, (&'v SkuForm, &'v VariantView))> {
    let rows = view.form.skus.iter().zip(&view.variants).enumerate();
    rows.filter(move |(_, (_, variant))| label.is_none_or(|label| variant.group == label))
}

/// The line that fills price, stock and weight of many rows. Its last element is for the island.
fn fill(t: &'static Text, view: &ProductDeskView, form: &FormState) -> AnyView {
    let e = &t.editor;
    let mut options = vec![(String::new(), e.fill_all.to_owned())];
    let values = view.form.covers.iter().zip(&view.groups);
    options.extend(values.map(|(cover, group)| (cover.value.clone(), group.label.clone())));
    view! {
        <fieldset class="matrix-fill">
            <legend class="vh">{e.fill_title}</legend>
            <Select form name="fill_value" options />
            <Field form name="fill_price" kind=Kind::Amount />
            <Field form name="fill_stock" />
            <Field form name="fill_weight" />
            <button class="button button-plain" name="form[act]" value=EditorAct::Fill.as_str()>
                {e.fill}
            </button>
            <p class="hint matrix-said" role="status" data-words=(e.filled)(COUNT)></p>
        </fieldset>
    }
    .into_any()
}

fn group(
    t: &'static Text,
    view: &ProductDeskView,
    form: &FormState,
    place: usize,
    (group, cover): (&GroupView, &CoverForm),
) -> AnyView {
    let e = &t.editor;
    let mut is_wrong = false;
    let rows: Vec<_> = rows(view, Some(&group.label))
        .map(|(place, (row, variant))| {
            is_wrong |= FIELDS
                .iter()
                .any(|name| form.code(&field(place, name)).is_some());
            self::row(t, view, form, place, (row, variant))
        })
        .collect();
    let picture = (!view.form.pictures.is_empty()).then(|| {
        let pictures = view
            .form
            .pictures
            .iter()
            .enumerate()
            .map(|(place, picture)| {
                let n = place.saturating_add(1).to_string();
                (picture.key.clone(), (e.picture_n)(&n))
            });
        let none = std::iter::once((String::new(), e.no_picture.to_owned()));
        let mixed = group
            .is_mixed
            .then(|| (MIXED.to_owned(), e.mixed.to_owned()));
        let options: Vec<_> = mixed.into_iter().chain(none).chain(pictures).collect();
        view! { <Select form name=format!("covers[{place}][picture]") options /> }
    });
    // Without pictures there is nothing to choose, but the value keeps its place.
    let unchosen = picture.is_none().then(|| {
        let name = sent_as(&format!("covers[{place}][picture]"));
        view! { <input type="hidden" name=name value=cover.picture.clone() /> }
    });
    let count = rows.len().to_string();
    let is_open = is_wrong || view.variants.len() <= ROWS_OPEN;
    view! {
        <details class="matrix-group" open=is_open>
            <summary>
                <bdi>{group.label.clone()}</bdi>
                " "
                <span class="hint">{count}</span>
            </summary>
            <input
                type="hidden"
                name=sent_as(&format!("covers[{place}][value]"))
                value=cover.value.clone()
            />
            <div class="matrix-picture">{picture}{unchosen}</div>
            {rows}
        </details>
    }
    .into_any()
}

/// The typed fields of a row.
const FIELDS: [&str; 6] = ["code", "price", "compare_at", "weight", "stock", "status"];

fn field(place: usize, name: &str) -> String {
    format!("skus[{place}][{name}]")
}

fn row(
    t: &'static Text,
    view: &ProductDeskView,
    form: &FormState,
    place: usize,
    (row, variant): (&SkuForm, &VariantView),
) -> AnyView {
    let e = &t.editor;
    let hidden = [
        ("options", &row.options),
        ("sku", &row.sku),
        ("seen", &row.seen),
    ];
    let hidden: Vec<_> = hidden
        .map(|(name, value)| {
            let name = sent_as(&field(place, name));
            view! { <input type="hidden" name=name value=value.clone() /> }
        })
        .into_iter()
        .collect();
    let cell = |name: &'static str, kind: Kind| {
        let hint = told(t, view, &field(place, name));
        let hint = if name == "stock" && hint.is_empty() && variant.reserved > 0 {
            (e.reserved)(&variant.reserved.to_string())
        } else {
            hint
        };
        view! { <Field form name=field(place, name) kind hint class="field cell" /> }
    };
    let statuses = [
        (SkuStatus::Active, e.for_sale),
        (SkuStatus::Archived, e.off),
    ];
    let statuses: Vec<_> = statuses
        .map(|(status, words)| (status.as_str().to_owned(), words.to_owned()))
        .to_vec();
    let is_off = row.status == SkuStatus::Archived.as_str();
    let status_hint = told(t, view, &field(place, "status"));
    let title = (!variant.name.is_empty())
        .then(|| view! { <p class="variant-name"><bdi>{variant.name.clone()}</bdi></p> });
    let said = format!("{} {}", variant.name, row.sku);
    let said = if said.trim().is_empty() {
        e.variant.to_owned()
    } else {
        said.trim().to_owned()
    };
    view! {
        <div class="variant" class:variant-off=is_off role="group" aria-label=said>
            {hidden}
            {title}
            {cell("price", Kind::Amount)}
            {cell("stock", Kind::Text)}
            {cell("code", Kind::Text)}
            {cell("compare_at", Kind::Amount)}
            {cell("weight", Kind::Text)}
            <Select form name=field(place, "status") options=statuses hint=status_hint />
        </div>
    }
    .into_any()
}
