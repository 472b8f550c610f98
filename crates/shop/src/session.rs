//! Sessions: stored under the hash of their token, inserted once when they are opened, and then
//! only updated. An update that finds no row changes nothing, so that an ended session stays ended.

use crate::{Error, Shop};
use domain::{
    session::{Holds, MOST_PER_ACCOUNT, SessionKind},
    time::Millis,
};
use store::{
    models::session::{NewSession, Session},
    queries::session,
};

/// The stored data of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// Shopper's or staff's.
    pub kind: SessionKind,
    /// Signed-in user.
    pub user_id: Option<i64>,
    /// True if it has a guest's cart.
    pub has_cart: bool,
    /// Data of the session, opaque to this crate.
    pub record: String,
    /// Network prefix of the client.
    pub ip_prefix: String,
}

impl Contents {
    /// What the end of the session would lose.
    #[must_use]
    pub const fn holds(&self) -> Holds {
        match (self.user_id, self.has_cart) {
            (Some(_), _) => Holds::Account,
            (None, true) => Holds::Cart,
            (None, false) => Holds::Nothing,
        }
    }
}

/// An existing session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The secret of the browser's cookie; never stored.
    pub token: String,
    /// Key of its row.
    pub token_hash: String,
    /// When it was opened.
    pub began: Millis,
    /// When it ends unless it is used.
    pub expires_at: Millis,
}

/// A session found by its token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The session.
    pub session: Opened,
    /// Signed-in user.
    pub user_id: Option<i64>,
    /// Data of the session.
    pub record: String,
}

/// A session with a drawn token and no row yet. The use case that opens a guest's cart inserts it
/// in the same transaction, so that a refused form leaves no session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The session to insert.
    pub session: Opened,
    pub(crate) row: NewSession,
}

impl Shop {
    /// Draws a session that opens now.
    #[must_use]
    pub fn session_draw(&self, contents: Contents) -> Drawn {
        let (token, now) = (self.draw_key(), self.now());
        let token_hash = token_hash(&token);
        let expires_at = contents.kind.expires_at(contents.holds(), now, now);
        Drawn {
            row: row(token_hash.clone(), expires_at, contents),
            session: Opened {
                token,
                token_hash,
                began: now,
                expires_at,
            },
        }
    }

    /// Opens a session with a new token and ends the one with the token hash `instead_of`, so that
    /// a token known before a sign-in is useless after it. Of an account with more than
    /// [`MOST_PER_ACCOUNT`] of this kind, the oldest end.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn session_open(
        &self,
        contents: Contents,
        instead_of: Option<String>,
    ) -> Result<Opened, Error> {
        let drawn = self.session_draw(contents);
        let (row, now) = (drawn.row, drawn.session.began);
        self.store
            .write(move |tx| {
                if let Some(old) = &instead_of {
                    session::delete(tx, old)?;
                }
                session::create(tx, &row, now)?.ok_or(Error::Busy)?;
                if let Some(user_id) = row.user_id {
                    session::keep_newest(tx, user_id, row.kind, MOST_PER_ACCOUNT)?;
                }
                Ok::<_, Error>(())
            })
            .await?;
        Ok(drawn.session)
    }

    /// Updates the session's data. `None` if it has ended; else when it ends.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn session_update(
        &self,
        opened: &Opened,
        contents: Contents,
    ) -> Result<Option<Millis>, Error> {
        let now = self.now();
        let expires_at = contents
            .kind
            .expires_at(contents.holds(), opened.began, now);
        let row = row(opened.token_hash.clone(), expires_at, contents);
        let is_alive = self
            .store
            .write(move |tx| session::update(tx, &row, now).map_err(Error::from))
            .await?;
        Ok(is_alive.then_some(expires_at))
    }

    /// The live session of this kind and token, or `None`.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn session_load(
        &self,
        kind: SessionKind,
        token: &str,
    ) -> Result<Option<Found>, Error> {
        let (hash, now) = (token_hash(token), self.now());
        let found = self
            .store
            .read(move |tx| session::load(tx, &hash, now).map_err(Error::from))
            .await?;
        let is_live = |row: &Session| {
            // The session's content does not matter for staff; for customers only its end counts.
            kind.is_live(Holds::Account, row.expires_at, now)
        };
        // Tokens are unique over both kinds, so a customer's token in the staff cookie would be
        // found: refuse it.
        let found = found.filter(|row| row.kind == kind && is_live(row));
        Ok(found.map(|row| Found {
            session: Opened {
                token: token.to_owned(),
                token_hash: row.token_hash,
                began: row.created_at,
                expires_at: row.expires_at,
            },
            user_id: row.user_id,
            record: row.record,
        }))
    }

    /// Ends a session and deletes its open guest cart.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn session_end(&self, token_hash: &str) -> Result<(), Error> {
        let token_hash = token_hash.to_owned();
        self.store
            .write(move |tx| {
                session::delete(tx, &token_hash)?;
                Ok(())
            })
            .await
    }
}

fn row(token_hash: String, expires_at: Millis, contents: Contents) -> NewSession {
    NewSession {
        token_hash,
        user_id: contents.user_id,
        kind: contents.kind,
        record: contents.record,
        expires_at,
        ip_prefix: contents.ip_prefix,
    }
}

/// The key of a session's row: hex SHA-256 of its token.
#[must_use]
pub fn token_hash(token: &str) -> String {
    use sha2::{Digest, Sha256};
    hex::encode(Sha256::digest(token.as_bytes()))
}
