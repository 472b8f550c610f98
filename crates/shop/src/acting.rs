//! A member of staff who changes something. Only an [`Acting`] can write the activity log, so that
//! every entry has an actor and a network.

use crate::{Error, Viewer, order::history::By, viewer::Staff};
use domain::{
    order::Cause,
    staff::{Role, Roles, StaffAct},
    time::Millis,
};
use serde::Serialize;
use store::{Tx, models::audit_log::NewAuditEntry, queries::audit_log};

/// `actor_role` of an entry that a command on this machine wrote; its actor is nobody.
pub(crate) const COMMAND_LINE: &str = "command";

/// A member of staff whose role was checked, and the network they work from; or a command on this machine.
#[derive(Debug, Clone)]
pub(crate) struct Acting {
    staff: Staff,
    ip_prefix: String,
    is_command: bool,
}

/// For actions without a state before or after: `{}` in the log.
#[derive(Serialize)]
pub(crate) struct Nothing {}

impl Viewer {
    /// The member of staff, if they have `role` or are the owner.
    ///
    /// # Errors
    /// `LoginRequired` without an admin session, `RoleMissing` without the role.
    pub(crate) fn acting(&self, role: Role) -> Result<Acting, Error> {
        Ok(self.at_work(self.staff_with(role)?))
    }

    /// As [`Self::acting`], for actions on money: the password must have been confirmed within the
    /// last 10 minutes.
    ///
    /// # Errors
    /// `Refused(ProveAgain)` if it was not.
    pub(crate) fn acting_proven(&self, role: Role, now: Millis) -> Result<Acting, Error> {
        Ok(self.at_work(self.proven_with(role, now)?))
    }

    /// As [`Self::acting`], with any role.
    ///
    /// # Errors
    /// `LoginRequired` without an admin session, `RoleMissing` without any role.
    pub(crate) fn acting_in_any_role(&self) -> Result<Acting, Error> {
        Ok(self.at_work(self.any_staff()?))
    }

    /// `staff` acting from this viewer's network. Checks no role: for signing in and out, and for their own account.
    pub(crate) fn at_work(&self, staff: &Staff) -> Acting {
        Acting {
            staff: staff.clone(),
            ip_prefix: self.ip_prefix.clone(),
            is_command: false,
        }
    }
}

impl Acting {
    /// A command of somebody who has the database anyway.
    pub(crate) fn command_line() -> Self {
        Self {
            staff: Staff::nobody(),
            ip_prefix: String::new(),
            is_command: true,
        }
    }

    /// A member of staff in whose name a job goes on, from the network that they started it from.
    pub(crate) const fn in_the_name_of(staff: Staff, ip_prefix: String) -> Self {
        Self {
            staff,
            ip_prefix,
            is_command: false,
        }
    }

    /// The person, for rows that name one.
    pub(crate) fn actor_id(&self) -> Option<i64> {
        (!self.is_command).then_some(self.staff.user_id)
    }

    /// `users.id`.
    pub(crate) fn user_id(&self) -> i64 {
        self.staff.user_id
    }

    /// For actions on their own account.
    pub(crate) fn display_name(&self) -> &str {
        &self.staff.display_name
    }

    /// For the rules in `domain`.
    pub(crate) fn roles(&self) -> &Roles {
        &self.staff.roles
    }

    /// Actor and cause of a step in an order's history.
    pub(crate) fn by(&self, cause: Cause) -> By {
        By::staff(self.staff.user_id, cause)
    }

    /// Writes the action into the activity log, in the transaction of the action. `target_id` is
    /// the public number, slug or name of the object. `before` and `after` are objects; the page
    /// shows the fields that differ.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub(crate) fn log(
        &self,
        tx: &mut Tx<'_>,
        act: StaffAct,
        target_id: &str,
        before: &impl Serialize,
        after: &impl Serialize,
        now: Millis,
    ) -> Result<(), Error> {
        let entry = NewAuditEntry {
            at: now,
            actor_id: self.staff.user_id,
            actor_role: if self.is_command {
                COMMAND_LINE.to_owned()
            } else {
                self.roles().to_string()
            },
            ip_prefix: self.ip_prefix.clone(),
            act,
            target_id: target_id.to_owned(),
            before_json: serde_json::to_string(before).map_err(Error::internal)?,
            after_json: serde_json::to_string(after).map_err(Error::internal)?,
        };
        audit_log::append(tx, &entry)?;
        Ok(())
    }
}
