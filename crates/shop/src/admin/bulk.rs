//! Publishing and archiving ticked products.

use super::changes::Changes;
use crate::{Error, Shop, Viewer, catalog::listing::refresh};
use domain::{
    catalog::{ProductStatus, SkuStatus},
    error::ErrorCode,
    form::BulkForm,
    locale::Words,
    staff::{Role, StaffAct},
    view::catalog::stock::{BulkAct, BulkRow, BulkView, LeftOut},
};
use store::{
    Tx,
    models::catalog::{Product, ProductListing},
    queries::catalog::{desk, index},
};

/// Products in one act: two pages of the list.
const MOST: usize = 100;

/// What became of ticked products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkDone {
    /// The act.
    pub act: BulkAct,
    /// Products that it was done to.
    pub done: usize,
    /// Slugs of the others.
    pub left: Vec<String>,
}

impl Shop {
    /// What an act would do to the ticked products: to which, and why not to others.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `Refused(FormInvalid)` for too many.
    pub async fn admin_bulk(
        &self,
        viewer: &Viewer,
        act: BulkAct,
        slugs: Vec<String>,
    ) -> Result<BulkView, Error> {
        viewer.acting(Role::Catalog)?;
        few(&slugs)?;
        let locale = viewer.locale;
        self.store
            .read(move |tx| {
                let ticked = ticked(tx, &slugs)?;
                let rows = ticked
                    .into_iter()
                    .map(|(product, priced)| BulkRow {
                        title: Words::choose(
                            locale,
                            &product.listing.title_zh,
                            &product.listing.title_en,
                        ),
                        left_out: left_out(act, &product.listing, priced),
                        slug: product.slug,
                    })
                    .collect();
                Ok(BulkView { act, rows })
            })
            .await
    }

    /// Does the act to those ticked products that it fits, all or none in one transaction.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `Refused(FormInvalid)` for an unknown act or too many.
    pub async fn change_goods(&self, viewer: &Viewer, form: BulkForm) -> Result<BulkDone, Error> {
        let (acting, now) = (viewer.acting(Role::Catalog)?, self.now());
        few(&form.slugs)?;
        let act: BulkAct = form
            .act
            .parse()
            .map_err(|_unknown| Error::refused(ErrorCode::FormInvalid))?;
        self.store
            .write(move |tx| {
                let (mut done, mut left) = (0_usize, Vec::new());
                for (product, priced) in ticked(tx, &form.slugs)? {
                    let listing = &product.listing;
                    if left_out(act, listing, priced).is_some() {
                        left.push(product.slug);
                        continue;
                    }
                    let wanted = match act {
                        BulkAct::Publish => ProductListing {
                            status: ProductStatus::Active,
                            published_at: listing.published_at.or(Some(now)),
                            ..listing.clone()
                        },
                        BulkAct::Archive => ProductListing {
                            status: ProductStatus::Archived,
                            ..listing.clone()
                        },
                    };
                    // Read in this transaction; on PostgreSQL somebody may still come between.
                    let place = (product.slug.as_str(), product.options_json.as_str());
                    if !desk::change_product(tx, product.id, product.version, &wanted, place, now)?
                    {
                        left.push(product.slug);
                        continue;
                    }
                    let (changes, slug) = (Changes::between(listing, &wanted)?, &product.slug);
                    changes.log(tx, &acting, StaffAct::ProductChange, slug, now)?;
                    refresh(tx, product.id)?;
                    done = done.saturating_add(1);
                }
                Ok(BulkDone { act, done, left })
            })
            .await
    }
}

fn few(slugs: &[String]) -> Result<(), Error> {
    if slugs.len() > MOST {
        return Err(Error::refused(ErrorCode::FormInvalid));
    }
    Ok(())
}

/// The products with these slugs, by key, and whether each has a SKU for sale.
fn ticked(tx: &mut Tx<'_>, slugs: &[String]) -> Result<Vec<(Product, bool)>, Error> {
    let slugs: Vec<&str> = slugs.iter().map(String::as_str).collect();
    let products = index::of_slugs(tx, &slugs)?;
    let ids: Vec<i64> = products.iter().map(|product| product.id).collect();
    let skus = desk::skus(tx, &ids)?;
    Ok(products
        .into_iter()
        .map(|product| {
            let priced = skus
                .iter()
                .any(|sku| sku.product_id == product.id && sku.terms.status == SkuStatus::Active);
            (product, priced)
        })
        .collect())
}

/// Why an act does not fit a product. `priced`: it has a SKU for sale.
fn left_out(act: BulkAct, listing: &ProductListing, priced: bool) -> Option<LeftOut> {
    match (act, listing.status) {
        (BulkAct::Publish, ProductStatus::Active) => Some(LeftOut::Active),
        (BulkAct::Publish, ProductStatus::Draft | ProductStatus::Archived) => {
            if listing.title_zh.is_empty() {
                Some(LeftOut::NoTitle)
            } else if priced {
                None
            } else {
                Some(LeftOut::NoPrice)
            }
        }
        (BulkAct::Archive, ProductStatus::Active) => None,
        (BulkAct::Archive, ProductStatus::Archived) => Some(LeftOut::Archived),
        (BulkAct::Archive, ProductStatus::Draft) => Some(LeftOut::Draft),
    }
}
