//! Products of any status for the admin pages, with the version that a change must match.

use crate::{
    conn::Db,
    error::StoreError,
    models::catalog::{DeskSku, Product, ProductListing, SkuTerms},
    queries::{admin::AdminPage, catalog::listing_columns},
    schema::{products, sku_stock, skus, stock_moves},
    text::may_stand,
    tx::Tx,
};
use diesel::prelude::*;
use domain::{catalog::ProductStatus, money::Fen, time::Millis};

/// At most `limit` products, of one status or all, newest first.
pub fn page(
    tx: &mut Tx<'_>,
    status: Option<ProductStatus>,
    at: AdminPage,
    limit: i64,
) -> Result<Vec<Product>, StoreError> {
    let mut query = products::table
        .limit(limit)
        .into_boxed::<<Db as Connection>::Backend>();
    if let Some(status) = status {
        query = query.filter(products::status.eq(status.as_str()));
    }
    query = match at {
        AdminPage::First => query.order(products::id.desc()),
        AdminPage::Before(id) => query.filter(products::id.lt(id)).order(products::id.desc()),
        AdminPage::After(id) => query.filter(products::id.gt(id)).order(products::id.asc()),
    };
    let mut rows: Vec<Product> = tx.q(|c| query.select(Product::as_select()).load(c))?;
    match at {
        AdminPage::First | AdminPage::Before(_) => {}
        AdminPage::After(_) => rows.reverse(),
    }
    Ok(rows)
}

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
                skus::options_zh,
                skus::options_en,
                (skus::price_fen, skus::compare_at_fen, skus::status),
                skus::version,
                sku_stock::on_hand.nullable(),
                sku_stock::reserved.nullable(),
            ))
            .load(c)
    })
}

/// Changes the listing if the product still has this `version`; false otherwise.
pub fn change_product(
    tx: &mut Tx<'_>,
    id: i64,
    version: i64,
    listing: &ProductListing,
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
            products::updated_at.eq(now.get()),
            products::version.eq(products::version + 1),
        ))
        .execute(c)
    })?;
    Ok(changed == 1)
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
