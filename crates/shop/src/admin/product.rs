//! A product on the admin pages: listing, prices, status.

use super::{changes::Changes, columns, trail::acts, typed::Typed};
use crate::{Error, Shop, Viewer};
use domain::{
    catalog::{ProductStatus, SkuStatus},
    error::ErrorCode,
    form::{ProductForm, SkuForm},
    locale::Words,
    money::Fen,
    staff::{Role, StaffAct},
    validate,
    view::catalog::desk::{ProductDeskView, SkuDeskView},
};
use std::str::FromStr;
use store::{
    models::catalog::{DeskSku, ProductListing, SkuTerms},
    queries::{
        admin::AdminPage,
        audit_log::{self, Which},
        catalog::desk,
    },
};

/// Number of activity log entries on the product's page.
const ACTS: i64 = 20;

impl Shop {
    /// A product of any status, with its latest activity.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`.
    pub async fn admin_product(
        &self,
        viewer: &Viewer,
        slug: &str,
    ) -> Result<ProductDeskView, Error> {
        let may_change = viewer.any_staff()?.roles.has(Role::Catalog);
        let (locale, slug, form_key) = (viewer.locale, slug.to_owned(), self.draw_key());
        self.store
            .read(move |tx| {
                let product = desk::by_slug(tx, &slug)?.ok_or(Error::NotFound)?;
                let mut skus = Vec::new();
                for sku in desk::skus(tx, &[product.id])? {
                    skus.push(SkuDeskView {
                        options: Words::choose(locale, &sku.options_zh, &sku.options_en),
                        status: sku.terms.status.into(),
                        code: sku.code,
                        price: sku.terms.price,
                        compare_at: sku.terms.compare_at,
                        version: sku.version,
                        on_hand: sku.on_hand.unwrap_or(0),
                        reserved: sku.reserved.unwrap_or(0),
                    });
                }
                let which = Which {
                    target_id: Some(slug.clone()),
                    ..Which::default()
                };
                let rows = audit_log::list(tx, &which, AdminPage::First, ACTS)?;
                let stored = ProductForm {
                    slug: product.slug.clone(),
                    version: product.version.to_string(),
                    ..columns::shown(&product.listing)?
                };
                Ok(ProductDeskView {
                    slug: product.slug,
                    stored,
                    status: product.listing.status,
                    published_at: product.listing.published_at,
                    version: product.version,
                    skus,
                    acts: acts(tx, rows)?,
                    form_key: form_key.clone(),
                    may_change,
                })
            })
            .await
    }

    /// Changes the listing of a product. Returns its slug.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused` with field codes;
    /// `Refused(ChangedMeanwhile)`, with the fields that differ from the stored row, if it was
    /// changed since the page was shown.
    pub async fn change_product(
        &self,
        viewer: &Viewer,
        form: ProductForm,
    ) -> Result<String, Error> {
        let (acting, now) = (viewer.acting(Role::Catalog)?, self.now());
        let typed = listing(&form)?;
        self.store
            .write(move |tx| {
                let product = desk::by_slug(tx, &form.slug)?.ok_or(Error::NotFound)?;
                let stored = product.listing;
                let published_at = stored.published_at.or(match typed.status {
                    ProductStatus::Active => Some(now),
                    ProductStatus::Draft | ProductStatus::Archived => None,
                });
                let wanted = ProductListing {
                    published_at,
                    ..typed.clone()
                };
                // Compared before the version, so that the same form posted twice is not a
                // conflict.
                if stored == wanted {
                    return Ok(form.slug.clone());
                }
                let changes = Changes::between(&stored, &wanted)?;
                if form.version != product.version.to_string() {
                    return Err(changes.too_late());
                }
                if !desk::change_product(tx, product.id, product.version, &wanted, now)? {
                    return Err(Changes::default().too_late());
                }
                changes.log(tx, &acting, StaffAct::ProductChange, &form.slug, now)?;
                Ok(form.slug.clone())
            })
            .await
    }

    /// Changes price and status of a SKU. Returns the product's slug.
    ///
    /// # Errors
    /// As [`Self::change_product`].
    pub async fn change_sku(&self, viewer: &Viewer, form: SkuForm) -> Result<String, Error> {
        let (acting, now) = (viewer.acting(Role::Catalog)?, self.now());
        let wanted = sku_terms(&form)?;
        self.store
            .write(move |tx| {
                let product = desk::by_slug(tx, &form.slug)?.ok_or(Error::NotFound)?;
                let sku = sku_of(desk::skus(tx, &[product.id])?, &form.sku)?;
                if sku.terms == wanted {
                    return Ok(form.slug.clone());
                }
                let changes = Changes::between(&sku.terms, &wanted)?;
                if form.version != sku.version.to_string() {
                    return Err(changes.too_late());
                }
                if !desk::change_sku(tx, sku.id, sku.version, &wanted)? {
                    return Err(Changes::default().too_late());
                }
                let changes = changes.of("sku", &sku.code);
                changes.log(tx, &acting, StaffAct::SkuChange, &form.slug, now)?;
                Ok(form.slug.clone())
            })
            .await
    }
}

/// Finds a SKU by code, or `NotFound`.
pub(super) fn sku_of(skus: Vec<DeskSku>, code: &str) -> Result<DeskSku, Error> {
    skus.into_iter()
        .find(|sku| sku.code == code)
        .ok_or(Error::NotFound)
}

fn status<T: FromStr>(typed: &str) -> Result<T, ErrorCode> {
    typed.parse().or(Err(ErrorCode::Required))
}

/// Reads the listing from the form. The caller fills in `published_at`, which depends on the stored row.
fn listing(form: &ProductForm) -> Result<ProductListing, Error> {
    let mut typed = Typed::default();
    let read = ProductListing {
        title_zh: typed.read("title_zh", validate::title(&form.title_zh)),
        title_en: typed.read("title_en", validate::optional_title(&form.title_en)),
        body_zh: typed.read("body_zh", validate::body(&form.body_zh)),
        body_en: typed.read("body_en", validate::body(&form.body_en)),
        status: typed.read("status", status::<ProductStatus>(&form.status)),
        published_at: None,
    };
    typed.done(read)
}

fn sku_terms(form: &SkuForm) -> Result<SkuTerms, Error> {
    let mut typed = Typed::default();
    // An empty price gets the code of an unreadable one, because that sentence shows an example.
    let needed = match price(&form.price) {
        Err(ErrorCode::Required) => Err(ErrorCode::Price),
        read => read,
    };
    let price = typed.read("price", needed);
    let compare_at = typed.read("compare_at", price_or_none(&form.compare_at));
    // Pages hide a compare-at price that is not above the price, so refuse it here.
    if compare_at.is_some_and(|before| before <= price) {
        typed.refuse("compare_at", ErrorCode::CompareAt);
    }
    let status = typed.read("status", status::<SkuStatus>(&form.status));
    typed.done(SkuTerms {
        price,
        compare_at,
        status,
    })
}

fn price_or_none(typed: &str) -> Result<Option<Fen>, ErrorCode> {
    match price(typed) {
        Err(ErrorCode::Required) => Ok(None),
        read => read.map(Some),
    }
}

/// A price as typed: yuan, at most two decimals, at least one fen.
fn price(typed: &str) -> Result<Fen, ErrorCode> {
    match validate::amount(typed) {
        Ok(Fen::ZERO) | Err(ErrorCode::Amount) => Err(ErrorCode::Price),
        read => read,
    }
}
