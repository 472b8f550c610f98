//! The list of products of any status.

use super::Page;
use crate::{Error, Shop, Viewer};
use domain::{
    catalog::ProductStatus,
    limit::SEARCH,
    locale::Words,
    staff::Role,
    validate,
    view::catalog::desk::{ProductIndexView, ProductRow},
};
use store::{
    Tx,
    models::catalog::{DeskSku, Product},
    queries::{admin::AdminPage, catalog::desk},
};

/// Products on a page.
const PAGE: usize = 50;
/// An extra row shows that there is another page.
const PAGE_AND_ONE: i64 = 51;

impl Shop {
    /// Products, newest first, of one status or all. With `q`, only the product with that slug or SKU code.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `NotFound` if `page` names an unknown product.
    pub async fn admin_products(
        &self,
        viewer: &Viewer,
        status: Option<ProductStatus>,
        q: &str,
        page: Page,
    ) -> Result<ProductIndexView, Error> {
        let may_change = viewer.any_staff()?.roles.has(Role::Catalog);
        let (locale, typed) = (viewer.locale, q.to_owned());
        let text: String = validate::code(q).chars().take(SEARCH.max.into()).collect();
        self.store
            .read(move |tx| {
                let (mut rows, at) = if text.is_empty() {
                    listed(tx, status, &page)?
                } else {
                    (desk::find(tx, &text)?, AdminPage::First)
                };
                let (newer, older) = super::ends(&mut rows, PAGE, at);
                let end = |wanted: bool, product: Option<&Product>| {
                    product
                        .filter(|_| wanted)
                        .map(|product| product.slug.clone())
                };
                let ids: Vec<i64> = rows.iter().map(|product| product.id).collect();
                let skus = desk::skus(tx, &ids)?;
                let mut shown = Vec::new();
                for product in &rows {
                    let own: Vec<&DeskSku> = skus
                        .iter()
                        .filter(|sku| sku.product_id == product.id)
                        .collect();
                    shown.push(ProductRow {
                        slug: product.slug.clone(),
                        title: Words::choose(
                            locale,
                            &product.listing.title_zh,
                            &product.listing.title_en,
                        ),
                        status: product.listing.status,
                        skus: own.len(),
                        from: own.iter().map(|sku| sku.terms.price).min(),
                        to: own.iter().map(|sku| sku.terms.price).max(),
                        free: own.iter().map(|sku| free(sku)).sum(),
                    });
                }
                Ok(ProductIndexView {
                    status,
                    q: typed.clone(),
                    newer: end(newer, rows.first()),
                    older: end(older, rows.last()),
                    rows: shown,
                    may_change,
                })
            })
            .await
    }
}

/// The products of a page, plus an extra one if there are more. If the page has become empty, the
/// newest products.
fn listed(
    tx: &mut Tx<'_>,
    status: Option<ProductStatus>,
    page: &Page,
) -> Result<(Vec<Product>, AdminPage), Error> {
    let mut id_of = |slug: &str| -> Result<i64, Error> {
        Ok(desk::by_slug(tx, slug)?.ok_or(Error::NotFound)?.id)
    };
    let at = match page {
        Page::First => AdminPage::First,
        Page::Before(slug) => AdminPage::Before(id_of(slug)?),
        Page::After(slug) => AdminPage::After(id_of(slug)?),
    };
    let found = desk::page(tx, status, at, PAGE_AND_ONE)?;
    if found.is_empty() && at != AdminPage::First {
        let newest = desk::page(tx, status, AdminPage::First, PAGE_AND_ONE)?;
        return Ok((newest, AdminPage::First));
    }
    Ok((found, at))
}

/// Available units.
fn free(sku: &DeskSku) -> i64 {
    sku.on_hand
        .unwrap_or(0)
        .saturating_sub(sku.reserved.unwrap_or(0))
}
