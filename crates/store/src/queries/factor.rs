//! The second step of signing in: its sealed secret, the last code that counted, and recovery codes.

use crate::{
    error::StoreError,
    schema::{recovery_codes, users},
    tx::Tx,
};
use diesel::prelude::*;
use domain::time::Millis;

/// Stores a new secret, or none, and forgets all recovery codes. `step` is the period of the code that proved it.
/// False if the account has changed since it was `seen`.
pub fn set_secret(
    tx: &mut Tx<'_>,
    user_id: i64,
    seen: i64,
    sealed: Option<&str>,
    step: i64,
    now: Millis,
) -> Result<bool, StoreError> {
    let changed = tx.q(|c| {
        diesel::update(
            users::table
                .filter(users::id.eq(user_id))
                .filter(users::version.eq(seen)),
        )
        .set((
            users::totp_secret_enc.eq(sealed),
            users::totp_last_step.eq(step),
            users::updated_at.eq(now.get()),
            users::version.eq(users::version + 1),
        ))
        .execute(c)
    })?;
    if changed == 1 {
        clear_codes(tx, user_id)?;
    }
    Ok(changed == 1)
}

/// Uses up the code of a period. False if one of it or of a later one counted before: a code counts once, whoever saw
/// it. A last period after `latest` was written by a clock that was ahead, and counts as absent.
pub fn use_step(tx: &mut Tx<'_>, user_id: i64, step: i64, latest: i64) -> Result<bool, StoreError> {
    let changed = tx.q(|c| {
        diesel::update(
            users::table
                .filter(users::id.eq(user_id))
                .filter(users::totp_secret_enc.is_not_null())
                .filter(
                    users::totp_last_step
                        .lt(step)
                        .or(users::totp_last_step.gt(latest)),
                ),
        )
        .set(users::totp_last_step.eq(step))
        .execute(c)
    })?;
    Ok(changed == 1)
}

/// Adds recovery codes by their hashes.
pub fn add_codes(tx: &mut Tx<'_>, user_id: i64, hashes: &[String]) -> Result<(), StoreError> {
    for hash in hashes {
        tx.q(|c| {
            diesel::insert_into(recovery_codes::table)
                .values((
                    recovery_codes::code_hash.eq(hash),
                    recovery_codes::user_id.eq(user_id),
                ))
                .execute(c)
        })?;
    }
    Ok(())
}

/// Forgets all recovery codes of an account.
pub fn clear_codes(tx: &mut Tx<'_>, user_id: i64) -> Result<(), StoreError> {
    tx.q(|c| {
        diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(user_id))).execute(c)
    })?;
    Ok(())
}

/// Uses up a recovery code. False if the account has none with this hash.
pub fn use_code(tx: &mut Tx<'_>, user_id: i64, hash: &str) -> Result<bool, StoreError> {
    let removed = tx.q(|c| {
        diesel::delete(
            recovery_codes::table
                .filter(recovery_codes::code_hash.eq(hash))
                .filter(recovery_codes::user_id.eq(user_id)),
        )
        .execute(c)
    })?;
    Ok(removed == 1)
}

/// How many recovery codes an account has left.
pub fn codes_left(tx: &mut Tx<'_>, user_id: i64) -> Result<i64, StoreError> {
    tx.q(|c| {
        recovery_codes::table
            .filter(recovery_codes::user_id.eq(user_id))
            .count()
            .get_result(c)
    })
}
