//! The thresholds of SKUs, and when staff last changed a product: neither is on a public page.

use crate::{
    error::StoreError,
    schema::{products, skus},
    tx::Tx,
};
use diesel::prelude::*;
use domain::time::Millis;

/// Changes the threshold if the SKU still has this `version`; false otherwise.
pub fn set_low_at(
    tx: &mut Tx<'_>,
    id: i64,
    version: i64,
    low_at: Option<i64>,
) -> Result<bool, StoreError> {
    let changed = tx.q(|c| {
        diesel::update(
            skus::table
                .filter(skus::id.eq(id))
                .filter(skus::version.eq(version)),
        )
        .set((skus::low_at.eq(low_at), skus::version.eq(skus::version + 1)))
        .execute(c)
    })?;
    Ok(changed == 1)
}

/// Records that staff changed a product or one of its SKUs now.
///
/// # Errors
/// `Gone` if there is no such product.
pub fn touch(tx: &mut Tx<'_>, product_id: i64, now: Millis) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::update(products::table.filter(products::id.eq(product_id)))
            .set(products::updated_at.eq(now.get()))
            .execute(c)
    })
}
