//! Products, prices and stock for the admin pages.

use crate::{
    catalog::ProductStatus, form::ProductForm, locale::Words, money::Fen, time::Millis,
    view::desk::ActView,
};
use serde::{Deserialize, Serialize};

/// A row of `/admin/products`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductRow {
    /// Slug: its name in URLs.
    pub slug: String,
    /// Title.
    pub title: Words,
    /// Status.
    pub status: ProductStatus,
    /// Number of SKUs.
    pub skus: usize,
    /// Lowest price.
    pub from: Option<Fen>,
    /// Highest price.
    pub to: Option<Fen>,
    /// Available units of all SKUs.
    pub free: i64,
}

/// `/admin/products?status=&q=&before=&after=`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductIndexView {
    /// Selected status; `None` for all.
    pub status: Option<ProductStatus>,
    /// Search text as typed: slug or SKU code, exact.
    pub q: String,
    /// Newest first.
    pub rows: Vec<ProductRow>,
    /// `?after=` of the page with newer products.
    pub newer: Option<String>,
    /// `?before=` of the page with older ones.
    pub older: Option<String>,
}

/// A SKU on the product page of staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkuDeskView {
    /// Code.
    pub code: String,
    /// Its options.
    pub options: Words,
    /// Price.
    pub price: Fen,
    /// Compare-at price.
    pub compare_at: Option<Fen>,
    /// Status; never `draft`.
    pub status: ProductStatus,
    /// Version, for compare-and-set.
    pub version: i64,
    /// Units on hand.
    pub on_hand: i64,
    /// Units reserved by orders.
    pub reserved: i64,
}

/// `/admin/products/{slug}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductDeskView {
    /// Slug: its name in URLs.
    pub slug: String,
    /// What is stored, as its form holds it.
    pub stored: ProductForm,
    /// Status.
    pub status: ProductStatus,
    /// When it was first shown.
    pub published_at: Option<Millis>,
    /// Version, for compare-and-set.
    pub version: i64,
    /// SKUs, in catalog order.
    pub skus: Vec<SkuDeskView>,
    /// Last activity on it, newest first.
    pub acts: Vec<ActView>,
    /// Key for the stock forms of this page.
    pub form_key: String,
    /// True if the reader may change it.
    pub may_change: bool,
}
