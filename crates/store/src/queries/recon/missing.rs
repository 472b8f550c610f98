//! Movements in the books that no bill has. The same statements are a rule of the audit (A16).

use crate::{error::StoreError, tx::Tx};
use diesel::{QueryableByName, RunQueryDsl, sql_types::BigInt};
use domain::{
    recon::{BillDay, EDGE},
    time::DAY,
};

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

/// True for a movement between the times `from` and `to` if the bills of all days that may have it are compared. `import` counts
/// as compared.
fn is_due(from: &str, to: &str, import: i64) -> String {
    let covered = |at: &str| {
        format!(
            "EXISTS (SELECT 1 FROM bill_imports i
                     WHERE (i.state = 'done' OR i.id = {import})
                       AND i.starts_at <= {at} AND {at} < i.starts_at + {DAY})"
        )
    };
    let (early, late) = (format!("{from} - {EDGE}"), format!("{to} + {EDGE}"));
    let each = [covered(to), covered(&early), covered(&late)];
    each.join(" AND ")
}

/// Selects from payments `a` since `since` that no bill has, without a difference that says so.
pub(crate) fn payments(select: &str, import: i64, since: i64) -> String {
    let is_due = is_due("a.paid_at", "a.paid_at", import);
    format!(
        "SELECT {select} FROM payment_attempts a
         WHERE a.state IN ('paid', 'finished') AND a.paid_at >= {since} AND {is_due}
           AND NOT EXISTS (SELECT 1 FROM bill_lines l
                           WHERE l.attempt_id = a.id AND l.direction = 'payment' AND l.gone = 0)
           AND NOT EXISTS (SELECT 1 FROM recon_issues q
                           WHERE q.attempt_id = a.id AND q.direction = 'payment'
                             AND q.kind = 'missing_there' AND q.state <> 'settled')
         ORDER BY a.id"
    )
}

/// The same for refunds `r`. One that the bill has under a number that is not known here is an open difference already.
pub(crate) fn refunds(select: &str, import: i64, since: i64) -> String {
    // It may have been made at any time since it was filed.
    let filed =
        "(CASE WHEN r.created_at < r.succeeded_at THEN r.created_at ELSE r.succeeded_at END)";
    let is_due = is_due(filed, "r.succeeded_at", import);
    format!(
        "SELECT {select} FROM refunds r
         WHERE r.state = 'succeeded' AND r.succeeded_at >= {since} AND {is_due}
           AND NOT EXISTS (SELECT 1 FROM bill_lines l WHERE l.refund_id = r.id AND l.gone = 0)
           AND NOT EXISTS (SELECT 1 FROM recon_issues q
                           WHERE q.attempt_id = r.payment_attempt_id AND q.direction = 'refund'
                             AND q.kind = 'missing_here' AND q.state = 'open'
                             AND q.there_fen = r.amount_fen)
           AND NOT EXISTS (SELECT 1 FROM recon_issues q
                           WHERE q.refund_id = r.id
                             AND q.kind = 'missing_there' AND q.state <> 'settled')
         ORDER BY r.id"
    )
}

/// Some of the movements since the eve of `day` that no bill has and no difference is about, with `import` taken as compared.
pub fn missing(
    tx: &mut Tx<'_>,
    import: i64,
    day: BillDay,
    limit: i64,
) -> Result<Vec<Missing>, StoreError> {
    let since = day.from().plus(-EDGE).get();
    let sql = format!("{} LIMIT {limit}", payments("a.id AS id", import, since));
    let paid: Vec<Key> = both!(tx, |c| diesel::sql_query(&sql).load(c))?;
    let sql = format!("{} LIMIT {limit}", refunds("r.id AS id", import, since));
    let made: Vec<Key> = both!(tx, |c| diesel::sql_query(&sql).load(c))?;
    let mut found: Vec<Missing> = paid.iter().map(|key| Missing::Payment(key.id)).collect();
    found.extend(made.iter().map(|key| Missing::Refund(key.id)));
    Ok(found)
}
