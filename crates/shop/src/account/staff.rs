//! Staff accounts: sign-in, roles read for each request, and `zhanggui admin create`.

use super::{field_error, find, new_account};
use crate::{Error, Shop, Viewer, acting::Nothing, staff::missing, viewer::Staff};
use domain::{
    error::{ErrorCode, Refusal},
    form::SignInForm,
    staff::{Role, Roles, StaffAct},
    time::{MINUTE, Millis},
    validate,
};
use store::{
    models::account::{NewUser, User},
    queries::{
        account,
        admin::AdminPage,
        audit_log::{self, Which},
        session, staff,
    },
};

impl Shop {
    /// Checks login and password of a member of staff; an account without a role is a wrong login.
    /// The activity log records each sign-in, and at most one failed try a minute without a name:
    /// finding out whose login it was would cost different work, and strangers must not fill the
    /// log.
    ///
    /// # Errors
    /// As [`Self::sign_in`].
    pub async fn staff_sign_in(&self, viewer: &Viewer, form: SignInForm) -> Result<Staff, Error> {
        let login: String = form.login.trim().chars().take(64).collect();
        let masked = validate::mask_login(&login.replace(char::is_control, " "));
        let found = match self.authenticate(viewer, form).await {
            Ok(user) => self.staff(user.id).await?,
            Err(Error::Refused(refusal)) if refusal.code == ErrorCode::WrongLogin => None,
            Err(other) => return Err(other),
        };
        let (now, seen, known) = (self.now(), viewer.clone(), found.clone());
        self.store
            .write(move |tx| {
                let (acting, act) = match &known {
                    Some(found) => {
                        staff::signed_in(tx, found.user_id, now)?;
                        (seen.at_work(found), StaffAct::SignIn)
                    }
                    None if failed_lately(tx, now)? => return Ok(()),
                    None => (seen.at_work(&Staff::nobody()), StaffAct::SignInFailed),
                };
                acting.log(tx, act, &masked, &Nothing {}, &Nothing {}, now)
            })
            .await?;
        found.ok_or_else(|| Error::refused(ErrorCode::WrongLogin))
    }

    /// Logs that a member of staff signed out; does nothing for others.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn staff_sign_out(&self, viewer: &Viewer) -> Result<(), Error> {
        let Some(staff) = &viewer.staff else {
            return Ok(());
        };
        let (acting, now) = (viewer.at_work(staff), self.now());
        self.store
            .write(move |tx| {
                let (act, name) = (StaffAct::SignOut, acting.display_name());
                acting.log(tx, act, name, &Nothing {}, &Nothing {}, now)
            })
            .await
    }

    /// The active user with staff roles behind an admin session, or `None`. Their second step is not done yet
    /// ([`Staff::stepped`]).
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn staff(&self, user_id: i64) -> Result<Option<Staff>, Error> {
        let demand = self.policy.second_factor;
        self.store
            .read(move |tx| {
                let Some(user) = account::get(tx, user_id)?.filter(User::is_active) else {
                    return Ok(None);
                };
                let roles = account::roles(tx, user_id)?;
                if !roles.is_staff() {
                    return Ok(None);
                }
                let step = missing(tx, demand, &user, &roles)?;
                Ok::<_, Error>(Some(Staff {
                    user_id,
                    two_step: user.totp_secret_enc.is_some(),
                    display_name: user.display_name,
                    roles,
                    proved_at: None,
                    step,
                }))
            })
            .await
    }

    /// Creates a member of staff, or gives the roles to an existing account (`zhanggui admin
    /// create`). An existing account keeps its name and password, and `password` must match it: a
    /// stranger may have registered the address before.
    ///
    /// # Errors
    /// `Refused` with field codes, as for [`Self::sign_up`]; `Refused(LoginTaken)` if an account
    /// with this login is not active or has another password.
    pub async fn create_staff(
        &self,
        login: &str,
        display_name: &str,
        password: &str,
        roles: &[Role],
    ) -> Result<(), Error> {
        let roles = Roles(roles.to_vec());
        // Read as at sign-in: an account may have a login that nobody could register today.
        let sought = validate::login(login).ok();
        let known = self.store.read(move |tx| find(tx, sought.as_ref())).await?;
        if let Some(user) = known {
            return self.promote(user, password, roles).await;
        }
        let (login, display_name) = new_account(login, display_name, password)?;
        let hash = self
            .limits
            .hashing
            .hash(self.salt(), password.to_owned())
            .await?;
        let user = NewUser {
            login,
            password_hash: hash,
            display_name,
            locale: domain::locale::Locale::ZhCn,
            at: self.now(),
        };
        self.store
            .write(move |tx| open_account(tx, &user, &roles))
            .await
    }

    /// Adds the missing roles to an account, if the password matches.
    async fn promote(&self, user: User, password: &str, roles: Roles) -> Result<(), Error> {
        let owner = self.prove_own(user, password).await?;
        self.store
            .write(move |tx| {
                owner.still(tx)?;
                grant(tx, owner.user.id, &roles)?;
                // New roles end the sessions from before, so that they need a new sign-in.
                session::delete_of_user(tx, owner.user.id, None)?;
                Ok(())
            })
            .await
    }

    /// Checks that the password is the account's own.
    ///
    /// # Errors
    /// `Refused(LoginTaken)` if it is not.
    pub(crate) async fn prove_own(&self, user: User, password: &str) -> Result<Proven, Error> {
        let checked = self
            .limits
            .hashing
            .verify(user.password_hash.clone(), self.salt(), password.to_owned())
            .await?;
        if checked.fits {
            Ok(Proven { user })
        } else {
            Err(not_theirs())
        }
    }
}

/// An account whose own password was typed.
#[derive(Debug, Clone)]
pub(crate) struct Proven {
    /// As it was then.
    pub(crate) user: User,
}

impl Proven {
    /// Checks in the transaction that the account is not locked, and its password still is the one
    /// that was compared.
    ///
    /// # Errors
    /// `Refused(LoginTaken)` otherwise.
    pub(crate) fn still(&self, tx: &mut store::Tx<'_>) -> Result<(), Error> {
        let is_same = account::get(tx, self.user.id)?
            .is_some_and(|now| now.is_active() && now.password_hash == self.user.password_hash);
        if is_same { Ok(()) } else { Err(not_theirs()) }
    }
}

/// True if the log has a failed try of the last minute.
fn failed_lately(tx: &mut store::Tx<'_>, now: Millis) -> Result<bool, Error> {
    let failed = Which {
        act: Some(StaffAct::SignInFailed),
        ..Which::default()
    };
    let last = audit_log::list(tx, &failed, AdminPage::First, 1)?;
    let age = last.first().and_then(|act| act.at.age(now));
    Ok(age.is_some_and(|age| age < MINUTE))
}

/// Creates an account with these roles, which may be empty.
///
/// # Errors
/// `Refused(LoginTaken)` if the login is taken.
pub fn open_account(tx: &mut store::Tx<'_>, user: &NewUser, roles: &Roles) -> Result<(), Error> {
    let user_id = account::insert(tx, user)?.ok_or_else(not_theirs)?;
    grant(tx, user_id, roles)
}

/// Gives an account the roles that it lacks. One that was disabled is a member again.
pub(crate) fn grant(tx: &mut store::Tx<'_>, user_id: i64, roles: &Roles) -> Result<(), Error> {
    staff::restore(tx, user_id)?;
    for role in &roles.0 {
        account::add_role(tx, user_id, *role)?;
    }
    Ok(())
}

/// The login belongs to an account with another password.
fn not_theirs() -> Error {
    let mut refusal = Refusal::new(ErrorCode::LoginTaken);
    refusal
        .fields
        .push(field_error("password", ErrorCode::WrongLogin));
    refusal.into()
}
