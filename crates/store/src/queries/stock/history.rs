//! The moves of one SKU's stock, newest first.

use crate::{
    conn::Db,
    error::StoreError,
    models::stock::{Shelved, StockMove},
    queries::admin::AdminPage,
    schema::{order_details, orders, products, sku_stock, skus, stock_moves},
    text::may_stand,
    tx::Tx,
};
use diesel::prelude::*;

/// The SKU with this code.
pub fn by_code(tx: &mut Tx<'_>, code: &str) -> Result<Option<Shelved>, StoreError> {
    if !may_stand(code) {
        return Ok(None);
    }
    tx.q(|c| {
        skus::table
            .inner_join(products::table.on(products::id.eq(skus::product_id)))
            .left_join(sku_stock::table.on(sku_stock::sku_id.eq(skus::id)))
            .filter(skus::code.eq(code))
            .select((
                skus::id,
                skus::code,
                skus::options_zh,
                skus::options_en,
                skus::low_at,
                products::slug,
                products::title_zh,
                products::title_en,
                sku_stock::on_hand.nullable(),
                sku_stock::reserved.nullable(),
            ))
            .first(c)
            .optional()
    })
}

/// At most `limit` moves of a SKU.
pub fn page(
    tx: &mut Tx<'_>,
    sku_id: i64,
    at: AdminPage,
    limit: i64,
) -> Result<Vec<StockMove>, StoreError> {
    let query = stock_moves::table
        .filter(stock_moves::sku_id.eq(sku_id))
        .limit(limit)
        .into_boxed::<<Db as Connection>::Backend>();
    let query = match at {
        AdminPage::First => query.order(stock_moves::id.desc()),
        AdminPage::Before(id) => query
            .filter(stock_moves::id.lt(id))
            .order(stock_moves::id.desc()),
        AdminPage::After(id) => query
            .filter(stock_moves::id.gt(id))
            .order(stock_moves::id.asc()),
    };
    let mut rows: Vec<StockMove> = tx.q(|c| {
        query
            .select((
                stock_moves::id,
                stock_moves::kind,
                stock_moves::on_hand_delta,
                stock_moves::reserved_delta,
                stock_moves::order_detail_id,
                stock_moves::reason,
                stock_moves::actor_id,
                stock_moves::at,
            ))
            .load(c)
    })?;
    match at {
        AdminPage::First | AdminPage::Before(_) => {}
        AdminPage::After(_) => rows.reverse(),
    }
    Ok(rows)
}

/// The number of a move among those of its SKU: the first is 1. Moves are never deleted, so it stays.
pub fn number(tx: &mut Tx<'_>, sku_id: i64, id: i64) -> Result<i64, StoreError> {
    tx.q(|c| {
        stock_moves::table
            .filter(stock_moves::sku_id.eq(sku_id))
            .filter(stock_moves::id.le(id))
            .count()
            .get_result(c)
    })
}

/// The key of the move with this [`number`].
pub fn by_number(tx: &mut Tx<'_>, sku_id: i64, number: i64) -> Result<Option<i64>, StoreError> {
    if number < 1 {
        return Ok(None);
    }
    tx.q(|c| {
        stock_moves::table
            .filter(stock_moves::sku_id.eq(sku_id))
            .order(stock_moves::id.asc())
            .offset(number.saturating_sub(1))
            .select(stock_moves::id)
            .first(c)
            .optional()
    })
}

/// What the moves after this one changed: units on hand, reserved units.
pub fn after(tx: &mut Tx<'_>, sku_id: i64, id: i64) -> Result<(i64, i64), StoreError> {
    tx.q(|c| {
        stock_moves::table
            .filter(stock_moves::sku_id.eq(sku_id))
            .filter(stock_moves::id.gt(id))
            .select((
                diesel::dsl::sql::<diesel::sql_types::BigInt>(
                    "CAST(COALESCE(SUM(on_hand_delta), 0) AS BIGINT)",
                ),
                diesel::dsl::sql::<diesel::sql_types::BigInt>(
                    "CAST(COALESCE(SUM(reserved_delta), 0) AS BIGINT)",
                ),
            ))
            .first(c)
    })
}

/// The numbers of the orders of these lines, as (line, number).
pub fn orders_of(tx: &mut Tx<'_>, details: &[i64]) -> Result<Vec<(i64, String)>, StoreError> {
    tx.q(|c| {
        order_details::table
            .inner_join(orders::table.on(orders::id.eq(order_details::order_id)))
            .filter(order_details::id.eq_any(details))
            .select((order_details::id, orders::number))
            .load(c)
    })
}
