//! The amount of a payment that may still be refunded: one column, reserved by one conditional
//! update.

use crate::{error::StoreError, schema::payment_attempts as attempts, tx::Tx};
use diesel::prelude::*;
use domain::{money::Fen, payment::AttemptState};

/// Reserves `amount` for a refund. False if the attempt is not `paid` or less is left.
pub fn take_cap(tx: &mut Tx<'_>, id: i64, amount: Fen) -> Result<bool, StoreError> {
    take(tx, id, amount, &[AttemptState::Paid])
}

/// The same for a refund that the gateway has made already: a finished trade takes no new one, and may have had this one
/// before.
pub fn take_cap_afterwards(tx: &mut Tx<'_>, id: i64, amount: Fen) -> Result<bool, StoreError> {
    take(
        tx,
        id,
        amount,
        &[AttemptState::Paid, AttemptState::Finished],
    )
}

fn take(
    tx: &mut Tx<'_>,
    id: i64,
    amount: Fen,
    states: &[AttemptState],
) -> Result<bool, StoreError> {
    let states: Vec<&str> = states.iter().map(|state| state.as_str()).collect();
    let changed = tx.q(|c| {
        diesel::update(
            attempts::table
                .filter(attempts::id.eq(id))
                .filter(attempts::state.eq_any(&states))
                .filter(
                    attempts::paid_fen
                        .ge((attempts::refund_reserved_fen + amount.get()).nullable()),
                ),
        )
        .set((
            attempts::refund_reserved_fen.eq(attempts::refund_reserved_fen + amount.get()),
            attempts::version.eq(attempts::version + 1),
        ))
        .execute(c)
    })?;
    Ok(changed == 1)
}

/// Returns `amount` after a refund was cancelled. False if less was reserved.
pub fn give_back_cap(tx: &mut Tx<'_>, id: i64, amount: Fen) -> Result<bool, StoreError> {
    let changed = tx.q(|c| {
        diesel::update(
            attempts::table
                .filter(attempts::id.eq(id))
                .filter(attempts::refund_reserved_fen.ge(amount.get())),
        )
        .set((
            attempts::refund_reserved_fen.eq(attempts::refund_reserved_fen - amount.get()),
            attempts::version.eq(attempts::version + 1),
        ))
        .execute(c)
    })?;
    Ok(changed == 1)
}

/// Uses up the next refund number of an attempt (1, 2, ..) and returns it.
///
/// # Errors
/// `Gone` if there is no such attempt.
pub fn next_refund_seq(tx: &mut Tx<'_>, id: i64) -> Result<i64, StoreError> {
    tx.q(|c| {
        diesel::update(attempts::table.filter(attempts::id.eq(id)))
            .set((
                attempts::refund_seq.eq(attempts::refund_seq + 1),
                attempts::version.eq(attempts::version + 1),
            ))
            .returning(attempts::refund_seq)
            .get_result(c)
            .optional()
    })?
    .ok_or(StoreError::Gone)
}

/// Uses up the refund numbers up to `seq`, because the gateway has a refund under that number.
pub fn spend_refund_seq(tx: &mut Tx<'_>, id: i64, seq: i64) -> Result<(), StoreError> {
    tx.q(|c| {
        diesel::update(
            attempts::table
                .filter(attempts::id.eq(id))
                .filter(attempts::refund_seq.lt(seq)),
        )
        .set((
            attempts::refund_seq.eq(seq),
            attempts::version.eq(attempts::version + 1),
        ))
        .execute(c)
    })?;
    Ok(())
}
