//! Products and their SKUs.

use super::word::{MaybeNumber, Number, Word};
use crate::schema::products;
use diesel::{Queryable, Selectable};
use domain::{
    catalog::{ProductStatus, SkuStatus},
    money::Fen,
    time::Millis,
};
use serde::{Serialize, Serializer};

/// A row of `products`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = products)]
pub struct Product {
    /// Key.
    pub id: i64,
    /// Name in addresses.
    pub slug: String,
    /// What staff may change.
    #[diesel(embed)]
    pub listing: ProductListing,
    /// Axes, values, swatches, as JSON.
    pub options_json: String,
    /// Counts changes.
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
    /// Price of one.
    #[diesel(deserialize_as = Number<Fen>)]
    pub price: Fen,
    /// Struck-through price.
    #[diesel(deserialize_as = MaybeNumber<Fen>)]
    pub compare_at: Option<Fen>,
    /// For sale or not; its product may still be in no shop.
    #[diesel(deserialize_as = Word<SkuStatus>)]
    pub status: SkuStatus,
    /// Its picture.
    pub image_id: Option<i64>,
    on_hand: Option<i64>,
    reserved: Option<i64>,
}

impl Sku {
    /// Free units, never negative; 0 without a stock row.
    #[must_use]
    pub fn free(&self) -> i64 {
        free(self.on_hand, self.reserved)
    }

    /// True unless it is archived. Its product may still be.
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
    /// Name in addresses.
    pub slug: String,
    /// What staff may change of it later.
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
    /// Price of one, 1 fen or more.
    pub price: Fen,
    /// Struck-through price.
    pub compare_at: Option<Fen>,
    /// Weight with packing, in grams.
    pub weight_g: i64,
    /// Its picture.
    pub image_id: Option<i64>,
}

/// A SKU as staff see it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct DeskSku {
    /// Key.
    pub id: i64,
    /// Its product.
    pub product_id: i64,
    /// e.g. `TEA-100G`.
    pub code: String,
    /// e.g. 青瓷绿.
    pub options_zh: String,
    /// The same in English.
    pub options_en: String,
    /// What staff may change.
    pub terms: SkuTerms,
    /// Counts changes.
    pub version: i64,
    /// Units on the shelf; none without a stock row.
    pub on_hand: Option<i64>,
    /// Units that orders hold.
    pub reserved: Option<i64>,
}

/// The columns of a product that staff may change. Serialized, they are the activity log's before and after.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize)]
#[diesel(table_name = products)]
pub struct ProductListing {
    /// Title in Chinese.
    pub title_zh: String,
    /// Title in English; empty falls back to Chinese.
    pub title_en: String,
    /// Paragraphs in Chinese, divided by empty lines.
    pub body_zh: String,
    /// Paragraphs in English.
    pub body_en: String,
    /// Whether it is in the shop.
    #[diesel(deserialize_as = Word<ProductStatus>)]
    pub status: ProductStatus,
    /// Since when it is shown; the newest product comes first. It follows from the status, so the log leaves it out.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    #[serde(skip)]
    pub published_at: Option<Millis>,
}

/// The columns of a SKU that staff may change. Serialized, they are the activity log's before and after.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Serialize)]
pub struct SkuTerms {
    /// Price of one, 1 fen or more.
    #[diesel(deserialize_as = Number<Fen>)]
    #[serde(serialize_with = "in_yuan")]
    pub price: Fen,
    /// Struck-through price.
    #[diesel(deserialize_as = MaybeNumber<Fen>)]
    #[serde(serialize_with = "maybe_in_yuan")]
    pub compare_at: Option<Fen>,
    /// For sale or not.
    #[diesel(deserialize_as = Word<SkuStatus>)]
    pub status: SkuStatus,
}

impl ProductListing {
    /// A product in the shop since `published_at`, by its titles alone.
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
