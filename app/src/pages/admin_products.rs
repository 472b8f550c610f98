//! `/admin/products?status=&q=&before=&after=`: the products, whatever their status.

use crate::{
    components::{Chip, ScrollTable, Tone, say},
    format,
    layout::admin::{AdminFrame, AdminLayout},
    pages::load_page,
    paths,
    text::{
        Text,
        desk::{Desk, status},
    },
};
use domain::view::goods::{GoodsIndexView, GoodsRow, GoodsStatus};
use leptos::prelude::*;
use shop::admin::Page;

/// The index of products.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let status = rq.query("status").parse().ok();
        let q = rq.query("q");
        let place = Page::of(rq.query("before"), rq.query("after"));
        let view = rq
            .shop
            .admin_products(&rq.viewer, status, q.trim(), place)
            .await?;
        let t = rq.text();
        let d = Desk::of(t.locale);
        let frame = AdminFrame::load(&rq, d.products).await;
        Ok(view! {
            <AdminLayout frame>
                <h1>{d.products}</h1>
                {tabs(t, &view)}
                {search(t, &view)}
                {table(t, &view)}
                {pager(t, &view)}
            </AdminLayout>
        }
        .into_any())
    })
}

fn word(status: Option<GoodsStatus>) -> &'static str {
    status.map_or("", GoodsStatus::as_str)
}

/// The tone of a status.
pub fn tone(status: GoodsStatus) -> Tone {
    match status {
        GoodsStatus::Active => Tone::Celadon,
        GoodsStatus::Draft => Tone::Amber,
        GoodsStatus::Archived => Tone::Quiet,
    }
}

fn tabs(t: &'static Text, view: &GoodsIndexView) -> AnyView {
    let d = Desk::of(t.locale);
    let tabs: Vec<_> = std::iter::once(None)
        .chain(GoodsStatus::ALL.iter().copied().map(Some))
        .map(|tab| {
            let href = paths::with_query(paths::ADMIN_PRODUCTS, &[("status", word(tab))]);
            let present = (tab == view.status && view.q.is_empty()).then_some("page");
            let name = tab.map_or(d.all, |tab| status(t.locale, tab));
            view! {
                <li>
                    <a href=href aria-current=present>{name}</a>
                </li>
            }
        })
        .collect();
    view! {
        <nav class="tabs" aria-label=d.tabs>
            <ul>{tabs}</ul>
        </nav>
    }
    .into_any()
}

fn search(t: &'static Text, view: &GoodsIndexView) -> AnyView {
    let d = Desk::of(t.locale);
    let clear = (!view.q.is_empty())
        .then(|| view! { <a href=paths::ADMIN_PRODUCTS>{t.admin.search_clear}</a> });
    view! {
        <form class="search" method="get" action=paths::ADMIN_PRODUCTS role="search">
            <label for="q">{d.find_product}</label>
            <input
                id="q"
                type="search"
                name="q"
                value=view.q.clone()
                maxlength="64"
                autocomplete="off"
                aria-describedby="q-hint"
            />
            <button class="button button-plain">{t.admin.search_go}</button>
            {clear}
            <p id="q-hint" class="hint">{d.find_hint}</p>
        </form>
    }
    .into_any()
}

fn table(t: &'static Text, view: &GoodsIndexView) -> AnyView {
    let d = Desk::of(t.locale);
    if view.rows.is_empty() {
        return view! { <p class="empty">{d.no_products}</p> }.into_any();
    }
    let rows: Vec<_> = view.rows.iter().map(|product| row(t, product)).collect();
    let head = vec![
        (d.col_product, false),
        (d.status, false),
        (d.col_price, true),
        (d.col_skus, true),
        (d.col_free, true),
    ];
    view! { <ScrollTable label=(t.admin.scroll)(d.products) head>{rows}</ScrollTable> }.into_any()
}

fn row(t: &'static Text, product: &GoodsRow) -> AnyView {
    let price = match (product.from, product.to) {
        (Some(from), Some(to)) if from != to => {
            format!("{} – {}", format::yuan(from), format::yuan(to))
        }
        (Some(from), _) => format::yuan(from),
        (None, _) => String::new(),
    };
    view! {
        <tr class="row-link">
            <th scope="row">
                <a href=paths::admin_product(&product.slug)>{say(&product.title, t.locale)}</a>
            </th>
            <td>
                <Chip words=status(t.locale, product.status) tone=tone(product.status) />
            </td>
            <td class="figure">{price}</td>
            <td class="figure">{product.skus}</td>
            <td class="figure">{product.free}</td>
        </tr>
    }
    .into_any()
}

fn pager(t: &'static Text, view: &GoodsIndexView) -> AnyView {
    let d = Desk::of(t.locale);
    let link = |place: &'static str, slug: &str, name: &'static str, rel: &'static str| {
        let pairs = [("status", word(view.status)), (place, slug)];
        let href = paths::with_query(paths::ADMIN_PRODUCTS, &pairs);
        view! { <a class="button button-plain" href=href rel=rel>{name}</a> }
    };
    let newer = view
        .newer
        .as_deref()
        .map(|slug| link("after", slug, d.newer, "prev"));
    let older = view
        .older
        .as_deref()
        .map(|slug| link("before", slug, d.older, "next"));
    let any = newer.is_some() || older.is_some();
    any.then(|| view! { <nav class="pager" aria-label=t.admin.pages>{newer} {older}</nav> })
        .into_any()
}
