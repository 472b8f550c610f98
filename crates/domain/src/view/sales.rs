//! The figures of sales for staff.

use crate::{
    day::Day,
    locale::Words,
    money::Fen,
    sales::{Period, Sales, SalesBy, SalesRange, SalesStep},
    time::Millis,
};

/// What the address asks for, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SalesQuery {
    /// A [`SalesRange`]; without one the days count.
    pub range: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// A [`SalesStep`].
    pub step: String,
    /// A [`SalesBy`].
    pub by: String,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SalesView {
    /// What it shows, to be repeated in addresses; days that cannot be read stay as typed.
    pub asked: SalesQuery,
    /// True if the days cannot be read, end before they begin or are too many: the usual range is shown instead.
    pub wrong_days: bool,
    /// The range with a name, if one was chosen.
    pub range: Option<SalesRange>,
    /// The days.
    pub period: Period,
    /// The period that it is compared with.
    pub before: Period,
    /// What a bar stands for.
    pub step: SalesStep,
    /// What the table has a row for.
    pub by: SalesBy,
    /// Everything that was booked until then is in the figures.
    pub as_of: Millis,
    /// The sum of the period.
    pub total: Sales,
    /// The sum of the period before.
    pub total_before: Sales,
    /// The figures by time, without gaps.
    pub steps: Vec<StepRow>,
    /// The figures by what was sold; empty if the table is by time.
    pub goods: Vec<GoodsRow>,
    /// What the viewer may export as rows, e.g. the orders behind the figures.
    pub may_export: bool,
}

/// The figures of a day, week or month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepRow {
    /// The first day that is in the period.
    pub first: Day,
    /// The last one.
    pub last: Day,
    /// The figures.
    pub sum: Sales,
}

/// The figures of a product, variant or category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoodsRow {
    /// What was sold.
    pub of: GoodsOf,
    /// Units sold.
    pub units: i64,
    /// What was paid for them.
    pub gross: Fen,
    /// What went back.
    pub refund: Fen,
}

/// What a row of goods stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GoodsOf {
    /// A product.
    Product {
        /// For its address.
        slug: String,
        /// Its title.
        title: Words,
    },
    /// A variant.
    Sku {
        /// Its code.
        code: String,
        /// The title of its product.
        title: Words,
        /// Its option values.
        options: Words,
    },
    /// A main category.
    Category {
        /// For its address.
        slug: String,
        /// The names from the top down.
        path: Vec<Words>,
    },
    /// Products without a category.
    NoCategory,
    /// Shipping.
    Postage,
    /// Refunds that name no line.
    Unassigned,
    /// So many further rows, which the page leaves out and the sheet has.
    Others(usize),
}
