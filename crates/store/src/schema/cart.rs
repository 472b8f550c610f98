//! Carts and their lines.

diesel::table! {
    carts (id) {
        id -> BigInt,
        user_id -> Nullable<BigInt>,
        session_id -> Nullable<BigInt>,
        state -> Text,
        checkout_key -> Text,
        merged_into -> Nullable<BigInt>,
        updated_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    cart_lines (cart_id, sku_id) {
        cart_id -> BigInt,
        sku_id -> BigInt,
        qty -> BigInt,
        selected -> BigInt,
        seen_price_fen -> BigInt,
        added_at -> BigInt,
    }
}
