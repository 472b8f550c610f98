//! Products of any status for the admin pages, with the version that a change must match.

use crate::{
    error::StoreError,
    models::catalog::{DeskSku, Product, ProductListing, SkuTerms},
    queries::catalog::listing_columns,
    schema::{products, sku_stock, skus, stock_moves},
    text::may_stand,
    tx::Tx,
};
use diesel::prelude::*;
use domain::{money::Fen, time::Millis};

/// The product with this slug, or the one that has a SKU with this code; exact match.
pub fn find(tx: &mut Tx<'_>, text: &str) -> Result<Vec<Product>, StoreError> {
    if !may_stand(text) {
        return Ok(Vec::new());
    }
    let by_code: Option<i64> = tx.q(|c| {
        skus::table
            .filter(skus::code.eq(text))
            .select(skus::product_id)
            .first(c)
            .optional()
    })?;
    tx.q(|c| {
        products::table
            .filter(products::slug.eq(text).or(products::id.eq_any(by_code)))
            .order(products::id.desc())
            .limit(2)
            .select(Product::as_select())
            .load(c)
    })
}

/// The product with this slug, of any status.
pub fn by_slug(tx: &mut Tx<'_>, slug: &str) -> Result<Option<Product>, StoreError> {
    if !may_stand(slug) {
        return Ok(None);
    }
    tx.q(|c| {
        products::table
            .filter(products::slug.eq(slug))
            .select(Product::as_select())
            .first(c)
            .optional()
    })
}

/// All SKUs of these products, in catalog order.
pub fn skus(tx: &mut Tx<'_>, product_ids: &[i64]) -> Result<Vec<DeskSku>, StoreError> {
    tx.q(|c| {
        skus::table
            .left_join(sku_stock::table.on(sku_stock::sku_id.eq(skus::id)))
            .filter(skus::product_id.eq_any(product_ids))
            .order((skus::product_id.asc(), skus::id.asc()))
            .select((
                skus::id,
                skus::product_id,
                skus::code,
                skus::options_key,
                skus::options_zh,
                skus::options_en,
                (
                    skus::price_fen,
                    skus::compare_at_fen,
                    skus::weight_g,
                    skus::status,
                ),
                skus::image_id,
                skus::version,
                sku_stock::on_hand.nullable(),
                sku_stock::reserved.nullable(),
                sku_stock::version.nullable(),
                skus::low_at,
            ))
            .load(c)
    })
}

/// The product with this key, of any status.
pub fn by_id(tx: &mut Tx<'_>, id: i64) -> Result<Option<Product>, StoreError> {
    tx.q(|c| {
        products::table
            .filter(products::id.eq(id))
            .select(Product::as_select())
            .first(c)
            .optional()
    })
}

/// The product that a form with this key created.
pub fn by_form_key(tx: &mut Tx<'_>, form_key: &str) -> Result<Option<Product>, StoreError> {
    if !may_stand(form_key) {
        return Ok(None);
    }
    tx.q(|c| {
        products::table
            .filter(products::form_key.eq(form_key))
            .select(Product::as_select())
            .first(c)
            .optional()
    })
}

/// Records the key of the form that created a product.
///
/// # Errors
/// `Conflict` if another product was created by that form.
pub fn set_form_key(tx: &mut Tx<'_>, id: i64, form_key: &str) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::update(products::table.filter(products::id.eq(id)))
            .set(products::form_key.eq(form_key))
            .execute(c)
    })
}

/// The product of the SKU with this code.
pub fn owner_of_code(tx: &mut Tx<'_>, code: &str) -> Result<Option<i64>, StoreError> {
    if !may_stand(code) {
        return Ok(None);
    }
    tx.q(|c| {
        skus::table
            .filter(skus::code.eq(code))
            .select(skus::product_id)
            .first(c)
            .optional()
    })
}

/// Changes listing, slug and options if the product still has this `version`; false otherwise.
///
/// # Errors
/// `Conflict` if the slug is taken.
pub fn change_product(
    tx: &mut Tx<'_>,
    id: i64,
    version: i64,
    listing: &ProductListing,
    (slug, options_json): (&str, &str),
    now: Millis,
) -> Result<bool, StoreError> {
    tx.catalog_changed();
    let changed = tx.q(|c| {
        diesel::update(
            products::table
                .filter(products::id.eq(id))
                .filter(products::version.eq(version)),
        )
        .set((
            listing_columns!(listing),
            products::slug.eq(slug),
            products::options_json.eq(options_json),
            products::updated_at.eq(now.get()),
            products::version.eq(products::version + 1),
        ))
        .execute(c)
    })?;
    Ok(changed == 1)
}

/// Puts a SKU under other options: its key and its words. Options have no version of their own; the product's covers them.
///
/// # Errors
/// `Conflict` if another SKU of the product has the key.
pub fn place_sku(
    tx: &mut Tx<'_>,
    id: i64,
    (key, zh, en): (&str, &str, &str),
) -> Result<(), StoreError> {
    tx.catalog_changed();
    tx.one(|c| {
        diesel::update(skus::table.filter(skus::id.eq(id)))
            .set((
                skus::options_key.eq(key),
                skus::options_zh.eq(zh),
                skus::options_en.eq(en),
            ))
            .execute(c)
    })
}

/// Gives a SKU its picture, or none.
pub fn picture_sku(tx: &mut Tx<'_>, id: i64, image_id: Option<i64>) -> Result<(), StoreError> {
    tx.catalog_changed();
    tx.one(|c| {
        diesel::update(skus::table.filter(skus::id.eq(id)))
            .set(skus::image_id.eq(image_id))
            .execute(c)
    })
}

/// Gives a SKU another code. The caller raises the version by [`change_sku`].
///
/// # Errors
/// `Conflict` if the code is taken.
pub fn recode_sku(tx: &mut Tx<'_>, id: i64, code: &str) -> Result<(), StoreError> {
    tx.catalog_changed();
    tx.one(|c| {
        diesel::update(skus::table.filter(skus::id.eq(id)))
            .set(skus::code.eq(code))
            .execute(c)
    })
}

/// Changes the terms if the SKU still has this `version`; false otherwise.
pub fn change_sku(
    tx: &mut Tx<'_>,
    id: i64,
    version: i64,
    terms: &SkuTerms,
) -> Result<bool, StoreError> {
    tx.catalog_changed();
    let changed = tx.q(|c| {
        diesel::update(
            skus::table
                .filter(skus::id.eq(id))
                .filter(skus::version.eq(version)),
        )
        .set((
            skus::weight_g.eq(terms.weight_g),
            skus::price_fen.eq(terms.price.get()),
            skus::compare_at_fen.eq(terms.compare_at.map(Fen::get)),
            skus::status.eq(terms.status.as_str()),
            skus::version.eq(skus::version + 1),
        ))
        .execute(c)
    })?;
    Ok(changed == 1)
}

/// The stock move with this key: kind, change of `on_hand`, reason.
pub fn moved(
    tx: &mut Tx<'_>,
    idem_key: &str,
) -> Result<Option<(String, i64, Option<String>)>, StoreError> {
    tx.q(|c| {
        stock_moves::table
            .filter(stock_moves::idem_key.eq(idem_key))
            .select((
                stock_moves::kind,
                stock_moves::on_hand_delta,
                stock_moves::reason,
            ))
            .first(c)
            .optional()
    })
}
