//! What was sold by day.

diesel::table! {
    sales_orders (day) {
        day -> BigInt,
        placed -> BigInt,
        paid -> BigInt,
        counted_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    sales_days (day, sku_id) {
        day -> BigInt,
        sku_id -> BigInt,
        units -> BigInt,
        gross_fen -> BigInt,
        refund_fen -> BigInt,
    }
}
