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
    /// The account that is signed in.
    pub user_id: Option<i64>,
    /// Shopper's or staff's.
    #[diesel(deserialize_as = Word<SessionKind>)]
    pub kind: SessionKind,
    /// Data of the session, opaque to this crate.
    pub record: String,
    /// When it began.
    #[diesel(deserialize_as = Number<Millis>)]
    pub created_at: Millis,
    /// When it ends.
    #[diesel(deserialize_as = Number<Millis>)]
    pub expires_at: Millis,
    /// Network prefix of the client at last use.
    pub ip_prefix: String,
}

/// The columns of a session that are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// Hex SHA-256 of the token in the cookie.
    pub token_hash: String,
    /// The account that is signed in.
    pub user_id: Option<i64>,
    /// Shopper's or staff's.
    pub kind: SessionKind,
    /// Data of the session, opaque to this crate.
    pub record: String,
    /// When it ends.
    pub expires_at: Millis,
    /// Network prefix of the client.
    pub ip_prefix: String,
}
