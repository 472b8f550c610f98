//! Initial rows as plain SQL.

use store::{Engine, Store, testing};

/// Noon of an arbitrary day.
pub(crate) const NOW: i64 = 1_795_000_000_000;

/// One user, one SKU (ten on hand, two reserved), and one open order of two units, paid by attempt
/// 1.
pub(crate) const PAID_ORDER: &str = "
INSERT INTO users (id, email, display_name, locale, status, created_at, updated_at, version)
VALUES (1, 'a@example.com', 'A', 'zh-CN', 'active', 1, 1, 1);
INSERT INTO products (id, slug, title_zh, title_en, body_zh, body_en, options_json, status,
  created_at, updated_at, version)
VALUES (1, 'mug', '杯', 'Mug', '', '', '[]', 'active', 1, 1, 1);
INSERT INTO skus (id, product_id, code, options_key, options_zh, options_en, price_fen, weight_g,
  status, version)
VALUES (1, 1, 'MUG', '', '', '', 5000, 300, 'active', 1);
INSERT INTO sku_stock (sku_id, on_hand, reserved, version) VALUES (1, 10, 2, 1);
INSERT INTO listings (category_id, facet_id, product_id, published_at, price_min_fen, sold_90d, in_stock)
VALUES (0, 0, 1, 0, 5000, 0, 1), (0, -1, 1, 0, 5000, 0, 1);
INSERT INTO listing_counts (category_id, facet_id, products) VALUES (0, 0, 1);
INSERT INTO search_terms (product_id, term, tier, sold_90d) VALUES (1, 'mug', 1, 0);
INSERT INTO search_counts (term, products) VALUES ('mug', 1);
INSERT INTO orders (id, number, user_id, checkout_key, locale, lifecycle, pay_state, ship_state,
  items_fen, discount_fen, postage_fen, total_fen, contact_name, contact_phone, address_json,
  pay_deadline, placed_at, paid_at, version)
VALUES (1, '20261122AAAAAAAAAA', 1, 'k1', 'zh-CN', 'open', 'paid', 'none',
  10000, 0, 800, 10800, 'A', '13800000000', '{}', 1795001800000, 1795000000000, 1795000060000, 1);
INSERT INTO order_details (id, order_id, line_no, kind, sku_id, title_zh, title_en, options_zh,
  options_en, unit_fen, qty, discount_fen, paid_fen, reserved_qty, shipped_qty, returned_qty,
  refund_qty, refund_fen)
VALUES (1, 1, 1, 'item', 1, '杯', 'Mug', '', '', 5000, 2, 0, 10000, 2, 0, 0, 0, 0),
  (2, 1, 2, 'postage', NULL, '运费', 'Postage', '', '', 800, 1, 0, 800, 0, 0, 0, 0, 0);
INSERT INTO payment_attempts (id, order_id, out_trade_no, channel, amount_fen, biz_content,
  time_expire, state, disposition, provider_trade_no, paid_fen, paid_at, refund_reserved_fen,
  refund_seq, evidence, version)
VALUES (1, 1, 'P20261122AAAAAAAAAAAAAAAA', 'page', 10800, '{}', 1795001800000, 'paid', 'applied',
  '2026112222001', 10800, 1795000060000, 0, 0, 'notify:1', 1);
";

pub(crate) async fn paid_order(store: &Store) {
    testing::batch(store, PAID_ORDER).await.unwrap();
    if store.engine() == Engine::Postgres {
        // An explicit id does not advance PostgreSQL's sequence.
        for table in [
            "users",
            "products",
            "skus",
            "orders",
            "order_details",
            "payment_attempts",
        ] {
            let sql = format!("ALTER TABLE {table} ALTER COLUMN id RESTART WITH 100");
            testing::batch(store, &sql).await.unwrap();
        }
    }
}
