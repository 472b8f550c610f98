//! Session rows: the library's record kept in the database under the hash of its id.

use crate::{Error, Shop};
use domain::time::Millis;

/// A session row without its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Hex SHA-256 of the session id.
    pub token_hash: String,
    /// Signed-in user.
    pub user_id: Option<i64>,
    /// True for an admin session.
    pub admin: bool,
    /// The session library's record, opaque text.
    pub record: String,
    /// When it ends.
    pub expires_at: Millis,
    /// Network prefix of its last use.
    pub ip_prefix: String,
}

impl Shop {
    /// Creates or replaces a session row.
    pub async fn session_save(&self, row: SessionRow) -> Result<(), Error> { todo!() }
    /// A live session, or `None`.
    pub async fn session_load(&self, token_hash: &str) -> Result<Option<SessionRow>, Error> { todo!() }
    /// Ends a session. An open guest cart of it goes with it.
    pub async fn session_delete(&self, token_hash: &str) -> Result<(), Error> { todo!() }
    /// Moves a session (and the guest cart that hangs on it) to a new id: rotation.
    pub async fn session_rotate(&self, old_hash: &str, new_hash: &str) -> Result<(), Error> { todo!() }
}

/// The key under which a session's row stands: hex SHA-256 of its id as text.
#[must_use]
pub fn token_hash(session_id: &str) -> String {
    use sha2::{Digest, Sha256};
    hex::encode(Sha256::digest(session_id.as_bytes()))
}
