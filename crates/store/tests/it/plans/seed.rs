//! Tables large enough for realistic plans. Nearly all orders are completed; a few are in each
//! state that a list selects.

use store::{Engine, Store, testing};

/// Number of orders, and about the number of rows in each table that grows with them.
pub(super) const ROWS: u64 = 8_000;
/// 2026-11-22 12:00 in Shanghai.
pub(super) const NOW: i64 = 1_795_320_000_000;

/// `{n}` selects the numbers from 1 to [`ROWS`]. There is one order a minute until [`NOW`].
const STATEMENTS: &[&str] = &[
    "INSERT INTO users (email, display_name, locale, status, created_at, updated_at, version)
     {n} SELECT 'u' || i || '@example.cn', 'U', 'zh-CN', 'active', 1, 1, 1 FROM n",
    "INSERT INTO sessions (token_hash, user_id, kind, record, created_at, last_seen_at, expires_at, ip_prefix)
     {n} SELECT 's' || i, i, 'shopper', '{}', 1, 1, 1795320000000 + i, '' FROM n",
    "INSERT INTO products (slug, title_zh, title_en, body_zh, body_en, options_json, status, created_at, updated_at,
       version)
     VALUES ('mug', '杯', 'Mug', '', '', '[]', 'active', 1, 1, 1)",
    "INSERT INTO skus (product_id, code, options_key, options_zh, options_en, price_fen, weight_g, status, version)
     VALUES (1, 'MUG', '', '', '', 5000, 300, 'active', 1)",
    // Every 400th has a threshold, and half of those are low. Later ids have later changes.
    "INSERT INTO products (slug, title_zh, title_en, body_zh, body_en, options_json, status, created_at, updated_at,
       version)
     {n} SELECT 'p' || i, '杯', 'Mug', '', '', '[]',
       CASE WHEN i % 400 = 1 THEN 'draft' WHEN i % 400 = 2 THEN 'archived' ELSE 'active' END, 1, i, 1 FROM n",
    "INSERT INTO skus (product_id, code, options_key, options_zh, options_en, price_fen, weight_g, status, version,
       low_at)
     SELECT id, 'S' || id, '', '', '', 5000, 300, 'active', 1, CASE WHEN id % 400 = 0 THEN 5 END FROM products
     WHERE slug <> 'mug'",
    "INSERT INTO sku_stock (sku_id, on_hand, reserved, version)
     SELECT id, CASE WHEN product_id % 800 = 0 THEN 3 ELSE 9 END, 0, 1 FROM skus",
    "INSERT INTO orders (number, user_id, checkout_key, locale, lifecycle, pay_state, ship_state, items_fen,
       discount_fen, postage_fen, total_fen, contact_name, contact_phone, address_json, pay_deadline, placed_at,
       paid_at, version)
     {n} SELECT 'N' || i, i % 400 + 1, 'k' || i, 'zh-CN',
       CASE WHEN i % 400 < 2 THEN 'open' ELSE 'completed' END,
       CASE WHEN i % 400 = 0 THEN 'unpaid' ELSE 'paid' END,
       CASE WHEN i % 400 < 2 THEN 'none' ELSE 'received' END,
       5000, 0, 0, 5000, 'A', '138' || (10000000 + i), '{}', 1795320000000 - (8000 - i) * 600000,
       1795320000000 - (8000 - i) * 600000,
       CASE WHEN i % 400 = 0 THEN NULL ELSE 1795320000000 - (8000 - i) * 600000 END, 1 FROM n",
    "INSERT INTO order_details (order_id, line_no, kind, sku_id, title_zh, title_en, options_zh, options_en, unit_fen,
       qty, discount_fen, paid_fen, reserved_qty, shipped_qty, returned_qty, refund_qty, refund_fen)
     {n} SELECT i, 1, 'item', 1, '杯', 'Mug', '', '', 5000, 1, 0, 5000, 0, 1, 0, 0, 0 FROM n",
    "INSERT INTO order_events (order_id, at, actor_kind, entity, entity_id, axis, to_state, cause)
     {n} SELECT i, 1, 'shopper', 'order', i, 'lifecycle', 'open', 'place_order' FROM n",
    "INSERT INTO payment_attempts (order_id, out_trade_no, channel, amount_fen, biz_content, time_expire, state,
       disposition, provider_trade_no, paid_fen, paid_at, refund_reserved_fen, refund_seq, evidence, version)
     {n} SELECT i, 'P' || i, 'page', 5000, '{}', 1, 'paid', 'applied', 'T' || i, 5000, 1, 0, 0, 'notify:1', 1 FROM n",
    "INSERT INTO refunds (payment_attempt_id, order_id, out_request_no, amount_fen, origin, reason_code, need_return,
       form_key, state, tries, created_at, version)
     {n} SELECT i, i, 'P' || i || 'R01', 10, CASE WHEN i % 400 = 5 THEN 'auto_late' ELSE 'admin' END, 'other', 0,
       'f' || i, CASE i % 400 WHEN 1 THEN 'unknown' WHEN 2 THEN 'failed' WHEN 3 THEN 'requested' WHEN 4 THEN 'approved'
         WHEN 5 THEN 'approved' ELSE 'succeeded' END, 1, 1, 1 FROM n",
    "INSERT INTO refund_lines (refund_id, order_detail_id, qty, amount_fen, restock_qty)
     {n} SELECT i, i, 0, 10, 0 FROM n",
    "INSERT INTO returns (refund_id, address, asked_at, asked_by, until_at, version)
     {n} SELECT i, 'x', 1, 1, 2, 1 FROM n",
    "INSERT INTO refund_photos (photo_key, user_id, refund_id, place, sha256, mime, width, height, file_name, uploaded_at)
     {n} SELECT 'k' || i, i, CASE WHEN i % 400 = 0 THEN NULL ELSE i END, CASE WHEN i % 400 = 0 THEN NULL ELSE 1 END,
       's' || i, 'image/webp', 1, 1, 'a.webp', 1 FROM n",
    "INSERT INTO shipments (order_id, carrier, tracking_no, form_key, shipped_at, version)
     {n} SELECT i, 'sf', 'SF' || i, 'f' || i, 1, 1 FROM n",
    "INSERT INTO shipment_lines (shipment_id, order_detail_id, qty) {n} SELECT i, i, 1 FROM n",
    "INSERT INTO shipment_corrections (shipment_id, at, carrier, tracking_no)
     {n} SELECT i, 1, 'sf', 'SF' || i FROM n",
    "INSERT INTO notify_inbox (notify_id, digest, out_trade_no, trade_no, trade_status, received_at, deliveries,
       last_delivery_at, verdict, version)
     {n} SELECT 'n' || i, 'd', 'P' || i, 'T' || i, 'TRADE_SUCCESS', 1, 1, 1,
       CASE WHEN i % 400 = 0 THEN 'rejected' ELSE 'applied' END, 1 FROM n",
    "INSERT INTO provider_calls (at, method, attempt_id, refund_id, request_redacted, response_raw, sign_ok, outcome)
     {n} SELECT 1, 'alipay.trade.query', i, i, '{}', '{}', 1, 'ok' FROM n",
    "INSERT INTO ledger_txns (idem_key, kind, order_id, at, memo) {n} SELECT 'pay:' || i, 'pay', i, 1, '' FROM n",
    "INSERT INTO ledger_entries (txn_id, seq, account, subject_id, amount_fen)
     {n} SELECT i, 1, 'ALIPAY', i, 5000 FROM n",
    "INSERT INTO jobs (kind, payload_json, run_at, tries, state, lease_epoch, created_at)
     {n} SELECT 'query_attempt', '{}', i, 1, CASE WHEN i % 400 = 0 THEN 'dead' ELSE 'done' END, 1, 1 FROM n",
    "INSERT INTO audit_log (at, actor_id, actor_role, ip_prefix, action, target, target_id, before_json, after_json,
       prev_hash, hash)
     {n} SELECT i, CASE WHEN i % 400 = 0 THEN 2 ELSE 1 END, 'owner', '',
       CASE WHEN i % 400 = 0 THEN 'order.unmask' ELSE 'order.note' END, 'order', 'N' || i, '{}', '{}', 'h' || (i - 1),
       'h' || i FROM n",
    "INSERT INTO alarms (code, subject, first_at, last_at, raised, is_open, noted_at, noted_by, version)
     {n} SELECT 'surplus_payment', 'P' || i, i, i, 1, CASE WHEN i % 400 = 0 THEN 1 ELSE 0 END, 1, 1, 1 FROM n",
    "INSERT INTO stock_moves (sku_id, kind, on_hand_delta, reserved_delta, at, idem_key)
     {n} SELECT 1, 'receive', 1, 0, 1, 'm' || i FROM n",
];

/// Fills the tables. Runs ANALYZE on PostgreSQL, as autovacuum does in a shop, and not on SQLite,
/// where nothing does.
pub(super) async fn fill(store: &Store) {
    let numbers = format!(
        "WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {ROWS})"
    );
    for statement in STATEMENTS {
        testing::batch(store, &statement.replace("{n}", &numbers))
            .await
            .unwrap();
    }
    if store.engine() == Engine::Postgres {
        testing::batch(store, "ANALYZE").await.unwrap();
    }
}
