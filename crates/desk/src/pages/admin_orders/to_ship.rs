//! `/admin/orders?tab=to-ship`: the orders to be shipped, the oldest payment first. The ticks ride in the address of the next
//! page: 批量发货, 打印配货单, 打印发货单.

use super::tabs;
use crate::{
    components::{day, hidden, ranges, rows_links},
    layout::{AdminFrame, AdminLayout},
    text::{Text, label},
};
use domain::{
    export::{ExportKind, ExportTime},
    view::{
        admin::AdminTab,
        shipping::{ToShipFilter, ToShipRow, ToShipView},
    },
};
use kit::{
    components::{Chip, Money, Picture, Search, Tabs, Tone, isolated, line_words},
    format, paths,
    request::Rq,
};
use leptos::prelude::*;

/// What the rows can be exported as.
const EXPORTS: [(ExportKind, ExportTime); 2] = [
    (ExportKind::Orders, ExportTime::Paid),
    (ExportKind::Lines, ExportTime::Paid),
];

/// The value of a filter that is on.
const ON: &str = "1";

/// The list.
pub(super) async fn page(rq: Rq) -> Result<AnyView, shop::Error> {
    let filter = ToShipFilter {
        from: rq.query("from"),
        to: rq.query("to"),
        region: rq.query("region"),
        has: rq.query("has"),
        noted: rq.query("noted") == ON,
        single: rq.query("single") == ON,
    };
    let (after, all) = (rq.query("after"), rq.query("all") == ON);
    let view = rq.shop.admin_to_ship(&rq.viewer, filter, &after).await?;
    let t = Text::of(rq.viewer.locale);
    let (a, s) = (&t.admin, &t.ship);
    let frame = AdminFrame::load(&rq, a.orders).await;
    let tab = paths::tab_word(AdminTab::ToShip);
    let read_only = (!view.may_ship).then(|| view! { <p class="note-box">{s.read_only}</p> });
    let next = view.next.as_ref().map(|number| {
        let href = address(&view.filter, &[("after", number.as_str())]);
        view! {
            <p class="more">
                <a class="button button-plain" href=href rel="next">{s.next}</a>
            </p>
        }
    });
    let chosen = (view.filter.from.as_str(), view.filter.to.as_str());
    let days = ranges(t, s.paid_days, rq.shop.now(), chosen, |from, to| {
        let filter = ToShipFilter {
            from: from.to_owned(),
            to: to.to_owned(),
            ..view.filter.clone()
        };
        address(&filter, &[])
    });
    let exports = rows_links(t, &rq, &EXPORTS, chosen);
    Ok(view! {
        <AdminLayout frame>
            <h1>{a.orders}</h1>
            <Tabs label=a.tabs tabs=tabs(t, Some(AdminTab::ToShip), ("", "")) />
            <Search
                t
                action=paths::ADMIN_ORDERS
                label=a.search
                hint=a.search_hint
                q=String::new()
                clear=paths::ADMIN_ORDERS
                keep=Some(("tab", tab))
            />
            {days}
            {filters(t, &view.filter)}
            {read_only}
            {list(t, &view, &after, all)}
            {exports}
            {next}
        </AdminLayout>
    }
    .into_any())
}

/// The list with this filter and more in its query.
fn address(filter: &ToShipFilter, more: &[(&str, &str)]) -> String {
    let on = |is_on: bool| if is_on { ON } else { "" };
    let mut pairs = vec![
        ("tab", paths::tab_word(AdminTab::ToShip)),
        ("from", &filter.from),
        ("to", &filter.to),
        ("region", &filter.region),
        ("has", &filter.has),
        ("noted", on(filter.noted)),
        ("single", on(filter.single)),
    ];
    pairs.extend(more);
    paths::with_query(paths::ADMIN_ORDERS, &pairs)
}

fn filters(t: &'static Text, filter: &ToShipFilter) -> AnyView {
    let s = &t.ship;
    let text = |name: &'static str, label: &'static str, value: &str| {
        view! {
            <p class="field">
                <label for=name>{label}</label>
                <input
                    id=name
                    name=name
                    value=value.to_owned()
                    dir="auto"
                    maxlength=domain::limit::SEARCH.max
                    autocomplete="off"
                />
            </p>
        }
    };
    let tick = |name: &'static str, label: &'static str, is_on: bool| {
        view! {
            <div class="tick-field">
                <input id=name type="checkbox" name=name value=ON checked=is_on />
                <label for=name>{label}</label>
            </div>
        }
    };
    view! {
        <form
            class="filters"
            method="get"
            action=paths::ADMIN_ORDERS
            role="search"
            aria-label=s.filters
        >
            {hidden("tab", paths::tab_word(AdminTab::ToShip))}
            {day("from", s.paid_from, &filter.from)}
            {day("to", s.paid_to, &filter.to)}
            {text("region", s.region, &filter.region)}
            {text("has", s.has, &filter.has)}
            {tick("noted", s.noted, filter.noted)}
            {tick("single", s.single, filter.single)}
            <button class="button button-plain">{s.show}</button>
            <a href=paths::admin_orders(AdminTab::ToShip)>{s.all_orders}</a>
        </form>
    }
    .into_any()
}

/// The rows with their ticks, or that nothing is left.
fn list(t: &'static Text, view: &ToShipView, after: &str, all: bool) -> AnyView {
    let s = &t.ship;
    if view.rows.is_empty() {
        let told = if view.filter == ToShipFilter::default() {
            s.all_shipped
        } else {
            s.none_fit
        };
        return view! { <p class="empty">{told}</p> }.into_any();
    }
    let rows: Vec<_> = view
        .rows
        .iter()
        .map(|order| row(t, order, view.may_ship, all))
        .collect();
    let rows = view! { <ul class="goods goods-orders">{rows}</ul> };
    if !view.may_ship {
        return rows.into_any();
    }
    let every = address(&view.filter, &[("after", after), ("all", ON)]);
    view! {
        <form class="goods-form" method="get" action=paths::ADMIN_SHIP aria-label=s.bulk>
            <p class="page-acts">
                <a href=every>{s.select_page}</a>
            </p>
            {rows}
            <div class="bulk-bar">
                <span class="bulk-count">{s.picked} " "</span>
                <button class="button">{s.many}</button>
                <button class="button button-plain" formaction=paths::ADMIN_PICK_LIST>
                    {s.pick_list}
                </button>
                <button class="button button-plain" formaction=paths::ADMIN_SLIPS>
                    {s.slips}
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn row(t: &'static Text, order: &ToShipRow, may_ship: bool, all: bool) -> AnyView {
    let s = &t.ship;
    // A refund is decided first, so its order cannot be ticked.
    let tick = (may_ship && !order.in_refund).then(|| {
        view! {
            <input
                class="goods-tick"
                type="checkbox"
                name="pick"
                value=order.number.clone()
                checked=all
                aria-label=(s.tick_of)(&order.number)
            />
        }
    });
    let held =
        (may_ship && order.in_refund).then(|| view! { <span class="goods-tick-off"></span> });
    let paid = order.paid_at.map(|at| {
        let (day, clock) = format::short(at, t.locale);
        view! {
            <span>
                <span class="vh">{s.paid} " "</span>
                <time datetime=format::machine(at)>{day} " " {clock}</time>
            </span>
        }
    });
    let more = (order.more > 0).then(|| {
        view! { " " <span class="hint">{(s.more_lines)(&order.more.to_string())}</span> }
    });
    let partial = order.partial.then(|| {
        let words = label::ship_state(t.locale, domain::order::ShipState::Partial);
        view! { " " <Chip words tone=Tone::Indigo /> }
    });
    let refund = order.in_refund.then(|| {
        view! {
            " "
            <a class="line-note line-wrong" href=paths::admin_order(&order.number)>
                {s.refund_first}
            </a>
        }
    });
    let note = order.buyer_note.clone().map(|note| {
        view! { " " <span class="line-note">{isolated(note)}</span> }
    });
    view! {
        <li class="goods-row" class:goods-ticked=may_ship>
            {tick}
            {held}
            <span class="goods-picture">
                <Picture image=order.image.clone() plain=true />
            </span>
            <p class="goods-title">
                <a class="number" href=paths::admin_order(&order.number)>{order.number.clone()}</a>
                {partial}
                {refund}
            </p>
            <p class="goods-price"><Money amount=order.total /></p>
            <p class="goods-rest">
                {paid}
                " "
                <span>
                    {line_words(t, &order.title, &order.options)} " "
                    {(t.shared.units)(&order.qty.to_string())}
                    {more}
                </span>
                " "
                <span>
                    {isolated(order.contact_name.clone())} " " {isolated(order.region.clone())}
                </span>
                {note}
            </p>
        </li>
    }
    .into_any()
}
