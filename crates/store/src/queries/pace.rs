//! Rate limits, counted in the database so that all processes share the count. A window opens with
//! the first try and admits a fixed number. One conditional update counts, so that two processes
//! cannot both take the last place.

use crate::{error::StoreError, schema::pace_counts, tx::Tx};
use diesel::prelude::*;
use domain::time::{Millis, horizon};

/// Counts a try at `now` under `key_hash`. False, without counting, if the window of `window`
/// milliseconds already admitted `most`.
pub fn admit(
    tx: &mut Tx<'_>,
    key_hash: &str,
    now: Millis,
    window: i64,
    most: i64,
) -> Result<bool, StoreError> {
    if count(tx, key_hash, now, window, most)? || open_anew(tx, key_hash, now, window)? {
        return Ok(true);
    }
    let first: Option<usize> = tx.insert_or_known(|c| {
        diesel::insert_into(pace_counts::table)
            .values((
                pace_counts::key_hash.eq(key_hash),
                pace_counts::since.eq(now.get()),
                pace_counts::tries.eq(1),
            ))
            .execute(c)
    })?;
    match first {
        Some(_) => Ok(true),
        // A known row: the window is full, or another process opened it in between.
        None => count(tx, key_hash, now, window, most),
    }
}

fn count(
    tx: &mut Tx<'_>,
    key_hash: &str,
    now: Millis,
    window: i64,
    most: i64,
) -> Result<bool, StoreError> {
    let counted = tx.q(|c| {
        diesel::update(
            pace_counts::table
                .filter(pace_counts::key_hash.eq(key_hash))
                .filter(pace_counts::since.gt(now.plus(-window).get()))
                .filter(pace_counts::since.le(horizon(now).get()))
                .filter(pace_counts::tries.lt(most)),
        )
        .set(pace_counts::tries.eq(pace_counts::tries + 1))
        .execute(c)
    })?;
    Ok(counted == 1)
}

/// Restarts the window if it is over, or if it opened in the future because a clock was ahead.
fn open_anew(
    tx: &mut Tx<'_>,
    key_hash: &str,
    now: Millis,
    window: i64,
) -> Result<bool, StoreError> {
    let opened = tx.q(|c| {
        diesel::update(
            pace_counts::table
                .filter(pace_counts::key_hash.eq(key_hash))
                .filter(
                    pace_counts::since
                        .le(now.plus(-window).get())
                        .or(pace_counts::since.gt(horizon(now).get())),
                ),
        )
        .set((pace_counts::since.eq(now.get()), pace_counts::tries.eq(1)))
        .execute(c)
    })?;
    Ok(opened == 1)
}

/// Deletes the count under `key_hash`.
pub fn forget(tx: &mut Tx<'_>, key_hash: &str) -> Result<(), StoreError> {
    tx.q(|c| {
        diesel::delete(pace_counts::table.filter(pace_counts::key_hash.eq(key_hash))).execute(c)
    })?;
    Ok(())
}

/// Deletes up to `limit` windows that opened before `before`. Returns their number.
pub fn purge(tx: &mut Tx<'_>, before: Millis, limit: i64) -> Result<usize, StoreError> {
    let old: Vec<String> = tx.q(|c| {
        pace_counts::table
            .filter(pace_counts::since.lt(before.get()))
            .order(pace_counts::since)
            .limit(limit)
            .select(pace_counts::key_hash)
            .load(c)
    })?;
    // The time is compared again, so that a window reopened just now keeps its count.
    tx.q(|c| {
        diesel::delete(
            pace_counts::table
                .filter(pace_counts::key_hash.eq_any(&old))
                .filter(pace_counts::since.lt(before.get())),
        )
        .execute(c)
    })
}
