//! State changes of an attempt by compare-and-set, and marks outside the state.

use crate::{
    bug::{Bug, is_planted},
    error::StoreError,
    models::attempt::{Attempt, PaidMark},
    schema::payment_attempts as attempts,
    tx::Tx,
};
use diesel::prelude::*;
use domain::{
    payment::AttemptState,
    time::{Millis, horizon},
};

#[derive(AsChangeset, Clone, Copy, Default)]
#[diesel(table_name = attempts)]
struct Columns<'a> {
    state: &'static str,
    disposition: Option<&'static str>,
    provider_trade_no: Option<&'a str>,
    buyer_hint: Option<&'a str>,
    paid_fen: Option<i64>,
    paid_at: Option<i64>,
    evidence: Option<&'a str>,
    closed_at: Option<i64>,
    next_check_at: Option<Option<i64>>,
    version: i64,
}

fn change(tx: &mut Tx<'_>, seen: &Attempt, to: Columns<'_>) -> Result<Attempt, StoreError> {
    let columns = Columns {
        version: seen.version.saturating_add(1),
        ..to
    };
    if is_planted(Bug::NoCompareAndSet) {
        tx.one(|c| {
            diesel::update(attempts::table.filter(attempts::id.eq(seen.id)))
                .set(&columns)
                .execute(c)
        })?;
        return super::get(tx, seen.id);
    }
    let changed = tx.q(|c| {
        diesel::update(
            attempts::table
                .filter(attempts::id.eq(seen.id))
                .filter(attempts::state.eq(seen.state.as_str()))
                .filter(attempts::version.eq(seen.version)),
        )
        .set(&columns)
        .execute(c)
    })?;
    if changed != 1 {
        return Err(StoreError::Gone);
    }
    super::get(tx, seen.id)
}

/// To `closing`: no new payment may start, and the trade is to be closed at the gateway.
///
/// # Errors
/// `Gone` if it has changed since it was read; the same for every function here.
pub fn mark_closing(
    tx: &mut Tx<'_>,
    seen: &Attempt,
    next_check: Millis,
) -> Result<Attempt, StoreError> {
    let to = Columns {
        state: AttemptState::Closing.as_str(),
        next_check_at: Some(Some(next_check.get())),
        ..Columns::default()
    };
    change(tx, seen, to)
}

/// To `abandoned`: the gateway had no trade to close; jobs keep querying it.
///
/// # Errors
/// As [`mark_closing`].
pub fn mark_abandoned(
    tx: &mut Tx<'_>,
    seen: &Attempt,
    next_check: Millis,
) -> Result<Attempt, StoreError> {
    let to = Columns {
        state: AttemptState::Abandoned.as_str(),
        next_check_at: Some(Some(next_check.get())),
        ..Columns::default()
    };
    change(tx, seen, to)
}

/// To `closed`.
///
/// # Errors
/// As [`mark_closing`].
pub fn mark_closed(tx: &mut Tx<'_>, seen: &Attempt, at: Millis) -> Result<Attempt, StoreError> {
    let to = Columns {
        state: AttemptState::Closed.as_str(),
        closed_at: Some(at.get()),
        next_check_at: Some(None),
        ..Columns::default()
    };
    change(tx, seen, to)
}

/// To `paid`, with all data of the payment.
///
/// # Errors
/// As [`mark_closing`]; `Conflict("payment_attempts_provider_trade_no")` if another attempt has the
/// gateway's number, `Conflict("payment_attempts_applied")` if another payment is applied to the
/// order.
pub fn mark_paid(tx: &mut Tx<'_>, seen: &Attempt, mark: &PaidMark) -> Result<Attempt, StoreError> {
    let to = Columns {
        state: AttemptState::Paid.as_str(),
        disposition: Some(mark.disposition.as_str()),
        provider_trade_no: Some(&mark.trade_no),
        buyer_hint: mark.buyer_hint.as_deref(),
        paid_fen: Some(mark.paid.get()),
        paid_at: Some(mark.paid_at.get()),
        evidence: Some(&mark.evidence),
        next_check_at: Some(None),
        ..Columns::default()
    };
    change(tx, seen, to)
}

/// From `paid` to `finished`: the gateway accepts no more refunds.
///
/// # Errors
/// As [`mark_closing`].
pub fn mark_finished(tx: &mut Tx<'_>, seen: &Attempt) -> Result<Attempt, StoreError> {
    change(
        tx,
        seen,
        Columns {
            state: AttemptState::Finished.as_str(),
            ..Columns::default()
        },
    )
}

/// Claims the next query of the gateway: false if the last one was less than `pause_ms` ago. A
/// stamp from the future counts as absent.
pub fn claim_query(
    tx: &mut Tx<'_>,
    id: i64,
    now: Millis,
    pause_ms: i64,
) -> Result<bool, StoreError> {
    let changed = tx.q(|c| {
        diesel::update(
            attempts::table.filter(attempts::id.eq(id)).filter(
                attempts::last_query_at
                    .is_null()
                    .or(attempts::last_query_at.le(now.plus(pause_ms.saturating_neg()).get()))
                    .or(attempts::last_query_at.gt(horizon(now).get())),
            ),
        )
        .set(attempts::last_query_at.eq(Some(now.get())))
        .execute(c)
    })?;
    Ok(changed == 1)
}

/// Stores when the gateway reported a full refund that the refunds here do not sum to; `None`
/// clears it.
///
/// # Errors
/// If the database fails.
pub fn set_went_back(tx: &mut Tx<'_>, id: i64, at: Option<Millis>) -> Result<(), StoreError> {
    tx.q(|c| {
        diesel::update(attempts::table.filter(attempts::id.eq(id)))
            .set(attempts::went_back_at.eq(at.map(Millis::get)))
            .execute(c)
    })?;
    Ok(())
}

/// Stores when a verified browser return arrived.
pub fn note_returned(tx: &mut Tx<'_>, id: i64, at: Millis) -> Result<(), StoreError> {
    tx.q(|c| {
        diesel::update(attempts::table.filter(attempts::id.eq(id)))
            .set(attempts::returned_at.eq(Some(at.get())))
            .execute(c)
    })?;
    Ok(())
}

/// Stores when a job queries the attempt next; `None`: no more queries.
pub fn set_next_check(tx: &mut Tx<'_>, id: i64, at: Option<Millis>) -> Result<(), StoreError> {
    tx.q(|c| {
        diesel::update(attempts::table.filter(attempts::id.eq(id)))
            .set(attempts::next_check_at.eq(at.map(Millis::get)))
            .execute(c)
    })?;
    Ok(())
}
