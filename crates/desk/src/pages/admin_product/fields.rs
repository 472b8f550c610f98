//! The fields of the editor, with their labels and limits.

use crate::text::{Text, isolate};
use domain::{limit, view::catalog::desk::ProductDeskView};
use kit::{
    components::{FormState, Label},
    flash::Flash,
    format,
};

/// The state of the form.
pub(super) fn state(t: &'static Text, flash: &Flash, view: &ProductDeskView) -> FormState {
    let e = &t.editor;
    let form = &view.form;
    let mut state = FormState::holding(t, flash, form.clone())
        .field("title_zh", e.title_zh, limit::TITLE)
        .field("title_en", e.title_en, limit::TITLE)
        .field("body_zh", e.body_zh, limit::BODY)
        .field("body_en", e.body_en, limit::BODY)
        .field("slug", e.slug, limit::SLUG)
        .choice("category", e.category)
        .choice("fill_value", e.fill_where)
        .field("fill_price", e.fill_price, limit::AMOUNT)
        .field("fill_stock", e.stock, limit::UNITS)
        .field("fill_weight", e.fill_weight, limit::UNITS)
        .field("why", e.why, limit::STOCK_REASON)
        .choice("files", e.pictures);
    for (place, category) in view.categories.iter().enumerate() {
        state = state.choice(format!("more[{place}][on]"), category.name.text.clone());
    }
    for place in 0..form.axes.len() {
        let field = |name: &str| format!("axes[{place}][{name}]");
        state = state
            .field(field("zh"), e.name, limit::OPTION_LABEL)
            .field(field("values_zh"), e.values, limit::OPTION_VALUES)
            .field(field("en"), e.name_en, limit::OPTION_LABEL)
            .field(field("values_en"), e.values_en, limit::OPTION_VALUES);
    }
    for place in 0..form.pictures.len() {
        let n = place.saturating_add(1).to_string();
        let field = |name: &str| format!("pictures[{place}][{name}]");
        let zh = Label::short((e.alt_zh_of)(&n), e.alt_zh);
        let en = Label::short((e.alt_en_of)(&n), e.alt_en);
        state = state
            .field(field("alt_zh"), zh, limit::ALT)
            .field(field("alt_en"), en, limit::ALT);
    }
    for (place, group) in view.groups.iter().enumerate() {
        let label = Label::short((e.value_picture_of)(&group.label), e.value_picture);
        state = state.choice(format!("covers[{place}][picture]"), label);
    }
    for (place, variant) in view.variants.iter().enumerate() {
        let field = |name: &str| format!("skus[{place}][{name}]");
        let label = |column: &'static str| {
            if variant.name.is_empty() {
                column.into()
            } else {
                Label::short((e.cell)(column, &variant.name), column)
            }
        };
        state = state
            .field(field("code"), label(e.code), limit::SKU_CODE)
            .field(field("price"), label(e.price), limit::AMOUNT)
            .field(field("compare_at"), label(e.compare_at), limit::AMOUNT)
            .field(field("weight"), label(e.weight), limit::UNITS)
            .field(field("stock"), label(e.stock), limit::UNITS)
            .choice(field("status"), label(e.status));
    }
    state
}

/// What another person made of a field meanwhile; empty if nobody did.
pub(super) fn told(t: &'static Text, view: &ProductDeskView, field: &str) -> String {
    let e = &t.editor;
    let Some(found) = view.overtaken.iter().find(|one| one.field == field) else {
        return String::new();
    };
    let who = match &found.by {
        Some((name, at)) => (e.set_by)(&isolate(name), &format::clock(*at)),
        None => e.now.to_owned(),
    };
    let said = |text: &str| {
        if text.is_empty() {
            e.empty.to_owned()
        } else {
            isolate(text)
        }
    };
    format!(
        "{who}{}",
        (e.overtaken)(&said(&found.now), &said(&found.typed))
    )
}
