//! Parcels, what is in them, and what stood on them before a correction.

diesel::table! {
    shipments (id) {
        id -> BigInt,
        order_id -> BigInt,
        carrier -> Text,
        tracking_no -> Nullable<Text>,
        form_key -> Text,
        shipped_at -> BigInt,
        actor_id -> Nullable<BigInt>,
        voided_at -> Nullable<BigInt>,
        voided_by -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    shipment_lines (shipment_id, order_detail_id) {
        shipment_id -> BigInt,
        order_detail_id -> BigInt,
        qty -> BigInt,
    }
}

diesel::table! {
    shipment_corrections (id) {
        id -> BigInt,
        shipment_id -> BigInt,
        at -> BigInt,
        actor_id -> Nullable<BigInt>,
        carrier -> Text,
        tracking_no -> Nullable<Text>,
    }
}
