//! Categories, lists of products, search.

use super::ProductCard;
use crate::{
    listing::{Asked, Place},
    locale::Words,
    money::Fen,
};
use serde::{Deserialize, Serialize};

/// A category as a link: `/c/{slug}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryLink {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: Words,
}

/// A category with those below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryNode {
    /// The category.
    pub link: CategoryLink,
    /// The categories below it, in their order.
    pub below: Vec<CategoryNode>,
}

/// A shelf of the front page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShelfView {
    /// Its title.
    pub title: Words,
    /// Slug of the category that it shows the first products of, if it is one.
    pub category: Option<String>,
    /// Its products, at least one.
    pub cards: Vec<ProductCard>,
}

/// One value of an option that products of a list have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetValue {
    /// Value of `?v=`.
    pub slug: String,
    /// e.g. 赭石.
    pub label: Words,
    /// Products of the category that have it.
    pub products: i64,
    /// True if the list is filtered by it.
    pub ticked: bool,
}

/// An option with the values that products of a list have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetAxis {
    /// e.g. 颜色.
    pub name: Words,
    /// Its values, those of most products first.
    pub values: Vec<FacetValue>,
}

/// What a chip stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChipOf {
    /// A value of an option.
    Value(Words),
    /// Only in stock.
    Stock,
    /// A range of prices.
    Price(Option<Fen>, Option<Fen>),
}

/// A filter that is applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChipView {
    /// What it is.
    pub of: ChipOf,
    /// The query without it.
    pub without: Asked,
}

/// A list of products with filters: `/c/{slug}`, and `/c` for all products.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryView {
    /// The category; `None` for all products.
    pub here: Option<CategoryLink>,
    /// The categories above it, from the top.
    pub trail: Vec<CategoryLink>,
    /// The categories directly below it.
    pub below: Vec<CategoryNode>,
    /// What was asked, without values that do not exist.
    pub asked: Asked,
    /// Name of the price field that is not an amount.
    pub wrong_price: Option<String>,
    /// Options with values to filter by.
    pub axes: Vec<FacetAxis>,
    /// The filters that are applied.
    pub chips: Vec<ChipView>,
    /// The products.
    pub cards: Vec<ProductCard>,
    /// The page before.
    pub previous: Option<Place>,
    /// The page after.
    pub next: Option<Place>,
    /// If no product fits: the chip without which most do, and how many; [`MANY`] for that many or more.
    pub without: Option<(ChipView, usize)>,
    /// False for a page of an unlimited number: it is not cached.
    pub kept: bool,
}

/// Products are counted up to this number.
pub const MANY: usize = 1_000;

/// `/search?q=`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchView {
    /// What was typed, in one spelling.
    pub q: String,
    /// The products found, best first.
    pub cards: Vec<ProductCard>,
    /// The page before.
    pub previous: Option<Place>,
    /// The page after.
    pub next: Option<Place>,
    /// If nothing is found: searches that find something.
    pub near: Vec<String>,
    /// The tree, for an empty search and one that finds nothing.
    pub categories: Vec<CategoryNode>,
    /// If nothing is found: what sells most.
    pub selling: Vec<ProductCard>,
}
