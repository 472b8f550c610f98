//! Staff accounts: the staff door, roles read for each request, and `zhanggui admin create`.

use super::{field_error, new_account};
use crate::{Error, Shop, Viewer, acting::Nothing, viewer::Staff};
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
        session,
    },
};

impl Shop {
    /// Checks a member of staff's login and password. No role is a wrong login. Who came in stands in the log of staff
    /// acts, and so does one failed try a minute, under nobody's name: whose it was is not proven, to tell the logins of
    /// staff from others there would cost different work, and a log that nothing is ever taken from must not be a
    /// stranger's to fill.
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
                    Some(staff) => (seen.at_work(staff), StaffAct::SignIn),
                    None if failed_lately(tx, now)? => return Ok(()),
                    None => (seen.at_work(&Staff::nobody()), StaffAct::SignInFailed),
                };
                acting.log(tx, act, &masked, &Nothing {}, &Nothing {}, now)
            })
            .await?;
        found.ok_or_else(|| Error::refused(ErrorCode::WrongLogin))
    }

    /// Notes that a member of staff signed out; nothing for anybody else.
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

    /// The active user with staff roles behind an admin session, or `None`.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn staff(&self, user_id: i64) -> Result<Option<Staff>, Error> {
        let found = self
            .store
            .read(move |tx| {
                let Some(user) = account::get(tx, user_id)? else {
                    return Ok(None);
                };
                Ok::<_, Error>(Some((user, account::roles(tx, user_id)?)))
            })
            .await?;
        Ok(found
            .filter(|(user, roles)| user.is_active() && roles.is_staff())
            .map(|(user, roles)| Staff {
                user_id,
                display_name: user.display_name,
                roles,
                proved_at: None,
            }))
    }

    /// Creates a member of staff, or gives an existing account the roles (`zhanggui admin create`).
    /// An existing account keeps its name and its password, so `password` must be its own: anybody
    /// may have registered the address before, and roles go only to whom the operator means.
    ///
    /// # Errors
    /// `Refused` with field codes, as for [`Self::sign_up`]; `Refused(LoginTaken)` if there is an
    /// account of this login that is not active or has another password.
    pub async fn create_staff(
        &self,
        login: &str,
        display_name: &str,
        password: &str,
        roles: &[Role],
    ) -> Result<(), Error> {
        let (login, display_name) = new_account(login, display_name, password)?;
        let roles = Roles(roles.to_vec());
        let sought = login.clone();
        let known = self
            .store
            .read(move |tx| account::by_login(tx, &sought))
            .await?;
        if let Some(user) = known {
            return self.promote(user, password, roles).await;
        }
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

    /// Gives an account the roles it lacks, if the password is its own.
    async fn promote(&self, user: User, password: &str, roles: Roles) -> Result<(), Error> {
        let proven = user.password_hash.clone();
        let checked = self
            .limits
            .hashing
            .verify(proven.clone(), self.salt(), password.to_owned())
            .await?;
        if !checked.fits {
            return Err(not_theirs());
        }
        self.store
            .write(move |tx| {
                // Locked, or under another password since it was compared: not who was meant.
                let still = account::get(tx, user.id)?
                    .is_some_and(|now| now.is_active() && now.password_hash == proven);
                if still {
                    grant(tx, user.id, &roles)?;
                    // Who may do more signs in anew: a session from before is worth nothing.
                    session::delete_of_user(tx, user.id, None)?;
                    Ok(())
                } else {
                    Err(not_theirs())
                }
            })
            .await
    }
}

/// True if a failed try of the last minute stands in the log.
fn failed_lately(tx: &mut store::Tx<'_>, now: Millis) -> Result<bool, Error> {
    let failed = Which {
        act: Some(StaffAct::SignInFailed),
        ..Which::default()
    };
    let last = audit_log::list(tx, &failed, AdminPage::First, 1)?;
    let age = last.first().and_then(|act| act.at.age(now));
    Ok(age.is_some_and(|age| age < MINUTE))
}

/// Opens an account with these roles, which may be none.
///
/// # Errors
/// `Refused(LoginTaken)` if there is one of this login.
pub fn open_account(tx: &mut store::Tx<'_>, user: &NewUser, roles: &Roles) -> Result<(), Error> {
    let user_id = account::insert(tx, user)?.ok_or_else(not_theirs)?;
    grant(tx, user_id, roles)
}

fn grant(tx: &mut store::Tx<'_>, user_id: i64, roles: &Roles) -> Result<(), Error> {
    for role in &roles.0 {
        account::add_role(tx, user_id, *role)?;
    }
    Ok(())
}

/// The login is taken by an account that the password does not open.
fn not_theirs() -> Error {
    let mut refusal = Refusal::new(ErrorCode::LoginTaken);
    refusal
        .fields
        .push(field_error("password", ErrorCode::WrongLogin));
    refusal.into()
}
