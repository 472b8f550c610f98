//! What was sold: summed up from orders, payments and refunds, or read from the days that are counted already.

mod count;

pub use self::count::{counted, first_day, forget_all, outdate, tally};

use crate::{
    error::StoreError,
    models::sales::{Named, Orders, Sold},
    tx::Tx,
};
use diesel::{RunQueryDsl, sql_query};
use domain::{
    day::{AHEAD, Day},
    refund::{RefundState, TakenFrom},
    sales::{POSTAGE, UNASSIGNED},
    time::{DAY, Millis},
};

/// What sums are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    /// A row a day.
    Day,
    /// A row a SKU.
    Sku,
}

impl Grain {
    /// The columns of the result, and those that it is grouped by.
    const fn columns(self) -> (&'static str, &'static str) {
        match self {
            Self::Day => ("m.day AS day, CAST(0 AS BIGINT) AS sku_id", "m.day"),
            Self::Sku => ("CAST(0 AS BIGINT) AS day, m.sku_id AS sku_id", "m.sku_id"),
        }
    }
}

/// The day in Shanghai of a column, as SQL.
fn day_of(column: &str) -> String {
    format!("({column} + {AHEAD}) / {DAY}")
}

/// A row for each line that was paid and for each line that was refunded from one moment until before another, with the
/// columns `day`, `sku_id`, `units`, `gross_fen`, `refund_fen`. Payments that are not applied to an order are no sales, and
/// neither are their refunds. What a refund does not assign to lines is a row of its own.
fn moved(from: Millis, until: Millis) -> String {
    let (from, until) = (from.get(), until.get());
    let (paid, back) = (day_of("o.paid_at"), day_of("r.succeeded_at"));
    let arrived = format!(
        "r.succeeded_at >= {from} AND r.succeeded_at < {until} AND r.state = '{}' AND r.taken_from <> '{}'",
        RefundState::Succeeded,
        TakenFrom::Suspense,
    );
    format!(
        "SELECT {paid} AS day, COALESCE(d.sku_id, {POSTAGE}) AS sku_id,
           CASE WHEN d.sku_id IS NULL THEN 0 ELSE d.qty END AS units,
           d.paid_fen AS gross_fen, 0 AS refund_fen
         FROM orders o JOIN order_details d ON d.order_id = o.id
         WHERE o.paid_at >= {from} AND o.paid_at < {until}
         UNION ALL
         SELECT {back}, COALESCE(d.sku_id, {POSTAGE}), 0, 0, l.amount_fen
         FROM refunds r
         JOIN refund_lines l ON l.refund_id = r.id
         JOIN order_details d ON d.id = l.order_detail_id
         WHERE {arrived}
         UNION ALL
         SELECT {back}, {UNASSIGNED}, 0, 0, r.amount_fen - COALESCE(
           (SELECT CAST(SUM(l.amount_fen) AS BIGINT) FROM refund_lines l WHERE l.refund_id = r.id), 0)
         FROM refunds r WHERE {arrived}"
    )
}

/// The sums of rows as SQL.
const SUMS: &str = "CAST(SUM(m.units) AS BIGINT) AS units, CAST(SUM(m.gross_fen) AS BIGINT) AS gross_fen, \
                    CAST(SUM(m.refund_fen) AS BIGINT) AS refund_fen";
/// Leaves out sums of nothing.
const ANY: &str = "HAVING SUM(m.units) <> 0 OR SUM(m.gross_fen) <> 0 OR SUM(m.refund_fen) <> 0";

/// What was sold from one moment until before another, summed up from orders and refunds. Reads them whole, so it is for
/// the days that are not counted: mostly today.
pub fn live(
    tx: &mut Tx<'_>,
    from: Millis,
    until: Millis,
    grain: Grain,
) -> Result<Vec<Sold>, StoreError> {
    let ((columns, group), moved) = (grain.columns(), moved(from, until));
    let sql = format!(
        "SELECT {columns}, {SUMS} FROM ({moved}) m GROUP BY {group} {ANY} ORDER BY {group}"
    );
    both!(tx, |c| sql_query(&sql).load(c))
}

/// What was sold from a counted day to another.
pub fn stored(
    tx: &mut Tx<'_>,
    first: Day,
    last: Day,
    grain: Grain,
) -> Result<Vec<Sold>, StoreError> {
    let (columns, group) = grain.columns();
    let (first, last) = (first.get(), last.get());
    let sql = format!(
        "SELECT {columns}, {SUMS} FROM sales_days m
         WHERE m.day >= {first} AND m.day <= {last} GROUP BY {group} ORDER BY {group}"
    );
    both!(tx, |c| sql_query(&sql).load(c))
}

/// A row for each order placed and each order paid from one moment until before another.
fn ordered(from: Millis, until: Millis) -> String {
    let (placed, paid) = (day_of("placed_at"), day_of("paid_at"));
    let (from, until) = (from.get(), until.get());
    format!(
        "SELECT {placed} AS day, 1 AS placed, 0 AS paid FROM orders
         WHERE placed_at >= {from} AND placed_at < {until}
         UNION ALL
         SELECT {paid}, 0, 1 FROM orders WHERE paid_at >= {from} AND paid_at < {until}"
    )
}

/// The orders of each day from one moment until before another, counted now.
pub fn live_orders(
    tx: &mut Tx<'_>,
    from: Millis,
    until: Millis,
) -> Result<Vec<Orders>, StoreError> {
    let ordered = ordered(from, until);
    let sql = format!(
        "SELECT m.day AS day, CAST(SUM(m.placed) AS BIGINT) AS placed, CAST(SUM(m.paid) AS BIGINT) AS paid
         FROM ({ordered}) m GROUP BY m.day ORDER BY m.day"
    );
    both!(tx, |c| sql_query(&sql).load(c))
}

/// The orders of each day from a counted day to another.
pub fn stored_orders(tx: &mut Tx<'_>, first: Day, last: Day) -> Result<Vec<Orders>, StoreError> {
    let (first, last) = (first.get(), last.get());
    let sql = format!(
        "SELECT day, placed, paid FROM sales_orders WHERE day >= {first} AND day <= {last} ORDER BY day"
    );
    both!(tx, |c| sql_query(&sql).load(c))
}

/// What SKUs are called.
pub fn named(tx: &mut Tx<'_>, sku_ids: &[i64]) -> Result<Vec<Named>, StoreError> {
    if sku_ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<String> = sku_ids.iter().map(i64::to_string).collect();
    let sql = format!(
        "SELECT s.id AS sku_id, s.code AS code, s.options_zh AS options_zh, s.options_en AS options_en,
           p.id AS product_id, p.slug AS slug, p.title_zh AS title_zh, p.title_en AS title_en,
           a.category_id AS category_id
         FROM skus s
         JOIN products p ON p.id = s.product_id
         LEFT JOIN product_categories a ON a.product_id = p.id AND a.is_main = 1
         WHERE s.id IN ({}) ORDER BY s.id",
        ids.join(", ")
    );
    both!(tx, |c| sql_query(&sql).load(c))
}
