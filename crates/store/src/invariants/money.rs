//! A1, A2, A6, A10: the ledger, and what it shows for the gateway's account and for suspense.

use super::Found;
use crate::{error::StoreError, tx::Tx};

pub(super) fn check(tx: &mut Tx<'_>, found: &mut Found) -> Result<(), StoreError> {
    found.ask(
        tx,
        "A1",
        "a ledger transaction does not sum to zero",
        "SELECT 'ledger_txns id=' || t.id || ' idem_key=' || t.idem_key
           || ' sum=' || COALESCE(CAST(SUM(e.amount_fen) AS BIGINT), 0) AS answer
         FROM ledger_txns t LEFT JOIN ledger_entries e ON e.txn_id = t.id
         GROUP BY t.id, t.idem_key
         HAVING COALESCE(SUM(e.amount_fen), 0) <> 0 OR COUNT(e.seq) < 2
         ORDER BY t.id",
    )?;
    found.ask(
        tx,
        "A2",
        "an account that holds other people's money has a debit balance",
        "SELECT 'ledger_entries account=' || account || ' subject_id=' || subject_id
           || ' balance=' || CAST(SUM(amount_fen) AS BIGINT) AS answer
         FROM ledger_entries
         WHERE account IN ('ORDER', 'SUSPENSE', 'REFUND_DUE', 'SALES')
         GROUP BY account, subject_id
         HAVING SUM(amount_fen) > 0
         ORDER BY account, subject_id",
    )?;
    gateway_account(tx, found)?;
    suspense(tx, found)
}

fn gateway_account(tx: &mut Tx<'_>, found: &mut Found) -> Result<(), StoreError> {
    found.ask(
        tx,
        "A6",
        "the ALIPAY balance of an attempt is not the paid amount less the refunds",
        "SELECT 'payment_attempts id=' || a.id || ' out_trade_no=' || a.out_trade_no
           || ' balance=' || COALESCE(l.balance, 0)
           || ' expected=' || (COALESCE(a.paid_fen, 0) - COALESCE(r.refunded, 0)) AS answer
         FROM payment_attempts a
         LEFT JOIN (SELECT subject_id, CAST(SUM(amount_fen) AS BIGINT) AS balance
                    FROM ledger_entries WHERE account = 'ALIPAY' GROUP BY subject_id) l
           ON l.subject_id = a.id
         LEFT JOIN (SELECT payment_attempt_id, CAST(SUM(amount_fen) AS BIGINT) AS refunded
                    FROM refunds WHERE state = 'succeeded' GROUP BY payment_attempt_id) r
           ON r.payment_attempt_id = a.id
         WHERE COALESCE(l.balance, 0) <> COALESCE(a.paid_fen, 0) - COALESCE(r.refunded, 0)
         ORDER BY a.id",
    )?;
    found.ask(
        tx,
        "A6",
        "ALIPAY is posted without a payment attempt",
        "SELECT 'ledger_entries txn_id=' || e.txn_id || ' seq=' || e.seq
           || ' subject_id=' || e.subject_id AS answer
         FROM ledger_entries e
         WHERE e.account = 'ALIPAY' AND e.subject_id <> 0
           AND NOT EXISTS (SELECT 1 FROM payment_attempts a WHERE a.id = e.subject_id)
         ORDER BY e.txn_id, e.seq",
    )?;
    found.ask(
        tx,
        "A6",
        "the fees booked are not those taken from ALIPAY",
        "SELECT 'ledger_entries account=FEES and ALIPAY subject_id=0 sum='
           || CAST(SUM(amount_fen) AS BIGINT) AS answer
         FROM ledger_entries
         WHERE account = 'FEES' OR (account = 'ALIPAY' AND subject_id = 0)
         HAVING SUM(amount_fen) <> 0",
    )
}

fn suspense(tx: &mut Tx<'_>, found: &mut Found) -> Result<(), StoreError> {
    found.ask(
        tx,
        "A10",
        "money in suspense is not being refunded",
        "SELECT 'ledger_entries account=SUSPENSE subject_id=' || subject_id
           || ' balance=' || CAST(SUM(amount_fen) AS BIGINT) AS answer
         FROM ledger_entries WHERE account = 'SUSPENSE'
         GROUP BY subject_id HAVING SUM(amount_fen) <> 0
         ORDER BY subject_id",
    )?;
    // What was refunded outside the shop before the payment was known needs no automatic refund.
    found.ask(
        tx,
        "A10",
        "an unapplied payment is not refunded automatically and in full",
        "SELECT 'payment_attempts id=' || a.id || ' out_trade_no=' || a.out_trade_no
           || ' disposition=' || a.disposition || ' paid_fen=' || a.paid_fen
           || ' refunds=' || COALESCE(r.total, 0) AS answer
         FROM payment_attempts a
         LEFT JOIN (SELECT payment_attempt_id, CAST(SUM(amount_fen) AS BIGINT) AS total
                    FROM refunds
                    WHERE (origin IN ('auto_duplicate', 'auto_late', 'auto_mismatch')
                           AND state <> 'dropped')
                      OR (origin = 'external' AND state = 'succeeded')
                    GROUP BY payment_attempt_id) r
           ON r.payment_attempt_id = a.id
         WHERE a.disposition <> 'applied' AND COALESCE(r.total, 0) <> a.paid_fen
         ORDER BY a.id",
    )?;
    found.ask(
        tx,
        "A10",
        "an automatic refund does not match its payment",
        "SELECT 'refunds id=' || r.id || ' out_request_no=' || r.out_request_no
           || ' origin=' || r.origin || ' disposition=' || COALESCE(a.disposition, '') AS answer
         FROM refunds r JOIN payment_attempts a ON a.id = r.payment_attempt_id
         WHERE r.origin IN ('auto_duplicate', 'auto_late', 'auto_mismatch')
           AND r.origin <> 'auto_' || COALESCE(a.disposition, '')
         ORDER BY r.id",
    )
}
