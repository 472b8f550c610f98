//! Bills of the gateway, their lines, and where they differ from the books.

diesel::table! {
    bill_imports (id) {
        id -> BigInt,
        bill_date -> Text,
        bill_type -> Text,
        starts_at -> BigInt,
        state -> Text,
        source -> Text,
        imported_by -> Nullable<BigInt>,
        digest -> Nullable<Text>,
        pass -> BigInt,
        total_rows -> BigInt,
        done_rows -> BigInt,
        new_rows -> BigInt,
        changed_rows -> BigInt,
        gone_rows -> BigInt,
        payments -> BigInt,
        payment_fen -> BigInt,
        refunds -> BigInt,
        refund_fen -> BigInt,
        fee_fen -> BigInt,
        first_tried_at -> BigInt,
        tried_at -> BigInt,
        ended_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    bill_lines (id) {
        id -> BigInt,
        import_id -> BigInt,
        line_key -> Text,
        copy_no -> BigInt,
        direction -> Text,
        trade_no -> Text,
        out_trade_no -> Text,
        request_no -> Text,
        completed_at -> BigInt,
        amount_fen -> BigInt,
        receipt_fen -> BigInt,
        fee_fen -> BigInt,
        posted_fee_fen -> BigInt,
        fee_posts -> BigInt,
        attempt_id -> Nullable<BigInt>,
        refund_id -> Nullable<BigInt>,
        pass -> BigInt,
        gone -> BigInt,
    }
}

diesel::table! {
    recon_issues (id) {
        id -> BigInt,
        issue_key -> Text,
        subject -> Text,
        import_id -> BigInt,
        bill_line_id -> Nullable<BigInt>,
        attempt_id -> Nullable<BigInt>,
        refund_id -> Nullable<BigInt>,
        direction -> Text,
        out_trade_no -> Text,
        request_no -> Text,
        occurred_at -> BigInt,
        kind -> Text,
        here_fen -> Nullable<BigInt>,
        there_fen -> Nullable<BigInt>,
        state -> Text,
        note -> Nullable<Text>,
        opened_at -> BigInt,
        asked_at -> Nullable<BigInt>,
        closed_at -> Nullable<BigInt>,
        closed_by -> Nullable<BigInt>,
        reopened_at -> Nullable<BigInt>,
        reopened_by -> Nullable<BigInt>,
        version -> BigInt,
    }
}
