//! Products as the storefront shows them.

pub mod desk;

use crate::{locale::Words, money::Fen};
use serde::{Deserialize, Serialize};

/// At this many free units or fewer a product page says how many are left.
pub const FEW: i64 = 5;

/// Available units as pages show them: none, each number up to [`FEW`], more. A product's cached pages stay valid while
/// this is unchanged.
#[must_use]
pub const fn shown_stock(free: i64) -> i64 {
    if free < 0 {
        0
    } else if free > FEW {
        FEW + 1
    } else {
        free
    }
}

/// A picture under `/media/{sha256}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageView {
    /// Hex SHA-256 of the file.
    pub sha256: String,
    /// Pixels.
    pub width: i64,
    /// Pixels.
    pub height: i64,
    /// Alternative text.
    pub alt: Words,
    /// `#RRGGBB` shown until the picture has loaded.
    pub colour: Option<String>,
    /// The original is an SVG: sharp at every width.
    pub drawn: bool,
    /// The same picture in other widths, the narrowest first.
    pub widths: Vec<WidthView>,
}

/// One width of a picture, under `/media/{sha256}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WidthView {
    /// Hex SHA-256 of the file.
    pub sha256: String,
    /// MIME type.
    pub mime: String,
    /// Pixels.
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
    /// True if SKUs differ in price: the page says "from".
    pub price_varies: bool,
    /// First picture.
    pub image: Option<ImageView>,
    /// True if no SKU has free stock.
    pub sold_out: bool,
}

/// `/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeView {
    /// All active products, newest first; the first one is the lead picture.
    pub products: Vec<ProductCard>,
}

/// One value of one option, as a link to the same page with that choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceView {
    /// Value of `?o=` that chooses it together with the present other choices.
    pub options_key: String,
    /// e.g. 青瓷绿.
    pub label: Words,
    /// `#rrggbb`, if the option is a colour.
    pub swatch: Option<String>,
    /// True for the present choice.
    pub current: bool,
    /// False if that combination is not sold or out of stock.
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

/// The SKU that is chosen on a product page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkuView {
    /// SKU code, e.g. `TEA-100G`.
    pub code: String,
    /// Its `options_key`.
    pub options_key: String,
    /// e.g. 青瓷绿 / 350 ml; empty text if the product has no options.
    pub options: Words,
    /// Price of one.
    pub price: Fen,
    /// Struck-through price, if higher.
    pub compare_at: Option<Fen>,
    /// Free stock now, never negative.
    pub free: i64,
}

/// The flat postage rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostageView {
    /// Postage of an order.
    pub flat: Fen,
    /// Shipping is free from this amount of goods; `None`: never.
    pub free_from: Option<Fen>,
}

/// `/p/{slug}?o=`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductView {
    /// Slug.
    pub slug: String,
    /// Title.
    pub title: Words,
    /// Paragraphs of plain text.
    pub body: Words,
    /// Pictures: the one of the chosen SKU first.
    pub gallery: Vec<ImageView>,
    /// Options; empty for a product with one SKU.
    pub axes: Vec<AxisView>,
    /// The chosen SKU; `None` if nothing of the product is for sale now.
    pub sku: Option<SkuView>,
    /// Postage rule to show.
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
