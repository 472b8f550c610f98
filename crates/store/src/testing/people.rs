//! Changes to accounts that no page makes yet, for tests.

use crate::{error::StoreError, schema::users, tx::Tx};
use diesel::prelude::*;
use domain::{account::UserStatus, time::Millis};

/// Locks an account.
///
/// # Errors
/// `Gone` if there is no such account.
pub fn lock_account(tx: &mut Tx<'_>, id: i64, at: Millis) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::update(users::table.filter(users::id.eq(id)))
            .set((
                users::status.eq(UserStatus::Locked.as_str()),
                users::updated_at.eq(at.get()),
                users::version.eq(users::version + 1),
            ))
            .execute(c)
    })
}
