//! Sessions, known by the hash of their token.

use super::word::{Number, Word};
use crate::schema::sessions;
use diesel::{Queryable, Selectable};
use domain::{session::SessionKind, time::Millis};

/// A row of `sessions`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub struct Session {
    /// Key.
    pub id: i64,
    /// Hex SHA-256 of the token in the cookie.
    pub token_hash: String,
    /// Who is signed in.
    pub user_id: Option<i64>,
    /// Its door.
    #[diesel(deserialize_as = Word<SessionKind>)]
    pub kind: SessionKind,
    /// What the session remembers, opaque here.
    pub record: String,
    /// When it began.
    #[diesel(deserialize_as = Number<Millis>)]
    pub created_at: Millis,
    /// Last use.
    #[diesel(deserialize_as = Number<Millis>)]
    pub last_seen_at: Millis,
    /// From here on it is no session any more.
    #[diesel(deserialize_as = Number<Millis>)]
    pub expires_at: Millis,
    /// Network prefix of its last use.
    pub ip_prefix: String,
}

/// What is written of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// Hex SHA-256 of the token in the cookie.
    pub token_hash: String,
    /// Who is signed in.
    pub user_id: Option<i64>,
    /// Its door.
    pub kind: SessionKind,
    /// What the session remembers, opaque here.
    pub record: String,
    /// From here on it is no session any more.
    pub expires_at: Millis,
    /// Network prefix of this use.
    pub ip_prefix: String,
}
