//! `/admin/stock/{code}?before=&after=`: the history of a variant's stock, newest first.

use crate::{
    layout::{AdminFrame, AdminLayout},
    load::{load_page, param},
    text::{Text, label},
};
use domain::view::catalog::stock::{MoveView, StockHistoryView};
use kit::{
    components::{BackLink, Pager, exact, isolated, line_words},
    paths,
};
use leptos::prelude::*;
use shop::admin::Page;

/// The history.
pub fn page() -> AnyView {
    let code = param("code");
    load_page(|rq| async move {
        let place = Page::of(rq.query("before"), rq.query("after"));
        let view = rq
            .shop
            .admin_stock_history(&rq.viewer, &code, place)
            .await?;
        let t = Text::of(rq.viewer.locale);
        let g = &t.goods;
        let frame = AdminFrame::load(&rq, format!("{} {}", g.history, view.sku)).await;
        let moves: Vec<_> = view.moves.iter().map(|one| moved(t, one)).collect();
        let list = if moves.is_empty() {
            view! { <p class="empty">{g.no_moves}</p> }.into_any()
        } else {
            view! { <ol class="moves">{moves}</ol> }.into_any()
        };
        let here = paths::admin_stock(&view.sku);
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::admin_product(&view.slug) label=t.desk.col_product />
                {head(t, &view)}
                {list}
                <Pager
                    t
                    page=here
                    state=Vec::new()
                    names=(t.desk.newer, t.desk.older)
                    newer=view.newer
                    older=view.older
                />
            </AdminLayout>
        }
        .into_any())
    })
}

fn head(t: &'static Text, view: &StockHistoryView) -> AnyView {
    let g = &t.goods;
    let edit = paths::with_query(paths::ADMIN_PRODUCTS, &[("edit", "1"), ("q", &view.sku)]);
    let low_at = view.low_at.map(|units| {
        view! { " · " <span>{g.low_at} " " {units}</span> }
    });
    let free = view.on_hand.saturating_sub(view.reserved).max(0);
    view! {
        <h1>
            {g.history} " " <span class="number">{view.sku.clone()}</span>
        </h1>
        <p>{line_words(t, &view.title, &view.options)}</p>
        <p class="sku-stock">
            <span>{g.on_hand} " " {view.on_hand}</span>
            " · "
            <span>{(t.editor.reserved)(&view.reserved.to_string())}</span>
            " · "
            <span>{(g.available)(&free.to_string())}</span>
            {low_at}
        </p>
        <p>
            <a class="button button-plain" href=edit>{g.edit}</a>
        </p>
    }
    .into_any()
}

fn moved(t: &'static Text, one: &MoveView) -> AnyView {
    let g = &t.goods;
    // A change with the figure after it; one that did not change is left out.
    let figure = |name: &'static str, change: i64, after: i64| {
        (change != 0).then(|| {
            view! { <span class="move-figure">{name} " " {format!("{change:+} → {after}")}</span> " " }
        })
    };
    let order = one.order.clone().map(|number| {
        view! { <a class="number" href=paths::admin_order(&number)>{number.clone()}</a> " " }
    });
    let reason = one
        .reason
        .clone()
        .map(|reason| view! { <span>{isolated(reason)}</span> " " });
    let by = one
        .by
        .clone()
        .map(|name| view! { <span class="hint">{isolated(name)}</span> });
    view! {
        <li class="move">
            <span class="move-time">{exact(Some(one.at))}</span>
            " "
            <span class="move-kind">{label::move_kind(t.locale, one.kind)}</span>
            " "
            <span class="move-figures">
                {figure(g.on_hand, one.on_hand, one.on_hand_after)}
                {figure(g.reserved, one.reserved, one.reserved_after)}
            </span>
            <span class="move-why">{order} {reason} {by}</span>
        </li>
    }
    .into_any()
}
