//! Accounts: register, sign in, staff sign-in.

use crate::{Error, Shop, Viewer, viewer::{SignedIn, Staff}};
use domain::form::{SignInForm, SignUpForm};

/// What became of the guest's cart at login.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Merged {
    /// Lines that were taken over or joined.
    pub joined: i64,
    /// Lines whose quantity was capped by stock or by 99.
    pub capped: i64,
}

/// A fresh login.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// Who.
    pub who: SignedIn,
    /// The guest's cart.
    pub merged: Merged,
}

impl Shop {
    /// Opens an account and takes the guest's cart into it. The caller rotates the session.
    ///
    /// # Errors
    /// `Refused` with field codes; `LoginTaken` costs the same work as success.
    pub async fn sign_up(&self, viewer: &Viewer, form: SignUpForm) -> Result<Login, Error> { todo!() }

    /// Checks login and password, takes the guest's cart over. The caller rotates the session.
    ///
    /// # Errors
    /// `Refused(WrongLogin)` for an unknown login and a wrong password alike, after the same work;
    /// `Refused(TooManyTries)` after 5 tries a minute on one account.
    pub async fn sign_in(&self, viewer: &Viewer, form: SignInForm) -> Result<Login, Error> { todo!() }

    /// Checks a member of staff's login and password. Errors as [`Self::sign_in`]; no role is a wrong login.
    pub async fn staff_sign_in(&self, viewer: &Viewer, form: SignInForm) -> Result<Staff, Error> { todo!() }

    /// The active user behind a session, or `None` if locked or deleted.
    pub async fn user(&self, user_id: i64) -> Result<Option<SignedIn>, Error> { todo!() }

    /// The active user with staff roles behind an admin session, or `None`.
    pub async fn staff(&self, user_id: i64) -> Result<Option<Staff>, Error> { todo!() }

    /// Creates a member of staff, or gives an existing account the roles (`zhanggui admin create`).
    pub async fn create_staff(&self, login: &str, display_name: &str, password: &str, roles: &[domain::staff::Role]) -> Result<(), Error> { todo!() }
}
