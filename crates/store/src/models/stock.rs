//! Stock on hand and its moves.

use super::word::Number;
use diesel::Queryable;
use domain::time::Millis;

/// A SKU with its product, as its history names them.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Shelved {
    /// Key.
    pub id: i64,
    /// e.g. `TEA-100G`.
    pub code: String,
    /// e.g. 青瓷绿.
    pub options_zh: String,
    /// The same in English.
    pub options_en: String,
    /// Its threshold.
    pub low_at: Option<i64>,
    /// Slug of its product.
    pub slug: String,
    /// Title of its product in Chinese.
    pub title_zh: String,
    /// The same in English.
    pub title_en: String,
    /// Units on hand; `None` without a stock row.
    pub on_hand: Option<i64>,
    /// Units reserved by orders.
    pub reserved: Option<i64>,
}

/// A row of `stock_moves`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct StockMove {
    /// Key.
    pub id: i64,
    /// Word of a [`domain::stock::MoveKind`].
    pub kind: String,
    /// Change of the units on hand.
    pub on_hand: i64,
    /// Change of the reserved units.
    pub reserved: i64,
    /// The order line concerned.
    pub order_detail_id: Option<i64>,
    /// Remark.
    pub reason: Option<String>,
    /// The member of staff, if any.
    pub actor_id: Option<i64>,
    /// When.
    #[diesel(deserialize_as = Number<Millis>)]
    pub at: Millis,
}
