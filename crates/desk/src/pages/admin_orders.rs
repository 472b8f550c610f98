//! `/admin/orders?tab=&q=&from=&to=&before=&after=`: the order index. Its whole state is in the address. The orders to be
//! shipped have a list of their own, with ticks.

mod to_ship;

use crate::{
    components::{day, hidden, ranges, rows_links},
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::{Text, label},
};
use domain::{
    export::{ExportKind, ExportTime},
    time::Millis,
    view::admin::{AdminOrderRow, AdminOrdersView, AdminTab},
};
use kit::{
    components::{
        Chip, ListTable, Money, Pager, Search, TabLink, Tabs, Tone, isolated, label_tone, tab_links,
    },
    format, paths,
};
use leptos::prelude::*;
use shop::admin::Page;

/// What the rows can be exported as.
const EXPORTS: [(ExportKind, ExportTime); 2] = [
    (ExportKind::Orders, ExportTime::Placed),
    (ExportKind::Lines, ExportTime::Placed),
];

/// The order index.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let tab = paths::tab_of(&rq.query("tab"));
        let q = rq.query("q");
        if tab == AdminTab::ToShip && q.trim().is_empty() {
            return to_ship::page(rq).await;
        }
        let (from, to) = (rq.query("from"), rq.query("to"));
        let place = Page::of(rq.query("before"), rq.query("after"));
        let view = rq
            .shop
            .admin_orders_placed(&rq.viewer, tab, q.trim(), (&from, &to), place)
            .await?;
        let t = Text::of(rq.viewer.locale);
        let (a, now) = (&t.admin, rq.shop.now());
        let tab = paths::tab_word(view.tab);
        let present = view.q.is_empty().then_some(view.tab);
        let frame = AdminFrame::load(&rq, a.orders).await;
        Ok(view! {
            <AdminLayout frame>
                <h1>{a.orders}</h1>
                <Tabs label=a.tabs tabs=tabs(t, present, (&view.from, &view.to)) />
                <Search
                    t
                    action=paths::ADMIN_ORDERS
                    label=a.search
                    hint=a.search_hint
                    q=view.q.clone()
                    clear=paths::admin_orders(view.tab)
                    keep=(!tab.is_empty()).then_some(("tab", tab))
                />
                {days(t, &view, now)}
                {table(t, &view)}
                {rows_links(t, &rq, &EXPORTS, (&view.from, &view.to))}
                <Pager
                    t
                    page=paths::ADMIN_ORDERS
                    state=vec![
                        ("tab", tab.to_owned()),
                        ("q", view.q),
                        ("from", view.from),
                        ("to", view.to),
                    ]
                    names=(a.newer, a.older)
                    newer=view.newer
                    older=view.older
                />
            </AdminLayout>
        }
        .into_any())
    })
}

/// The days on which the orders were placed. A search covers all days.
fn days(t: &'static Text, view: &AdminOrdersView, now: Millis) -> Option<AnyView> {
    let s = &t.ship;
    view.q.is_empty().then(|| {
        let chosen = (view.from.as_str(), view.to.as_str());
        let ranges = ranges(t, s.placed_days, now, chosen, |from, to| {
            paths::admin_orders_on(view.tab, (from, to))
        });
        view! {
            {ranges}
            <form
                class="filters"
                method="get"
                action=paths::ADMIN_ORDERS
                role="search"
                aria-label=s.day_filters
            >
                {hidden("tab", paths::tab_word(view.tab))}
                {day("from", s.placed_from, &view.from)}
                {day("to", s.placed_to, &view.to)}
                <button class="button button-plain">{s.show}</button>
            </form>
        }
        .into_any()
    })
}

/// The tabs. A search covers all orders, so none is the current one. The days stay, but not for orders to be shipped, which
/// are chosen by the day of payment.
fn tabs(t: &'static Text, present: Option<AdminTab>, days: (&str, &str)) -> Vec<TabLink> {
    let shown = AdminTab::ALL.iter().copied();
    let shown = shown.filter(|tab| tab.is_main() || Some(*tab) == present);
    tab_links(shown, present, |tab| {
        let href = if tab == AdminTab::ToShip {
            paths::admin_orders(tab)
        } else {
            paths::admin_orders_on(tab, days)
        };
        (href, label::admin_tab(t.locale, tab))
    })
}

fn table(t: &'static Text, view: &AdminOrdersView) -> AnyView {
    let a = &t.admin;
    let rows = view.rows.iter().map(|order| row(t, order)).collect();
    let head = vec![
        (a.col_number, false),
        (t.desk.status, false),
        (a.col_total, true),
        (t.desk.units, true),
        (t.shared.contact_name, false),
        (t.shared.contact_phone, false),
        (t.shared.placed_at, false),
    ];
    view! {
        <div class="fold">
            <ListTable t title=a.orders head rows none=a.empty />
        </div>
    }
    .into_any()
}

fn row(t: &'static Text, order: &AdminOrderRow) -> AnyView {
    let partly = order
        .partly_refunded
        .then(|| view! { <Chip words=t.shared.partly tone=Tone::Indigo /> });
    view! {
        <tr class="row-link">
            <th scope="row">
                <a class="number" href=paths::admin_order(&order.number)>
                    {order.number.clone()}
                </a>
            </th>
            <td>
                <Chip words=label::order(t.locale, order.label) tone=label_tone(order.label) />
                {partly}
            </td>
            <td class="figure fold-lead"><Money amount=order.total /></td>
            <td class="figure" data-name=t.desk.units>{order.units}</td>
            <td>{isolated(order.contact_name.clone())}</td>
            <td class="number">{isolated(order.contact_phone.clone())}</td>
            <td>
                <time datetime=format::machine(order.placed_at)>
                    {format::moment(order.placed_at, t.locale)}
                </time>
            </td>
        </tr>
    }
    .into_any()
}
