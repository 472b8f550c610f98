//! Members of staff: links that invite them, who is disabled, and where they are signed in.

use super::word::{Number, Word};
use crate::schema::{sessions, staff_disabled, staff_invites};
use diesel::{Queryable, Selectable};
use domain::{session::SessionKind, staff::Roles, time::Millis};

/// A link that invites: a row of `staff_invites`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = staff_invites)]
pub struct Invite {
    /// Hash of the link's key.
    pub key_hash: String,
    /// What the invited person gets.
    #[diesel(deserialize_as = Word<Roles>)]
    pub roles: Roles,
    /// Who invites.
    pub invited_by: i64,
    /// When.
    #[diesel(deserialize_as = Number<Millis>)]
    pub invited_at: Millis,
    /// When the link ends.
    #[diesel(deserialize_as = Number<Millis>)]
    pub expires_at: Millis,
}

/// A former member: a row of `staff_disabled`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = staff_disabled)]
pub struct Disabled {
    /// The account.
    pub user_id: i64,
    /// The roles it had.
    #[diesel(deserialize_as = Word<Roles>)]
    pub roles: Roles,
    /// Who disabled it.
    pub disabled_by: i64,
    /// When.
    #[diesel(deserialize_as = Number<Millis>)]
    pub disabled_at: Millis,
}

/// Where an account is signed in, for its own page.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub struct SessionSeen {
    /// Hex SHA-256 of the token in the cookie.
    pub token_hash: String,
    /// Shopper's or staff's.
    #[diesel(deserialize_as = Word<SessionKind>)]
    pub kind: SessionKind,
    /// When it began.
    #[diesel(deserialize_as = Number<Millis>)]
    pub created_at: Millis,
    /// When it was last used.
    #[diesel(deserialize_as = Number<Millis>)]
    pub last_seen_at: Millis,
    /// Network prefix of the client at last use.
    pub ip_prefix: String,
}
