//! Staff accounts: the staff door, roles read for each request, and `zhanggui admin create`.

use super::new_account;
use crate::{Error, Shop, Viewer, viewer::Staff};
use domain::{
    error::ErrorCode,
    form::SignInForm,
    staff::{Role, Roles},
};
use store::{models::account::NewUser, queries::account};

impl Shop {
    /// Checks a member of staff's login and password. Errors as [`Self::sign_in`]; no role is a wrong login.
    pub async fn staff_sign_in(&self, _viewer: &Viewer, form: SignInForm) -> Result<Staff, Error> {
        let user = self.authenticate(form).await?;
        let staff = self.staff(user.id).await?;
        staff.ok_or_else(|| Error::refused(ErrorCode::WrongLogin))
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
            }))
    }

    /// Creates a member of staff, or gives an existing account the roles (`zhanggui admin create`).
    /// An existing account keeps its name and its password.
    ///
    /// # Errors
    /// `Refused` with field codes, as for [`Self::sign_up`].
    pub async fn create_staff(
        &self,
        login: &str,
        display_name: &str,
        password: &str,
        roles: &[Role],
    ) -> Result<(), Error> {
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
        let roles = Roles(roles.to_vec());
        self.store
            .write(move |tx| put_staff(tx, &user, &roles))
            .await
    }
}

/// Opens the account unless there is one of this login, then gives it the roles it lacks.
pub(crate) fn put_staff(
    tx: &mut store::Tx<'_>,
    user: &NewUser,
    roles: &Roles,
) -> Result<(), Error> {
    let user_id = match account::insert(tx, user)? {
        Some(id) => id,
        None => {
            account::by_login(tx, &user.login)?
                .ok_or(store::StoreError::Gone)?
                .id
        }
    };
    for role in &roles.0 {
        account::add_role(tx, user_id, *role)?;
    }
    Ok(())
}
