//! Categories: a tree of at most three levels.

use crate::schema::categories;
use diesel::{Queryable, Selectable};
use domain::time::Millis;
use serde::Serialize;

/// A row of `categories`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = categories)]
pub struct Category {
    /// Key.
    pub id: i64,
    /// The category above; `None` at the top.
    pub parent_id: Option<i64>,
    /// What staff change in its form.
    #[diesel(embed)]
    pub terms: CategoryTerms,
    /// Place among its siblings, which need not be without gaps.
    pub position: i64,
    /// 1 if it and all below it are not shown.
    pub hidden: i64,
    /// Version, for compare-and-set.
    pub version: i64,
}

impl Category {
    /// True unless it is hidden. A category above it may still be.
    #[must_use]
    pub const fn is_shown(&self) -> bool {
        self.hidden == 0
    }
}

/// The columns of a category that staff type. Serialized, they are before and after in the activity
/// log.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize)]
#[diesel(table_name = categories)]
pub struct CategoryTerms {
    /// Slug: its name in URLs.
    pub slug: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// Name in English; if empty, the Chinese one is shown.
    pub name_en: String,
}

/// A category to insert: version 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCategory {
    /// The category above; `None` at the top.
    pub parent_id: Option<i64>,
    /// Slug: its name in URLs.
    pub slug: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// Name in English; may be empty.
    pub name_en: String,
    /// Place among its siblings.
    pub position: i64,
    /// It and all below it are not shown.
    pub hidden: bool,
    /// Now.
    pub at: Millis,
}

/// A row of `product_categories`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Assigned {
    /// The product.
    pub product_id: i64,
    /// One of its categories.
    pub category_id: i64,
    is_main: i64,
}

impl Assigned {
    /// True for the category that the product's page names.
    #[must_use]
    pub const fn is_main(&self) -> bool {
        self.is_main != 0
    }
}
