//! A19: parcels, shipped units, their stock, the state of the shipment, receipt and completion fit.

use super::{Found, list};
use crate::{error::StoreError, tx::Tx};
use domain::{job::JobKind, refund::RefundState};

pub(super) fn check(tx: &mut Tx<'_>, found: &mut Found) -> Result<(), StoreError> {
    units(tx, found)?;
    found.ask(
        tx,
        "A19",
        "the shipment state does not follow from the units of the lines",
        "SELECT 'orders id=' || f.id || ' number=' || f.number || ' ship_state=' || f.ship_state
           || ' expected=' || f.expected AS answer
         FROM (SELECT o.id, o.number, o.ship_state,
                 CASE WHEN COALESCE(d.shipped, 0) <= 0 THEN 'none'
                      WHEN d.reserved > 0 THEN 'partial'
                      ELSE 'shipped' END AS expected
               FROM orders o
               LEFT JOIN (SELECT order_id, CAST(SUM(shipped_qty) AS BIGINT) AS shipped,
                            CAST(SUM(reserved_qty) AS BIGINT) AS reserved
                          FROM order_details GROUP BY order_id) d
                 ON d.order_id = o.id) f
         WHERE f.ship_state <> f.expected
           AND NOT (f.ship_state = 'received' AND f.expected = 'shipped')
         ORDER BY f.id",
    )?;
    let live = list(
        RefundState::ALL
            .iter()
            .filter(|state| state.is_live())
            .map(|state| state.as_str()),
    );
    found.ask(
        tx,
        "A19",
        "an order was received, no refund keeps it open, and it is not completed",
        &format!(
            "SELECT 'orders id=' || o.id || ' received number=' || o.number AS answer
             FROM orders o
             WHERE o.lifecycle = 'open' AND o.ship_state = 'received'
               AND NOT EXISTS (SELECT 1 FROM refunds r
                 JOIN payment_attempts a ON a.id = r.payment_attempt_id
                 WHERE r.order_id = o.id AND a.disposition = 'applied' AND r.state IN ({live}))
             ORDER BY o.id"
        ),
    )?;
    found.ask(
        tx,
        "A19",
        "a completed order was not received",
        "SELECT 'orders id=' || id || ' completed ship_state=' || ship_state AS answer
         FROM orders WHERE lifecycle = 'completed' AND ship_state <> 'received' ORDER BY id",
    )?;
    found.ask(
        tx,
        "A19",
        "a completed order keeps money that is not in sales",
        "SELECT 'ledger_entries account=ORDER subject_id=' || o.id || ' number=' || o.number
           || ' balance=' || e.balance AS answer
         FROM orders o
         JOIN (SELECT subject_id, CAST(SUM(amount_fen) AS BIGINT) AS balance
               FROM ledger_entries WHERE account = 'ORDER' GROUP BY subject_id) e
           ON e.subject_id = o.id
         WHERE o.lifecycle = 'completed' AND e.balance <> 0
         ORDER BY o.id",
    )?;
    found.ask(
        tx,
        "A14",
        "an order that is on its way has no job that ends the wait for its receipt",
        &format!(
            "SELECT 'orders id=' || o.id || ' number=' || o.number AS answer
             FROM orders o
             LEFT JOIN (SELECT dedupe_key FROM jobs
                        WHERE kind = '{kind}' AND state IN ('ready', 'running')) j
               ON j.dedupe_key = '{kind}:' || o.id
             WHERE o.lifecycle = 'open' AND o.ship_state = 'shipped' AND j.dedupe_key IS NULL
             ORDER BY o.id",
            kind = JobKind::ReceiveOrder
        ),
    )
}

/// Shipped units are those of the parcels, and those that left the shelf.
fn units(tx: &mut Tx<'_>, found: &mut Found) -> Result<(), StoreError> {
    found.ask(
        tx,
        "A19",
        "the shipped units of a line are not those of its parcels",
        "SELECT 'order_details id=' || d.id || ' order_id=' || d.order_id
           || ' shipped_qty=' || d.shipped_qty || ' parcels=' || COALESCE(s.qty, 0) AS answer
         FROM order_details d
         LEFT JOIN (SELECT l.order_detail_id, CAST(SUM(l.qty) AS BIGINT) AS qty
                    FROM shipment_lines l JOIN shipments p ON p.id = l.shipment_id
                    WHERE p.voided_at IS NULL GROUP BY l.order_detail_id) s
           ON s.order_detail_id = d.id
         WHERE d.shipped_qty <> COALESCE(s.qty, 0)
         ORDER BY d.id",
    )?;
    found.ask(
        tx,
        "A19",
        "the shipped units of a line are not those that left the shelf",
        "SELECT 'order_details id=' || d.id || ' order_id=' || d.order_id
           || ' shipped_qty=' || d.shipped_qty || ' moved=' || COALESCE(m.qty, 0) AS answer
         FROM order_details d
         LEFT JOIN (SELECT order_detail_id, CAST(-SUM(on_hand_delta) AS BIGINT) AS qty
                    FROM stock_moves WHERE kind = 'ship' GROUP BY order_detail_id) m
           ON m.order_detail_id = d.id
         WHERE d.shipped_qty <> COALESCE(m.qty, 0)
         ORDER BY d.id",
    )?;
    found.ask(
        tx,
        "A19",
        "a parcel has a line of another order, or none",
        "SELECT 'shipments id=' || p.id || ' order_id=' || p.order_id AS answer
         FROM shipments p
         WHERE NOT EXISTS (SELECT 1 FROM shipment_lines l WHERE l.shipment_id = p.id)
           OR EXISTS (SELECT 1 FROM shipment_lines l JOIN order_details d ON d.id = l.order_detail_id
                      WHERE l.shipment_id = p.id AND d.order_id <> p.order_id)
         ORDER BY p.id",
    )
}
