//! `/admin/orders?tab=&q=&before=&after=`: the order index. Its whole state is in the address.

use crate::{
    components::rows_link,
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::{Text, label},
};
use domain::{
    export::{ExportKind, ExportTime},
    view::admin::{AdminOrderRow, AdminOrdersView, AdminTab},
};
use kit::{
    components::{
        Chip, ListTable, Money, Pager, Search, TabLink, Tabs, Tone, isolated, label_tone,
    },
    format, paths,
};
use leptos::prelude::*;
use shop::admin::Page;

/// The order index.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let tab = rq.query("tab").parse().unwrap_or(AdminTab::All);
        let q = rq.query("q");
        let place = Page::of(rq.query("before"), rq.query("after"));
        let view = rq
            .shop
            .admin_orders(&rq.viewer, tab, q.trim(), place)
            .await?;
        let t = Text::of(rq.viewer.locale);
        let a = &t.admin;
        let tab = paths::tab_word(view.tab);
        let frame = AdminFrame::load(&rq, a.orders).await;
        Ok(view! {
            <AdminLayout frame>
                <h1>{a.orders}</h1>
                <Tabs label=a.tabs tabs=tabs(t, &view) />
                <Search
                    t
                    action=paths::ADMIN_ORDERS
                    label=a.search
                    hint=a.search_hint
                    q=view.q.clone()
                    clear=paths::admin_orders(view.tab)
                    keep=(!tab.is_empty()).then_some(("tab", tab))
                />
                {table(t, &view)}
                {rows_link(t, &rq, ExportKind::Orders, ExportTime::Placed)}
                <Pager
                    t
                    page=paths::ADMIN_ORDERS
                    state=vec![("tab", tab.to_owned()), ("q", view.q)]
                    names=(a.newer, a.older)
                    newer=view.newer
                    older=view.older
                />
            </AdminLayout>
        }
        .into_any())
    })
}

fn tabs(t: &'static Text, view: &AdminOrdersView) -> Vec<TabLink> {
    AdminTab::ALL
        .iter()
        .filter(|tab| tab.is_main() || **tab == view.tab)
        .map(|tab| TabLink {
            href: paths::admin_orders(*tab),
            name: label::admin_tab(t.locale, *tab),
            // A search covers all orders, so no tab is the current one.
            present: *tab == view.tab && view.q.is_empty(),
        })
        .collect()
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
    view! { <ListTable t title=a.orders head rows none=a.empty /> }.into_any()
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
            <td class="figure"><Money amount=order.total /></td>
            <td class="figure">{order.units}</td>
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
