//! A4, A5, A7, A8: what an order shows of its payment, and stock.

use super::Found;
use crate::{error::StoreError, tx::Tx};
use domain::time::{HOUR, Millis};

/// How long after its deadline an unpaid order may stay open.
const OPEN_AFTER_DEADLINE: i64 = 3 * HOUR;

pub(super) fn check(tx: &mut Tx<'_>, now: Millis, found: &mut Found) -> Result<(), StoreError> {
    found.ask(
        tx,
        "A4",
        "an order and its applied attempt do not match",
        "SELECT 'orders id=' || o.id || ' number=' || o.number || ' pay_state=' || o.pay_state
           || ' total_fen=' || o.total_fen || ' applied=' || COALESCE(a.attempts, 0)
           || ' paid_fen=' || COALESCE(a.paid, 0) AS answer
         FROM orders o
         LEFT JOIN (SELECT order_id, COUNT(*) AS attempts, CAST(SUM(paid_fen) AS BIGINT) AS paid
                    FROM payment_attempts WHERE disposition = 'applied' GROUP BY order_id) a
           ON a.order_id = o.id
         WHERE COALESCE(a.attempts, 0) > 1
           OR (a.attempts IS NOT NULL AND a.paid <> o.total_fen)
           OR (o.pay_state = 'unpaid') <> (a.attempts IS NULL)
         ORDER BY o.id",
    )?;
    found.ask(
        tx,
        "A5",
        "the pay state does not follow from payment and refunds",
        "SELECT 'orders id=' || f.id || ' number=' || f.number || ' pay_state=' || f.pay_state
           || ' expected=' || f.expected AS answer
         FROM (SELECT o.id, o.number, o.pay_state,
                 CASE WHEN a.paid_fen IS NULL THEN 'unpaid'
                      WHEN COALESCE(r.refunded, 0) <= 0 THEN 'paid'
                      WHEN r.refunded < a.paid_fen THEN 'partially_refunded'
                      ELSE 'refunded' END AS expected
               FROM orders o
               LEFT JOIN payment_attempts a ON a.order_id = o.id AND a.disposition = 'applied'
               LEFT JOIN (SELECT payment_attempt_id, CAST(SUM(amount_fen) AS BIGINT) AS refunded
                          FROM refunds WHERE state = 'succeeded' GROUP BY payment_attempt_id) r
                 ON r.payment_attempt_id = a.id) f
         WHERE f.pay_state <> f.expected
         ORDER BY f.id",
    )?;
    stock(tx, found)?;
    found.ask(
        tx,
        "A8",
        "an ended order still reserves stock",
        "SELECT 'order_details id=' || d.id || ' order_id=' || d.order_id
           || ' reserved_qty=' || d.reserved_qty || ' lifecycle=' || o.lifecycle AS answer
         FROM order_details d JOIN orders o ON o.id = d.order_id
         WHERE d.reserved_qty <> 0 AND o.lifecycle IN ('cancelled', 'completed')
         ORDER BY d.id",
    )?;
    found.ask(
        tx,
        "A8",
        "an unpaid order is still open 3 hours after its deadline",
        &format!(
            "SELECT 'orders id=' || id || ' number=' || number || ' pay_deadline=' || pay_deadline
               AS answer
             FROM orders
             WHERE lifecycle = 'open' AND pay_state = 'unpaid' AND pay_deadline < {}
             ORDER BY id",
            now.plus(-OPEN_AFTER_DEADLINE).get()
        ),
    )
}

fn stock(tx: &mut Tx<'_>, found: &mut Found) -> Result<(), StoreError> {
    found.ask(
        tx,
        "A7",
        "stock differs from the sum of its moves",
        "SELECT 'sku_stock sku_id=' || k.id || ' on_hand=' || COALESCE(s.on_hand, 0) || ' of '
           || COALESCE(m.on_hand, 0) || ' reserved=' || COALESCE(s.reserved, 0) || ' of '
           || COALESCE(m.reserved, 0) AS answer
         FROM skus k
         LEFT JOIN sku_stock s ON s.sku_id = k.id
         LEFT JOIN (SELECT sku_id, CAST(SUM(on_hand_delta) AS BIGINT) AS on_hand,
                      CAST(SUM(reserved_delta) AS BIGINT) AS reserved
                    FROM stock_moves GROUP BY sku_id) m
           ON m.sku_id = k.id
         WHERE COALESCE(s.on_hand, 0) <> COALESCE(m.on_hand, 0)
           OR COALESCE(s.reserved, 0) <> COALESCE(m.reserved, 0)
         ORDER BY k.id",
    )?;
    found.ask(
        tx,
        "A7",
        "reserved stock differs from what order lines reserve",
        "SELECT 'sku_stock sku_id=' || k.id || ' reserved=' || COALESCE(s.reserved, 0)
           || ' lines=' || COALESCE(d.held, 0) AS answer
         FROM skus k
         LEFT JOIN sku_stock s ON s.sku_id = k.id
         LEFT JOIN (SELECT sku_id, CAST(SUM(reserved_qty) AS BIGINT) AS held
                    FROM order_details WHERE sku_id IS NOT NULL GROUP BY sku_id) d
           ON d.sku_id = k.id
         WHERE COALESCE(s.reserved, 0) <> COALESCE(d.held, 0)
         ORDER BY k.id",
    )
}
