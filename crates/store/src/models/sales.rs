//! What was sold.

use diesel::{QueryableByName, sql_types::BigInt};

/// Sums of a day, of a SKU, or of both; what they are not grouped by is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct Sold {
    /// The day.
    #[diesel(sql_type = BigInt)]
    pub day: i64,
    /// The SKU, [`domain::sales::POSTAGE`] or [`domain::sales::UNASSIGNED`].
    #[diesel(sql_type = BigInt)]
    pub sku_id: i64,
    /// Units in paid orders.
    #[diesel(sql_type = BigInt)]
    pub units: i64,
    /// What was paid.
    #[diesel(sql_type = BigInt)]
    pub gross_fen: i64,
    /// What went back.
    #[diesel(sql_type = BigInt)]
    pub refund_fen: i64,
}

/// Orders of a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, QueryableByName)]
pub struct Orders {
    /// The day.
    #[diesel(sql_type = BigInt)]
    pub day: i64,
    /// Placed.
    #[diesel(sql_type = BigInt)]
    pub placed: i64,
    /// Paid.
    #[diesel(sql_type = BigInt)]
    pub paid: i64,
}
