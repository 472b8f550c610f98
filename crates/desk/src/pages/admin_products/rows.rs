//! The rows of the list with their ticks. On a phone a row is two lines.

use super::State;
use crate::{
    components::template_links,
    text::{Text, isolate, label},
};
use domain::view::catalog::{
    desk::{ProductIndexView, ProductRow, ProductTab},
    stock::BulkAct,
};
use kit::{
    components::{Chip, Picture, Tone, product_tone, say},
    format, paths,
};
use leptos::prelude::*;

/// The rows, or what to do if there are none.
pub(super) fn list(t: &'static Text, view: &ProductIndexView, state: &State) -> AnyView {
    if view.rows.is_empty() {
        return empty(t, view);
    }
    let g = &t.goods;
    let rows: Vec<_> = view
        .rows
        .iter()
        .map(|product| row(t, product, view.may_change))
        .collect();
    let rows = view! { <ul class="goods">{rows}</ul> };
    if !view.may_change {
        return rows.into_any();
    }
    // The ticks ride in the address of the next page, which leads back to this one.
    let place: Vec<_> = [
        ("tab", paths::product_tab_word(view.tab)),
        ("q", &view.q),
        ("before", &state.before),
        ("after", &state.after),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| view! { <input type="hidden" name=name value=value.to_owned() /> })
    .collect();
    view! {
        <form class="goods-form" method="get" action=paths::ADMIN_PRODUCTS aria-label=g.bulk>
            {place}
            {rows}
            <div class="bulk-bar">
                <span class="bulk-count">{g.picked} " "</span>
                <button class="button button-plain" name="do" value=BulkAct::Publish.as_str()>
                    {t.editor.publish}
                </button>
                <button class="button button-plain" name="do" value=BulkAct::Archive.as_str()>
                    {t.editor.take_down}
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn row(t: &'static Text, product: &ProductRow, may_change: bool) -> AnyView {
    let g = &t.goods;
    let tick = may_change.then(|| {
        let name = (g.tick_of)(&product.title.text);
        view! {
            <input
                class="goods-tick"
                type="checkbox"
                name="pick"
                value=product.slug.clone()
                aria-label=name
            />
        }
    });
    let low = product.low.then(|| {
        let words = label::product_tab(t.locale, ProductTab::Low);
        view! { " " <Chip words tone=Tone::Amber /> }
    });
    let status = label::product_status(t.locale, product.status);
    let (day, _) = format::short(product.changed_at, t.locale);
    view! {
        <li class="goods-row" class:goods-ticked=may_change>
            {tick}
            <span class="goods-picture">
                <Picture image=product.image.clone() plain=true />
            </span>
            <p class="goods-title">
                <a href=paths::admin_product(&product.slug)>{say(&product.title, t.locale)}</a>
            </p>
            <p class="goods-price">{prices(product)}</p>
            <p class="goods-rest">
                <span class="goods-state">
                    <Chip words=status tone=product_tone(product.status) />
                    {low}
                </span>
                " "
                <span>{(g.available)(&product.free.to_string())}</span>
                " "
                <span>{(g.variants)(&product.skus.to_string())}</span>
                " "
                <span>
                    <span class="vh">{g.changed} " "</span>
                    <time datetime=format::machine(product.changed_at)>{day}</time>
                </span>
            </p>
        </li>
    }
    .into_any()
}

/// `¥58.00–¥68.00`.
fn prices(product: &ProductRow) -> String {
    match (product.from, product.to) {
        (Some(from), Some(to)) if from != to => {
            format!("{}–{}", format::yuan(from), format::yuan(to))
        }
        (Some(from), _) => format::yuan(from),
        (None, _) => String::new(),
    }
}

/// A sentence and one button.
fn empty(t: &'static Text, view: &ProductIndexView) -> AnyView {
    let (g, searched) = (&t.goods, !view.q.is_empty());
    let told = match view.tab {
        _ if searched => (g.none_found)(&isolate(&view.q)),
        ProductTab::All => g.none.to_owned(),
        ProductTab::Draft => g.none_draft.to_owned(),
        ProductTab::Active => g.none_active.to_owned(),
        ProductTab::Archived => g.none_archived.to_owned(),
        ProductTab::Low => g.none_low.to_owned(),
    };
    let is_new = view.tab == ProductTab::All && !searched;
    let (href, name) = if is_new {
        (paths::ADMIN_PRODUCT_NEW, t.editor.new)
    } else {
        (paths::ADMIN_PRODUCTS, g.see_all)
    };
    let step = (view.may_change || !is_new)
        .then(|| view! { <p><a class="button button-plain" href=href>{name}</a></p> });
    let template = (view.may_change && is_new).then(|| view! { <p>{template_links(t)}</p> });
    view! {
        <div class="empty">
            <p>{told}</p>
            {step}
            {template}
        </div>
    }
    .into_any()
}
