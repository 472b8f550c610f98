//! Units sold in 90 days: counted from the orders, kept with each product.

use crate::{
    error::StoreError,
    schema::{listings, product_sales, search_terms},
    tx::Tx,
};
use diesel::{prelude::*, sql_types::BigInt};
use domain::time::Millis;

#[derive(QueryableByName)]
struct Sold {
    #[diesel(sql_type = BigInt)]
    product_id: i64,
    #[diesel(sql_type = BigInt)]
    units: i64,
}

/// Units of each product in the orders paid since then, less what was refunded. Reads these orders
/// whole, so it belongs in a job.
pub fn sold_since(tx: &mut Tx<'_>, since: Millis) -> Result<Vec<(i64, i64)>, StoreError> {
    let sql = format!(
        "SELECT s.product_id AS product_id, CAST(SUM(d.qty - d.refund_qty) AS BIGINT) AS units
         FROM orders o
         JOIN order_details d ON d.order_id = o.id
         JOIN skus s ON s.id = d.sku_id
         WHERE o.paid_at >= {}
         GROUP BY s.product_id
         HAVING SUM(d.qty - d.refund_qty) > 0
         ORDER BY s.product_id",
        since.get()
    );
    let rows: Vec<Sold> = both!(tx, |c| diesel::sql_query(&sql).load(c))?;
    Ok(rows
        .into_iter()
        .map(|row| (row.product_id, row.units))
        .collect())
}

/// Products with their last count, by product.
pub fn counted(tx: &mut Tx<'_>) -> Result<Vec<(i64, i64)>, StoreError> {
    tx.q(|c| {
        product_sales::table
            .order(product_sales::product_id.asc())
            .select((product_sales::product_id, product_sales::sold_90d))
            .load(c)
    })
}

/// The last count of a product.
pub fn sold_of(tx: &mut Tx<'_>, product_id: i64) -> Result<i64, StoreError> {
    let found: Option<i64> = tx.q(|c| {
        product_sales::table
            .filter(product_sales::product_id.eq(product_id))
            .select(product_sales::sold_90d)
            .first(c)
            .optional()
    })?;
    Ok(found.unwrap_or(0))
}

/// Keeps a new count of a product, with all rows that are ordered by it.
pub fn set_sold(tx: &mut Tx<'_>, product_id: i64, units: i64) -> Result<(), StoreError> {
    tx.catalog_changed();
    tx.q(|c| {
        diesel::delete(product_sales::table.filter(product_sales::product_id.eq(product_id)))
            .execute(c)
    })?;
    if units > 0 {
        tx.q(|c| {
            diesel::insert_into(product_sales::table)
                .values((
                    product_sales::product_id.eq(product_id),
                    product_sales::sold_90d.eq(units),
                ))
                .execute(c)
        })?;
    }
    tx.q(|c| {
        diesel::update(listings::table.filter(listings::product_id.eq(product_id)))
            .set(listings::sold_90d.eq(units.max(0)))
            .execute(c)
    })?;
    tx.q(|c| {
        diesel::update(search_terms::table.filter(search_terms::product_id.eq(product_id)))
            .set(search_terms::sold_90d.eq(units.max(0)))
            .execute(c)
    })?;
    Ok(())
}
