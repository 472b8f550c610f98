//! Stock moves, ledger, jobs, activity log.

diesel::table! {
    stock_moves (id) {
        id -> BigInt,
        sku_id -> BigInt,
        kind -> Text,
        on_hand_delta -> BigInt,
        reserved_delta -> BigInt,
        order_detail_id -> Nullable<BigInt>,
        refund_id -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        actor_id -> Nullable<BigInt>,
        at -> BigInt,
        idem_key -> Text,
    }
}

diesel::table! {
    ledger_txns (id) {
        id -> BigInt,
        idem_key -> Text,
        kind -> Text,
        order_id -> Nullable<BigInt>,
        at -> BigInt,
        memo -> Text,
    }
}

diesel::table! {
    ledger_entries (txn_id, seq) {
        txn_id -> BigInt,
        seq -> BigInt,
        account -> Text,
        subject_id -> BigInt,
        amount_fen -> BigInt,
    }
}

diesel::table! {
    jobs (id) {
        id -> BigInt,
        kind -> Text,
        dedupe_key -> Nullable<Text>,
        payload_json -> Text,
        run_at -> BigInt,
        tries -> BigInt,
        failures -> BigInt,
        max_tries -> Nullable<BigInt>,
        state -> Text,
        lease_owner -> Nullable<Text>,
        lease_until -> Nullable<BigInt>,
        lease_epoch -> BigInt,
        last_error -> Nullable<Text>,
        created_at -> BigInt,
        set_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    audit_log (id) {
        id -> BigInt,
        at -> BigInt,
        actor_id -> BigInt,
        actor_role -> Text,
        ip_prefix -> Text,
        action -> Text,
        target -> Text,
        target_id -> Text,
        before_json -> Text,
        after_json -> Text,
        prev_hash -> Text,
        hash -> Text,
    }
}
