//! The catalog. Each page takes a fixed number of statements, however many rows it shows.
//!
//! Every function that writes calls `tx.catalog_changed()`: cached pages are valid until the
//! catalog's version grows.

pub mod desk;
pub mod index;
pub mod picture;
pub mod sitemap;
pub mod version;

use crate::{
    error::StoreError,
    models::catalog::{NewProduct, NewSku, Product, Sku},
    schema::{products, sku_stock, skus},
    text::may_stand,
    tx::Tx,
};
use diesel::prelude::*;
use domain::{
    catalog::{ProductStatus, SkuStatus},
    money::Fen,
    time::Millis,
};

/// The columns of [`Sku`], in its order.
macro_rules! sku_columns {
    () => {
        (
            skus::id,
            skus::product_id,
            skus::code,
            skus::options_key,
            skus::options_zh,
            skus::options_en,
            skus::price_fen,
            skus::compare_at_fen,
            skus::status,
            skus::image_id,
            sku_stock::on_hand.nullable(),
            sku_stock::reserved.nullable(),
        )
    };
}

/// The product columns that staff may change, set from a listing.
macro_rules! listing_columns {
    ($listing:expr) => {
        (
            products::title_zh.eq(&$listing.title_zh),
            products::title_en.eq(&$listing.title_en),
            products::body_zh.eq(&$listing.body_zh),
            products::body_en.eq(&$listing.body_en),
            products::status.eq($listing.status.as_str()),
            products::published_at.eq($listing.published_at.map(Millis::get)),
        )
    };
}
use listing_columns;

/// The active product with this slug.
pub fn active_product(tx: &mut Tx<'_>, slug: &str) -> Result<Option<Product>, StoreError> {
    if !may_stand(slug) {
        return Ok(None);
    }
    tx.q(|c| {
        products::table
            .filter(products::slug.eq(slug))
            .filter(products::status.eq(ProductStatus::Active.as_str()))
            .select(Product::as_select())
            .first(c)
            .optional()
    })
}

/// The product with this key, of any status.
pub fn product(tx: &mut Tx<'_>, id: i64) -> Result<Option<Product>, StoreError> {
    tx.q(|c| {
        products::table
            .filter(products::id.eq(id))
            .select(Product::as_select())
            .first(c)
            .optional()
    })
}

/// The products with these keys that are active, in any order.
pub fn active_by_id(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<Product>, StoreError> {
    tx.q(|c| {
        products::table
            .filter(products::id.eq_any(ids))
            .filter(products::status.eq(ProductStatus::Active.as_str()))
            .select(Product::as_select())
            .load(c)
    })
}

/// The keys of the active products with these slugs.
pub fn active_ids(tx: &mut Tx<'_>, slugs: &[String]) -> Result<Vec<(String, i64)>, StoreError> {
    let slugs: Vec<&String> = slugs.iter().filter(|slug| may_stand(slug)).collect();
    tx.q(|c| {
        products::table
            .filter(products::slug.eq_any(slugs))
            .filter(products::status.eq(ProductStatus::Active.as_str()))
            .select((products::slug, products::id))
            .load(c)
    })
}

/// True if there is any product, of any status.
pub fn any_product(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    let first: Option<i64> = tx.q(|c| products::table.select(products::id).first(c).optional())?;
    Ok(first.is_some())
}

/// The active SKUs of these products with their stock, by product and then in catalog order.
pub fn active_skus(tx: &mut Tx<'_>, product_ids: &[i64]) -> Result<Vec<Sku>, StoreError> {
    tx.q(|c| {
        skus::table
            .left_join(sku_stock::table.on(sku_stock::sku_id.eq(skus::id)))
            .filter(skus::product_id.eq_any(product_ids))
            .filter(skus::status.eq(SkuStatus::Active.as_str()))
            .order((skus::product_id.asc(), skus::id.asc()))
            .select(sku_columns!())
            .load(c)
    })
}

/// The SKU with this code, if it and its product are active.
pub fn sellable(tx: &mut Tx<'_>, code: &str) -> Result<Option<Sku>, StoreError> {
    if !may_stand(code) {
        return Ok(None);
    }
    tx.q(|c| {
        skus::table
            .inner_join(products::table.on(products::id.eq(skus::product_id)))
            .left_join(sku_stock::table.on(sku_stock::sku_id.eq(skus::id)))
            .filter(skus::code.eq(code))
            .filter(skus::status.eq(SkuStatus::Active.as_str()))
            .filter(products::status.eq(ProductStatus::Active.as_str()))
            .select(sku_columns!())
            .first(c)
            .optional()
    })
}

/// The same by key, for products of an earlier order.
pub fn sellable_by_id(tx: &mut Tx<'_>, sku_id: i64) -> Result<Option<Sku>, StoreError> {
    tx.q(|c| {
        skus::table
            .inner_join(products::table.on(products::id.eq(skus::product_id)))
            .left_join(sku_stock::table.on(sku_stock::sku_id.eq(skus::id)))
            .filter(skus::id.eq(sku_id))
            .filter(skus::status.eq(SkuStatus::Active.as_str()))
            .filter(products::status.eq(ProductStatus::Active.as_str()))
            .select(sku_columns!())
            .first(c)
            .optional()
    })
}

/// Inserts a product. Returns its key.
///
/// # Errors
/// `Conflict` if the slug is taken.
pub fn insert_product(tx: &mut Tx<'_>, product: &NewProduct) -> Result<i64, StoreError> {
    tx.catalog_changed();
    tx.q(|c| {
        diesel::insert_into(products::table)
            .values((
                products::slug.eq(&product.slug),
                listing_columns!(product.listing),
                products::options_json.eq(&product.options_json),
                products::created_at.eq(product.at.get()),
                products::updated_at.eq(product.at.get()),
                products::version.eq(1_i64),
            ))
            .returning(products::id)
            .get_result(c)
    })
}

/// Inserts an active SKU of a product. Returns its key. [`super::stock::open`] gives it stock.
///
/// # Errors
/// `Conflict` if the code, or the product's `options_key`, is taken.
pub fn insert_sku(tx: &mut Tx<'_>, product_id: i64, sku: &NewSku) -> Result<i64, StoreError> {
    tx.catalog_changed();
    tx.q(|c| {
        diesel::insert_into(skus::table)
            .values((
                skus::product_id.eq(product_id),
                skus::code.eq(&sku.code),
                skus::options_key.eq(&sku.options_key),
                skus::options_zh.eq(&sku.options_zh),
                skus::options_en.eq(&sku.options_en),
                skus::price_fen.eq(sku.price.get()),
                skus::compare_at_fen.eq(sku.compare_at.map(Fen::get)),
                skus::weight_g.eq(sku.weight_g),
                skus::status.eq(SkuStatus::Active.as_str()),
                skus::image_id.eq(sku.image_id),
                skus::version.eq(1_i64),
            ))
            .returning(skus::id)
            .get_result(c)
    })
}
