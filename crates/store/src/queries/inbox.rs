//! The inbox of notifications: verified messages only, one row per message however often it is
//! delivered.

use crate::{
    conn::Db,
    error::StoreError,
    models::inbox::{InboxRow, NewInboxRow},
    queries::admin::AdminPage,
    schema::notify_inbox,
    text::may_stand,
    tx::Tx,
};
use diesel::prelude::*;
use domain::{payment::Verdict, time::Millis};

/// The decision about a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The verdict.
    pub verdict: Verdict,
    /// Reason, for staff.
    pub reason: Option<String>,
    /// The attempt it is about.
    pub attempt_id: Option<i64>,
}

/// Inserts a new message with verdict `error`, which [`decide`] replaces in the same transaction.
/// `None` if it is known: the insert runs in a savepoint, so the transaction goes on.
pub fn insert(tx: &mut Tx<'_>, row: &NewInboxRow) -> Result<Option<InboxRow>, StoreError> {
    let inserted = tx.savepoint(|tx| {
        tx.q(|c| {
            diesel::insert_into(notify_inbox::table)
                .values((
                    notify_inbox::notify_id.eq(&row.notify_id),
                    notify_inbox::digest.eq(&row.digest),
                    notify_inbox::out_trade_no.eq(&row.out_trade_no),
                    notify_inbox::trade_no.eq(&row.trade_no),
                    notify_inbox::trade_status.eq(&row.trade_status),
                    notify_inbox::raw_body.eq(Some(&row.raw_body)),
                    notify_inbox::received_at.eq(row.received_at.get()),
                    notify_inbox::deliveries.eq(1_i64),
                    notify_inbox::last_delivery_at.eq(row.received_at.get()),
                    notify_inbox::verdict.eq(Verdict::Error.as_str()),
                    notify_inbox::version.eq(1_i64),
                ))
                .execute(c)
        })
    });
    match inserted {
        Ok(_one) => find(tx, &row.notify_id, &row.digest),
        Err(StoreError::Conflict(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

/// A message by its number and digest.
pub fn find(
    tx: &mut Tx<'_>,
    notify_id: &str,
    digest: &str,
) -> Result<Option<InboxRow>, StoreError> {
    if !may_stand(notify_id) || !may_stand(digest) {
        return Ok(None);
    }
    tx.q(|c| {
        notify_inbox::table
            .filter(notify_inbox::notify_id.eq(notify_id))
            .filter(notify_inbox::digest.eq(digest))
            .select(InboxRow::as_select())
            .first(c)
            .optional()
    })
}

/// Counts another delivery and locks the row: the first to count decides first.
///
/// # Errors
/// `Gone` if there is no such row.
pub fn count_delivery(tx: &mut Tx<'_>, id: i64, at: Millis) -> Result<InboxRow, StoreError> {
    let changed = tx.q(|c| {
        diesel::update(notify_inbox::table.filter(notify_inbox::id.eq(id)))
            .set((
                notify_inbox::deliveries.eq(notify_inbox::deliveries + 1),
                notify_inbox::last_delivery_at.eq(at.get()),
                notify_inbox::version.eq(notify_inbox::version + 1),
            ))
            .execute(c)
    })?;
    if changed != 1 {
        return Err(StoreError::Gone);
    }
    tx.q(|c| {
        notify_inbox::table
            .filter(notify_inbox::id.eq(id))
            .select(InboxRow::as_select())
            .first(c)
            .optional()
    })?
    .ok_or(StoreError::Gone)
}

/// Writes the verdict on a message that has not changed since it was read as `seen`.
///
/// # Errors
/// `Gone` if it has changed.
pub fn decide(tx: &mut Tx<'_>, seen: &InboxRow, decision: &Decision) -> Result<(), StoreError> {
    let changed = tx.q(|c| {
        diesel::update(
            notify_inbox::table
                .filter(notify_inbox::id.eq(seen.id))
                .filter(notify_inbox::verdict.eq(seen.verdict.as_str()))
                .filter(notify_inbox::version.eq(seen.version)),
        )
        .set((
            notify_inbox::verdict.eq(decision.verdict.as_str()),
            notify_inbox::reason.eq(decision.reason.as_deref()),
            notify_inbox::attempt_id.eq(decision.attempt_id),
            notify_inbox::version.eq(notify_inbox::version + 1),
        ))
        .execute(c)
    })?;
    if changed == 1 {
        Ok(())
    } else {
        Err(StoreError::Gone)
    }
}

/// Clears up to `limit` bodies received before `before`; verdict and digest stay. Returns the
/// number cleared.
pub fn forget_bodies(tx: &mut Tx<'_>, before: Millis, limit: i64) -> Result<usize, StoreError> {
    let ids: Vec<i64> = tx.q(|c| {
        notify_inbox::table
            .filter(notify_inbox::raw_body.is_not_null())
            .filter(notify_inbox::received_at.lt(before.get()))
            .order(notify_inbox::id)
            .limit(limit)
            .select(notify_inbox::id)
            .load(c)
    })?;
    tx.q(|c| {
        diesel::update(notify_inbox::table.filter(notify_inbox::id.eq_any(&ids)))
            .set(notify_inbox::raw_body.eq(None::<String>))
            .execute(c)
    })
}

/// Locks a message for a decision, if it still has the verdict that was shown. `None` if another
/// delivery or replay decided it meanwhile.
pub fn lock(tx: &mut Tx<'_>, id: i64, verdict: Verdict) -> Result<Option<InboxRow>, StoreError> {
    let changed = tx.q(|c| {
        diesel::update(
            notify_inbox::table
                .filter(notify_inbox::id.eq(id))
                .filter(notify_inbox::verdict.eq(verdict.as_str())),
        )
        .set(notify_inbox::version.eq(notify_inbox::version + 1))
        .execute(c)
    })?;
    if changed == 0 {
        return Ok(None);
    }
    tx.q(|c| {
        notify_inbox::table
            .filter(notify_inbox::id.eq(id))
            .select(InboxRow::as_select())
            .first(c)
            .optional()
    })
}

/// One page of the notifications with these verdicts, newest first, at most `limit`.
pub fn page(
    tx: &mut Tx<'_>,
    verdicts: &[Verdict],
    at: AdminPage,
    limit: i64,
) -> Result<Vec<InboxRow>, StoreError> {
    let mut query = notify_inbox::table
        .limit(limit)
        .into_boxed::<<Db as Connection>::Backend>();
    // All of them are read in the order of their keys.
    if verdicts.len() < Verdict::ALL.len() {
        let words: Vec<&str> = verdicts.iter().map(|verdict| verdict.as_str()).collect();
        query = query.filter(notify_inbox::verdict.eq_any(words));
    }
    query = match at {
        AdminPage::First => query.order(notify_inbox::id.desc()),
        AdminPage::Before(id) => query
            .filter(notify_inbox::id.lt(id))
            .order(notify_inbox::id.desc()),
        AdminPage::After(id) => query
            .filter(notify_inbox::id.gt(id))
            .order(notify_inbox::id.asc()),
    };
    let mut rows: Vec<InboxRow> = tx.q(|c| query.select(InboxRow::as_select()).load(c))?;
    if matches!(at, AdminPage::After(_)) {
        rows.reverse();
    }
    Ok(rows)
}

/// Number of notifications with these verdicts; `limit` means that many or more.
pub fn count(tx: &mut Tx<'_>, verdicts: &[Verdict], limit: i64) -> Result<i64, StoreError> {
    let words: Vec<&str> = verdicts.iter().map(|verdict| verdict.as_str()).collect();
    let found: Vec<i64> = tx.q(|c| {
        notify_inbox::table
            .filter(notify_inbox::verdict.eq_any(words))
            .limit(limit)
            .select(notify_inbox::id)
            .load(c)
    })?;
    Ok(i64::try_from(found.len()).unwrap_or(limit))
}
