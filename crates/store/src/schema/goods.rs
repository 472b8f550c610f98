//! Settings, categories, slugs that lead on, uploads, imports of goods.

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

diesel::table! {
    goods_imports (id) {
        id -> BigInt,
        import_key -> Text,
        file_name -> Text,
        source -> Text,
        state -> Text,
        stop_asked -> BigInt,
        begun_by -> BigInt,
        ip_prefix -> Text,
        created_at -> BigInt,
        began_at -> BigInt,
        ended_at -> Nullable<BigInt>,
        products -> BigInt,
        done -> BigInt,
        new_rows -> BigInt,
        changed_rows -> BigInt,
        unchanged_rows -> BigInt,
        skipped_rows -> BigInt,
        notes_json -> Text,
        zip_key -> Nullable<Text>,
        zip_name -> Text,
        pictures -> BigInt,
        pictures_done -> BigInt,
        unpacked -> BigInt,
    }
}

diesel::table! {
    goods_import_pictures (id) {
        id -> BigInt,
        import_id -> BigInt,
        kind -> Text,
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    goods_import_lines (id) {
        id -> BigInt,
        import_id -> BigInt,
        kind -> Text,
        row_no -> BigInt,
        steep -> BigInt,
        part -> Text,
        name -> Text,
        was -> Text,
        becomes -> Text,
    }
}
