//! Payment attempts.

mod cap;
mod change;

pub use self::cap::{
    give_back_cap, next_refund_seq, spend_refund_seq, take_cap, take_cap_afterwards,
};
pub use self::change::{
    claim_query, mark_abandoned, mark_closed, mark_closing, mark_finished, mark_paid,
    note_returned, set_next_check, set_went_back,
};

use crate::{
    error::StoreError,
    models::attempt::{Attempt, NewAttempt},
    schema::payment_attempts as attempts,
    text::may_stand,
    tx::Tx,
};
use diesel::prelude::*;
use domain::payment::AttemptState;

/// Inserts an attempt in state `open`. Returns its id.
///
/// # Errors
/// `Conflict("payment_attempts_out_trade_no")` if the number is taken, `Conflict("payment_attempts_open")` if the order
/// has an open attempt.
pub fn insert(tx: &mut Tx<'_>, attempt: &NewAttempt) -> Result<i64, StoreError> {
    tx.q(|c| {
        diesel::insert_into(attempts::table)
            .values((
                attempts::order_id.eq(attempt.order_id),
                attempts::out_trade_no.eq(&attempt.out_trade_no),
                attempts::channel.eq(attempt.channel.as_str()),
                attempts::amount_fen.eq(attempt.amount.get()),
                attempts::biz_content.eq(&attempt.biz_content),
                attempts::time_expire.eq(attempt.time_expire.get()),
                attempts::state.eq(AttemptState::Open.as_str()),
                attempts::refund_reserved_fen.eq(0_i64),
                attempts::refund_seq.eq(0_i64),
                attempts::next_check_at.eq(Some(attempt.next_check_at.get())),
                attempts::version.eq(1_i64),
            ))
            .returning(attempts::id)
            .get_result(c)
    })
}

/// An attempt by key.
///
/// # Errors
/// `Gone` if there is none.
pub fn get(tx: &mut Tx<'_>, id: i64) -> Result<Attempt, StoreError> {
    tx.q(|c| {
        attempts::table
            .filter(attempts::id.eq(id))
            .select(Attempt::as_select())
            .first(c)
            .optional()
    })?
    .ok_or(StoreError::Gone)
}

/// An attempt by our `out_trade_no`.
pub fn by_out_trade_no(tx: &mut Tx<'_>, out_trade_no: &str) -> Result<Option<Attempt>, StoreError> {
    if !may_stand(out_trade_no) {
        return Ok(None);
    }
    tx.q(|c| {
        attempts::table
            .filter(attempts::out_trade_no.eq(out_trade_no))
            .select(Attempt::as_select())
            .first(c)
            .optional()
    })
}

/// An attempt by the gateway's `trade_no`.
pub fn by_trade_no(tx: &mut Tx<'_>, trade_no: &str) -> Result<Option<Attempt>, StoreError> {
    if !may_stand(trade_no) {
        return Ok(None);
    }
    tx.q(|c| {
        attempts::table
            .filter(attempts::provider_trade_no.eq(trade_no))
            .select(Attempt::as_select())
            .first(c)
            .optional()
    })
}

/// The attempts of an order, oldest first.
pub fn of_order(tx: &mut Tx<'_>, order_id: i64) -> Result<Vec<Attempt>, StoreError> {
    of_orders(tx, &[order_id])
}

/// The attempts of several orders, oldest first.
pub fn of_orders(tx: &mut Tx<'_>, order_ids: &[i64]) -> Result<Vec<Attempt>, StoreError> {
    tx.q(|c| {
        attempts::table
            .filter(attempts::order_id.eq_any(order_ids))
            .order((attempts::order_id.asc(), attempts::id.asc()))
            .select(Attempt::as_select())
            .load(c)
    })
}
