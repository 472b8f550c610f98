//! A3, A11: the refund limit of an attempt, and sums over lines.

use super::{Found, list};
use crate::{error::StoreError, tx::Tx};
use domain::refund::RefundState;

/// The states in which a refund reserves its amount, as an SQL list.
fn holding() -> String {
    list(
        RefundState::ALL
            .iter()
            .filter(|state| state.holds_money())
            .map(|state| state.as_str()),
    )
}

pub(super) fn check(tx: &mut Tx<'_>, found: &mut Found) -> Result<(), StoreError> {
    let holding = holding();
    found.ask(
        tx,
        "A3",
        "the refund limit of an attempt differs from the sum of its refunds, or exceeds what was paid",
        &format!(
            "SELECT 'payment_attempts id=' || a.id || ' out_trade_no=' || a.out_trade_no
               || ' refund_reserved_fen=' || a.refund_reserved_fen
               || ' refunds=' || COALESCE(r.total, 0)
               || ' paid_fen=' || COALESCE(a.paid_fen, 0) AS answer
             FROM payment_attempts a
             LEFT JOIN (SELECT payment_attempt_id, CAST(SUM(amount_fen) AS BIGINT) AS total
                        FROM refunds WHERE state IN ({holding}) GROUP BY payment_attempt_id) r
               ON r.payment_attempt_id = a.id
             WHERE COALESCE(r.total, 0) <> a.refund_reserved_fen
               OR a.refund_reserved_fen > COALESCE(a.paid_fen, 0)
             ORDER BY a.id"
        ),
    )?;
    found.ask(
        tx,
        "A11",
        "the lines of an order do not sum to its total",
        "SELECT 'orders id=' || o.id || ' number=' || o.number || ' total_fen=' || o.total_fen
           || ' lines=' || COALESCE(d.total, 0) AS answer
         FROM orders o
         LEFT JOIN (SELECT order_id, CAST(SUM(paid_fen) AS BIGINT) AS total
                    FROM order_details GROUP BY order_id) d
           ON d.order_id = o.id
         WHERE COALESCE(d.total, 0) <> o.total_fen
         ORDER BY o.id",
    )?;
    found.ask(
        tx,
        "A11",
        "the lines of a refund do not sum to its amount",
        "SELECT 'refunds id=' || r.id || ' out_request_no=' || r.out_request_no
           || ' amount_fen=' || r.amount_fen || ' lines=' || COALESCE(l.total, 0) AS answer
         FROM refunds r
         LEFT JOIN (SELECT refund_id, CAST(SUM(amount_fen) AS BIGINT) AS total
                    FROM refund_lines GROUP BY refund_id) l
           ON l.refund_id = r.id
         WHERE r.origin IN ('shopper', 'admin') AND COALESCE(l.total, 0) <> r.amount_fen
         ORDER BY r.id",
    )?;
    found.ask(
        tx,
        "A11",
        "the refunded amount of a line differs from the sum of its refund lines",
        &format!(
            "SELECT 'order_details id=' || d.id || ' order_id=' || d.order_id
               || ' refund_fen=' || d.refund_fen || ' of ' || COALESCE(l.fen, 0)
               || ' refund_qty=' || d.refund_qty || ' of ' || COALESCE(l.units, 0) AS answer
             FROM order_details d
             LEFT JOIN (SELECT x.order_detail_id, CAST(SUM(x.amount_fen) AS BIGINT) AS fen,
                          CAST(SUM(x.qty) AS BIGINT) AS units
                        FROM refund_lines x JOIN refunds r ON r.id = x.refund_id
                        WHERE r.state IN ({holding}) GROUP BY x.order_detail_id) l
               ON l.order_detail_id = d.id
             WHERE COALESCE(l.fen, 0) <> d.refund_fen OR COALESCE(l.units, 0) <> d.refund_qty
             ORDER BY d.id"
        ),
    )?;
    returns(tx, found)
}

/// Goods on their way back, and the two persons of a large refund.
fn returns(tx: &mut Tx<'_>, found: &mut Found) -> Result<(), StoreError> {
    found.ask(
        tx,
        "A11",
        "the returned units of a line differ from what was received",
        "SELECT 'order_details id=' || d.id || ' order_id=' || d.order_id
           || ' returned_qty=' || d.returned_qty || ' of ' || COALESCE(l.units, 0) AS answer
         FROM order_details d
         LEFT JOIN (SELECT x.order_detail_id, CAST(SUM(x.qty) AS BIGINT) AS units
                    FROM refund_lines x JOIN returns t ON t.refund_id = x.refund_id
                    WHERE t.received_at IS NOT NULL GROUP BY x.order_detail_id) l
           ON l.order_detail_id = d.id
         WHERE COALESCE(l.units, 0) <> d.returned_qty
         ORDER BY d.id",
    )?;
    found.ask(
        tx,
        "A12",
        "a refund waits for goods that were not asked for, or was approved before they came back",
        "SELECT 'refunds id=' || r.id || ' out_request_no=' || r.out_request_no
           || ' state=' || r.state || ' need_return=' || r.need_return AS answer
         FROM refunds r LEFT JOIN returns t ON t.refund_id = r.id
         WHERE (r.state = 'awaiting_return'
             AND (r.need_return = 0 OR t.id IS NULL OR t.received_at IS NOT NULL))
           OR (t.id IS NOT NULL AND t.received_at IS NULL
             AND r.state NOT IN ('awaiting_return', 'rejected', 'withdrawn'))
         ORDER BY r.id",
    )?;
    found.ask(
        tx,
        "A13",
        "one person approved a refund twice, in place of two persons",
        "SELECT 'refunds id=' || id || ' out_request_no=' || out_request_no
           || ' first_by=' || first_by || ' decided_by=' || decided_by AS answer
         FROM refunds WHERE first_by = decided_by AND state NOT IN ('requested', 'awaiting_return',
           'rejected', 'withdrawn')
         ORDER BY id",
    )
}
