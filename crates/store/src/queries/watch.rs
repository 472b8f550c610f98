//! Figures for monitoring: a few aggregates over rows that an index finds.

use crate::{
    error::StoreError,
    models::job::JobState,
    schema::{jobs, ledger_entries, refunds},
    tx::Tx,
};
use diesel::{dsl::sql, prelude::*, sql_types::BigInt};
use domain::{ledger::Account, money::Fen, refund::RefundState, time::Millis};

/// The states of refunds that need the gateway or a person.
const WATCHED: [RefundState; 3] = [
    RefundState::Approved,
    RefundState::Unknown,
    RefundState::Failed,
];

/// Rows that share a word, with the time of the oldest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oldest {
    /// Kind of a job, state of a refund.
    pub word: String,
    /// How many there are.
    pub count: i64,
    /// Since when.
    pub since: Millis,
}

fn oldest(rows: Vec<(String, i64, i64)>) -> Vec<Oldest> {
    rows.into_iter()
        .map(|(word, count, since)| Oldest {
            word,
            count,
            since: Millis::new(since),
        })
        .collect()
}

/// Jobs by kind that wait and are due, with the time at which the oldest became due.
pub fn due_jobs(tx: &mut Tx<'_>, now: Millis) -> Result<Vec<Oldest>, StoreError> {
    let rows = tx.q(|c| {
        jobs::table
            .filter(jobs::state.eq(JobState::Ready.as_str()))
            .filter(jobs::run_at.le(now.get()))
            .group_by(jobs::kind)
            .select((
                jobs::kind,
                sql::<BigInt>("CAST(COUNT(*) AS BIGINT)"),
                sql::<BigInt>("CAST(MIN(run_at) AS BIGINT)"),
            ))
            .order(jobs::kind)
            .load(c)
    })?;
    Ok(oldest(rows))
}

/// Jobs by kind that failed for good.
pub fn dead_jobs(tx: &mut Tx<'_>) -> Result<Vec<Oldest>, StoreError> {
    let rows = tx.q(|c| {
        jobs::table
            .filter(jobs::state.eq(JobState::Dead.as_str()))
            .group_by(jobs::kind)
            .select((
                jobs::kind,
                sql::<BigInt>("CAST(COUNT(*) AS BIGINT)"),
                sql::<BigInt>("CAST(MIN(run_at) AS BIGINT)"),
            ))
            .order(jobs::kind)
            .load(c)
    })?;
    Ok(oldest(rows))
}

/// Refunds by state that need the gateway or a person, with the time at which the oldest was sent or made.
pub fn refunds_in_work(tx: &mut Tx<'_>) -> Result<Vec<Oldest>, StoreError> {
    let rows = tx.q(|c| {
        refunds::table
            .filter(refunds::state.eq_any(WATCHED.map(RefundState::as_str)))
            .group_by(refunds::state)
            .select((
                refunds::state,
                sql::<BigInt>("CAST(COUNT(*) AS BIGINT)"),
                sql::<BigInt>("CAST(MIN(COALESCE(sent_at, created_at)) AS BIGINT)"),
            ))
            .order(refunds::state)
            .load(c)
    })?;
    Ok(oldest(rows))
}

/// Money that was received and belongs to no order, not refunded yet.
pub fn suspense(tx: &mut Tx<'_>) -> Result<Fen, StoreError> {
    // Credit is negative in the ledger.
    let sum: i64 = tx.q(|c| {
        ledger_entries::table
            .filter(ledger_entries::account.eq(Account::Suspense.as_str()))
            .select(sql::<BigInt>(
                "CAST(COALESCE(SUM(-amount_fen), 0) AS BIGINT)",
            ))
            .first(c)
    })?;
    Ok(Fen::new(sum))
}
