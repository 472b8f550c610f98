//! A16 and the fees of A6: books and bill agree line by line and in fen, in both directions, or a difference says so.

use super::Found;
use crate::{error::StoreError, queries::recon, tx::Tx};

/// A difference that is open, or that a person closed, is about the line.
const TOLD: &str = "EXISTS (SELECT 1 FROM recon_issues q
                            WHERE q.bill_line_id = l.id AND q.state <> 'settled')";

pub(super) fn check(tx: &mut Tx<'_>, found: &mut Found) -> Result<(), StoreError> {
    fees(tx, found)?;
    lines(tx, found)?;
    let payment = "'payment_attempts id=' || a.id || ' out_trade_no=' || a.out_trade_no
                   || ' paid_fen=' || a.paid_fen AS answer";
    found.ask(
        tx,
        "A16",
        "a payment is not on Alipay's bill, and no difference says so",
        &recon::payments(payment, 0, 0),
    )?;
    let refund = "'refunds id=' || r.id || ' out_request_no=' || r.out_request_no
                  || ' amount_fen=' || r.amount_fen AS answer";
    found.ask(
        tx,
        "A16",
        "a refund is not on Alipay's bill, and no difference says so",
        &recon::refunds_missing(refund, 0, 0),
    )
}

fn fees(tx: &mut Tx<'_>, found: &mut Found) -> Result<(), StoreError> {
    found.ask(
        tx,
        "A6",
        "the fees booked of a bill are not those of its lines",
        "SELECT 'bill_imports id=' || i.id || ' bill_date=' || i.bill_date
           || ' booked=' || COALESCE(e.booked, 0) || ' lines=' || COALESCE(l.fees, 0)
           || ' posted=' || COALESCE(l.posted, 0) AS answer
         FROM bill_imports i
         LEFT JOIN (SELECT subject_id, CAST(SUM(amount_fen) AS BIGINT) AS booked
                    FROM ledger_entries WHERE account = 'FEES' GROUP BY subject_id) e
           ON e.subject_id = i.id
         LEFT JOIN (SELECT import_id, CAST(SUM(fee_fen) AS BIGINT) AS fees,
                      CAST(SUM(posted_fee_fen) AS BIGINT) AS posted
                    FROM bill_lines GROUP BY import_id) l
           ON l.import_id = i.id
         WHERE COALESCE(e.booked, 0) <> COALESCE(l.posted, 0)
           OR COALESCE(l.fees, 0) <> COALESCE(l.posted, 0)
         ORDER BY i.id",
    )?;
    found.ask(
        tx,
        "A6",
        "fees are booked without a bill",
        "SELECT 'ledger_entries txn_id=' || e.txn_id || ' seq=' || e.seq
           || ' account=FEES subject_id=' || e.subject_id AS answer
         FROM ledger_entries e
         WHERE e.account = 'FEES'
           AND NOT EXISTS (SELECT 1 FROM bill_imports i WHERE i.id = e.subject_id)
         ORDER BY e.txn_id, e.seq",
    )
}

fn lines(tx: &mut Tx<'_>, found: &mut Found) -> Result<(), StoreError> {
    found.ask(
        tx,
        "A16",
        "a line of Alipay's bill does not agree with the books, and no difference says so",
        &format!(
            "SELECT 'bill_lines id=' || l.id || ' ' || l.line_key || ' amount_fen=' || l.amount_fen
               AS answer
             FROM bill_lines l JOIN bill_imports i ON i.id = l.import_id
             LEFT JOIN payment_attempts a ON a.id = l.attempt_id
             LEFT JOIN refunds r ON r.id = l.refund_id
             WHERE i.state = 'done' AND l.gone = 0 AND NOT {TOLD}
               AND NOT (l.receipt_fen = l.amount_fen
                 AND a.out_trade_no IS NOT NULL AND a.out_trade_no = l.out_trade_no
                 AND ((l.direction = 'payment' AND a.paid_fen IS NOT NULL
                       AND a.paid_fen = l.amount_fen AND a.provider_trade_no = l.trade_no)
                   OR (l.direction = 'refund' AND r.state IS NOT NULL AND r.state = 'succeeded'
                       AND r.payment_attempt_id = a.id AND r.amount_fen = l.amount_fen)))
             ORDER BY l.id"
        ),
    )?;
    found.ask(
        tx,
        "A16",
        "a movement is on two lines",
        "SELECT 'bill_lines direction=' || direction || ' attempt_id=' || attempt_id
           || ' refund_id=' || COALESCE(CAST(refund_id AS TEXT), '') AS answer
         FROM bill_lines
         WHERE gone = 0 AND attempt_id IS NOT NULL
           AND (direction = 'payment' OR refund_id IS NOT NULL)
         GROUP BY direction, attempt_id, refund_id
         HAVING COUNT(*) > 1
         ORDER BY attempt_id",
    )?;
    found.ask(
        tx,
        "A16",
        "the sums of a bill are not those of its lines",
        "SELECT 'bill_imports id=' || i.id || ' bill_date=' || i.bill_date AS answer
         FROM bill_imports i
         LEFT JOIN (SELECT import_id,
                      CAST(SUM(CASE WHEN direction = 'payment' THEN 1 ELSE 0 END) AS BIGINT) AS paid,
                      CAST(SUM(CASE WHEN direction = 'payment' THEN amount_fen ELSE 0 END) AS BIGINT)
                        AS paid_fen,
                      CAST(SUM(CASE WHEN direction = 'refund' THEN 1 ELSE 0 END) AS BIGINT) AS back,
                      CAST(SUM(CASE WHEN direction = 'refund' THEN amount_fen ELSE 0 END) AS BIGINT)
                        AS back_fen
                    FROM bill_lines WHERE gone = 0 GROUP BY import_id) l
           ON l.import_id = i.id
         WHERE i.state = 'done'
           AND (i.payments <> COALESCE(l.paid, 0) OR i.payment_fen <> COALESCE(l.paid_fen, 0)
             OR i.refunds <> COALESCE(l.back, 0) OR i.refund_fen <> COALESCE(l.back_fen, 0))
         ORDER BY i.id",
    )
}
