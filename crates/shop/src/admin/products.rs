//! The list of products of any status, the last change first.

use super::Page;
use crate::{
    Error, Shop, Viewer,
    catalog::image::{Images, alone},
};
use domain::{
    catalog::SkuStatus,
    limit::SEARCH,
    locale::{Locale, Words},
    staff::Role,
    time::Millis,
    validate,
    view::catalog::{
        ImageView,
        desk::{ProductIndexView, ProductRow, ProductTab},
    },
};
use store::{
    Tx,
    models::catalog::{DeskSku, Product},
    queries::{
        admin::AdminPage,
        catalog::{
            desk,
            index::{self, Changed},
            picture,
        },
    },
};

/// Products on a page.
const PAGE: usize = 50;
/// An extra row shows that there is another page.
const PAGE_AND_ONE: i64 = 51;

impl Shop {
    /// Products of a saved view, the last change first. With `q`, only the product with that slug or
    /// SKU code, whatever the view.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `NotFound` if `page` cannot be read.
    pub async fn admin_products(
        &self,
        viewer: &Viewer,
        tab: ProductTab,
        q: &str,
        page: Page,
    ) -> Result<ProductIndexView, Error> {
        let may_change = viewer.any_staff()?.roles.has(Role::Catalog);
        let (locale, typed) = (viewer.locale, q.to_owned());
        self.store
            .read(move |tx| {
                let (mut products, at) = listed(tx, tab, &typed, &page, PAGE_AND_ONE)?;
                let (newer, older) = super::ends(&mut products, PAGE, &at);
                let ids: Vec<i64> = products.iter().map(|product| product.id).collect();
                let (skus, images) = (desk::skus(tx, &ids)?, covers(tx, &ids)?);
                Ok(ProductIndexView {
                    tab,
                    q: typed.clone(),
                    newer: products.first().filter(|_| newer).map(place_of),
                    older: products.last().filter(|_| older).map(place_of),
                    rows: products
                        .iter()
                        .map(|product| row(product, &skus, &images, locale))
                        .collect(),
                    may_change,
                })
            })
            .await
    }
}

/// At most `limit` products of a saved view, or those that a search finds. If the page has become
/// empty, the first page.
pub(super) fn listed(
    tx: &mut Tx<'_>,
    tab: ProductTab,
    q: &str,
    page: &Page,
    limit: i64,
) -> Result<(Vec<Product>, AdminPage<Changed>), Error> {
    let text: String = validate::code(q).chars().take(SEARCH.max.into()).collect();
    if !text.is_empty() {
        return Ok((desk::find(tx, &text)?, AdminPage::First));
    }
    let at = match page {
        Page::First => AdminPage::First,
        Page::Before(place) => AdminPage::Before(changed(tx, place)?),
        Page::After(place) => AdminPage::After(changed(tx, place)?),
    };
    let found = index::page(tx, tab, at, limit)?;
    if found.is_empty() && at != AdminPage::First {
        let first = index::page(tx, tab, AdminPage::First, limit)?;
        return Ok((first, AdminPage::First));
    }
    Ok((found, at))
}

/// A product's place in an address: its last change and its slug. The time stands in it because the
/// product may change again while somebody turns pages.
pub(super) fn place_of(product: &Product) -> String {
    format!("{}.{}", product.updated_at.get(), product.slug)
}

fn changed(tx: &mut Tx<'_>, place: &str) -> Result<Changed, Error> {
    let (at, slug) = place.split_once('.').ok_or(Error::NotFound)?;
    let at: i64 = at.parse().map_err(|_not_a_time| Error::NotFound)?;
    // The key only orders products that changed in the same millisecond.
    let id = desk::by_slug(tx, slug)?.map_or(0, |product| product.id);
    Ok((Millis::new(at), id))
}

/// The first picture of each product, with its files.
fn covers(tx: &mut Tx<'_>, product_ids: &[i64]) -> Result<Images, Error> {
    let mut rows = picture::of_products(tx, product_ids)?;
    // In gallery order by product, so that the first of each is kept.
    rows.dedup_by_key(|image| image.product_id);
    let ids: Vec<i64> = rows.iter().map(|image| image.id).collect();
    let files = picture::files(tx, &ids)?;
    Ok(Images { rows, files })
}

/// A drawing as it is, any other picture in its smallest width.
fn thumb(images: &Images, product_id: i64, locale: Locale) -> Option<ImageView> {
    let image = images
        .rows
        .iter()
        .find(|image| image.product_id == product_id)?;
    let view = alone(image, locale);
    let smallest = images.files.iter().find(|file| file.image_id == image.id);
    Some(match smallest.filter(|_| !view.drawn) {
        Some(file) => ImageView {
            sha256: file.sha256.clone(),
            width: file.width,
            height: file.height,
            ..view
        },
        None => view,
    })
}

fn row(product: &Product, skus: &[DeskSku], images: &Images, locale: Locale) -> ProductRow {
    let all = skus.iter().filter(|sku| sku.product_id == product.id);
    let active: Vec<&DeskSku> = all
        .clone()
        .filter(|sku| sku.terms.status == SkuStatus::Active)
        .collect();
    let priced: Vec<&DeskSku> = if active.is_empty() {
        all.collect()
    } else {
        active.clone()
    };
    let listing = &product.listing;
    ProductRow {
        slug: product.slug.clone(),
        title: Words::choose(locale, &listing.title_zh, &listing.title_en),
        image: thumb(images, product.id, locale),
        status: listing.status,
        skus: active.len(),
        from: priced.iter().map(|sku| sku.terms.price).min(),
        to: priced.iter().map(|sku| sku.terms.price).max(),
        free: active.iter().map(|sku| sku.free()).sum(),
        low: active.iter().any(|sku| sku.is_low()),
        changed_at: product.updated_at,
    }
}
