//! Accounts, roles, sessions.

diesel::table! {
    users (id) {
        id -> BigInt,
        email -> Nullable<Text>,
        phone -> Nullable<Text>,
        password_hash -> Nullable<Text>,
        display_name -> Text,
        locale -> Text,
        status -> Text,
        totp_secret_enc -> Nullable<Text>,
        created_at -> BigInt,
        updated_at -> BigInt,
        version -> BigInt,
        totp_last_step -> BigInt,
        staff_seen_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    staff_roles (user_id, role) {
        user_id -> BigInt,
        role -> Text,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        token_hash -> Text,
        user_id -> Nullable<BigInt>,
        kind -> Text,
        record -> Text,
        created_at -> BigInt,
        last_seen_at -> BigInt,
        expires_at -> BigInt,
        ip_prefix -> Text,
    }
}

diesel::table! {
    login_tries (login_hash) {
        login_hash -> Text,
        at_1 -> BigInt,
        at_2 -> BigInt,
        at_3 -> BigInt,
        at_4 -> BigInt,
        at_5 -> BigInt,
    }
}

diesel::table! {
    pace_counts (key_hash) {
        key_hash -> Text,
        since -> BigInt,
        tries -> BigInt,
    }
}

diesel::table! {
    recovery_codes (code_hash) {
        code_hash -> Text,
        user_id -> BigInt,
    }
}

diesel::table! {
    staff_invites (key_hash) {
        key_hash -> Text,
        roles -> Text,
        invited_by -> BigInt,
        invited_at -> BigInt,
        expires_at -> BigInt,
    }
}

diesel::table! {
    staff_disabled (user_id) {
        user_id -> BigInt,
        roles -> Text,
        disabled_by -> BigInt,
        disabled_at -> BigInt,
    }
}
