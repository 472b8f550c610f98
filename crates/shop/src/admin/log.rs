//! The audit log of staff acts: one row in the transaction of the act.

use crate::{Error, viewer::Staff};
use domain::time::Millis;
use store::{Tx, models::audit_log::NewAuditEntry, queries::audit_log};

/// An act of staff, for the audit log.
pub(crate) struct Act<'a> {
    /// Short word, e.g. `refund.approve`.
    pub(crate) action: &'static str,
    /// Kind of the thing acted on.
    pub(crate) target: &'static str,
    /// Its public number.
    pub(crate) target_id: &'a str,
}

/// Writes an act of staff into the audit log, in the transaction of the act.
///
/// # Errors
/// Those of the database.
pub(crate) fn log(
    tx: &mut Tx<'_>,
    staff: &Staff,
    ip_prefix: &str,
    act: &Act<'_>,
    (before, after): (&serde_json::Value, &serde_json::Value),
    now: Millis,
) -> Result<(), Error> {
    let roles: Vec<&str> = staff.roles.0.iter().map(|role| role.as_str()).collect();
    let entry = NewAuditEntry {
        at: now,
        actor_id: staff.user_id,
        actor_role: roles.join("+"),
        ip_prefix: ip_prefix.to_owned(),
        action: act.action.to_owned(),
        target: act.target.to_owned(),
        target_id: act.target_id.to_owned(),
        before_json: before.to_string(),
        after_json: after.to_string(),
    };
    audit_log::append(tx, &entry)?;
    Ok(())
}
