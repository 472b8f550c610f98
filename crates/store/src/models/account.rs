//! Accounts and their roles.

use super::word::{MaybeNumber, Number, Word};
use crate::schema::users;
use diesel::{Queryable, Selectable};
use domain::{account::UserStatus, locale::Locale, time::Millis, validate::Login};

/// A row of `users`, without the columns that no code reads.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct User {
    /// Key.
    pub id: i64,
    /// Email address, lower case.
    pub email: Option<String>,
    /// Mainland mobile number, 11 digits.
    pub phone: Option<String>,
    /// Argon2 PHC text; an account without one cannot sign in.
    pub password_hash: Option<String>,
    /// Shown on pages.
    pub display_name: String,
    /// Language of messages.
    #[diesel(deserialize_as = Word<Locale>)]
    pub locale: Locale,
    /// Whether it may sign in.
    #[diesel(deserialize_as = Word<UserStatus>)]
    pub status: UserStatus,
    /// The sealed secret of the second step; absent without one.
    pub totp_secret_enc: Option<String>,
    /// When the account was opened.
    #[diesel(deserialize_as = Number<Millis>)]
    pub created_at: Millis,
    /// Version, for compare-and-set.
    pub version: i64,
    /// When it last signed in to the admin pages.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub staff_seen_at: Option<Millis>,
}

impl User {
    /// The name it signs in with: the email address, else the phone.
    #[must_use]
    pub fn login(&self) -> &str {
        self.email
            .as_deref()
            .or(self.phone.as_deref())
            .unwrap_or_default()
    }

    /// True unless the account is locked or deleted.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.status == UserStatus::Active
    }
}

/// An account to insert: active, version 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUser {
    /// Email address or phone it signs in with.
    pub login: Login,
    /// Argon2 PHC text.
    pub password_hash: String,
    /// Shown on pages.
    pub display_name: String,
    /// Language of messages.
    pub locale: Locale,
    /// When it is opened.
    pub at: Millis,
}
