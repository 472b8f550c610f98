//! Alarms: one row for each code and subject, open until a member of staff notes it.
//!
//! A row is locked after all others of its transaction's order. Alarms about different orders have
//! different subjects.

use crate::{error::StoreError, models::alarm::Alarm, schema::alarms, text::may_stand, tx::Tx};
use diesel::prelude::*;
use domain::{alarm::AlarmCode, time::Millis};

/// Raises an alarm `times` times: opens its row and counts.
pub fn raise(
    tx: &mut Tx<'_>,
    code: AlarmCode,
    subject: &str,
    times: i64,
    at: Millis,
) -> Result<(), StoreError> {
    if count(tx, code, subject, times, at)? {
        return Ok(());
    }
    let added: Option<i64> = tx.insert_or_known(|c| {
        diesel::insert_into(alarms::table)
            .values((
                alarms::code.eq(code.as_str()),
                alarms::subject.eq(subject),
                alarms::first_at.eq(at.get()),
                alarms::last_at.eq(at.get()),
                alarms::raised.eq(times),
                alarms::is_open.eq(1_i64),
                alarms::version.eq(1_i64),
            ))
            .returning(alarms::id)
            .get_result(c)
    })?;
    // Another transaction may have inserted the row meanwhile.
    if added.is_none() && !count(tx, code, subject, times, at)? {
        return Err(StoreError::Gone);
    }
    Ok(())
}

/// Counts on an existing row. False if there is none.
fn count(
    tx: &mut Tx<'_>,
    code: AlarmCode,
    subject: &str,
    times: i64,
    at: Millis,
) -> Result<bool, StoreError> {
    let changed = tx.q(|c| {
        diesel::update(
            alarms::table
                .filter(alarms::code.eq(code.as_str()))
                .filter(alarms::subject.eq(subject)),
        )
        .set((
            alarms::last_at.eq(at.get()),
            alarms::raised.eq(alarms::raised + times),
            alarms::is_open.eq(1_i64),
            alarms::version.eq(alarms::version + 1),
        ))
        .execute(c)
    })?;
    Ok(changed > 0)
}

/// The alarm of this code and subject.
pub fn find(tx: &mut Tx<'_>, code: &str, subject: &str) -> Result<Option<Alarm>, StoreError> {
    if !may_stand(code) || !may_stand(subject) {
        return Ok(None);
    }
    tx.q(|c| {
        alarms::table
            .filter(alarms::code.eq(code))
            .filter(alarms::subject.eq(subject))
            .select(Alarm::as_select())
            .first(c)
            .optional()
    })
}

/// Notes an alarm that was not raised again since it was read as `seen`. False if it was.
pub fn note(tx: &mut Tx<'_>, seen: &Alarm, by: i64, at: Millis) -> Result<bool, StoreError> {
    let changed = tx.q(|c| {
        diesel::update(
            alarms::table
                .filter(alarms::id.eq(seen.id))
                .filter(alarms::is_open.eq(1_i64))
                .filter(alarms::version.eq(seen.version)),
        )
        .set((
            alarms::is_open.eq(0_i64),
            alarms::noted_at.eq(Some(at.get())),
            alarms::noted_by.eq(Some(by)),
            alarms::version.eq(alarms::version + 1),
        ))
        .execute(c)
    })?;
    Ok(changed == 1)
}

/// Open or noted alarms, the latest first, at most `limit`.
pub fn list(tx: &mut Tx<'_>, is_open: bool, limit: i64) -> Result<Vec<Alarm>, StoreError> {
    tx.q(|c| {
        alarms::table
            .filter(alarms::is_open.eq(i64::from(is_open)))
            .order((alarms::last_at.desc(), alarms::id.desc()))
            .limit(limit)
            .select(Alarm::as_select())
            .load(c)
    })
}

/// Deletes up to `limit` noted alarms that were last raised before `before`. Returns their number.
pub fn purge(tx: &mut Tx<'_>, before: Millis, limit: i64) -> Result<usize, StoreError> {
    let ids: Vec<i64> = tx.q(|c| {
        alarms::table
            .filter(alarms::is_open.eq(0_i64))
            .filter(alarms::last_at.lt(before.get()))
            .order((alarms::last_at, alarms::id))
            .limit(limit)
            .select(alarms::id)
            .load(c)
    })?;
    tx.q(|c| {
        diesel::delete(
            alarms::table
                .filter(alarms::id.eq_any(&ids))
                .filter(alarms::is_open.eq(0_i64)),
        )
        .execute(c)
    })
}
