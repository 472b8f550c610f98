//! `/admin/products?status=&q=&before=&after=`: the products of any status.

use crate::{
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::{Text, label},
};
use domain::{
    catalog::ProductStatus,
    view::catalog::desk::{ProductIndexView, ProductRow},
};
use kit::{
    components::{Chip, ListTable, Pager, Search, TabLink, Tabs, product_tone, say},
    format, paths,
};
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
        let t = Text::of(rq.viewer.locale);
        let d = &t.desk;
        let frame = AdminFrame::load(&rq, d.products).await;
        Ok(view! {
            <AdminLayout frame>
                <div class="index-head">
                    <h1>{d.products}</h1>
                    {view.may_change.then(|| view! { <a class="button" href=paths::ADMIN_PRODUCT_NEW>{t.editor.new}</a> })}
                </div>
                <Tabs label=d.tabs tabs=tabs(t, &view) />
                <Search
                    t
                    action=paths::ADMIN_PRODUCTS
                    label=d.find_product
                    hint=d.find_hint
                    q=view.q.clone()
                    clear=paths::ADMIN_PRODUCTS
                />
                {table(t, &view)}
                <Pager
                    t
                    page=paths::ADMIN_PRODUCTS
                    state=vec![("status", word(view.status).to_owned())]
                    names=(d.newer, d.older)
                    newer=view.newer
                    older=view.older
                />
            </AdminLayout>
        }
        .into_any())
    })
}

fn word(status: Option<ProductStatus>) -> &'static str {
    status.map_or("", ProductStatus::as_str)
}

fn tabs(t: &'static Text, view: &ProductIndexView) -> Vec<TabLink> {
    std::iter::once(None)
        .chain(ProductStatus::ALL.iter().copied().map(Some))
        .map(|tab| TabLink {
            href: paths::with_query(paths::ADMIN_PRODUCTS, &[("status", word(tab))]),
            name: tab.map_or(t.list.all, |tab| label::product_status(t.locale, tab)),
            present: tab == view.status && view.q.is_empty(),
        })
        .collect()
}

fn table(t: &'static Text, view: &ProductIndexView) -> AnyView {
    let d = &t.desk;
    let rows = view.rows.iter().map(|product| row(t, product)).collect();
    let head = vec![
        (d.col_product, false),
        (d.status, false),
        (d.col_price, true),
        (d.col_skus, true),
        (d.col_free, true),
    ];
    view! { <ListTable t title=d.products head rows none=d.no_products /> }.into_any()
}

fn row(t: &'static Text, product: &ProductRow) -> AnyView {
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
                <Chip words=label::product_status(t.locale, product.status) tone=product_tone(product.status) />
            </td>
            <td class="figure">{price}</td>
            <td class="figure">{product.skus}</td>
            <td class="figure">{product.free}</td>
        </tr>
    }
    .into_any()
}
