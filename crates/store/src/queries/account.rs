//! Accounts and their roles.

use crate::{
    error::StoreError,
    models::account::{NewUser, User},
    schema::{staff_roles, users},
    tx::Tx,
};
use diesel::prelude::*;
use domain::{
    account::UserStatus,
    staff::{Role, Roles},
    time::Millis,
    validate::Login,
};

/// The account with this key.
pub fn get(tx: &mut Tx<'_>, id: i64) -> Result<Option<User>, StoreError> {
    tx.q(|c| {
        users::table
            .filter(users::id.eq(id))
            .select(User::as_select())
            .first(c)
            .optional()
    })
}

/// The account that signs in with this name; locked and deleted ones too.
pub fn by_login(tx: &mut Tx<'_>, login: &Login) -> Result<Option<User>, StoreError> {
    tx.q(|c| match login {
        Login::Email(email) => users::table
            .filter(users::email.eq(email))
            .select(User::as_select())
            .first(c)
            .optional(),
        Login::Phone(phone) => users::table
            .filter(users::phone.eq(phone))
            .select(User::as_select())
            .first(c)
            .optional(),
    })
}

/// True if there is any account, whatever its status.
pub fn any(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    let first: Option<i64> = tx.q(|c| users::table.select(users::id).first(c).optional())?;
    Ok(first.is_some())
}

/// Inserts an account. Returns its key, or `None` if the login is taken: the transaction goes on.
pub fn insert(tx: &mut Tx<'_>, user: &NewUser) -> Result<Option<i64>, StoreError> {
    let (email, phone) = match &user.login {
        Login::Email(email) => (Some(email.as_str()), None),
        Login::Phone(phone) => (None, Some(phone.as_str())),
    };
    tx.insert_or_known(|c| {
        diesel::insert_into(users::table)
            .values((
                users::email.eq(email),
                users::phone.eq(phone),
                users::password_hash.eq(Some(user.password_hash.as_str())),
                users::display_name.eq(&user.display_name),
                users::locale.eq(user.locale.as_str()),
                users::status.eq(UserStatus::Active.as_str()),
                users::created_at.eq(user.at.get()),
                users::updated_at.eq(user.at.get()),
                users::version.eq(1_i64),
            ))
            .returning(users::id)
            .get_result(c)
    })
}

/// Replaces the password hash if it still is `old`; false if it has changed.
pub fn set_password_hash(
    tx: &mut Tx<'_>,
    id: i64,
    old: &str,
    new: &str,
    at: Millis,
) -> Result<bool, StoreError> {
    let changed = tx.q(|c| {
        diesel::update(
            users::table
                .filter(users::id.eq(id))
                .filter(users::password_hash.eq(old)),
        )
        .set((
            users::password_hash.eq(Some(new)),
            users::updated_at.eq(at.get()),
            users::version.eq(users::version + 1),
        ))
        .execute(c)
    })?;
    Ok(changed == 1)
}

/// The roles of an account; none for a customer.
///
/// # Errors
/// `Broken` for a role that no enum knows.
pub fn roles(tx: &mut Tx<'_>, user_id: i64) -> Result<Roles, StoreError> {
    let words: Vec<String> = tx.q(|c| {
        staff_roles::table
            .filter(staff_roles::user_id.eq(user_id))
            .order(staff_roles::role.asc())
            .select(staff_roles::role)
            .load(c)
    })?;
    let roles: Result<Vec<Role>, _> = words.iter().map(|word| word.parse()).collect();
    roles.map(Roles).map_err(StoreError::broken)
}

/// True if any account has this role, locked accounts included.
pub fn any_with(tx: &mut Tx<'_>, role: Role) -> Result<bool, StoreError> {
    let first: Option<i64> = tx.q(|c| {
        staff_roles::table
            .filter(staff_roles::role.eq(role.as_str()))
            .select(staff_roles::user_id)
            .first(c)
            .optional()
    })?;
    Ok(first.is_some())
}

/// Adds a role. False if the account has it already.
pub fn add_role(tx: &mut Tx<'_>, user_id: i64, role: Role) -> Result<bool, StoreError> {
    let added = tx.insert_or_known(|c| {
        diesel::insert_into(staff_roles::table)
            .values((
                staff_roles::user_id.eq(user_id),
                staff_roles::role.eq(role.as_str()),
            ))
            .execute(c)
    })?;
    Ok(added.is_some())
}
