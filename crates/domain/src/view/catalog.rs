//! Products in the storefront.

pub mod desk;
pub mod import;
pub mod listing;
pub mod prose;
pub mod stock;

use crate::{locale::Words, money::Fen};
use serde::{Deserialize, Serialize};

/// Up to this number of units a product page shows how many are left.
pub const FEW: i64 = 5;

/// Available units as pages show them: none, each number up to [`FEW`], or more. Cached pages of a
/// product stay valid while this is unchanged.
#[must_use]
pub const fn shown_stock(free: i64) -> i64 {
    match free {
        i64::MIN..=0 => 0,
        1..=FEW => free,
        _ => FEW + 1,
    }
}

/// A picture under `/media/{sha256}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageView {
    /// Hex SHA-256 of the file.
    pub sha256: String,
    /// Width in pixels.
    pub width: i64,
    /// Height in pixels.
    pub height: i64,
    /// Alternative text.
    pub alt: Words,
    /// `#RRGGBB` shown until the picture has loaded.
    pub colour: Option<String>,
    /// True if the original is an SVG, which is sharp at every width.
    pub drawn: bool,
    /// The picture in other widths, narrowest first.
    pub widths: Vec<WidthView>,
}

/// One width of a picture, under `/media/{sha256}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WidthView {
    /// Hex SHA-256 of the file.
    pub sha256: String,
    /// MIME type.
    pub mime: String,
    /// Width in pixels.
    pub width: i64,
}

/// A product in a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductCard {
    /// Product slug: `/p/{slug}`.
    pub slug: String,
    /// Title.
    pub title: Words,
    /// Lowest price of its active SKUs.
    pub price: Fen,
    /// True if its SKUs differ in price: the page says "from".
    pub price_varies: bool,
    /// First picture.
    pub image: Option<ImageView>,
    /// True if no SKU is available.
    pub sold_out: bool,
}

/// `/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeView {
    /// The newest product, with the large picture.
    pub lead: Option<ProductCard>,
    /// The categories at the top.
    pub categories: Vec<listing::CategoryLink>,
    /// The shelves that hold something.
    pub shelves: Vec<listing::ShelfView>,
    /// Without a shelf: the products after the newest, newest first, as far as one page shows them.
    pub all: Vec<ProductCard>,
}

/// One value of an option, as a link to the page with that choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceView {
    /// Value of `?o=` that selects it and keeps the other choices.
    pub options_key: String,
    /// e.g. 青瓷绿.
    pub label: Words,
    /// `#rrggbb`, if the option is a colour.
    pub swatch: Option<String>,
    /// True if selected.
    pub current: bool,
    /// False if that combination does not exist or is out of stock.
    pub available: bool,
}

/// One option of a product, e.g. 颜色.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AxisView {
    /// e.g. 颜色.
    pub name: Words,
    /// Its values in catalog order.
    pub choices: Vec<ChoiceView>,
}

/// The selected SKU of a product page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkuView {
    /// SKU code, e.g. `TEA-100G`.
    pub code: String,
    /// Its `options_key`.
    pub options_key: String,
    /// e.g. 青瓷绿 / 350 ml; empty if the product has no options.
    pub options: Words,
    /// Unit price.
    pub price: Fen,
    /// Compare-at price, if higher.
    pub compare_at: Option<Fen>,
    /// Available units, never negative.
    pub free: i64,
}

/// The shipping rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostageView {
    /// Shipping of an order.
    pub flat: Fen,
    /// Product total from which shipping is free; `None`: never.
    pub free_from: Option<Fen>,
}

/// `/p/{slug}?o=`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductView {
    /// Slug.
    pub slug: String,
    /// The categories that lead to its main one, from the top.
    pub trail: Vec<listing::CategoryLink>,
    /// Title.
    pub title: Words,
    /// Description as typed, in Markdown.
    pub body: Words,
    /// The same as its page shows it.
    pub prose: Vec<prose::Block>,
    /// Pictures: that of the selected SKU first.
    pub gallery: Vec<ImageView>,
    /// Options; empty for a product with one SKU.
    pub axes: Vec<AxisView>,
    /// The selected SKU; `None` if no SKU of the product is for sale.
    pub sku: Option<SkuView>,
    /// Shipping rule to show.
    pub postage: PostageView,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stock_is_told_apart_up_to_a_few() {
        let shown = [-1, 0, 1, 4, 5, 6, 7, 99].map(shown_stock);
        assert_eq!(shown, [0, 0, 1, 4, 5, 6, 6, 6]);
    }
}
