//! Sessions, known by the hash of their token.

use super::word::{Number, Word, meanings};
use crate::schema::sessions;
use diesel::{Queryable, Selectable};
use domain::{error::UnknownWord, time::Millis};
use std::str::FromStr;

/// Which door a session opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionKind {
    /// The shop, signed in or not.
    Shopper,
    /// The staff desk.
    Admin,
}

impl SessionKind {
    /// The stored word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Shopper => "shopper",
            Self::Admin => "admin",
        }
    }
}

meanings!(Word, MaybeWord: SessionKind);

impl FromStr for SessionKind {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        match text {
            "shopper" => Ok(Self::Shopper),
            "admin" => Ok(Self::Admin),
            _ => Err(UnknownWord {
                kind: "SessionKind",
                word: text.to_owned(),
            }),
        }
    }
}

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
    /// The session library's own data, opaque.
    pub record: String,
    /// When it began; rotation does not change it.
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
    /// The session library's own data, opaque.
    pub record: String,
    /// From here on it is no session any more.
    pub expires_at: Millis,
    /// Network prefix of this use.
    pub ip_prefix: String,
}
