//! Movements in the books that no bill has. The same condition is a rule of the audit (A16).

use crate::{error::StoreError, tx::Tx};
use diesel::{QueryableByName, RunQueryDsl, sql_types::BigInt};
use domain::{
    recon::{BillDay, EDGE},
    time::{DAY, Millis},
};

/// Payments `a` without a line.
pub(crate) const PAYMENTS: &str = "payment_attempts a
     WHERE a.state IN ('paid', 'finished')
       AND NOT EXISTS (SELECT 1 FROM bill_lines l
                       WHERE l.attempt_id = a.id AND l.direction = 'payment' AND l.gone = 0)";

/// Refunds `r` without a line. Money that the bill has under another number is an open difference already.
pub(crate) const REFUNDS: &str = "refunds r
     WHERE r.state = 'succeeded'
       AND NOT EXISTS (SELECT 1 FROM bill_lines l WHERE l.refund_id = r.id AND l.gone = 0)
       AND NOT EXISTS (SELECT 1 FROM recon_issues q
                       WHERE q.attempt_id = r.payment_attempt_id AND q.direction = 'refund'
                         AND q.state = 'open' AND q.kind = 'missing_here'
                         AND q.there_fen = r.amount_fen)";

/// True for a movement between the times `from` and `to` if the bills of all days that may have it are compared, or are `import`.
pub(crate) fn uncovered(from: &str, to: &str, import: i64) -> String {
    let covered = |at: String| {
        format!(
            "EXISTS (SELECT 1 FROM bill_imports i
                     WHERE (i.state = 'done' OR i.id = {import})
                       AND i.starts_at <= {at} AND {at} < i.starts_at + {DAY})"
        )
    };
    format!(
        "{} AND {} AND {}",
        covered(to.to_owned()),
        covered(format!("{from} - {EDGE}")),
        covered(format!("{to} + {EDGE}"))
    )
}

/// A movement that no bill has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// `payment_attempts.id`.
    Payment(i64),
    /// `refunds.id`.
    Refund(i64),
}

#[derive(QueryableByName)]
struct Key {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// The movements since the eve of `day` that no bill has and no open or closed difference is about, with `import` taken as
/// compared.
pub fn missing(
    tx: &mut Tx<'_>,
    import: i64,
    day: BillDay,
    limit: i64,
) -> Result<Vec<Missing>, StoreError> {
    let since = Millis::get(day.from().plus(-EDGE));
    let told = |column: &str, id: &str| {
        format!(
            "NOT EXISTS (SELECT 1 FROM recon_issues q WHERE q.{column} = {id}
                         AND q.kind = 'missing_there' AND q.state <> 'settled')"
        )
    };
    let payments = format!(
        "SELECT a.id FROM {PAYMENTS} AND a.paid_at >= {since} AND {} AND {}
         ORDER BY a.id LIMIT {limit}",
        uncovered("a.paid_at", "a.paid_at", import),
        told("attempt_id", "a.id")
            .replace("q.attempt_id = a.id", "q.attempt_id = a.id AND q.refund_id IS NULL"),
    );
    // A refund may have been made at any time since it was filed.
    let filed = "CASE WHEN r.created_at < r.succeeded_at THEN r.created_at ELSE r.succeeded_at END";
    let refunds = format!(
        "SELECT r.id FROM {REFUNDS} AND r.succeeded_at >= {since} AND {} AND {}
         ORDER BY r.id LIMIT {limit}",
        uncovered(filed, "r.succeeded_at", import),
        told("refund_id", "r.id"),
    );
    let mut found: Vec<Missing> = Vec::new();
    let paid: Vec<Key> = both!(tx, |c| diesel::sql_query(&payments).load(c))?;
    found.extend(paid.iter().map(|key| Missing::Payment(key.id)));
    let made: Vec<Key> = both!(tx, |c| diesel::sql_query(&refunds).load(c))?;
    found.extend(made.iter().map(|key| Missing::Refund(key.id)));
    Ok(found)
}
