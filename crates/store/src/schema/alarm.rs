//! Alarms.

diesel::table! {
    alarms (id) {
        id -> BigInt,
        code -> Text,
        subject -> Text,
        first_at -> BigInt,
        last_at -> BigInt,
        raised -> BigInt,
        is_open -> BigInt,
        noted_at -> Nullable<BigInt>,
        noted_by -> Nullable<BigInt>,
        version -> BigInt,
    }
}
