//! What a new shop has already, for its checklist: each question reads one row at most.

use crate::{
    error::StoreError,
    schema::{categories, product_images, products},
    tx::Tx,
};
use diesel::prelude::*;
use domain::catalog::ProductStatus;

/// What there is at least one of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Goods {
    /// A category, hidden ones included.
    pub category: bool,
    /// A product of any status.
    pub product: bool,
    /// A picture of a product.
    pub picture: bool,
    /// A product for sale.
    pub active: bool,
}

/// What there is.
pub fn goods(tx: &mut Tx<'_>) -> Result<Goods, StoreError> {
    let category: Option<i64> =
        tx.q(|c| categories::table.select(categories::id).first(c).optional())?;
    let product: Option<i64> =
        tx.q(|c| products::table.select(products::id).first(c).optional())?;
    let picture: Option<i64> = tx.q(|c| {
        product_images::table
            .select(product_images::id)
            .first(c)
            .optional()
    })?;
    let active: Option<i64> = tx.q(|c| {
        products::table
            .filter(products::status.eq(ProductStatus::Active.as_str()))
            .select(products::id)
            .first(c)
            .optional()
    })?;
    Ok(Goods {
        category: category.is_some(),
        product: product.is_some(),
        picture: picture.is_some(),
        active: active.is_some(),
    })
}
