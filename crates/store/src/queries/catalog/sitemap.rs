//! The pages that search engines are told of.

use crate::{error::StoreError, schema::products, tx::Tx};
use diesel::prelude::*;
use domain::{catalog::ProductStatus, time::Millis};

/// A page of the sitemap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Slug of the product.
    pub slug: String,
    /// When its words last changed.
    pub changed_at: Millis,
}

/// The number of active products.
pub fn count(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    tx.q(|c| {
        products::table
            .filter(products::status.eq(ProductStatus::Active.as_str()))
            .count()
            .get_result(c)
    })
}

/// Up to `limit` active products after the first `skipped`, oldest first, so that a new product
/// moves no other one to another file.
pub fn products(tx: &mut Tx<'_>, skipped: i64, limit: i64) -> Result<Vec<Listed>, StoreError> {
    let rows: Vec<(String, i64)> = tx.q(|c| {
        products::table
            .filter(products::status.eq(ProductStatus::Active.as_str()))
            .order(products::id)
            .offset(skipped)
            .limit(limit)
            .select((products::slug, products::updated_at))
            .load(c)
    })?;
    Ok(rows
        .into_iter()
        .map(|(slug, changed_at)| Listed {
            slug,
            changed_at: Millis::new(changed_at),
        })
        .collect())
}
