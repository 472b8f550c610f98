//! `/admin/orders?tab=&q=&before=&after=`: the order index. Its whole state is in the address.

use crate::{
    components::{Chip, Money, ScrollTable, Tone, label_tone},
    format,
    layout::admin::{AdminFrame, AdminLayout},
    pages::load_page,
    paths,
    text::{Text, label},
};
use domain::view::admin::{AdminOrderRow, AdminOrdersView, AdminTab};
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
        let t = rq.text();
        let frame = AdminFrame::load(&rq, t.admin.orders).await;
        Ok(view! {
            <AdminLayout frame>
                <h1>{t.admin.orders}</h1>
                {tabs(t, &view)}
                {search(t, &view)}
                {table(t, &view)}
                {pager(t, &view)}
            </AdminLayout>
        }
        .into_any())
    })
}

fn tabs(t: &'static Text, view: &AdminOrdersView) -> AnyView {
    let tabs: Vec<_> = AdminTab::ALL
        .iter()
        .filter(|tab| tab.is_main() || **tab == view.tab)
        .map(|tab| {
            // A search looks at all orders: no view is the present one then.
            let present = (*tab == view.tab && view.q.is_empty()).then_some("page");
            view! {
                <li>
                    <a href=paths::admin_orders(*tab, "", None) aria-current=present>
                        {label::admin_tab(t.locale, *tab)}
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <nav class="tabs" aria-label=t.admin.tabs>
            <ul>{tabs}</ul>
        </nav>
    }
    .into_any()
}

fn search(t: &'static Text, view: &AdminOrdersView) -> AnyView {
    let a = &t.admin;
    let keep_tab = (view.tab != AdminTab::All)
        .then(|| view! { <input type="hidden" name="tab" value=view.tab.as_str() /> });
    let clear = (!view.q.is_empty()).then(|| {
        view! { <a href=paths::admin_orders(view.tab, "", None)>{a.search_clear}</a> }
    });
    view! {
        <form class="search" method="get" action=paths::ADMIN_ORDERS role="search">
            {keep_tab}
            <label for="q">{a.search}</label>
            <input
                id="q"
                type="search"
                name="q"
                value=view.q.clone()
                maxlength="64"
                autocomplete="off"
                aria-describedby="q-hint"
            />
            <button class="button button-plain">{a.search_go}</button>
            {clear}
            <p id="q-hint" class="hint">{a.search_hint}</p>
        </form>
    }
    .into_any()
}

fn table(t: &'static Text, view: &AdminOrdersView) -> AnyView {
    let a = &t.admin;
    if view.rows.is_empty() {
        return view! { <p class="empty">{a.empty}</p> }.into_any();
    }
    let rows: Vec<_> = view.rows.iter().map(|order| row(t, order)).collect();
    let head = vec![
        (a.col_number, false),
        (a.col_state, false),
        (a.col_total, true),
        (a.col_units, true),
        (a.col_contact, false),
        (a.col_phone, false),
        (a.col_placed, false),
    ];
    view! { <ScrollTable label=(a.scroll)(a.orders) head>{rows}</ScrollTable> }.into_any()
}

fn row(t: &'static Text, order: &AdminOrderRow) -> AnyView {
    let partly = order
        .partly_refunded
        .then(|| view! { <Chip words=t.order.partly tone=Tone::Indigo /> });
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
            <td>{order.contact_name.clone()}</td>
            <td class="number">{order.contact_phone.clone()}</td>
            <td>
                <time datetime=format::machine(order.placed_at)>
                    {format::moment(order.placed_at, t.locale)}
                </time>
            </td>
        </tr>
    }
    .into_any()
}

fn pager(t: &'static Text, view: &AdminOrdersView) -> AnyView {
    let link = |place: &'static str, number: &str, name: &'static str, rel: &'static str| {
        let href = paths::admin_orders(view.tab, &view.q, Some((place, number)));
        view! { <a class="button button-plain" href=href rel=rel>{name}</a> }
    };
    let newer = view
        .newer
        .as_deref()
        .map(|number| link("after", number, t.admin.newer, "prev"));
    let older = view
        .older
        .as_deref()
        .map(|number| link("before", number, t.admin.older, "next"));
    let any = newer.is_some() || older.is_some();
    any.then(|| view! { <nav class="pager" aria-label=t.admin.pages>{newer} {older}</nav> })
        .into_any()
}
