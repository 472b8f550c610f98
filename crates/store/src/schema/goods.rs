//! Settings, categories, slugs that lead on, uploads.

diesel::table! {
    settings (name) {
        name -> Text,
        value -> Text,
        changed_at -> BigInt,
        changed_by -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    categories (id) {
        id -> BigInt,
        parent_id -> Nullable<BigInt>,
        slug -> Text,
        name_zh -> Text,
        name_en -> Text,
        position -> BigInt,
        hidden -> BigInt,
        created_at -> BigInt,
        updated_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    product_categories (id) {
        id -> BigInt,
        product_id -> BigInt,
        category_id -> BigInt,
        is_main -> BigInt,
    }
}

diesel::table! {
    old_slugs (id) {
        id -> BigInt,
        kind -> Text,
        slug -> Text,
        ref_id -> BigInt,
        changed_at -> BigInt,
    }
}

diesel::table! {
    uploads (id) {
        id -> BigInt,
        upload_key -> Text,
        file_name -> Text,
        sha256 -> Text,
        mime -> Text,
        width -> BigInt,
        height -> BigInt,
        colour -> Text,
        widths_json -> Text,
        uploaded_by -> Nullable<BigInt>,
        uploaded_at -> BigInt,
    }
}
