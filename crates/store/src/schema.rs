//! The tables for Diesel: `BigInt` and `Text` only, so that they fit both databases. A test
//! compares every table, column, nullability and unique rule with both migrated databases.

mod account;
mod alarm;
mod books;
mod cart;
mod catalog;
mod goods;
mod listing;
mod mail;
mod order;
mod payment;
mod recon;
mod sales;
mod shipment;

pub(crate) use self::account::{login_tries, pace_counts, sessions, staff_roles, users};
pub(crate) use self::account::{recovery_codes, staff_disabled, staff_invites};
pub(crate) use self::alarm::alarms;
pub(crate) use self::books::{audit_log, jobs, ledger_entries, ledger_txns, stock_moves};
pub(crate) use self::cart::{cart_lines, carts};
pub(crate) use self::catalog::{
    catalogue_version, image_files, product_images, products, sku_stock, skus,
};
pub(crate) use self::goods::{
    categories, goods_import_lines, goods_import_pictures, goods_imports, old_slugs,
    product_categories, settings, uploads,
};
pub(crate) use self::listing::{
    facets, listing_counts, listings, product_sales, search_counts, search_terms,
};
pub(crate) use self::mail::mails;
pub(crate) use self::order::{order_details, order_events, orders};
pub(crate) use self::payment::{
    notify_inbox, payment_attempts, provider_calls, refund_lines, refund_photos, refunds, returns,
};
pub(crate) use self::recon::{bill_imports, bill_lines, recon_issues};
pub(crate) use self::sales::{sales_days, sales_orders};
pub(crate) use self::shipment::{shipment_corrections, shipment_lines, shipments};

diesel::joinable!(staff_roles -> users (user_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(alarms -> users (noted_by));
diesel::joinable!(recovery_codes -> users (user_id));
diesel::joinable!(staff_invites -> users (invited_by));
diesel::joinable!(staff_disabled -> users (user_id));
diesel::joinable!(product_images -> products (product_id));
diesel::joinable!(image_files -> product_images (image_id));
diesel::joinable!(skus -> products (product_id));
diesel::joinable!(skus -> product_images (image_id));
diesel::joinable!(sku_stock -> skus (sku_id));
diesel::joinable!(settings -> users (changed_by));
diesel::joinable!(product_categories -> products (product_id));
diesel::joinable!(product_categories -> categories (category_id));
diesel::joinable!(uploads -> users (uploaded_by));
diesel::joinable!(goods_imports -> users (begun_by));
diesel::joinable!(goods_import_lines -> goods_imports (import_id));
diesel::joinable!(goods_import_pictures -> goods_imports (import_id));
diesel::joinable!(product_sales -> products (product_id));
diesel::joinable!(listings -> products (product_id));
diesel::joinable!(search_terms -> products (product_id));
diesel::joinable!(carts -> users (user_id));
diesel::joinable!(carts -> sessions (session_id));
diesel::joinable!(cart_lines -> carts (cart_id));
diesel::joinable!(cart_lines -> skus (sku_id));
diesel::joinable!(orders -> users (user_id));
diesel::joinable!(order_details -> orders (order_id));
diesel::joinable!(order_details -> skus (sku_id));
diesel::joinable!(order_events -> orders (order_id));
diesel::joinable!(payment_attempts -> orders (order_id));
diesel::joinable!(refunds -> payment_attempts (payment_attempt_id));
diesel::joinable!(refunds -> orders (order_id));
diesel::joinable!(refund_lines -> refunds (refund_id));
diesel::joinable!(refund_lines -> order_details (order_detail_id));
diesel::joinable!(returns -> refunds (refund_id));
diesel::joinable!(refund_photos -> refunds (refund_id));
diesel::joinable!(refund_photos -> users (user_id));
diesel::joinable!(notify_inbox -> payment_attempts (attempt_id));
diesel::joinable!(provider_calls -> payment_attempts (attempt_id));
diesel::joinable!(provider_calls -> refunds (refund_id));
diesel::joinable!(stock_moves -> skus (sku_id));
diesel::joinable!(stock_moves -> order_details (order_detail_id));
diesel::joinable!(stock_moves -> refunds (refund_id));
diesel::joinable!(mails -> orders (order_id));
diesel::joinable!(ledger_txns -> orders (order_id));
diesel::joinable!(ledger_entries -> ledger_txns (txn_id));
diesel::joinable!(shipments -> orders (order_id));
diesel::joinable!(shipment_lines -> shipments (shipment_id));
diesel::joinable!(shipment_lines -> order_details (order_detail_id));
diesel::joinable!(shipment_corrections -> shipments (shipment_id));
diesel::joinable!(sales_days -> sales_orders (day));
diesel::joinable!(bill_lines -> bill_imports (import_id));
diesel::joinable!(recon_issues -> bill_imports (import_id));

diesel::allow_tables_to_appear_in_same_query!(
    users,
    staff_roles,
    recovery_codes,
    staff_invites,
    staff_disabled,
    sessions,
    catalogue_version,
    products,
    product_images,
    image_files,
    skus,
    sku_stock,
    settings,
    categories,
    product_categories,
    old_slugs,
    uploads,
    goods_imports,
    goods_import_lines,
    goods_import_pictures,
    facets,
    product_sales,
    listings,
    listing_counts,
    search_terms,
    search_counts,
    carts,
    cart_lines,
    orders,
    order_details,
    order_events,
    shipments,
    shipment_lines,
    shipment_corrections,
    payment_attempts,
    refunds,
    refund_lines,
    returns,
    refund_photos,
    notify_inbox,
    provider_calls,
    stock_moves,
    ledger_txns,
    ledger_entries,
    jobs,
    mails,
    audit_log,
    alarms,
    sales_orders,
    sales_days,
    bill_imports,
    bill_lines,
    recon_issues,
);
