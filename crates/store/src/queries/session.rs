//! Sessions. Deleting one deletes its open guest cart too.

use crate::{
    bug::{Bug, is_planted},
    error::StoreError,
    models::{
        session::{NewSession, Session},
        staff::SessionSeen,
    },
    schema::{cart_lines, carts, sessions},
    tx::Tx,
};
use diesel::prelude::*;
use domain::{session::SessionKind, time::Millis};

/// Inserts a session. Returns its key, or `None` if the token is taken and a new one must be drawn.
pub fn create(
    tx: &mut Tx<'_>,
    session: &NewSession,
    now: Millis,
) -> Result<Option<i64>, StoreError> {
    tx.insert_or_known(|c| {
        diesel::insert_into(sessions::table)
            .values((
                sessions::token_hash.eq(&session.token_hash),
                sessions::user_id.eq(session.user_id),
                sessions::kind.eq(session.kind.as_str()),
                sessions::record.eq(&session.record),
                sessions::created_at.eq(now.get()),
                sessions::last_seen_at.eq(now.get()),
                sessions::expires_at.eq(session.expires_at.get()),
                sessions::ip_prefix.eq(&session.ip_prefix),
            ))
            .returning(sessions::id)
            .get_result(c)
    })
}

/// Updates the data of a session. False if it has ended: nothing is inserted, because a save that
/// waited behind the sign-out must not bring the session back.
pub fn update(tx: &mut Tx<'_>, session: &NewSession, now: Millis) -> Result<bool, StoreError> {
    let updated = tx.q(|c| {
        diesel::update(sessions::table.filter(sessions::token_hash.eq(&session.token_hash)))
            .set((
                sessions::user_id.eq(session.user_id),
                sessions::record.eq(&session.record),
                sessions::last_seen_at.eq(now.get()),
                sessions::expires_at.eq(session.expires_at.get()),
                sessions::ip_prefix.eq(&session.ip_prefix),
            ))
            .execute(c)
    })?;
    if updated == 0 && is_planted(Bug::SessionInsertedAgain) {
        return Ok(create(tx, session, now)?.is_some());
    }
    Ok(updated == 1)
}

/// The live session with this token hash.
pub fn load(tx: &mut Tx<'_>, token_hash: &str, now: Millis) -> Result<Option<Session>, StoreError> {
    tx.q(|c| {
        sessions::table
            .filter(sessions::token_hash.eq(token_hash))
            .filter(sessions::expires_at.gt(now.get()))
            .select(Session::as_select())
            .first(c)
            .optional()
    })
}

/// The live sessions of a user, of both kinds, the last used first.
pub fn of_user(tx: &mut Tx<'_>, user_id: i64, now: Millis) -> Result<Vec<SessionSeen>, StoreError> {
    tx.q(|c| {
        sessions::table
            .filter(sessions::user_id.eq(user_id))
            .filter(sessions::expires_at.gt(now.get()))
            .order((sessions::last_seen_at.desc(), sessions::id.desc()))
            .select(SessionSeen::as_select())
            .load(c)
    })
}

/// Deletes a session and its guest cart. False if there was none.
pub fn delete(tx: &mut Tx<'_>, token_hash: &str) -> Result<bool, StoreError> {
    let ids = tx.q(|c| {
        sessions::table
            .filter(sessions::token_hash.eq(token_hash))
            .select(sessions::id)
            .load::<i64>(c)
    })?;
    Ok(remove(tx, &ids)? > 0)
}

/// Deletes every session of a user except the one with the token hash `keep`: signs out everywhere
/// else. Returns their number.
pub fn delete_of_user(
    tx: &mut Tx<'_>,
    user_id: i64,
    keep: Option<&str>,
) -> Result<usize, StoreError> {
    let ids = tx.q(|c| {
        sessions::table
            .filter(sessions::user_id.eq(user_id))
            .filter(sessions::token_hash.ne(keep.unwrap_or_default()))
            .select(sessions::id)
            .load::<i64>(c)
    })?;
    remove(tx, &ids)
}

/// Deletes the sessions of a user and kind except the newest `most`. Returns their number.
pub fn keep_newest(
    tx: &mut Tx<'_>,
    user_id: i64,
    kind: SessionKind,
    most: usize,
) -> Result<usize, StoreError> {
    let ids = tx.q(|c| {
        sessions::table
            .filter(sessions::user_id.eq(user_id))
            .filter(sessions::kind.eq(kind.as_str()))
            .order(sessions::id.desc())
            .select(sessions::id)
            .load::<i64>(c)
    })?;
    let oldest: Vec<i64> = ids.into_iter().skip(most).collect();
    remove(tx, &oldest)
}

/// Deletes up to `limit` expired sessions and their guest carts. Returns their number.
pub fn expire(tx: &mut Tx<'_>, now: Millis, limit: i64) -> Result<usize, StoreError> {
    let ids = tx.q(|c| {
        sessions::table
            .filter(sessions::expires_at.le(now.get()))
            .order(sessions::expires_at)
            .limit(limit)
            .select(sessions::id)
            .load::<i64>(c)
    })?;
    remove(tx, &ids)
}

fn remove(tx: &mut Tx<'_>, ids: &[i64]) -> Result<usize, StoreError> {
    if ids.is_empty() {
        return Ok(0);
    }
    let orphans = tx.q(|c| {
        carts::table
            .filter(carts::session_id.eq_any(ids))
            .select(carts::id)
            .load::<i64>(c)
    })?;
    if !orphans.is_empty() {
        tx.q(|c| {
            diesel::delete(cart_lines::table.filter(cart_lines::cart_id.eq_any(&orphans)))
                .execute(c)
        })?;
        tx.q(|c| diesel::delete(carts::table.filter(carts::id.eq_any(&orphans))).execute(c))?;
    }
    tx.q(|c| diesel::delete(sessions::table.filter(sessions::id.eq_any(ids))).execute(c))
}
