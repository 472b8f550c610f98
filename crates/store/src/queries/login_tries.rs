//! Sign-in tries, counted in the database so that all processes share the count. One row holds the
//! last five of a login, and one conditional update shifts them, so that two processes cannot both
//! take the last place.

use crate::{error::StoreError, schema::login_tries, tx::Tx};
use diesel::prelude::*;
use domain::time::{Millis, horizon};

/// Placeholder for a try that was not made yet.
const NEVER: i64 = 0;

/// Counts a try at `now` on the login with this hash. False, without counting, if there were five
/// after `since`. A try from the future counts as absent.
pub fn admit(
    tx: &mut Tx<'_>,
    login_hash: &str,
    now: Millis,
    since: Millis,
) -> Result<bool, StoreError> {
    if shift(tx, login_hash, now, since)? {
        return Ok(true);
    }
    let first: Option<usize> = tx.insert_or_known(|c| {
        diesel::insert_into(login_tries::table)
            .values((
                login_tries::login_hash.eq(login_hash),
                login_tries::at_1.eq(now.get()),
                login_tries::at_2.eq(NEVER),
                login_tries::at_3.eq(NEVER),
                login_tries::at_4.eq(NEVER),
                login_tries::at_5.eq(NEVER),
            ))
            .execute(c)
    })?;
    match first {
        Some(_) => Ok(true),
        // A known row: five tries already, or another process inserted it in between.
        None => shift(tx, login_hash, now, since),
    }
}

fn shift(
    tx: &mut Tx<'_>,
    login_hash: &str,
    now: Millis,
    since: Millis,
) -> Result<bool, StoreError> {
    let changed = tx.q(|c| {
        diesel::update(
            login_tries::table
                .filter(login_tries::login_hash.eq(login_hash))
                .filter(
                    login_tries::at_5
                        .le(since.get())
                        .or(login_tries::at_5.gt(horizon(now).get())),
                ),
        )
        .set((
            login_tries::at_1.eq(now.get()),
            login_tries::at_2.eq(login_tries::at_1),
            login_tries::at_3.eq(login_tries::at_2),
            login_tries::at_4.eq(login_tries::at_3),
            login_tries::at_5.eq(login_tries::at_4),
        ))
        .execute(c)
    })?;
    Ok(changed == 1)
}

/// Deletes the tries on a login after a successful sign-in.
pub fn forget(tx: &mut Tx<'_>, login_hash: &str) -> Result<(), StoreError> {
    tx.q(|c| {
        diesel::delete(login_tries::table.filter(login_tries::login_hash.eq(login_hash))).execute(c)
    })?;
    Ok(())
}

/// Deletes up to `limit` logins that were last tried before `before`. Returns their number.
pub fn purge(tx: &mut Tx<'_>, before: Millis, limit: i64) -> Result<usize, StoreError> {
    let old: Vec<String> = tx.q(|c| {
        login_tries::table
            .filter(login_tries::at_1.lt(before.get()))
            .order(login_tries::at_1)
            .limit(limit)
            .select(login_tries::login_hash)
            .load(c)
    })?;
    // The time is compared again, so that a login tried just now keeps its count.
    tx.q(|c| {
        diesel::delete(
            login_tries::table
                .filter(login_tries::login_hash.eq_any(&old))
                .filter(login_tries::at_1.lt(before.get())),
        )
        .execute(c)
    })
}
