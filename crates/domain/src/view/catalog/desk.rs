//! Products, prices and stock for the admin pages.

use super::{ImageView, prose::Block};
use crate::{
    catalog::ProductStatus,
    form::{CategoryForm, ProductForm},
    locale::Words,
    money::Fen,
    options::Difference,
    time::Millis,
    view::desk::ActView,
};
use serde::{Deserialize, Serialize};

text_enum! {
    /// A saved view of the list of products.
    ProductTab {
        All = "all",
        Draft = "draft",
        Active = "active",
        Archived = "archived",
        /// With a variant at or below its threshold.
        Low = "low",
    }
}

impl ProductTab {
    /// The status that it shows; `None` if it goes by something else.
    #[must_use]
    pub const fn status(self) -> Option<ProductStatus> {
        match self {
            Self::Draft => Some(ProductStatus::Draft),
            Self::Active => Some(ProductStatus::Active),
            Self::Archived => Some(ProductStatus::Archived),
            Self::All | Self::Low => None,
        }
    }
}

/// A row of `/admin/products`. Figures are those of the active SKUs; without any, prices are those
/// of all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductRow {
    /// Slug: its name in URLs.
    pub slug: String,
    /// Title.
    pub title: Words,
    /// First picture in its smallest width.
    pub image: Option<ImageView>,
    /// Status.
    pub status: ProductStatus,
    /// Number of SKUs.
    pub skus: usize,
    /// Lowest price.
    pub from: Option<Fen>,
    /// Highest price.
    pub to: Option<Fen>,
    /// Available units.
    pub free: i64,
    /// True if a SKU is at or below its threshold.
    pub low: bool,
    /// Last change by staff.
    pub changed_at: Millis,
}

/// `/admin/products?tab=&q=&before=&after=`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductIndexView {
    /// Selected tab.
    pub tab: ProductTab,
    /// Search text as typed: slug or SKU code, exact.
    pub q: String,
    /// Last change first.
    pub rows: Vec<ProductRow>,
    /// `?after=` of the page before.
    pub newer: Option<String>,
    /// `?before=` of the page after.
    pub older: Option<String>,
    /// True if the reader may change products.
    pub may_change: bool,
}

/// A variant in the editor, beside the [`crate::form::SkuForm`] at the same place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantView {
    /// Label of its value of the first option; empty without options.
    pub group: String,
    /// Labels of all its values, e.g. 青瓷绿 大.
    pub name: String,
    /// Units on hand; `None` for a combination without a SKU.
    pub on_hand: Option<i64>,
    /// Units reserved by orders.
    pub reserved: i64,
}

/// A value of the first option, beside the [`crate::form::CoverForm`] at the same place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupView {
    /// Its label.
    pub label: String,
    /// True if its variants have different pictures.
    pub is_mixed: bool,
}

/// A category to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryChoice {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: Words,
    /// Categories above it.
    pub depth: usize,
}

/// What a product still needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Missing {
    /// A variant with a price: needed to publish.
    Price,
    /// A category: advised.
    Category,
    /// A picture: advised.
    Picture,
}

/// A field that another person changed while it was being edited here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overtaken {
    /// The field's name in its form, without `form[..]`.
    pub field: String,
    /// Who changed it, and when, where the activity log tells.
    pub by: Option<(String, Millis)>,
    /// What is stored now.
    pub now: String,
    /// What is typed here.
    pub typed: String,
}

/// What changed options mean, for the sentence after making the variants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The counts.
    pub difference: Difference,
    /// Values with another label: before and after.
    pub renamed: Vec<(String, String)>,
}

/// The product editor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductDeskView {
    /// Stored title in Chinese; empty for a new product.
    pub title: String,
    /// The fields as the page shows them.
    pub form: ProductForm,
    /// Status; a new product is a draft.
    pub status: ProductStatus,
    /// Beside `form.skus`.
    pub variants: Vec<VariantView>,
    /// Beside `form.covers`.
    pub groups: Vec<GroupView>,
    /// Beside `form.pictures`; `None` for an upload that is gone.
    pub pictures: Vec<Option<ImageView>>,
    /// All categories, each below its parent. `form.more` has one field for each.
    pub categories: Vec<CategoryChoice>,
    /// What it still needs.
    pub missing: Vec<Missing>,
    /// Fields that others changed meanwhile.
    pub overtaken: Vec<Overtaken>,
    /// What changed options mean.
    pub made: Option<Made>,
    /// Descriptions in Chinese and English as the shop would show them.
    pub preview: Option<(Vec<Block>, Vec<Block>)>,
    /// True if the page shows something that is not stored.
    pub is_unsaved: bool,
    /// Last activity on it, newest first.
    pub acts: Vec<ActView>,
    /// True if the reader may change it.
    pub may_change: bool,
}

/// A category in the tree of `/admin/categories`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryRow {
    /// Slug: its name in URLs.
    pub slug: String,
    /// Name.
    pub name: Words,
    /// 0 at the top.
    pub level: usize,
    /// It, or one above it, is hidden.
    pub hidden: bool,
    /// It is the first among its siblings.
    pub first: bool,
    /// It is the last among them.
    pub last: bool,
}

/// A category that another may be put into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParentChoice {
    /// Slug.
    pub slug: String,
    /// Names from the top.
    pub path: Vec<Words>,
}

/// `/admin/categories`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoriesView {
    /// The tree, each category followed by those below it.
    pub rows: Vec<CategoryRow>,
    /// Where a new one may be put.
    pub parents: Vec<ParentChoice>,
    /// True if the reader may change it.
    pub may_change: bool,
}

/// `/admin/categories/{slug}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryDeskView {
    /// What is stored, as its form holds it.
    pub stored: CategoryForm,
    /// Name.
    pub name: Words,
    /// It and all above it are shown.
    pub shown: bool,
    /// Nothing is in it, so it may be deleted.
    pub empty: bool,
    /// Where it may be put.
    pub parents: Vec<ParentChoice>,
    /// The latest activity on it.
    pub acts: Vec<ActView>,
    /// True if the reader may change it.
    pub may_change: bool,
}
