//! Session rows: the library's record kept in the database under the hash of its id.

use crate::{Error, Shop};
use domain::time::Millis;
use store::{
    models::session::{NewSession, Session, SessionKind},
    queries::session,
};

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
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn session_save(&self, row: SessionRow) -> Result<(), Error> {
        let now = self.now();
        let kind = if row.admin {
            SessionKind::Admin
        } else {
            SessionKind::Shopper
        };
        let session = NewSession {
            token_hash: row.token_hash,
            user_id: row.user_id,
            kind,
            record: row.record,
            expires_at: row.expires_at,
            ip_prefix: row.ip_prefix,
        };
        self.store
            .write(move |tx| {
                session::save(tx, &session, now)?;
                Ok(())
            })
            .await
    }

    /// A live session, or `None`.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn session_load(&self, token_hash: &str) -> Result<Option<SessionRow>, Error> {
        let (token_hash, now) = (token_hash.to_owned(), self.now());
        let found: Option<Session> = self
            .store
            .read(move |tx| session::load(tx, &token_hash, now).map_err(Error::from))
            .await?;
        Ok(found.map(|row| SessionRow {
            token_hash: row.token_hash,
            user_id: row.user_id,
            admin: row.kind == SessionKind::Admin,
            record: row.record,
            expires_at: row.expires_at,
            ip_prefix: row.ip_prefix,
        }))
    }

    /// Ends a session. An open guest cart of it goes with it.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn session_delete(&self, token_hash: &str) -> Result<(), Error> {
        let token_hash = token_hash.to_owned();
        self.store
            .write(move |tx| {
                session::delete(tx, &token_hash)?;
                Ok(())
            })
            .await
    }

    /// Moves a session (and the guest cart that hangs on it) to a new id: rotation.
    /// A session that is gone stays gone.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn session_rotate(&self, old_hash: &str, new_hash: &str) -> Result<(), Error> {
        let (old_hash, new_hash) = (old_hash.to_owned(), new_hash.to_owned());
        self.store
            .write(move |tx| {
                session::rotate(tx, &old_hash, &new_hash)?;
                Ok(())
            })
            .await
    }
}

/// The key under which a session's row stands: hex SHA-256 of its id as text.
#[must_use]
pub fn token_hash(session_id: &str) -> String {
    use sha2::{Digest, Sha256};
    hex::encode(Sha256::digest(session_id.as_bytes()))
}
