//! Products, pictures, SKUs, stock on hand.

diesel::table! {
    catalogue_version (singleton) {
        singleton -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    products (id) {
        id -> BigInt,
        slug -> Text,
        title_zh -> Text,
        title_en -> Text,
        body_zh -> Text,
        body_en -> Text,
        options_json -> Text,
        status -> Text,
        published_at -> Nullable<BigInt>,
        created_at -> BigInt,
        updated_at -> BigInt,
        version -> BigInt,
        form_key -> Nullable<Text>,
    }
}

diesel::table! {
    product_images (id) {
        id -> BigInt,
        product_id -> BigInt,
        sha256 -> Text,
        mime -> Text,
        width -> BigInt,
        height -> BigInt,
        alt_zh -> Text,
        alt_en -> Text,
        position -> BigInt,
        colour -> Nullable<Text>,
    }
}

diesel::table! {
    image_files (id) {
        id -> BigInt,
        image_id -> BigInt,
        sha256 -> Text,
        mime -> Text,
        width -> BigInt,
        height -> BigInt,
        bytes -> BigInt,
    }
}

diesel::table! {
    skus (id) {
        id -> BigInt,
        product_id -> BigInt,
        code -> Text,
        options_key -> Text,
        options_zh -> Text,
        options_en -> Text,
        price_fen -> BigInt,
        compare_at_fen -> Nullable<BigInt>,
        weight_g -> BigInt,
        status -> Text,
        image_id -> Nullable<BigInt>,
        version -> BigInt,
        low_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    sku_stock (sku_id) {
        sku_id -> BigInt,
        on_hand -> BigInt,
        reserved -> BigInt,
        version -> BigInt,
    }
}
