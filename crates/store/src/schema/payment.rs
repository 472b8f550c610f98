//! Payment attempts, refunds, gateway messages and calls.

diesel::table! {
    payment_attempts (id) {
        id -> BigInt,
        order_id -> BigInt,
        out_trade_no -> Text,
        channel -> Text,
        amount_fen -> BigInt,
        biz_content -> Text,
        time_expire -> BigInt,
        state -> Text,
        disposition -> Nullable<Text>,
        provider_trade_no -> Nullable<Text>,
        buyer_hint -> Nullable<Text>,
        paid_fen -> Nullable<BigInt>,
        paid_at -> Nullable<BigInt>,
        refund_reserved_fen -> BigInt,
        refund_seq -> BigInt,
        evidence -> Nullable<Text>,
        returned_at -> Nullable<BigInt>,
        closed_at -> Nullable<BigInt>,
        last_query_at -> Nullable<BigInt>,
        next_check_at -> Nullable<BigInt>,
        version -> BigInt,
        went_back_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    refunds (id) {
        id -> BigInt,
        payment_attempt_id -> BigInt,
        order_id -> BigInt,
        out_request_no -> Text,
        amount_fen -> BigInt,
        origin -> Text,
        reason_code -> Text,
        reason_text -> Nullable<Text>,
        staff_note -> Nullable<Text>,
        need_return -> BigInt,
        form_key -> Nullable<Text>,
        taken_from -> Nullable<Text>,
        state -> Text,
        sent_at -> Nullable<BigInt>,
        tries -> BigInt,
        lease_until -> Nullable<BigInt>,
        gateway_code -> Nullable<Text>,
        gateway_msg -> Nullable<Text>,
        succeeded_at -> Nullable<BigInt>,
        next_check_at -> Nullable<BigInt>,
        requested_by -> Nullable<BigInt>,
        decided_by -> Nullable<BigInt>,
        created_at -> BigInt,
        version -> BigInt,
        asked_fen -> Nullable<BigInt>,
        first_by -> Nullable<BigInt>,
        decision_text -> Nullable<Text>,
    }
}

diesel::table! {
    refund_lines (refund_id, order_detail_id) {
        refund_id -> BigInt,
        order_detail_id -> BigInt,
        qty -> BigInt,
        amount_fen -> BigInt,
        restock_qty -> BigInt,
    }
}

diesel::table! {
    returns (id) {
        id -> BigInt,
        refund_id -> BigInt,
        address -> Text,
        asked_at -> BigInt,
        asked_by -> BigInt,
        until_at -> BigInt,
        carrier -> Nullable<Text>,
        tracking_no -> Nullable<Text>,
        sent_at -> Nullable<BigInt>,
        received_at -> Nullable<BigInt>,
        received_by -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    refund_photos (id) {
        id -> BigInt,
        photo_key -> Text,
        user_id -> BigInt,
        refund_id -> Nullable<BigInt>,
        place -> Nullable<BigInt>,
        sha256 -> Text,
        mime -> Text,
        width -> BigInt,
        height -> BigInt,
        file_name -> Text,
        uploaded_at -> BigInt,
    }
}

diesel::table! {
    notify_inbox (id) {
        id -> BigInt,
        notify_id -> Text,
        digest -> Text,
        out_trade_no -> Text,
        trade_no -> Text,
        trade_status -> Text,
        raw_body -> Nullable<Text>,
        received_at -> BigInt,
        deliveries -> BigInt,
        last_delivery_at -> BigInt,
        verdict -> Text,
        reason -> Nullable<Text>,
        attempt_id -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    provider_calls (id) {
        id -> BigInt,
        at -> BigInt,
        method -> Text,
        attempt_id -> Nullable<BigInt>,
        refund_id -> Nullable<BigInt>,
        request_redacted -> Text,
        response_raw -> Text,
        sign_ok -> BigInt,
        http_status -> Nullable<BigInt>,
        outcome -> Text,
    }
}
