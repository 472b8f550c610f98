//! What was sold.

use diesel::{
    QueryableByName,
    sql_types::{BigInt, Nullable, Text},
};

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

/// What a SKU is called, and where its product belongs.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Named {
    /// The SKU.
    #[diesel(sql_type = BigInt)]
    pub sku_id: i64,
    /// Its code.
    #[diesel(sql_type = Text)]
    pub code: String,
    /// Its option values in Chinese.
    #[diesel(sql_type = Text)]
    pub options_zh: String,
    /// Its option values in English.
    #[diesel(sql_type = Text)]
    pub options_en: String,
    /// Its product.
    #[diesel(sql_type = BigInt)]
    pub product_id: i64,
    /// The slug of the product.
    #[diesel(sql_type = Text)]
    pub slug: String,
    /// The title in Chinese.
    #[diesel(sql_type = Text)]
    pub title_zh: String,
    /// The title in English.
    #[diesel(sql_type = Text)]
    pub title_en: String,
    /// The main category of the product.
    #[diesel(sql_type = Nullable<BigInt>)]
    pub category_id: Option<i64>,
}
