//! Orders, their lines, their history.

diesel::table! {
    orders (id) {
        id -> BigInt,
        number -> Text,
        user_id -> Nullable<BigInt>,
        guest_key_hash -> Nullable<Text>,
        checkout_key -> Text,
        locale -> Text,
        lifecycle -> Text,
        pay_state -> Text,
        ship_state -> Text,
        cancel_intent -> Nullable<Text>,
        cancel_reason -> Nullable<Text>,
        items_fen -> BigInt,
        discount_fen -> BigInt,
        postage_fen -> BigInt,
        total_fen -> BigInt,
        contact_name -> Text,
        contact_phone -> Text,
        address_json -> Text,
        buyer_note -> Nullable<Text>,
        staff_note -> Nullable<Text>,
        pay_deadline -> BigInt,
        placed_at -> BigInt,
        paid_at -> Nullable<BigInt>,
        shipped_at -> Nullable<BigInt>,
        received_at -> Nullable<BigInt>,
        completed_at -> Nullable<BigInt>,
        cancelled_at -> Nullable<BigInt>,
        version -> BigInt,
        placed_from -> Nullable<Text>,
        receive_by -> Nullable<BigInt>,
        receive_extended_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    order_details (id) {
        id -> BigInt,
        order_id -> BigInt,
        line_no -> BigInt,
        kind -> Text,
        sku_id -> Nullable<BigInt>,
        title_zh -> Text,
        title_en -> Text,
        options_zh -> Text,
        options_en -> Text,
        image_sha -> Nullable<Text>,
        unit_fen -> BigInt,
        qty -> BigInt,
        discount_fen -> BigInt,
        paid_fen -> BigInt,
        reserved_qty -> BigInt,
        shipped_qty -> BigInt,
        returned_qty -> BigInt,
        refund_qty -> BigInt,
        refund_fen -> BigInt,
    }
}

diesel::table! {
    order_events (id) {
        id -> BigInt,
        order_id -> BigInt,
        at -> BigInt,
        actor_kind -> Text,
        actor_id -> Nullable<BigInt>,
        entity -> Text,
        entity_id -> BigInt,
        axis -> Text,
        from_state -> Nullable<Text>,
        to_state -> Text,
        cause -> Text,
        note -> Nullable<Text>,
    }
}
