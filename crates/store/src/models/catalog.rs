//! Products and their variants (SKUs).

use super::word::{MaybeNumber, Number, Word};
use crate::schema::products;
use diesel::{Queryable, Selectable};
use domain::{
    catalog::{ProductStatus, SkuStatus},
    money::Fen,
    stock::is_low,
    time::Millis,
};
use serde::{Serialize, Serializer};

/// A row of `products`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = products)]
pub struct Product {
    /// Key.
    pub id: i64,
    /// Slug: its name in URLs.
    pub slug: String,
    /// What staff may change.
    #[diesel(embed)]
    pub listing: ProductListing,
    /// Axes, values, swatches, as JSON.
    pub options_json: String,
    /// Last change by staff.
    #[diesel(deserialize_as = Number<Millis>)]
    pub updated_at: Millis,
    /// Version, for compare-and-set.
    pub version: i64,
}

/// A SKU with its stock.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Sku {
    /// Key.
    pub id: i64,
    /// Its product.
    pub product_id: i64,
    /// e.g. `TEA-100G`.
    pub code: String,
    /// Chosen values of all axes in order, joined by `.`; empty without axes.
    pub options_key: String,
    /// e.g. 青瓷绿.
    pub options_zh: String,
    /// The same in English.
    pub options_en: String,
    /// Unit price.
    #[diesel(deserialize_as = Number<Fen>)]
    pub price: Fen,
    /// Compare-at price.
    #[diesel(deserialize_as = MaybeNumber<Fen>)]
    pub compare_at: Option<Fen>,
    /// Active or archived; the product's own status counts too.
    #[diesel(deserialize_as = Word<SkuStatus>)]
    pub status: SkuStatus,
    /// Its picture.
    pub image_id: Option<i64>,
    on_hand: Option<i64>,
    reserved: Option<i64>,
}

impl Sku {
    /// Available units, never negative; 0 without a stock row.
    #[must_use]
    pub fn free(&self) -> i64 {
        free(self.on_hand, self.reserved)
    }

    /// True unless it is archived. The product may still be.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.status == SkuStatus::Active
    }
}

pub(crate) fn free(on_hand: Option<i64>, reserved: Option<i64>) -> i64 {
    on_hand
        .unwrap_or(0)
        .saturating_sub(reserved.unwrap_or(0))
        .max(0)
}

/// A product to insert: version 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProduct {
    /// Slug: its name in URLs.
    pub slug: String,
    /// What staff may change later.
    pub listing: ProductListing,
    /// Axes as JSON.
    pub options_json: String,
    /// Now.
    pub at: Millis,
}

/// A SKU to insert: active, version 1, without a stock row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSku {
    /// e.g. `TEA-100G`.
    pub code: String,
    /// Chosen values, joined by `.`.
    pub options_key: String,
    /// e.g. 青瓷绿.
    pub options_zh: String,
    /// The same in English.
    pub options_en: String,
    /// Unit price, 1 fen or more.
    pub price: Fen,
    /// Compare-at price.
    pub compare_at: Option<Fen>,
    /// Weight with packaging, in grams.
    pub weight_g: i64,
    /// Its picture.
    pub image_id: Option<i64>,
}

/// A SKU for the admin pages.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct DeskSku {
    /// Key.
    pub id: i64,
    /// Its product.
    pub product_id: i64,
    /// e.g. `TEA-100G`.
    pub code: String,
    /// Chosen values of all axes in order, joined by `.`; of an archived one maybe of earlier axes.
    pub options_key: String,
    /// e.g. 青瓷绿.
    pub options_zh: String,
    /// The same in English.
    pub options_en: String,
    /// What staff may change.
    pub terms: SkuTerms,
    /// Its picture.
    pub image_id: Option<i64>,
    /// Version, for compare-and-set.
    pub version: i64,
    /// Units on hand; `None` without a stock row.
    pub on_hand: Option<i64>,
    /// Units reserved by orders.
    pub reserved: Option<i64>,
    /// Version of the stock row: every move raises it.
    pub stock_version: Option<i64>,
    /// Available units at which it counts as low; `None`: not watched.
    pub low_at: Option<i64>,
}

impl DeskSku {
    /// Available units, never negative; 0 without a stock row.
    #[must_use]
    pub fn free(&self) -> i64 {
        free(self.on_hand, self.reserved)
    }

    /// True if it is for sale and at or below its threshold.
    #[must_use]
    pub fn is_low(&self) -> bool {
        self.terms.status == SkuStatus::Active && is_low(self.low_at, self.free())
    }
}

/// The columns of a product that staff may change. Serialized, they are before and after in the
/// activity log.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize)]
#[diesel(table_name = products)]
pub struct ProductListing {
    /// Title in Chinese.
    pub title_zh: String,
    /// Title in English; if empty, the Chinese one is shown.
    pub title_en: String,
    /// Markdown in Chinese.
    pub body_zh: String,
    /// Markdown in English.
    pub body_en: String,
    /// Draft, active or archived.
    #[diesel(deserialize_as = Word<ProductStatus>)]
    pub status: ProductStatus,
    /// When it was first shown; the newest product comes first. It follows from the status, so the
    /// log leaves it out.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    #[serde(skip)]
    pub published_at: Option<Millis>,
}

/// The columns of a SKU that staff may change. Serialized, they are before and after in the
/// activity log.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Serialize)]
pub struct SkuTerms {
    /// Unit price, 1 fen or more.
    #[diesel(deserialize_as = Number<Fen>)]
    #[serde(serialize_with = "in_yuan")]
    pub price: Fen,
    /// Compare-at price.
    #[diesel(deserialize_as = MaybeNumber<Fen>)]
    #[serde(serialize_with = "maybe_in_yuan")]
    pub compare_at: Option<Fen>,
    /// Weight with packaging, in grams.
    pub weight_g: i64,
    /// Active or archived.
    #[diesel(deserialize_as = Word<SkuStatus>)]
    pub status: SkuStatus,
}

impl ProductListing {
    /// An active product with only its titles.
    #[must_use]
    pub fn active(title_zh: &str, title_en: &str, published_at: Millis) -> Self {
        Self {
            title_zh: title_zh.to_owned(),
            title_en: title_en.to_owned(),
            body_zh: String::new(),
            body_en: String::new(),
            status: ProductStatus::Active,
            published_at: Some(published_at),
        }
    }
}

fn in_yuan<S: Serializer>(price: &Fen, serializer: S) -> Result<S::Ok, S::Error> {
    price.yuan().serialize(serializer)
}

fn maybe_in_yuan<S: Serializer>(price: &Option<Fen>, serializer: S) -> Result<S::Ok, S::Error> {
    price.map(Fen::yuan).serialize(serializer)
}
