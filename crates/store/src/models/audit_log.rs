//! The activity log of staff, chained by hashes.

use super::word::Number;
use crate::schema::audit_log;
use diesel::{Queryable, Selectable};
use domain::{staff::StaffAct, time::Millis};
use sha2::{Digest, Sha256};

/// A row of `audit_log`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = audit_log)]
pub struct AuditEntry {
    /// Key; the chain follows its order.
    pub id: i64,
    /// When it was done.
    #[diesel(deserialize_as = Number<Millis>)]
    pub at: Millis,
    /// `users.id`; 0 for a command run on the machine.
    pub actor_id: i64,
    /// The role the act was done in.
    pub actor_role: String,
    /// Network prefix of the client.
    pub ip_prefix: String,
    /// A word of [`StaffAct`], or one of a newer version.
    pub action: String,
    /// Kind of the object, e.g. `refund`.
    pub target: String,
    /// Its key or public number.
    pub target_id: String,
    /// Before, as JSON.
    pub before_json: String,
    /// After, as JSON.
    pub after_json: String,
    /// Hash of the row before; 64 zeros for the first.
    pub prev_hash: String,
    /// Hash of this row, the one before included.
    pub hash: String,
}

/// An act to record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAuditEntry {
    /// When it was done.
    pub at: Millis,
    /// `users.id`; 0 for a command run on the machine.
    pub actor_id: i64,
    /// The role the act was done in.
    pub actor_role: String,
    /// Network prefix of the client.
    pub ip_prefix: String,
    /// What was done; it determines the kind of the object too.
    pub act: StaffAct,
    /// Public number, slug or name of the object.
    pub target_id: String,
    /// Before, as JSON.
    pub before_json: String,
    /// After, as JSON.
    pub after_json: String,
}

/// `prev_hash` of the first row.
pub(crate) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The columns that a row's hash covers.
struct Content<'a> {
    at: Millis,
    actor_id: i64,
    actor_role: &'a str,
    ip_prefix: &'a str,
    action: &'a str,
    target: &'a str,
    target_id: &'a str,
    before_json: &'a str,
    after_json: &'a str,
}

impl Content<'_> {
    /// Hex SHA-256 over the previous hash and every field. Each is preceded by its length in bytes,
    /// so that no two contents give the same text.
    fn hash(&self, prev_hash: &str) -> String {
        let (at, actor_id) = (self.at.get().to_string(), self.actor_id.to_string());
        let mut hasher = Sha256::new();
        for field in [
            prev_hash,
            &at,
            &actor_id,
            self.actor_role,
            self.ip_prefix,
            self.action,
            self.target,
            self.target_id,
            self.before_json,
            self.after_json,
        ] {
            hasher.update(format!("{}:", field.len()));
            hasher.update(field);
            hasher.update("\n");
        }
        hex::encode(hasher.finalize())
    }
}

impl NewAuditEntry {
    /// The hash of the row that follows the one with `prev_hash`.
    pub(crate) fn hash(&self, prev_hash: &str) -> String {
        let content = Content {
            at: self.at,
            actor_id: self.actor_id,
            actor_role: &self.actor_role,
            ip_prefix: &self.ip_prefix,
            action: self.act.as_str(),
            target: self.act.target().as_str(),
            target_id: &self.target_id,
            before_json: &self.before_json,
            after_json: &self.after_json,
        };
        content.hash(prev_hash)
    }
}

impl AuditEntry {
    /// True if the row's hash matches its content.
    pub(crate) fn is_sound(&self) -> bool {
        let content = Content {
            at: self.at,
            actor_id: self.actor_id,
            actor_role: &self.actor_role,
            ip_prefix: &self.ip_prefix,
            action: &self.action,
            target: &self.target,
            target_id: &self.target_id,
            before_json: &self.before_json,
            after_json: &self.after_json,
        };
        content.hash(&self.prev_hash) == self.hash
    }
}
