//! Fills a database for measurements: products, buyers and orders by number, each following from its number alone.
//!
//! A statement makes the rows of thousands of numbers, so that nothing travels row by row. The books balance: every paid
//! order has its payment, its message and its posting, and `audit` finds nothing.

use crate::{conn::Answer, error::StoreError, tx::Tx};
use diesel::{RunQueryDsl, sql_query};

/// The numbers of a part, as a table `n` of one column `i`.
const NUMBERS: &str = "WITH RECURSIVE n(i) AS (SELECT CAST({first} AS BIGINT) \
                       UNION ALL SELECT i + 1 FROM n WHERE i < {last})";
/// When number `i` was made: a minute before the one below it.
const AT: &str = "(1767225600000 - n.i * 60000)";
/// Every fifth order is cancelled; the others are paid and to be shipped.
const PAID: &str = "n.i % 5 <> 0";
const SLUG: &str = "'scale-' || CAST(n.i AS TEXT)";
const CODE: &str = "'SCALE-' || CAST(n.i AS TEXT)";
const ORDER: &str = "'20260101' || CAST(1000000000 + n.i AS TEXT)";
const TRADE: &str = "'P20260101' || CAST(1000000000000000 + n.i AS TEXT)";
/// Ten orders have one buyer.
const BUYER: &str = "'scale-' || CAST(n.i - (n.i - 1) % 10 AS TEXT) || '@example.com'";

/// In the order of their references. `{numbers}` and the names above are filled in.
const STATEMENTS: &[&str] = &[
    "INSERT INTO users (email, display_name, locale, status, created_at, updated_at, version)
     {numbers} SELECT {buyer}, '买家 ' || CAST(n.i AS TEXT), 'zh-CN', 'active', {at}, {at}, 1
     FROM n WHERE n.i % 10 = 1 ORDER BY n.i",
    "INSERT INTO products (slug, title_zh, title_en, body_zh, body_en, options_json, status,
       published_at, created_at, updated_at, version)
     {numbers} SELECT {slug}, '商品 ' || CAST(n.i AS TEXT), 'Product ' || CAST(n.i AS TEXT),
       '一件日用的东西。', 'A thing for every day.', '[]', 'active', {at}, {at}, {at}, 1
     FROM n ORDER BY n.i",
    "INSERT INTO skus (product_id, code, options_key, options_zh, options_en, price_fen, weight_g,
       status, version)
     {numbers} SELECT p.id, {code}, '', '', '', 100 + (n.i * 7919) % 99900, 100 + n.i % 900,
       'active', 1
     FROM n JOIN products p ON p.slug = {slug} ORDER BY n.i",
    "INSERT INTO sku_stock (sku_id, on_hand, reserved, version)
     {numbers} SELECT s.id, 1000, CASE WHEN {paid} THEN 1 ELSE 0 END, 1
     FROM n JOIN skus s ON s.code = {code} ORDER BY n.i",
    "INSERT INTO stock_moves (sku_id, kind, on_hand_delta, reserved_delta, at, idem_key)
     {numbers} SELECT s.id, 'receive', 1000, 0, {at}, 'seed:' || s.code
     FROM n JOIN skus s ON s.code = {code} ORDER BY n.i",
    "INSERT INTO orders (number, user_id, checkout_key, locale, lifecycle, pay_state, ship_state,
       cancel_reason, items_fen, discount_fen, postage_fen, total_fen, contact_name, contact_phone,
       address_json, pay_deadline, placed_at, paid_at, cancelled_at, version)
     {numbers} SELECT {order}, u.id, {slug}, 'zh-CN',
       CASE WHEN {paid} THEN 'open' ELSE 'cancelled' END,
       CASE WHEN {paid} THEN 'paid' ELSE 'unpaid' END, 'none',
       CASE WHEN {paid} THEN NULL ELSE 'deadline' END, s.price_fen, 0, 0, s.price_fen, '林夏',
       CAST(13800000000 + n.i % 100000000 AS TEXT),
       '{\"region\":\"浙江省 杭州市 西湖区\",\"street\":\"文三路 100 号\"}', {at} + 1800000, {at},
       CASE WHEN {paid} THEN {at} + 60000 END, CASE WHEN {paid} THEN NULL ELSE {at} + 1860000 END, 2
     FROM n JOIN users u ON u.email = {buyer} JOIN skus s ON s.code = {code} ORDER BY n.i",
    "INSERT INTO order_details (order_id, line_no, kind, sku_id, title_zh, title_en, options_zh,
       options_en, unit_fen, qty, discount_fen, paid_fen, reserved_qty, shipped_qty, returned_qty,
       refund_qty, refund_fen)
     {numbers} SELECT o.id, 1, 'item', s.id, '商品 ' || CAST(n.i AS TEXT),
       'Product ' || CAST(n.i AS TEXT), '', '', s.price_fen, 1, 0, s.price_fen,
       CASE WHEN {paid} THEN 1 ELSE 0 END, 0, 0, 0, 0
     FROM n JOIN orders o ON o.number = {order} JOIN skus s ON s.code = {code} ORDER BY n.i",
    "INSERT INTO stock_moves (sku_id, kind, on_hand_delta, reserved_delta, order_detail_id, at, idem_key)
     {numbers} SELECT d.sku_id, m.kind, 0, m.units, d.id, {at} + m.later,
       m.kind || ':' || CAST(d.id AS TEXT)
     FROM n JOIN orders o ON o.number = {order} JOIN order_details d ON d.order_id = o.id
     CROSS JOIN (SELECT 'reserve' AS kind, 1 AS units, 0 AS later
                 UNION ALL SELECT 'release', -1, 1860000) m
     WHERE m.units = 1 OR NOT ({paid}) ORDER BY n.i, m.later",
    "INSERT INTO order_events (order_id, at, actor_kind, actor_id, entity, entity_id, axis, to_state, cause)
     {numbers} SELECT o.id, {at}, 'shopper', o.user_id, 'order', o.id, m.axis, m.state, 'place_order'
     FROM n JOIN orders o ON o.number = {order}
     CROSS JOIN (SELECT 'lifecycle' AS axis, 'open' AS state UNION ALL SELECT 'pay_state', 'unpaid'
                 UNION ALL SELECT 'ship_state', 'none') m
     ORDER BY n.i, m.axis",
    "INSERT INTO order_events (order_id, at, actor_kind, entity, entity_id, axis, from_state, to_state, cause)
     {numbers} SELECT o.id, {at} + 1860000, 'system', 'order', o.id, 'lifecycle', 'open', 'cancelled',
       'deadline'
     FROM n JOIN orders o ON o.number = {order} WHERE NOT ({paid}) ORDER BY n.i",
    "INSERT INTO notify_inbox (notify_id, digest, out_trade_no, trade_no, trade_status, received_at,
       deliveries, last_delivery_at, verdict, version)
     {numbers} SELECT {slug}, {slug}, {trade}, '2026010122' || CAST(1000000000 + n.i AS TEXT),
       'TRADE_SUCCESS', {at} + 60000, 1, {at} + 60000, 'applied', 1
     FROM n WHERE {paid} ORDER BY n.i",
    "INSERT INTO payment_attempts (order_id, out_trade_no, channel, amount_fen, biz_content,
       time_expire, state, disposition, provider_trade_no, paid_fen, paid_at, refund_reserved_fen,
       refund_seq, evidence, version)
     {numbers} SELECT o.id, {trade}, 'page', o.total_fen, '{}', {at} + 1740000, 'paid', 'applied',
       b.trade_no, o.total_fen, o.paid_at, 0, 0, 'notify:' || CAST(b.id AS TEXT), 2
     FROM n JOIN orders o ON o.number = {order} JOIN notify_inbox b ON b.out_trade_no = {trade}
     ORDER BY n.i",
    "UPDATE notify_inbox SET attempt_id =
       (SELECT a.id FROM payment_attempts a WHERE a.out_trade_no = notify_inbox.out_trade_no)
     WHERE out_trade_no IN ({numbers} SELECT {trade} FROM n)",
    "INSERT INTO order_events (order_id, at, actor_kind, actor_id, entity, entity_id, axis, from_state,
       to_state, cause)
     {numbers} SELECT a.order_id, {at} + m.later, m.actor, CASE WHEN m.later = 0 THEN o.user_id END,
       m.entity, CASE WHEN m.entity = 'order' THEN o.id ELSE a.id END, m.axis, m.before, m.after, m.cause
     FROM n JOIN payment_attempts a ON a.out_trade_no = {trade} JOIN orders o ON o.id = a.order_id
     CROSS JOIN (SELECT 1 AS place, 0 AS later, 'shopper' AS actor, 'attempt' AS entity, 'state' AS axis,
                   NULL AS before, 'open' AS after, 'start_payment' AS cause
                 UNION ALL SELECT 2, 60000, 'gateway', 'attempt', 'state', 'open', 'paid', 'notify'
                 UNION ALL SELECT 3, 60000, 'gateway', 'order', 'pay_state', 'unpaid', 'paid', 'notify') m
     ORDER BY n.i, m.place",
    "INSERT INTO ledger_txns (idem_key, kind, order_id, at, memo)
     {numbers} SELECT 'pay:' || CAST(a.id AS TEXT), 'pay', a.order_id, {at} + 60000, a.out_trade_no
     FROM n JOIN payment_attempts a ON a.out_trade_no = {trade} ORDER BY n.i",
    "INSERT INTO ledger_entries (txn_id, seq, account, subject_id, amount_fen)
     {numbers} SELECT t.id, m.seq, CASE WHEN m.seq = 1 THEN 'ALIPAY' ELSE 'ORDER' END,
       CASE WHEN m.seq = 1 THEN a.id ELSE a.order_id END,
       CASE WHEN m.seq = 1 THEN a.paid_fen ELSE -a.paid_fen END
     FROM n JOIN payment_attempts a ON a.out_trade_no = {trade}
     JOIN ledger_txns t ON t.idem_key = 'pay:' || CAST(a.id AS TEXT)
     CROSS JOIN (SELECT 1 AS seq UNION ALL SELECT 2) m
     ORDER BY n.i, m.seq",
];

/// What is there: the products that [`fill`] made, and whether any order is not one of its own.
///
/// # Errors
/// Only those of every query.
pub fn filled(tx: &mut Tx<'_>) -> Result<(i64, bool), StoreError> {
    let mut count = |sql: &str| -> Result<i64, StoreError> {
        let rows: Vec<Answer> = both!(tx, |c| sql_query(sql).load::<Answer>(c))?;
        let first = rows.first().map(|row| row.answer.as_str());
        first.unwrap_or("0").parse().map_err(StoreError::broken)
    };
    // `.` is the character after `-`: an index finds the range.
    let products = count(
        "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM products
         WHERE slug >= 'scale-' AND slug < 'scale.'",
    )?;
    let others = count(
        "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM orders
         WHERE checkout_key < 'scale-' OR checkout_key >= 'scale.'",
    )?;
    Ok((products, others > 0))
}

/// Makes the products and orders of the numbers `first..=last`, and returns the number of rows written.
///
/// # Errors
/// `Conflict` if some of them are there.
pub fn fill(tx: &mut Tx<'_>, first: i64, last: i64) -> Result<usize, StoreError> {
    tx.catalog_changed();
    let mut rows = 0_usize;
    for statement in STATEMENTS {
        let sql = [
            ("{numbers}", NUMBERS),
            ("{at}", AT),
            ("{paid}", PAID),
            ("{slug}", SLUG),
            ("{code}", CODE),
            ("{order}", ORDER),
            ("{trade}", TRADE),
            ("{buyer}", BUYER),
            ("{first}", &first.to_string()),
            ("{last}", &last.to_string()),
        ]
        .iter()
        .fold((*statement).to_owned(), |sql, (name, text)| {
            sql.replace(name, text)
        });
        let written = both!(tx, |c| sql_query(sql).execute(c))?;
        // The one update adds no row.
        if statement.starts_with("INSERT") {
            rows = rows.saturating_add(written);
        }
    }
    Ok(rows)
}
