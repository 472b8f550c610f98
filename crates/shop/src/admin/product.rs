//! A product as staff work on it: words, prices, status.

use super::{goods::status_of, trail::acts};
use crate::{Error, Shop, Viewer};
use domain::{
    error::{ErrorCode, FieldError, Refusal},
    form::{ProductForm, SkuForm},
    locale::Words,
    money::Fen,
    staff::{Role, StaffAct},
    validate,
    view::goods::{GoodsSku, GoodsStatus, GoodsView},
};
use serde_json::json;
use store::{
    models::catalog::{DeskSku, Product, ProductWords, SkuTerms},
    queries::{
        admin::AdminPage,
        audit_log::{self, Which},
        catalog::desk,
    },
};

/// Acts shown beside a product.
const ACTS: i64 = 20;

impl Shop {
    /// A product, whatever its status, with what staff last did to it.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`.
    pub async fn admin_product(&self, viewer: &Viewer, slug: &str) -> Result<GoodsView, Error> {
        let may_change = viewer.any_staff()?.roles.has(Role::Catalogue);
        let (locale, slug, form_key) = (viewer.locale, slug.to_owned(), self.draw_key());
        self.store
            .read(move |tx| {
                let product = desk::by_slug(tx, &slug)?.ok_or(Error::NotFound)?;
                let mut skus = Vec::new();
                for sku in desk::skus(tx, &[product.id])? {
                    skus.push(GoodsSku {
                        options: Words::choose(locale, &sku.options_zh, &sku.options_en),
                        status: status_of(&sku.status)?,
                        code: sku.code,
                        price: sku.price,
                        compare_at: sku.compare_at,
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
                Ok(GoodsView {
                    status: status_of(&product.status)?,
                    slug: product.slug,
                    title_zh: product.title_zh,
                    title_en: product.title_en,
                    body_zh: product.body_zh,
                    body_en: product.body_en,
                    published_at: product.published_at,
                    version: product.version,
                    skus,
                    acts: acts(tx, rows)?,
                    form_key: form_key.clone(),
                    may_change,
                })
            })
            .await
    }

    /// Changes words and status of a product. Answers its slug.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused` with field codes; `Refused(ChangedMeanwhile)`, with the
    /// fields that differ from what is stored now, if somebody changed it since the page was shown.
    pub async fn change_product(
        &self,
        viewer: &Viewer,
        form: ProductForm,
    ) -> Result<String, Error> {
        let (acting, now) = (viewer.acting(Role::Catalogue)?, self.now());
        let wanted = product_words(&form)?;
        self.store
            .write(move |tx| {
                let product = desk::by_slug(tx, &form.slug)?.ok_or(Error::NotFound)?;
                let mut wanted = wanted.clone();
                wanted.published_at = product.published_at;
                if wanted.status == GoodsStatus::Active.as_str() && wanted.published_at.is_none() {
                    wanted.published_at = Some(now);
                }
                let stored = words_of(&product);
                // Before the version: a form posted twice has done its work, and is no conflict.
                if stored == wanted {
                    return Ok(form.slug.clone());
                }
                if form.version != product.version.to_string() {
                    return Err(moved_on(&differing(&stored, &wanted)));
                }
                if !desk::change_product(tx, product.id, product.version, &wanted, now)? {
                    return Err(moved_on(&[]));
                }
                let act = StaffAct::ProductChange;
                let fields = differing(&stored, &wanted);
                let (before, after) = (told(&stored, &fields), told(&wanted, &fields));
                acting.log(tx, act, &form.slug, &before, &after, now)?;
                Ok(form.slug.clone())
            })
            .await
    }

    /// Changes price and status of a SKU. Answers the product's slug.
    ///
    /// # Errors
    /// As [`Self::change_product`].
    pub async fn change_sku(&self, viewer: &Viewer, form: SkuForm) -> Result<String, Error> {
        let (acting, now) = (viewer.acting(Role::Catalogue)?, self.now());
        let wanted = sku_terms(&form)?;
        self.store
            .write(move |tx| {
                let product = desk::by_slug(tx, &form.slug)?.ok_or(Error::NotFound)?;
                let sku = sku_of(desk::skus(tx, &[product.id])?, &form.sku)?;
                let stored = SkuTerms {
                    price: sku.price,
                    compare_at: sku.compare_at,
                    status: sku.status.clone(),
                };
                if stored == wanted {
                    return Ok(form.slug.clone());
                }
                if form.version != sku.version.to_string() {
                    let fields = [
                        ("price", stored.price != wanted.price),
                        ("compare_at", stored.compare_at != wanted.compare_at),
                        ("status", stored.status != wanted.status),
                    ];
                    return Err(moved_on(&only(&fields)));
                }
                if !desk::change_sku(tx, sku.id, sku.version, &wanted)? {
                    return Err(moved_on(&[]));
                }
                let terms = |terms: &SkuTerms| {
                    json!({
                        "sku": sku.code,
                        "price": terms.price.yuan(),
                        "compare_at": terms.compare_at.map(Fen::yuan),
                        "status": terms.status,
                    })
                };
                let (before, after) = (terms(&stored), terms(&wanted));
                acting.log(tx, StaffAct::SkuChange, &form.slug, &before, &after, now)?;
                Ok(form.slug.clone())
            })
            .await
    }
}

/// The SKU of this code among a product's.
///
/// # Errors
/// `NotFound`.
pub(super) fn sku_of(skus: Vec<DeskSku>, code: &str) -> Result<DeskSku, Error> {
    skus.into_iter()
        .find(|sku| sku.code == code)
        .ok_or(Error::NotFound)
}

/// Reads a field or notes what is wrong with it.
pub(super) fn read<T>(
    wrong: &mut Vec<FieldError>,
    field: &str,
    found: Result<T, ErrorCode>,
) -> Option<T> {
    found
        .map_err(|code| {
            wrong.push(FieldError {
                field: field.to_owned(),
                code,
            });
        })
        .ok()
}

fn status(typed: &str) -> Result<GoodsStatus, ErrorCode> {
    typed.parse().or(Err(ErrorCode::Required))
}

fn product_words(form: &ProductForm) -> Result<ProductWords, Error> {
    let mut wrong = Vec::new();
    let title_zh = read(&mut wrong, "title_zh", validate::title(&form.title_zh));
    let title_en = if form.title_en.trim().is_empty() {
        Some(String::new())
    } else {
        read(&mut wrong, "title_en", validate::title(&form.title_en))
    };
    let body_zh = read(&mut wrong, "body_zh", validate::body(&form.body_zh));
    let body_en = read(&mut wrong, "body_en", validate::body(&form.body_en));
    let status = read(&mut wrong, "status", status(&form.status));
    match (title_zh, title_en, body_zh, body_en, status) {
        (Some(title_zh), Some(title_en), Some(body_zh), Some(body_en), Some(status)) => {
            Ok(ProductWords {
                title_zh,
                title_en,
                body_zh,
                body_en,
                status: status.as_str().to_owned(),
                published_at: None,
            })
        }
        _ => Err(Refusal::fields(wrong).into()),
    }
}

fn sku_terms(form: &SkuForm) -> Result<SkuTerms, Error> {
    let mut wrong = Vec::new();
    let price = read(&mut wrong, "price", price(&form.price));
    let compare_at = if form.compare_at.trim().is_empty() {
        Some(None)
    } else {
        read(&mut wrong, "compare_at", self::price(&form.compare_at)).map(Some)
    };
    let sold = status(&form.status).and_then(|status| match status {
        GoodsStatus::Active | GoodsStatus::Archived => Ok(status),
        // A SKU is sold or it is not.
        GoodsStatus::Draft => Err(ErrorCode::Required),
    });
    // At or below the price it would not be shown, and nobody would be told why.
    if let (Some(price), Some(Some(before))) = (price, compare_at)
        && before <= price
    {
        wrong.push(FieldError {
            field: "compare_at".to_owned(),
            code: ErrorCode::CompareAt,
        });
    }
    let status = read(&mut wrong, "status", sold);
    if !wrong.is_empty() {
        return Err(Refusal::fields(wrong).into());
    }
    match (price, compare_at, status) {
        (Some(price), Some(compare_at), Some(status)) => Ok(SkuTerms {
            price,
            compare_at,
            status: status.as_str().to_owned(),
        }),
        _ => Err(Refusal::fields(wrong).into()),
    }
}

/// A price as typed: yuan, at most two decimals, at least one fen.
fn price(typed: &str) -> Result<Fen, ErrorCode> {
    let price = Fen::parse_yuan(typed.trim()).or(Err(ErrorCode::Price))?;
    if price >= Fen::new(1) && price <= Fen::MAX_TRADE {
        Ok(price)
    } else {
        Err(ErrorCode::Price)
    }
}

fn words_of(product: &Product) -> ProductWords {
    ProductWords {
        title_zh: product.title_zh.clone(),
        title_en: product.title_en.clone(),
        body_zh: product.body_zh.clone(),
        body_en: product.body_en.clone(),
        status: product.status.clone(),
        published_at: product.published_at,
    }
}

fn differing(stored: &ProductWords, wanted: &ProductWords) -> Vec<&'static str> {
    only(&[
        ("title_zh", stored.title_zh != wanted.title_zh),
        ("title_en", stored.title_en != wanted.title_en),
        ("body_zh", stored.body_zh != wanted.body_zh),
        ("body_en", stored.body_en != wanted.body_en),
        ("status", stored.status != wanted.status),
    ])
}

fn only(fields: &[(&'static str, bool)]) -> Vec<&'static str> {
    fields
        .iter()
        .filter(|(_, differs)| *differs)
        .map(|(field, _)| *field)
        .collect()
}

/// Somebody was faster; `fields` are those that are not as typed.
fn moved_on(fields: &[&'static str]) -> Error {
    let mut refusal = Refusal::new(ErrorCode::ChangedMeanwhile);
    refusal.fields = fields
        .iter()
        .map(|field| FieldError {
            field: (*field).to_owned(),
            code: ErrorCode::ChangedMeanwhile,
        })
        .collect();
    refusal.into()
}

/// These fields of `words`, for the log: what stayed as it was would only make it long.
fn told(words: &ProductWords, fields: &[&'static str]) -> serde_json::Value {
    let all = json!({
        "title_zh": words.title_zh,
        "title_en": words.title_en,
        "body_zh": words.body_zh,
        "body_en": words.body_en,
        "status": words.status,
    });
    fields
        .iter()
        .map(|field| {
            let value = all.get(*field).cloned().unwrap_or_default();
            ((*field).to_owned(), value)
        })
        .collect()
}
