//! Jobs: filed in the transaction that needs them, claimed by compare-and-set, fenced by the epoch
//! of the claim. A job may run twice; a worker whose lease has expired changes nothing.

pub mod desk;

use crate::{
    conn::Db,
    error::StoreError,
    models::job::{Job, JobState, Kinds, Lease, NewJob},
    schema::jobs,
    tx::Tx,
};
use diesel::prelude::*;
use domain::time::{Millis, horizon};

/// Files a job. `None` if a ready one has its `dedupe_key` and serves instead.
pub fn enqueue(tx: &mut Tx<'_>, job: &NewJob) -> Result<Option<i64>, StoreError> {
    tx.insert_or_known(|c| {
        diesel::insert_into(jobs::table)
            .values((
                jobs::kind.eq(&job.kind),
                jobs::dedupe_key.eq(job.dedupe_key.as_deref()),
                jobs::payload_json.eq(&job.payload_json),
                jobs::run_at.eq(job.run_at.get()),
                jobs::tries.eq(0_i64),
                jobs::failures.eq(0_i64),
                jobs::max_tries.eq(job.max_tries),
                jobs::state.eq(JobState::Ready.as_str()),
                jobs::lease_epoch.eq(0_i64),
                jobs::created_at.eq(job.created_at.get()),
                jobs::set_at.eq(Some(job.created_at.get())),
            ))
            .returning(jobs::id)
            .get_result(c)
    })
}

/// Makes the ready job with this key run at `at`, if it would run later. True if it was moved.
pub fn hasten(tx: &mut Tx<'_>, dedupe_key: &str, at: Millis) -> Result<bool, StoreError> {
    let moved = tx.q(|c| {
        diesel::update(
            jobs::table
                .filter(jobs::dedupe_key.eq(dedupe_key))
                .filter(jobs::state.eq(JobState::Ready.as_str()))
                .filter(jobs::run_at.gt(at.get())),
        )
        .set(jobs::run_at.eq(at.get()))
        .execute(c)
    })?;
    Ok(moved > 0)
}

/// The ready jobs of a kind.
pub fn ready(tx: &mut Tx<'_>, kind: &str) -> Result<Vec<Job>, StoreError> {
    tx.q(|c| {
        jobs::table
            .filter(jobs::state.eq(JobState::Ready.as_str()))
            .filter(jobs::kind.eq(kind))
            .order(jobs::id)
            .select(Job::as_select())
            .load(c)
    })
}

/// Files a job, or makes the ready one with its key run no later than this one would.
pub fn enqueue_or_hasten(tx: &mut Tx<'_>, job: &NewJob) -> Result<(), StoreError> {
    if enqueue(tx, job)?.is_none()
        && let Some(key) = &job.dedupe_key
    {
        hasten(tx, key, job.run_at)?;
    }
    Ok(())
}

/// Up to `limit` jobs of these kinds that may be claimed at `now`: first those with an expired
/// lease, then ready ones by their time. A time set by a clock that was ahead counts as due; the
/// job may run early and checks its own time.
///
/// # Errors
/// If the database fails.
pub fn due(tx: &mut Tx<'_>, kinds: Kinds, now: Millis, limit: i64) -> Result<Vec<Job>, StoreError> {
    let ahead = horizon(now).get();
    let queries = [
        of(kinds, JobState::Running).filter(jobs::lease_until.lt(now.get())),
        of(kinds, JobState::Running).filter(jobs::set_at.gt(ahead)),
        of(kinds, JobState::Ready).filter(jobs::set_at.gt(ahead)),
        of(kinds, JobState::Ready).filter(jobs::run_at.le(now.get())),
    ];
    load(tx, queries, limit)
}

/// As [`due`], for a clock that is behind on purpose: what a clock ahead of it set is left to that
/// clock.
///
/// # Errors
/// If the database fails.
pub fn due_then(
    tx: &mut Tx<'_>,
    kinds: Kinds,
    now: Millis,
    limit: i64,
) -> Result<Vec<Job>, StoreError> {
    let ahead = horizon(now).get();
    let own = |state| of(kinds, state).filter(jobs::set_at.le(ahead));
    let queries = [
        own(JobState::Running).filter(jobs::lease_until.lt(now.get())),
        own(JobState::Ready).filter(jobs::run_at.le(now.get())),
    ];
    load(tx, queries, limit)
}

type Query = jobs::BoxedQuery<'static, <Db as Connection>::Backend>;

fn load(
    tx: &mut Tx<'_>,
    queries: impl IntoIterator<Item = Query>,
    limit: i64,
) -> Result<Vec<Job>, StoreError> {
    let mut found = Vec::new();
    for query in queries {
        let query = query.order((jobs::run_at, jobs::id)).limit(limit);
        let rows: Vec<Job> = tx.q(|c| query.select(Job::as_select()).load(c))?;
        for row in rows {
            if found.iter().all(|known: &Job| known.id != row.id) {
                found.push(row);
            }
        }
    }
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

fn of(kinds: Kinds, state: JobState) -> Query {
    let query = jobs::table
        .filter(jobs::state.eq(state.as_str()))
        .into_boxed::<<Db as Connection>::Backend>();
    match kinds {
        Kinds::All => query,
        Kinds::Only(kinds) => query.filter(jobs::kind.eq_any(kinds)),
        Kinds::Except(lists) => query.filter(jobs::kind.ne_all(lists.concat())),
    }
}

/// Claims a job found by [`due`] and counts the try. Returns it with the lease, or `None` if
/// another worker has claimed it.
pub fn claim(
    tx: &mut Tx<'_>,
    found: Lease,
    owner: &str,
    now: Millis,
    until: Millis,
) -> Result<Option<Job>, StoreError> {
    let taken = tx.q(|c| {
        diesel::update(
            jobs::table
                .filter(jobs::id.eq(found.id))
                .filter(jobs::lease_epoch.eq(found.epoch))
                .filter(
                    jobs::state
                        .eq(JobState::Ready.as_str())
                        .nullable()
                        .or(jobs::state.eq(JobState::Running.as_str()).nullable().and(
                            jobs::lease_until
                                .lt(now.get())
                                .or(jobs::set_at.gt(horizon(now).get())),
                        )),
                ),
        )
        .set((
            jobs::state.eq(JobState::Running.as_str()),
            jobs::lease_owner.eq(Some(owner)),
            jobs::lease_until.eq(Some(until.get())),
            jobs::lease_epoch.eq(jobs::lease_epoch + 1),
            jobs::tries.eq(jobs::tries + 1),
            jobs::set_at.eq(Some(now.get())),
        ))
        .execute(c)
    })?;
    if taken == 0 {
        return Ok(None);
    }
    get(tx, found.id)
}

/// A job by its key.
pub fn get(tx: &mut Tx<'_>, id: i64) -> Result<Option<Job>, StoreError> {
    tx.q(|c| {
        jobs::table
            .filter(jobs::id.eq(id))
            .select(Job::as_select())
            .first(c)
            .optional()
    })
}

/// Marks a job done, in the transaction of its effect.
///
/// # Errors
/// `Gone` if the lease was lost: the effect must roll back too.
pub fn finish(tx: &mut Tx<'_>, lease: Lease) -> Result<(), StoreError> {
    end(tx, lease, JobState::Done, None)
}

/// Marks a job dead, for staff to look at.
///
/// # Errors
/// `Gone` if the lease was lost.
pub fn fail(tx: &mut Tx<'_>, lease: Lease, error: &str) -> Result<(), StoreError> {
    end(tx, lease, JobState::Dead, Some(error))
}

fn end(
    tx: &mut Tx<'_>,
    lease: Lease,
    state: JobState,
    error: Option<&str>,
) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::update(
            jobs::table
                .filter(jobs::id.eq(lease.id))
                .filter(jobs::lease_epoch.eq(lease.epoch))
                .filter(jobs::state.eq(JobState::Running.as_str())),
        )
        .set((
            jobs::state.eq(state.as_str()),
            jobs::lease_owner.eq(None::<String>),
            jobs::lease_until.eq(None::<i64>),
            jobs::last_error.eq(error),
        ))
        .execute(c)
    })
}

/// Puts a job back to run at `at`. An `error` counts as one more failure in a row, `None` resets
/// the count. If a ready job has the same key by now, that one runs instead, no later than `at`,
/// and this one is done.
///
/// # Errors
/// `Gone` if the lease was lost.
pub fn reschedule(
    tx: &mut Tx<'_>,
    lease: Lease,
    at: Millis,
    error: Option<&str>,
) -> Result<(), StoreError> {
    // failures × times + more: success resets the count.
    let (times, more) = if error.is_some() {
        (1_i64, 1_i64)
    } else {
        (0, 0)
    };
    let put_back = tx.savepoint(|tx| {
        tx.one(|c| {
            diesel::update(
                jobs::table
                    .filter(jobs::id.eq(lease.id))
                    .filter(jobs::lease_epoch.eq(lease.epoch))
                    .filter(jobs::state.eq(JobState::Running.as_str())),
            )
            .set((
                jobs::state.eq(JobState::Ready.as_str()),
                jobs::run_at.eq(at.get()),
                jobs::lease_owner.eq(None::<String>),
                jobs::lease_until.eq(None::<i64>),
                jobs::failures.eq(jobs::failures * times + more),
                jobs::last_error.eq(error),
            ))
            .execute(c)
        })
    });
    match put_back {
        Err(StoreError::Conflict(_)) => {
            let key = get(tx, lease.id)?.and_then(|job| job.dedupe_key);
            end(tx, lease, JobState::Done, error)?;
            if let Some(key) = key {
                hasten(tx, &key, at)?;
            }
            Ok(())
        }
        other => other,
    }
}

/// Deletes up to `limit` done jobs filed before `before`. Returns their number.
pub fn purge(tx: &mut Tx<'_>, before: Millis, limit: i64) -> Result<usize, StoreError> {
    let ids: Vec<i64> = tx.q(|c| {
        jobs::table
            .filter(jobs::state.eq(JobState::Done.as_str()))
            .filter(jobs::created_at.lt(before.get()))
            .order(jobs::id)
            .limit(limit)
            .select(jobs::id)
            .load(c)
    })?;
    tx.q(|c| diesel::delete(jobs::table.filter(jobs::id.eq_any(&ids))).execute(c))
}
