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
    })
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
    })
}
