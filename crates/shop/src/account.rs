//! Accounts: register, sign in, staff sign-in.
//!
//! An unknown login costs the same work and gets the same response as a wrong password. Registering
//! a taken login costs the same work as a free one, so that the time does not reveal which logins
//! exist.

mod limits;
mod password;
mod staff;

pub(crate) use limits::{Counted, Limits};
pub(crate) use staff::grant;
pub use staff::open_account;

use crate::{
    Error, Shop, Viewer,
    cart::{Filled, merge},
    ids,
    pace::Newcomer,
    viewer::SignedIn,
};
use domain::{
    error::{ErrorCode, FieldError, Refusal},
    form::{SignInForm, SignUpForm},
    validate::{self, Login as LoginName},
};
use store::{
    models::account::{NewUser, User},
    queries::account,
};

/// A successful sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// The account.
    pub who: SignedIn,
    /// What became of the guest's cart.
    pub merged: Filled,
}

impl Shop {
    /// Creates an account and moves the guest's cart into it. The caller rotates the session.
    ///
    /// # Errors
    /// `Refused` with field codes; `LoginTaken` costs the same work as success; `NetworkFull` if too many were opened
    /// from the viewer's network.
    pub async fn sign_up(&self, viewer: &Viewer, form: SignUpForm) -> Result<Login, Error> {
        let (login, display_name) = new_account(&form.login, &form.display_name, &form.password)?;
        // Hashed before the login is looked up, so that the time does not reveal whether it is
        // taken.
        let hash = self.limits.hashing.hash(self.salt(), form.password).await?;
        let at = self.now();
        let user = NewUser {
            login,
            password_hash: hash,
            display_name,
            locale: viewer.locale,
            at,
        };
        let (guest, key) = (viewer.clone(), self.draw_key());
        let network = viewer.network().map(str::to_owned);
        let most_lines = self.policy.cart_lines;
        self.store
            .write(move |tx| {
                let Some(user_id) = account::insert(tx, &user)? else {
                    return Err(taken());
                };
                Newcomer::Account.admit(tx, network.as_deref(), at)?;
                let merged = merge::guest_into_user(tx, &guest, user_id, most_lines, &key, at)?;
                let display_name = user.display_name.clone();
                Ok(Login {
                    who: SignedIn {
                        user_id,
                        display_name,
                    },
                    merged,
                })
            })
            .await
    }

    /// Checks login and password, and moves the guest's cart into the account's. The caller rotates
    /// the session.
    ///
    /// # Errors
    /// `Refused(WrongLogin)` for an unknown login or a wrong password, after the same work;
    /// `Refused(TooManyTries)` after 5 tries a minute or 20 an hour from one address on one
    /// account, or 100 an hour on the account from all addresses.
    pub async fn sign_in(&self, viewer: &Viewer, form: SignInForm) -> Result<Login, Error> {
        let user = self.authenticate(viewer, form).await?;
        let (guest, key, at) = (viewer.clone(), self.draw_key(), self.now());
        let (user_id, most_lines) = (user.id, self.policy.cart_lines);
        let merged = self
            .store
            .write(move |tx| merge::guest_into_user(tx, &guest, user_id, most_lines, &key, at))
            .await?;
        Ok(Login {
            who: SignedIn {
                user_id,
                display_name: user.display_name,
            },
            merged,
        })
    }

    /// The active user behind a session, or `None` if locked or deleted.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn user(&self, user_id: i64) -> Result<Option<SignedIn>, Error> {
        let user = self.store.read(move |tx| account::get(tx, user_id)).await?;
        Ok(user.filter(User::is_active).map(|user| SignedIn {
            user_id,
            display_name: user.display_name,
        }))
    }

    /// The active user of this login, if the password is right. For signing in.
    pub(crate) async fn authenticate(
        &self,
        viewer: &Viewer,
        form: SignInForm,
    ) -> Result<User, Error> {
        self.compare(form, |login| Counted::sign_in(login, viewer))
            .await
    }

    /// The active user of this login, if the password is right. `counted` gives the keys under
    /// which the try is counted.
    pub(crate) async fn compare(
        &self,
        form: SignInForm,
        counted: impl FnOnce(&str) -> Counted,
    ) -> Result<User, Error> {
        // A password may be made of characters that cannot be seen.
        let missing: Vec<FieldError> = [
            ("login", validate::code(&form.login).is_empty()),
            ("password", form.password.is_empty()),
        ]
        .into_iter()
        .filter(|(_, is_missing)| *is_missing)
        .map(|(field, _)| field_error(field, ErrorCode::Required))
        .collect();
        if !missing.is_empty() {
            return Err(Refusal::fields(missing).into());
        }
        // Text that cannot be a login is counted and hashed like an unknown login.
        let login = validate::login(&form.login).ok();
        let counted = counted(
            login
                .as_ref()
                .map_or(form.login.as_str(), LoginName::as_str),
        );
        self.admit_try(&counted).await?;
        let user = self.store.read(move |tx| find(tx, login.as_ref())).await?;
        let stored = user.as_ref().and_then(|user| user.password_hash.clone());
        let checked = self
            .limits
            .hashing
            .verify(stored, self.salt(), form.password)
            .await?;
        let Some(user) = user.filter(|user| checked.fits && user.is_active()) else {
            return Err(Error::refused(ErrorCode::WrongLogin));
        };
        self.forget_tries(&counted).await?;
        if let (Some(old), Some(new)) = (user.password_hash.clone(), checked.rehashed) {
            let (id, at) = (user.id, self.now());
            // Compare-and-set, so that a password changed meanwhile is kept.
            self.store
                .write(move |tx| account::set_password_hash(tx, id, &old, &new, at))
                .await?;
        }
        Ok(user)
    }

    /// Number of password hashes since the shop was created. Shows the load of signing in, and lets
    /// tests compare work without measuring time.
    #[must_use]
    pub fn password_hashes(&self) -> u64 {
        self.limits.hashing.made()
    }

    fn salt(&self) -> [u8; password::SALT_LEN] {
        ids::draw(self.ids.as_ref())
    }

    /// Hashes a password as signing up does, for accounts that are not created by a form.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn hash_password(&self, password: &str) -> Result<String, Error> {
        self.limits
            .hashing
            .hash(self.salt(), password.to_owned())
            .await
    }
}

/// Checks a new password as signing up does.
///
/// # Errors
/// Why it is refused.
pub(crate) fn check_password(typed: &str, login: &str) -> Result<(), ErrorCode> {
    validate::password(&password::normal(typed), login)
}

pub(crate) fn find(
    tx: &mut store::Tx<'_>,
    login: Option<&LoginName>,
) -> Result<Option<User>, store::StoreError> {
    login.map_or(Ok(None), |login| account::by_login(tx, login))
}

pub(crate) fn new_account(
    login: &str,
    name: &str,
    password: &str,
) -> Result<(LoginName, String), Error> {
    let login_read = validate::new_login(login);
    let name_read = validate::display_name(name);
    let password_read = check_password(password, login);
    match (login_read, name_read, password_read) {
        (Ok(login), Ok(name), Ok(())) => Ok((login, name)),
        (login, name, password) => {
            let codes = [
                ("login", login.err()),
                ("display_name", name.err()),
                ("password", password.err()),
            ];
            let fields = codes
                .into_iter()
                .filter_map(|(field, code)| code.map(|code| field_error(field, code)))
                .collect();
            Err(Refusal::fields(fields).into())
        }
    }
}

fn field_error(field: &str, code: ErrorCode) -> FieldError {
    FieldError {
        field: field.to_owned(),
        code,
    }
}

/// The login belongs to another account.
pub(crate) fn taken() -> Error {
    let mut refusal = Refusal::new(ErrorCode::LoginTaken);
    refusal
        .fields
        .push(field_error("login", ErrorCode::LoginTaken));
    refusal.into()
}
