//! A consistent data set in which tests break one audit rule at a time: an order with a partial
//! refund and an unapplied payment being refunded, and an open order.

use crate::plant::{NOW, paid_order};
use domain::{staff::StaffAct, time::Millis};
use store::{Store, StoreError, models::audit_log::NewAuditEntry, queries::audit_log, testing};

/// The time of the staff decision on refund 1.
const DECIDED: i64 = NOW + 100_000;

const REST: &str = "
UPDATE orders SET pay_state = 'partially_refunded' WHERE id = 1;
UPDATE sku_stock SET reserved = 3;
UPDATE payment_attempts SET refund_reserved_fen = 800, refund_seq = 1 WHERE id = 1;
UPDATE order_details SET refund_fen = 800 WHERE id = 2;

INSERT INTO orders (id, number, user_id, checkout_key, locale, lifecycle, pay_state, ship_state,
  items_fen, discount_fen, postage_fen, total_fen, contact_name, contact_phone, address_json,
  pay_deadline, placed_at, version)
VALUES (2, '20261122BBBBBBBBBB', 1, 'k2', 'en', 'open', 'unpaid', 'none',
  5000, 0, 0, 5000, 'A', '13800000000', '{}', 1795001800000, 1795000000000, 1);
INSERT INTO order_details (id, order_id, line_no, kind, sku_id, title_zh, title_en, options_zh,
  options_en, unit_fen, qty, discount_fen, paid_fen, reserved_qty, shipped_qty, returned_qty,
  refund_qty, refund_fen)
VALUES (3, 2, 1, 'item', 1, '杯', 'Mug', '', '', 5000, 1, 0, 5000, 1, 0, 0, 0, 0);

INSERT INTO payment_attempts (id, order_id, out_trade_no, channel, amount_fen, biz_content,
  time_expire, state, disposition, provider_trade_no, paid_fen, paid_at, refund_reserved_fen,
  refund_seq, evidence, version)
VALUES (2, 1, 'P20261122BBBBBBBBBBBBBBBB', 'page', 10800, '{}', 1795001800000, 'paid',
    'duplicate', '2026112222002', 10800, 1795000090000, 10800, 1, 'query:1', 1),
  (3, 2, 'P20261122CCCCCCCCCCCCCCCC', 'page', 5000, '{}', 1795001800000, 'open',
    NULL, NULL, NULL, NULL, 0, 0, NULL, 1);

INSERT INTO refunds (id, payment_attempt_id, order_id, out_request_no, amount_fen, origin,
  reason_code, need_return, taken_from, state, tries, succeeded_at, created_at, version)
VALUES (1, 1, 1, 'P20261122AAAAAAAAAAAAAAAAR01', 800, 'admin', 'goodwill', 0, 'order',
    'succeeded', 1, 1795000102000, 1795000100000, 1),
  (2, 2, 1, 'P20261122BBBBBBBBBBBBBBBBR01', 10800, 'auto_duplicate', 'other', 0, 'suspense',
    'approved', 0, NULL, 1795000090000, 1);
INSERT INTO refund_lines (refund_id, order_detail_id, qty, amount_fen, restock_qty)
VALUES (1, 2, 0, 800, 0);

INSERT INTO notify_inbox (id, notify_id, digest, out_trade_no, trade_no, trade_status, raw_body,
  received_at, deliveries, last_delivery_at, verdict, attempt_id, version)
VALUES (1, 'n1', 'd1', 'P20261122AAAAAAAAAAAAAAAA', '2026112222001', 'TRADE_SUCCESS', 'x',
  1795000060000, 1, 1795000060000, 'applied', 1, 1);
INSERT INTO provider_calls (id, at, method, attempt_id, request_redacted, response_raw, sign_ok,
  http_status, outcome)
VALUES (1, 1795000090000, 'alipay.trade.query', 2, '{}', '{}', 1, 200, 'ok');

INSERT INTO stock_moves (sku_id, kind, on_hand_delta, reserved_delta, order_detail_id, at, idem_key)
VALUES (1, 'receive', 10, 0, NULL, 1, 'receive:1'),
  (1, 'reserve', 0, 2, 1, 1795000000000, 'reserve:1'),
  (1, 'reserve', 0, 1, 3, 1795000000000, 'reserve:3');

INSERT INTO ledger_txns (id, idem_key, kind, order_id, at, memo)
VALUES (1, 'pay:1', 'pay', 1, 1, ''), (2, 'reserve:1', 'reserve', 1, 1, ''),
  (3, 'payout:1', 'payout', 1, 1, ''), (4, 'pay:2', 'pay', 1, 1, ''),
  (5, 'reserve:2', 'reserve', 1, 1, '');
INSERT INTO ledger_entries (txn_id, seq, account, subject_id, amount_fen)
VALUES (1, 1, 'ALIPAY', 1, 10800), (1, 2, 'ORDER', 1, -10800),
  (2, 1, 'ORDER', 1, 800), (2, 2, 'REFUND_DUE', 1, -800),
  (3, 1, 'REFUND_DUE', 1, 800), (3, 2, 'ALIPAY', 1, -800),
  (4, 1, 'ALIPAY', 2, 10800), (4, 2, 'SUSPENSE', 2, -10800),
  (5, 1, 'SUSPENSE', 2, 10800), (5, 2, 'REFUND_DUE', 2, -10800);

INSERT INTO order_events (id, order_id, at, actor_kind, actor_id, entity, entity_id, axis,
  from_state, to_state, cause)
VALUES
  (1, 1, 1795000000000, 'shopper', 1, 'order', 1, 'lifecycle', NULL, 'open', 'placed'),
  (2, 1, 1795000000000, 'shopper', 1, 'order', 1, 'pay_state', NULL, 'unpaid', 'placed'),
  (3, 1, 1795000000000, 'shopper', 1, 'order', 1, 'ship_state', NULL, 'none', 'placed'),
  (4, 1, 1795000010000, 'shopper', 1, 'attempt', 1, 'state', NULL, 'open', 'pay'),
  (5, 1, 1795000060000, 'gateway', NULL, 'attempt', 1, 'state', 'open', 'paid', 'notify'),
  (6, 1, 1795000060000, 'gateway', NULL, 'order', 1, 'pay_state', 'unpaid', 'paid', 'notify'),
  (7, 1, 1795000020000, 'shopper', 1, 'attempt', 2, 'state', NULL, 'open', 'pay'),
  (8, 1, 1795000060000, 'system', NULL, 'attempt', 2, 'state', 'open', 'closing', 'paid'),
  (9, 1, 1795000090000, 'gateway', NULL, 'attempt', 2, 'state', 'closing', 'paid', 'query'),
  (10, 1, 1795000090000, 'system', NULL, 'refund', 2, 'state', NULL, 'approved', 'duplicate'),
  (11, 1, 1795000100000, 'staff', 1, 'refund', 1, 'state', NULL, 'approved', 'refund'),
  (12, 1, 1795000101000, 'system', NULL, 'refund', 1, 'state', 'approved', 'sending', 'send'),
  (13, 1, 1795000102000, 'gateway', NULL, 'refund', 1, 'state', 'sending', 'succeeded', 'send'),
  (14, 1, 1795000102000, 'gateway', NULL, 'order', 1, 'pay_state', 'paid', 'partially_refunded',
    'refund'),
  (15, 2, 1795000000000, 'shopper', 1, 'order', 2, 'lifecycle', NULL, 'open', 'placed'),
  (16, 2, 1795000000000, 'shopper', 1, 'order', 2, 'pay_state', NULL, 'unpaid', 'placed'),
  (17, 2, 1795000000000, 'shopper', 1, 'order', 2, 'ship_state', NULL, 'none', 'placed'),
  (18, 2, 1795000010000, 'shopper', 1, 'attempt', 3, 'state', NULL, 'open', 'pay');

INSERT INTO jobs (id, kind, dedupe_key, payload_json, run_at, tries, state, lease_epoch, created_at)
VALUES (1, 'send_refund', 'send_refund:2', '{\"refund_id\":2}', 1795000090000, 0, 'ready', 0,
    1795000090000),
  (2, 'query_attempt', 'query_attempt:3', '{\"attempt_id\":3,\"opened_at\":1}', 1795000070000, 0,
    'ready', 0, 1795000010000);
";

/// Inserts the data set; it is consistent at [`NOW`] and some minutes after.
pub(crate) async fn whole(store: &Store) {
    paid_order(store).await;
    testing::batch(store, REST).await.unwrap();
    store
        .write::<_, StoreError, _>(|tx| {
            let entry = NewAuditEntry {
                at: Millis::new(DECIDED),
                actor_id: 1,
                actor_role: "owner".to_owned(),
                ip_prefix: String::new(),
                act: StaffAct::RefundApprove,
                target_id: "P20261122AAAAAAAAAAAAAAAAR01".to_owned(),
                before_json: "null".to_owned(),
                after_json: "{}".to_owned(),
            };
            audit_log::append(tx, &entry)
        })
        .await
        .unwrap();
}
