//! Jobs at the desk: lists, what they are about, and failed ones that staff retry or drop.

use crate::{
    error::StoreError,
    models::job::{Job, JobState},
    schema::{jobs, orders, payment_attempts, refunds},
    tx::Tx,
};
use diesel::prelude::*;
use domain::time::Millis;
use serde::Deserialize;

/// What the payload of a job names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct About {
    /// An order.
    #[serde(default)]
    pub order_id: Option<i64>,
    /// An attempt that it watches.
    #[serde(default)]
    pub attempt_id: Option<i64>,
    /// A paid attempt that it asks about, without watching it.
    #[serde(default)]
    pub paid_attempt_id: Option<i64>,
    /// A refund.
    #[serde(default)]
    pub refund_id: Option<i64>,
    /// A mail.
    #[serde(default)]
    pub mail_id: Option<i64>,
}

impl About {
    /// Reads a payload; one of another shape names nothing.
    #[must_use]
    pub fn read(payload_json: &str) -> Self {
        serde_json::from_str(payload_json).unwrap_or_default()
    }
}

/// What waiting and running jobs name.
pub fn attended(tx: &mut Tx<'_>) -> Result<Vec<About>, StoreError> {
    let payloads: Vec<String> = tx.q(|c| {
        jobs::table
            .filter(jobs::state.eq_any([JobState::Ready.as_str(), JobState::Running.as_str()]))
            .select(jobs::payload_json)
            .load(c)
    })?;
    Ok(payloads
        .iter()
        .map(|payload| About::read(payload))
        .collect())
}

/// Jobs in a state, at most `limit`: finished ones the latest first, others by their time.
pub fn list(tx: &mut Tx<'_>, state: JobState, limit: i64) -> Result<Vec<Job>, StoreError> {
    let rows = jobs::table
        .filter(jobs::state.eq(state.as_str()))
        .limit(limit);
    tx.q(|c| match state {
        JobState::Done => rows
            .order((jobs::run_at.desc(), jobs::id.desc()))
            .select(Job::as_select())
            .load(c),
        JobState::Ready | JobState::Running | JobState::Dead => rows
            .order((jobs::run_at, jobs::id))
            .select(Job::as_select())
            .load(c),
    })
}

/// Makes a failed job run at `now`. If a ready job has its key by now, that one runs instead, and
/// this one is done.
///
/// # Errors
/// `Gone` if it is not the failed job that was read as `seen`.
pub fn revive(tx: &mut Tx<'_>, seen: &Job, now: Millis) -> Result<(), StoreError> {
    let revived = tx.savepoint(|tx| {
        tx.one(|c| {
            diesel::update(
                jobs::table
                    .filter(jobs::id.eq(seen.id))
                    .filter(jobs::lease_epoch.eq(seen.lease_epoch))
                    .filter(jobs::state.eq(JobState::Dead.as_str())),
            )
            .set((
                jobs::state.eq(JobState::Ready.as_str()),
                jobs::run_at.eq(now.get()),
                jobs::failures.eq(0_i64),
                jobs::set_at.eq(Some(now.get())),
            ))
            .execute(c)
        })
    });
    match revived {
        Err(StoreError::Conflict(_)) => {
            dismiss(tx, seen)?;
            if let Some(key) = &seen.dedupe_key {
                super::hasten(tx, key, now)?;
            }
            Ok(())
        }
        other => other,
    }
}

/// Ends a failed job without its effect; its last error stays until it is deleted.
///
/// # Errors
/// `Gone` if it is not the failed job that was read as `seen`.
pub fn dismiss(tx: &mut Tx<'_>, seen: &Job) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::update(
            jobs::table
                .filter(jobs::id.eq(seen.id))
                .filter(jobs::lease_epoch.eq(seen.lease_epoch))
                .filter(jobs::state.eq(JobState::Dead.as_str())),
        )
        .set(jobs::state.eq(JobState::Done.as_str()))
        .execute(c)
    })
}

/// The numbers of the orders that these jobs are about, in their order.
pub fn order_numbers(tx: &mut Tx<'_>, about: &[About]) -> Result<Vec<Option<String>>, StoreError> {
    let order_ids = keys(about, |about| about.order_id);
    let attempt_ids = keys(about, attempt_of);
    let refund_ids = keys(about, |about| about.refund_id);
    let by_order: Vec<(i64, String)> = tx.q(|c| {
        orders::table
            .filter(orders::id.eq_any(order_ids))
            .select((orders::id, orders::number))
            .load(c)
    })?;
    let by_attempt: Vec<(i64, String)> = tx.q(|c| {
        payment_attempts::table
            .inner_join(orders::table)
            .filter(payment_attempts::id.eq_any(attempt_ids))
            .select((payment_attempts::id, orders::number))
            .load(c)
    })?;
    let by_refund: Vec<(i64, String)> = tx.q(|c| {
        refunds::table
            .inner_join(orders::table)
            .filter(refunds::id.eq_any(refund_ids))
            .select((refunds::id, orders::number))
            .load(c)
    })?;
    let number = |rows: &[(i64, String)], id: Option<i64>| {
        let id = id?;
        let found = rows.iter().find(|(key, _)| *key == id)?;
        Some(found.1.clone())
    };
    Ok(about
        .iter()
        .map(|about| {
            number(&by_order, about.order_id)
                .or_else(|| number(&by_attempt, attempt_of(about)))
                .or_else(|| number(&by_refund, about.refund_id))
        })
        .collect())
}

fn keys(about: &[About], of: fn(&About) -> Option<i64>) -> Vec<i64> {
    about.iter().filter_map(of).collect()
}

/// The attempt that a job watches or asks about.
fn attempt_of(about: &About) -> Option<i64> {
    about.attempt_id.or(about.paid_attempt_id)
}
