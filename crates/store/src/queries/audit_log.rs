//! The activity log of staff: one chain of hashes, which shows an edited row.

use crate::{
    conn::Db,
    error::StoreError,
    models::audit_log::{AuditEntry, GENESIS, NewAuditEntry},
    queries::admin::AdminPage,
    schema::audit_log,
    text::may_stand,
    tx::Tx,
};
use diesel::prelude::*;
use domain::staff::{StaffAct, StaffTarget};

/// Two writers may want the same place in the chain; the loser waits for the winner's commit and
/// tries again. A writer loses at most once to each concurrent writer.
const TRIES: u32 = 64;

/// Appends an entry in the transaction of its act. Returns its key.
///
/// # Errors
/// `Busy` if other writers won every time.
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
        // `prev_hash` is unique, so only one row can follow another. On PostgreSQL the insert waits
        // for the concurrent writer's commit and then sees its row.
        let added: Option<i64> = tx.insert_or_known(|c| {
            diesel::insert_into(audit_log::table)
                .values((
                    audit_log::at.eq(entry.at.get()),
                    audit_log::actor_id.eq(entry.actor_id),
                    audit_log::actor_role.eq(&entry.actor_role),
                    audit_log::ip_prefix.eq(&entry.ip_prefix),
                    audit_log::action.eq(entry.act.as_str()),
                    audit_log::target.eq(entry.act.target().as_str()),
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

/// Filter of the activity log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Which {
    /// By this account.
    pub actor_id: Option<i64>,
    /// Of this kind.
    pub act: Option<StaffAct>,
    /// On objects of this kind: a product and a category may have the same slug.
    pub target: Option<StaffTarget>,
    /// On the object with this public number, slug or code.
    pub target_id: Option<String>,
}

/// The entries that match `which`, newest first, at most `limit`.
pub fn list(
    tx: &mut Tx<'_>,
    which: &Which,
    at: AdminPage,
    limit: i64,
) -> Result<Vec<AuditEntry>, StoreError> {
    let mut query = audit_log::table
        .limit(limit)
        .into_boxed::<<Db as Connection>::Backend>();
    if let Some(actor_id) = which.actor_id {
        query = query.filter(audit_log::actor_id.eq(actor_id));
    }
    if let Some(act) = which.act {
        query = query.filter(audit_log::action.eq(act.as_str()));
    }
    if let Some(target) = which.target {
        query = query.filter(audit_log::target.eq(target.as_str()));
    }
    if let Some(target_id) = which.target_id.clone() {
        if !may_stand(&target_id) {
            return Ok(Vec::new());
        }
        query = query.filter(audit_log::target_id.eq(target_id));
    }
    query = match at {
        AdminPage::First => query.order(audit_log::id.desc()),
        AdminPage::Before(id) => query
            .filter(audit_log::id.lt(id))
            .order(audit_log::id.desc()),
        AdminPage::After(id) => query
            .filter(audit_log::id.gt(id))
            .order(audit_log::id.asc()),
    };
    let mut rows: Vec<AuditEntry> = tx.q(|c| query.select(AuditEntry::as_select()).load(c))?;
    if matches!(at, AdminPage::After(_)) {
        rows.reverse();
    }
    Ok(rows)
}

/// The key of the entry with this hash.
pub fn by_hash(tx: &mut Tx<'_>, hash: &str) -> Result<Option<i64>, StoreError> {
    if !may_stand(hash) {
        return Ok(None);
    }
    tx.q(|c| {
        audit_log::table
            .filter(audit_log::hash.eq(hash))
            .select(audit_log::id)
            .first(c)
            .optional()
    })
}

/// Result of a check of the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Number of rows checked, from the newest.
    pub checked: usize,
    /// True if older rows were not checked.
    pub older: bool,
    /// The oldest row whose hash does not match its content or the row before it.
    pub broken: Option<AuditEntry>,
}

/// Checks the newest `limit` rows of the chain: each hash against its row, and each row against the one before.
pub fn check(tx: &mut Tx<'_>, limit: i64) -> Result<Chain, StoreError> {
    let mut rows = list(
        tx,
        &Which::default(),
        AdminPage::First,
        limit.saturating_add(1),
    )?;
    rows.reverse();
    let older = i64::try_from(rows.len()).unwrap_or(i64::MAX) > limit;
    let mut before = if older {
        rows.remove(0).hash
    } else {
        GENESIS.to_owned()
    };
    let checked = rows.len();
    let mut broken = None;
    for row in rows {
        let fits = row.prev_hash == before && row.is_sound();
        before.clone_from(&row.hash);
        if !fits {
            broken = Some(row);
            break;
        }
    }
    Ok(Chain {
        checked,
        older,
        broken,
    })
}
