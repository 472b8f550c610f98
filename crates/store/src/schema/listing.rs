//! Shelves, facets and search terms.

diesel::table! {
    facets (id) {
        id -> BigInt,
        slug -> Text,
        axis_zh -> Text,
        axis_en -> Text,
        value_zh -> Text,
        value_en -> Text,
    }
}

diesel::table! {
    product_sales (product_id) {
        product_id -> BigInt,
        sold_90d -> BigInt,
    }
}

diesel::table! {
    listings (id) {
        id -> BigInt,
        category_id -> BigInt,
        facet_id -> BigInt,
        product_id -> BigInt,
        published_at -> BigInt,
        price_min_fen -> BigInt,
        sold_90d -> BigInt,
        in_stock -> BigInt,
    }
}

diesel::table! {
    listing_counts (id) {
        id -> BigInt,
        category_id -> BigInt,
        facet_id -> BigInt,
        products -> BigInt,
    }
}

diesel::table! {
    search_terms (id) {
        id -> BigInt,
        product_id -> BigInt,
        term -> Text,
        tier -> BigInt,
        sold_90d -> BigInt,
    }
}

diesel::table! {
    search_counts (term) {
        term -> Text,
        products -> BigInt,
    }
}
