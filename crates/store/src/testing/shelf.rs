//! Changes to a SKU without its version, for tests.

use crate::{error::StoreError, schema::skus, tx::Tx};
use diesel::prelude::*;
use domain::{catalog::SkuStatus, money::Fen};

/// Changes a SKU's price; carts notice it, orders do not.
///
/// # Errors
/// `Gone` if there is no such SKU.
pub fn set_price(tx: &mut Tx<'_>, sku_id: i64, price: Fen) -> Result<(), StoreError> {
    tx.catalog_changed();
    tx.one(|c| {
        diesel::update(skus::table.filter(skus::id.eq(sku_id)))
            .set((
                skus::price_fen.eq(price.get()),
                skus::version.eq(skus::version + 1),
            ))
            .execute(c)
    })?;
    relist(tx)
}

/// Archives a SKU.
///
/// # Errors
/// `Gone` if there is no such SKU.
pub fn archive_sku(tx: &mut Tx<'_>, sku_id: i64) -> Result<(), StoreError> {
    tx.catalog_changed();
    tx.one(|c| {
        diesel::update(skus::table.filter(skus::id.eq(sku_id)))
            .set((
                skus::status.eq(SkuStatus::Archived.as_str()),
                skus::version.eq(skus::version + 1),
            ))
            .execute(c)
    })?;
    relist(tx)
}

/// Brings the shelves of all products, which have no facets in tests of this crate, in line with
/// their SKUs.
fn relist(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    let active = "SELECT s.product_id FROM skus s WHERE s.status = 'active'";
    for sql in [
        format!("DELETE FROM listings WHERE product_id NOT IN ({active})"),
        format!("DELETE FROM search_terms WHERE product_id NOT IN ({active})"),
        "UPDATE listings SET price_min_fen = (SELECT MIN(s.price_fen) FROM skus s
           WHERE s.product_id = listings.product_id AND s.status = 'active')"
            .to_owned(),
        "UPDATE listings SET in_stock = (SELECT MAX(CASE WHEN k.on_hand > k.reserved THEN 1 ELSE 0 END)
           FROM skus s JOIN sku_stock k ON k.sku_id = s.id
           WHERE s.product_id = listings.product_id AND s.status = 'active')"
            .to_owned(),
        "DELETE FROM listings WHERE facet_id = -1 AND in_stock = 0".to_owned(),
        "UPDATE listing_counts SET products = (SELECT COUNT(*) FROM listings l
           WHERE l.category_id = listing_counts.category_id
             AND l.facet_id = listing_counts.facet_id)"
            .to_owned(),
        "UPDATE search_counts SET products = (SELECT COUNT(*) FROM search_terms t
           WHERE t.term = search_counts.term)"
            .to_owned(),
    ] {
        both!(tx, |c| diesel::sql_query(&sql).execute(c))?;
    }
    Ok(())
}
