//! Mail.

diesel::table! {
    mails (id) {
        id -> BigInt,
        event_key -> Text,
        mail_key -> Text,
        kind -> Text,
        recipient -> Text,
        locale -> Text,
        order_id -> Nullable<BigInt>,
        about_json -> Text,
        state -> Text,
        tries -> BigInt,
        smtp_code -> Nullable<BigInt>,
        smtp_words -> Text,
        queued_at -> BigInt,
        tried_at -> Nullable<BigInt>,
        ended_at -> Nullable<BigInt>,
        version -> BigInt,
    }
}
