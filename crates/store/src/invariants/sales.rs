//! A20: the counted days of sales are what the ledger, the orders and the refunds say, to the fen.
//!
//! Days that are not counted hold no figures that a page shows, so their rows are not compared.

use super::Found;
use crate::{error::StoreError, tx::Tx};
use domain::{
    day::AHEAD,
    ledger::{Account, PostingKind},
    refund::TakenFrom,
    sales::UNASSIGNED,
    time::DAY,
};

/// The day in Shanghai of a column, as SQL.
fn day_of(column: &str) -> String {
    format!("({column} + {AHEAD}) / {DAY}")
}

/// Sums of `rows` by `group`, with a row for each difference between what is kept and what is right.
fn differing(rows: &str, group: &str, shown: &str) -> String {
    format!(
        "SELECT 'sales_days day=' || n.day || {shown}
           || ' units=' || n.units || ' expected=' || n.due_units
           || ' gross_fen=' || n.gross || ' expected=' || n.due_gross
           || ' refund_fen=' || n.refund || ' expected=' || n.due_refund AS answer
         FROM (SELECT {group}, CAST(SUM(b.units) AS BIGINT) AS units,
                 CAST(SUM(b.due_units) AS BIGINT) AS due_units,
                 CAST(SUM(b.gross) AS BIGINT) AS gross,
                 CAST(SUM(b.due_gross) AS BIGINT) AS due_gross,
                 CAST(SUM(b.refund) AS BIGINT) AS refund,
                 CAST(SUM(b.due_refund) AS BIGINT) AS due_refund
               FROM ({rows}) b
               JOIN sales_orders o ON o.day = b.day AND o.counted_at IS NOT NULL
               GROUP BY {group}) n
         WHERE n.units <> n.due_units OR n.gross <> n.due_gross OR n.refund <> n.due_refund
         ORDER BY {order}",
        order = group.replace("b.", "n."),
    )
}

/// The ledger: payments that are applied to orders, and refunds of such payments.
fn ledger() -> String {
    let (paid, back) = (day_of("o.paid_at"), day_of("r.succeeded_at"));
    let (pay, payout) = (PostingKind::Pay, PostingKind::Payout);
    let (order, due, suspense) = (Account::Order, Account::RefundDue, TakenFrom::Suspense);
    format!(
        "SELECT s.day AS day, 0 AS units, 0 AS due_units, s.gross_fen AS gross, 0 AS due_gross,
           s.refund_fen AS refund, 0 AS due_refund
         FROM sales_days s
         UNION ALL
         SELECT {paid}, 0, 0, 0, -e.amount_fen, 0, 0
         FROM ledger_txns t
         JOIN ledger_entries e ON e.txn_id = t.id AND e.account = '{order}'
         JOIN orders o ON o.id = e.subject_id
         WHERE t.kind = '{pay}'
         UNION ALL
         SELECT {back}, 0, 0, 0, 0, 0, e.amount_fen
         FROM ledger_txns t
         JOIN ledger_entries e ON e.txn_id = t.id AND e.account = '{due}'
         JOIN refunds r ON r.id = e.subject_id
         WHERE t.kind = '{payout}' AND r.taken_from <> '{suspense}'"
    )
}

/// The lines of the orders paid and of the refunds that arrived.
fn lines() -> String {
    let (paid, back) = (day_of("o.paid_at"), day_of("r.succeeded_at"));
    let suspense = TakenFrom::Suspense;
    format!(
        "SELECT s.day AS day, s.sku_id AS sku_id, s.units AS units, 0 AS due_units,
           s.gross_fen AS gross, 0 AS due_gross, s.refund_fen AS refund, 0 AS due_refund
         FROM sales_days s WHERE s.sku_id <> {UNASSIGNED}
         UNION ALL
         SELECT {paid}, COALESCE(d.sku_id, 0), 0,
           CASE WHEN d.sku_id IS NULL THEN 0 ELSE d.qty END, 0, d.paid_fen, 0, 0
         FROM orders o JOIN order_details d ON d.order_id = o.id
         WHERE o.paid_at IS NOT NULL
         UNION ALL
         SELECT {back}, COALESCE(d.sku_id, 0), 0, 0, 0, 0, 0, l.amount_fen
         FROM refund_lines l
         JOIN refunds r ON r.id = l.refund_id
         JOIN order_details d ON d.id = l.order_detail_id
         WHERE r.succeeded_at IS NOT NULL AND r.taken_from <> '{suspense}'"
    )
}

pub(super) fn check(tx: &mut Tx<'_>, found: &mut Found) -> Result<(), StoreError> {
    let mut ask = |what: &str, sql: &str| found.ask(tx, "A20", what, sql);
    ask(
        "the sales of a day are not those of the ledger",
        &differing(&ledger(), "b.day", "''"),
    )?;
    ask(
        "the sales of a SKU on a day are not those of orders and refunds",
        &differing(&lines(), "b.day, b.sku_id", "' sku_id=' || n.sku_id"),
    )?;
    let (pay, payout) = (PostingKind::Pay, PostingKind::Payout);
    let (order, due) = (Account::Order, Account::RefundDue);
    ask(
        "a payment or a refund of the ledger has no time, so no day has it",
        &format!(
            "SELECT 'orders id=' || o.id || ' number=' || o.number AS answer
             FROM ledger_txns t
             JOIN ledger_entries e ON e.txn_id = t.id AND e.account = '{order}'
             JOIN orders o ON o.id = e.subject_id
             WHERE t.kind = '{pay}' AND o.paid_at IS NULL
             UNION
             SELECT 'refunds id=' || r.id || ' out_request_no=' || r.out_request_no
             FROM ledger_txns t
             JOIN ledger_entries e ON e.txn_id = t.id AND e.account = '{due}'
             JOIN refunds r ON r.id = e.subject_id
             WHERE t.kind = '{payout}' AND r.succeeded_at IS NULL
             ORDER BY answer"
        ),
    )?;
    let (placed, paid) = (day_of("placed_at"), day_of("paid_at"));
    ask(
        "the orders of a day are not counted right",
        &format!(
            "SELECT 'sales_orders day=' || n.day || ' placed=' || n.placed || ' expected=' || n.due_placed
               || ' paid=' || n.paid || ' expected=' || n.due_paid AS answer
             FROM (SELECT s.day AS day, s.placed AS placed, s.paid AS paid,
                     COALESCE(CAST(SUM(b.placed) AS BIGINT), 0) AS due_placed,
                     COALESCE(CAST(SUM(b.paid) AS BIGINT), 0) AS due_paid
                   FROM sales_orders s
                   LEFT JOIN (SELECT {placed} AS day, 1 AS placed, 0 AS paid FROM orders
                              UNION ALL
                              SELECT {paid}, 0, 1 FROM orders WHERE paid_at IS NOT NULL) b
                     ON b.day = s.day
                   WHERE s.counted_at IS NOT NULL
                   GROUP BY s.day, s.placed, s.paid) n
             WHERE n.placed <> n.due_placed OR n.paid <> n.due_paid ORDER BY n.day"
        ),
    )
}
