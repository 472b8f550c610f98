//! What the gateway says about an attempt that is not a payment: closed, no such trade, silence.

use crate::{
    Error,
    order::{
        cancel,
        history::{self, By, Step as Recorded},
    },
};
use domain::{
    payment::{AttemptState, Heard, Step, next_question, on_heard},
    time::Millis,
};
use store::{
    Tx,
    models::{attempt::Attempt, order::Order},
    queries::attempt,
};

/// Moves an attempt by what was heard, and lets a waiting cancel go on. The caller holds the order lock.
///
/// # Errors
/// Those of the database.
pub(crate) fn hear(
    tx: &mut Tx<'_>,
    order: &Order,
    seen: &Attempt,
    heard: Heard,
    by: By,
    now: Millis,
) -> Result<Attempt, Error> {
    let step = match on_heard(seen.state, heard, seen.time_expire, now) {
        Ok(step) => step,
        // An answer that was overtaken, e.g. "no such trade" while a notify paid the attempt.
        Err(illegal) => {
            tracing::warn!(out_trade_no = %seen.out_trade_no, %illegal, "an answer about an attempt changes nothing");
            return Ok(seen.clone());
        }
    };
    let after = match step {
        Step::Stay => return Ok(seen.clone()),
        Step::AskRefunds => {
            crate::refund::ask_about(tx, seen, now)?;
            return Ok(seen.clone());
        }
        Step::To(AttemptState::Closing) => attempt::mark_closing(tx, seen, now)?,
        Step::To(AttemptState::Closed) => attempt::mark_closed(tx, seen, now)?,
        Step::To(AttemptState::Abandoned) => {
            // No return, no opening: what counts for an abandoned attempt is its expiry.
            let next = next_question(AttemptState::Abandoned, now, None, seen.time_expire, now)
                .unwrap_or(now);
            attempt::mark_abandoned(tx, seen, next)?
        }
        Step::To(AttemptState::Open | AttemptState::Paid | AttemptState::Finished)
        | Step::Settle { .. } => {
            return Err(Error::internal(
                "a payment was heard where none can be applied",
            ));
        }
    };
    record(tx, seen, &after, by, now)?;
    match after.state {
        AttemptState::Closed | AttemptState::Abandoned => cancel::proceed(tx, order.id, by, now)?,
        AttemptState::Open
        | AttemptState::Closing
        | AttemptState::Paid
        | AttemptState::Finished => {}
    }
    Ok(after)
}

/// Records the step of an attempt from one state to another.
///
/// # Errors
/// Those of the database.
pub(crate) fn record(
    tx: &mut Tx<'_>,
    seen: &Attempt,
    after: &Attempt,
    by: By,
    now: Millis,
) -> Result<(), Error> {
    let step = Recorded {
        axis: "state",
        from: Some(seen.state.as_str()),
        to: after.state.as_str(),
        note: None,
    };
    history::attempt_step(tx, after, step, by, now)
}
