//! Prices and stock of many products, acts on ticked ones, and the moves of a SKU, for staff.

use super::desk::ProductTab;
use crate::{
    catalog::ProductStatus,
    error::Refusal,
    form::{StockRowForm, StockSheetForm, StockTakeForm},
    locale::Words,
    money::Fen,
    stock::MoveKind,
    time::Millis,
};
use serde::{Deserialize, Serialize};

/// A variant of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetRow {
    /// Its place in the rows of the form.
    pub place: usize,
    /// SKU code.
    pub sku: String,
    /// Its options; empty for a product without.
    pub options: Words,
    /// Available units.
    pub free: i64,
    /// Stored price.
    pub price: Fen,
    /// Stored threshold.
    pub low_at: Option<i64>,
}

/// A product of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetProduct {
    /// Slug: its name in URLs.
    pub slug: String,
    /// Title.
    pub title: Words,
    /// Status.
    pub status: ProductStatus,
    /// Its SKUs, in catalog order.
    pub rows: Vec<SheetRow>,
}

/// One change, old and new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SheetDifference {
    /// The price; `steep` for a fall that may be a slip.
    Price {
        /// Stored.
        from: Fen,
        /// As typed.
        to: Fen,
        /// See [`crate::price::falls_steeply`].
        steep: bool,
    },
    /// Units on hand.
    OnHand {
        /// Stored.
        from: i64,
        /// Afterwards.
        to: i64,
    },
    /// The threshold.
    LowAt {
        /// Stored.
        from: Option<i64>,
        /// As typed.
        to: Option<i64>,
    },
}

/// What one variant would have changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetChange {
    /// SKU code.
    pub sku: String,
    /// Title of its product.
    pub title: Words,
    /// Its options.
    pub options: Words,
    /// One or more.
    pub differences: Vec<SheetDifference>,
}

/// What saving would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetPlan {
    /// One for each variant.
    pub changes: Vec<SheetChange>,
    /// The rows to post, one for each change.
    pub rows: Vec<StockRowForm>,
}

/// `/admin/products?edit=1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockSheetView {
    /// Selected tab.
    pub tab: ProductTab,
    /// Search text as typed.
    pub q: String,
    /// Products with refused rows first, then those of the page.
    pub products: Vec<SheetProduct>,
    /// The fields as the page shows them.
    pub form: StockSheetForm,
    /// What saving would change; `None` if nothing would, or if a row is refused.
    pub plan: Option<SheetPlan>,
    /// The rows that cannot be saved.
    pub refusal: Option<Refusal>,
    /// `?after=` of the page before.
    pub newer: Option<String>,
    /// `?before=` of the page after.
    pub older: Option<String>,
}

/// Why a line of a stock count cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TakeFault {
    /// Not a code and a figure.
    Unreadable,
    /// No SKU has the code.
    Unknown,
    /// The code stood on a line before.
    Twice,
    /// Fewer than orders reserve.
    Reserved,
}

/// A line of a stock count that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrongLine {
    /// Its number; the first is 1.
    pub number: usize,
    /// As typed.
    pub text: String,
    /// Why.
    pub why: TakeFault,
}

/// `/admin/stock`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockTakeView {
    /// The lines as typed.
    pub form: StockTakeForm,
    /// The form that saves, without its rows.
    pub save: StockSheetForm,
    /// The differences; `None` if there are none.
    pub plan: Option<SheetPlan>,
    /// Number of lines that agree with the stock.
    pub same: usize,
    /// The lines that cannot be used.
    pub wrong: Vec<WrongLine>,
    /// Set if there are too many lines.
    pub refusal: Option<Refusal>,
}

text_enum! {
    /// An act on ticked products.
    BulkAct {
        /// 发布.
        Publish = "publish",
        /// 下架.
        Archive = "archive",
    }
}

/// Why a ticked product is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LeftOut {
    /// It has no title.
    NoTitle,
    /// It has no variant for sale, so no price.
    NoPrice,
    /// It is for sale already.
    Active,
    /// It is archived already.
    Archived,
    /// It was never published, so it cannot be taken from the shop.
    Draft,
}

/// A ticked product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkRow {
    /// Slug: its name in URLs.
    pub slug: String,
    /// Title.
    pub title: Words,
    /// Why it is left out; `None` if the act is done to it.
    pub left_out: Option<LeftOut>,
}

/// `/admin/products?do=`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkView {
    /// The act.
    pub act: BulkAct,
    /// The ticked products, in the order of the ticks.
    pub rows: Vec<BulkRow>,
}

/// A move of a SKU's stock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveView {
    /// When.
    pub at: Millis,
    /// Why; `None` for a kind that only a newer version knows.
    pub kind: Option<MoveKind>,
    /// Change of the units on hand.
    pub on_hand: i64,
    /// Change of the reserved units.
    pub reserved: i64,
    /// Units on hand afterwards.
    pub on_hand_after: i64,
    /// Reserved units afterwards.
    pub reserved_after: i64,
    /// Number of the order concerned.
    pub order: Option<String>,
    /// Remark.
    pub reason: Option<String>,
    /// Name of the member of staff, if one did it.
    pub by: Option<String>,
}

/// `/admin/stock/{code}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockHistoryView {
    /// SKU code.
    pub sku: String,
    /// Slug of its product.
    pub slug: String,
    /// Title of its product.
    pub title: Words,
    /// Its options.
    pub options: Words,
    /// Units on hand.
    pub on_hand: i64,
    /// Reserved units.
    pub reserved: i64,
    /// Threshold.
    pub low_at: Option<i64>,
    /// Newest first.
    pub moves: Vec<MoveView>,
    /// `?after=` of the page before.
    pub newer: Option<String>,
    /// `?before=` of the page after.
    pub older: Option<String>,
}
