//! Products, prices and stock as staff work on them.

use crate::{catalog::ProductStatus, locale::Words, money::Fen, time::Millis, view::desk::ActView};
use serde::{Deserialize, Serialize};

/// A row of `/admin/products`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductRow {
    /// Name in addresses.
    pub slug: String,
    /// Title.
    pub title: Words,
    /// Status.
    pub status: ProductStatus,
    /// SKUs.
    pub skus: usize,
    /// Lowest price.
    pub from: Option<Fen>,
    /// Highest price.
    pub to: Option<Fen>,
    /// Free units of all SKUs together.
    pub free: i64,
}

/// `/admin/products?status=&q=&before=&after=`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductIndexView {
    /// Status shown, or all.
    pub status: Option<ProductStatus>,
    /// As typed: slug or SKU code, exact.
    pub q: String,
    /// Newest first.
    pub rows: Vec<ProductRow>,
    /// `?after=` of the page with newer products.
    pub newer: Option<String>,
    /// `?before=` of the page with older ones.
    pub older: Option<String>,
}

/// A SKU on the product's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkuDeskView {
    /// Code.
    pub code: String,
    /// Its options.
    pub options: Words,
    /// Price.
    pub price: Fen,
    /// Struck-through price.
    pub compare_at: Option<Fen>,
    /// `draft` never stands here.
    pub status: ProductStatus,
    /// Counts changes.
    pub version: i64,
    /// Units on the shelf.
    pub on_hand: i64,
    /// Units that orders hold.
    pub reserved: i64,
}

/// `/admin/products/{slug}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductDeskView {
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
    /// Status.
    pub status: ProductStatus,
    /// Since when it is shown.
    pub published_at: Option<Millis>,
    /// Counts changes.
    pub version: i64,
    /// SKUs, in catalog order.
    pub skus: Vec<SkuDeskView>,
    /// Last acts on it, newest first.
    pub acts: Vec<ActView>,
    /// Drawn for the stock forms of this page.
    pub form_key: String,
    /// True if the viewer may change it.
    pub may_change: bool,
}
