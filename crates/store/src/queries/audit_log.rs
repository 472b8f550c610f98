//! The log of staff acts: one chain of hashes, so that an edited row shows.

use crate::{
    error::StoreError,
    models::audit_log::{AuditEntry, GENESIS, NewAuditEntry},
    schema::audit_log,
    tx::Tx,
};
use diesel::prelude::*;

/// Two who add at once want the same place in the chain; the loser waits for the winner's commit
/// and tries again. More often than there are writers at once, nobody loses.
const TRIES: u32 = 64;

/// Adds an act to the end of the chain, in the transaction of the act. Answers its key.
///
/// # Errors
/// `Busy` if others kept adding in between.
pub fn append(tx: &mut Tx<'_>, entry: &NewAuditEntry) -> Result<i64, StoreError> {
    for _try in 0..TRIES {
        let last: Option<String> = tx.q(|c| {
            audit_log::table
                .order(audit_log::id.desc())
                .select(audit_log::hash)
                .first(c)
                .optional()
        })?;
        let prev_hash = last.as_deref().unwrap_or(GENESIS);
        let hash = entry.hash(prev_hash);
        // The unique on `prev_hash` lets only one row follow another. On PostgreSQL the insert
        // waits for a rival to commit, and then sees its row.
        let added: Option<i64> = tx.insert_or_known(|c| {
            diesel::insert_into(audit_log::table)
                .values((
                    audit_log::at.eq(entry.at.get()),
                    audit_log::actor_id.eq(entry.actor_id),
                    audit_log::actor_role.eq(&entry.actor_role),
                    audit_log::ip_prefix.eq(&entry.ip_prefix),
                    audit_log::action.eq(&entry.action),
                    audit_log::target.eq(&entry.target),
                    audit_log::target_id.eq(&entry.target_id),
                    audit_log::before_json.eq(&entry.before_json),
                    audit_log::after_json.eq(&entry.after_json),
                    audit_log::prev_hash.eq(prev_hash),
                    audit_log::hash.eq(&hash),
                ))
                .returning(audit_log::id)
                .get_result(c)
        })?;
        if let Some(id) = added {
            return Ok(id);
        }
    }
    Err(StoreError::Busy)
}

/// Up to `limit` acts before the key `before`, newest first.
///
/// # Errors
/// Those of the database.
pub fn page(
    tx: &mut Tx<'_>,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<AuditEntry>, StoreError> {
    tx.q(|c| {
        audit_log::table
            .filter(audit_log::id.lt(before.unwrap_or(i64::MAX)))
            .order(audit_log::id.desc())
            .limit(limit)
            .select(AuditEntry::as_select())
            .load(c)
    })
}

/// The acts on one thing, oldest first.
///
/// # Errors
/// Those of the database.
pub fn of_target(
    tx: &mut Tx<'_>,
    target: &str,
    target_id: &str,
) -> Result<Vec<AuditEntry>, StoreError> {
    tx.q(|c| {
        audit_log::table
            .filter(audit_log::target.eq(target))
            .filter(audit_log::target_id.eq(target_id))
            .order(audit_log::id)
            .select(AuditEntry::as_select())
            .load(c)
    })
}
