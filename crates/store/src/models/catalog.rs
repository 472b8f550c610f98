//! Products and their SKUs.

use super::word::{MaybeNumber, Number};
use crate::schema::products;
use diesel::{Queryable, Selectable};
use domain::{money::Fen, time::Millis};

/// A row of `products`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = products)]
pub struct Product {
    /// Key.
    pub id: i64,
    /// Name in addresses.
    pub slug: String,
    /// Title in Chinese.
    pub title_zh: String,
    /// Title in English; empty falls back to Chinese.
    pub title_en: String,
    /// Paragraphs in Chinese, divided by empty lines.
    pub body_zh: String,
    /// Paragraphs in English.
    pub body_en: String,
    /// Axes, values, swatches, as JSON.
    pub options_json: String,
    /// `draft`, `active` or `archived`.
    pub status: String,
    /// Since when it is shown.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub published_at: Option<Millis>,
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
    /// `active` or `archived`.
    pub status: String,
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
        self.status == "active"
    }
}

pub(crate) fn free(on_hand: Option<i64>, reserved: Option<i64>) -> i64 {
    on_hand
        .unwrap_or(0)
        .saturating_sub(reserved.unwrap_or(0))
        .max(0)
}

/// A product to insert: active, version 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProduct {
    /// Name in addresses.
    pub slug: String,
    /// Title in Chinese.
    pub title_zh: String,
    /// Title in English.
    pub title_en: String,
    /// Paragraphs in Chinese.
    pub body_zh: String,
    /// Paragraphs in English.
    pub body_en: String,
    /// Axes as JSON.
    pub options_json: String,
    /// Since when it is shown; decides the order in the shop.
    pub published_at: Millis,
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
    /// Price of one.
    #[diesel(deserialize_as = Number<Fen>)]
    pub price: Fen,
    /// Struck-through price.
    #[diesel(deserialize_as = MaybeNumber<Fen>)]
    pub compare_at: Option<Fen>,
    /// `active` or `archived`.
    pub status: String,
    /// Counts changes.
    pub version: i64,
    /// Units on the shelf; none without a stock row.
    pub on_hand: Option<i64>,
    /// Units that orders hold.
    pub reserved: Option<i64>,
}

/// What staff may change of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductWords {
    /// Title in Chinese.
    pub title_zh: String,
    /// Title in English; empty falls back to Chinese.
    pub title_en: String,
    /// Paragraphs in Chinese.
    pub body_zh: String,
    /// Paragraphs in English.
    pub body_en: String,
    /// `draft`, `active` or `archived`.
    pub status: String,
    /// Since when it is shown.
    pub published_at: Option<Millis>,
}

/// What staff may change of a SKU.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkuTerms {
    /// Price of one, 1 fen or more.
    pub price: Fen,
    /// Struck-through price.
    pub compare_at: Option<Fen>,
    /// `active` or `archived`.
    pub status: String,
}
