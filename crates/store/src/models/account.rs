//! People who can log in, and their roles.

use super::word::Word;
use crate::schema::users;
use diesel::{Queryable, Selectable};
use domain::{account::UserStatus, locale::Locale, time::Millis, validate::Login};

/// A row of `users`, without the columns that nothing reads.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct User {
    /// Key.
    pub id: i64,
    /// E-mail address, lower case.
    pub email: Option<String>,
    /// Mainland mobile number, 11 digits.
    pub phone: Option<String>,
    /// Argon2 PHC text; without one the account cannot log in.
    pub password_hash: Option<String>,
    /// Shown on pages.
    pub display_name: String,
    /// Language of messages.
    #[diesel(deserialize_as = Word<Locale>)]
    pub locale: Locale,
    /// Whether it can sign in.
    #[diesel(deserialize_as = Word<UserStatus>)]
    pub status: UserStatus,
    /// Counts changes.
    pub version: i64,
}

impl User {
    /// True unless the account is locked or deleted.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.status == UserStatus::Active
    }
}

/// An account to open: active, version 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUser {
    /// What it logs in with.
    pub login: Login,
    /// Argon2 PHC text.
    pub password_hash: String,
    /// Shown on pages.
    pub display_name: String,
    /// Language of messages.
    pub locale: Locale,
    /// Now.
    pub at: Millis,
}
