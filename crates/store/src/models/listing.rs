//! Where products are shown and found.

use crate::schema::facets;
use diesel::{Queryable, Selectable};

/// The category that holds all products.
pub const ALL: i64 = 0;
/// The facet of every product of a category.
pub const ANY: i64 = 0;
/// The facet of the products in stock.
pub const IN_STOCK: i64 = -1;

/// A row of `facets`: a value of an option.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = facets)]
pub struct Facet {
    /// Key.
    pub id: i64,
    /// Its name in addresses.
    pub slug: String,
    /// e.g. 颜色.
    pub axis_zh: String,
    /// The same in English.
    pub axis_en: String,
    /// e.g. 赭石.
    pub value_zh: String,
    /// The same in English.
    pub value_en: String,
}

/// The figures that shelves are ordered by, equal in all rows of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Figures {
    /// When it was first shown, epoch milliseconds.
    pub published_at: i64,
    /// Lowest price of its active SKUs, in fen.
    pub price_min_fen: i64,
    /// Units sold in 90 days.
    pub sold_90d: i64,
    /// 1 if a SKU of it is available.
    pub in_stock: i64,
}

/// A place of a product: category and facet.
pub type Place = (i64, i64);

/// The order of a shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Newest first.
    Newest,
    /// Lowest price first.
    PriceUp,
    /// Highest price first.
    PriceDown,
    /// Most sold first.
    Sold,
}

impl By {
    /// The figure that it compares.
    #[must_use]
    pub const fn key(self, figures: &Figures) -> i64 {
        match self {
            Self::Newest => figures.published_at,
            Self::PriceUp | Self::PriceDown => figures.price_min_fen,
            Self::Sold => figures.sold_90d,
        }
    }

    /// True if lower keys come first.
    #[must_use]
    pub const fn is_rising(self) -> bool {
        matches!(self, Self::PriceUp)
    }
}

/// Where a page begins: after a row, or before one, by its key and product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// At the first row.
    Start,
    /// After this row.
    After(i64, i64),
    /// Before this row: the rows that precede it, nearest last.
    Before(i64, i64),
}

/// What is asked of a shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf {
    /// The category, or [`ALL`].
    pub category_id: i64,
    /// Only products in stock.
    pub in_stock: bool,
    /// Lowest price in fen.
    pub from_fen: Option<i64>,
    /// Highest price in fen.
    pub to_fen: Option<i64>,
    /// Facets, grouped by option: one of each group must be there.
    pub groups: Vec<Vec<i64>>,
}

/// A product on a shelf: its key in the order that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Placed {
    /// The figure that the order compares.
    pub key: i64,
    /// The product.
    pub product_id: i64,
}

/// A product that a search finds, in the order of search results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// 1 to 3: the worst tier of the terms that it was found by.
    pub tier: i64,
    /// Units sold in 90 days.
    pub sold_90d: i64,
    /// The product.
    pub product_id: i64,
}

impl Hit {
    /// What results are sorted by, ascending: tier, then most sold, then newest.
    #[must_use]
    pub const fn rank(&self) -> (i64, i64, i64) {
        (
            self.tier,
            self.sold_90d.saturating_neg(),
            self.product_id.saturating_neg(),
        )
    }
}
