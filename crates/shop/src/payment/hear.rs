//! Messages about an attempt that are not a payment: closed, no such trade, no response.

use crate::{
    Error,
    order::{
        history::{self, By, Step as Recorded},
        settled::cancel_if_settled,
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

/// Moves an attempt by a message, and lets a pending cancellation continue. The caller holds the
/// order lock.
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
        // An outdated response, e.g. "no such trade" while a notification paid the attempt.
        Err(illegal) => {
            tracing::warn!(out_trade_no = %seen.out_trade_no, %illegal, "a response about an attempt is outdated and changes nothing");
            return Ok(seen.clone());
        }
    };
    let after = match step {
        Step::Stay => return Ok(seen.clone()),
        Step::AskRefunds => {
            crate::refund::went_back(tx, seen, now)?;
            return Ok(seen.clone());
        }
        Step::To(AttemptState::Closing) => attempt::mark_closing(tx, seen, now)?,
        Step::To(AttemptState::Closed) => attempt::mark_closed(tx, seen, now)?,
        Step::To(AttemptState::Abandoned) => {
            // The queries of an abandoned attempt are scheduled from its expiry.
            let next = next_question(AttemptState::Abandoned, now, None, seen.time_expire, now)
                .unwrap_or(now);
            attempt::mark_abandoned(tx, seen, next)?
        }
        Step::To(AttemptState::Open | AttemptState::Paid | AttemptState::Finished)
        | Step::Settle { .. } => {
            return Err(Error::internal(
                "a payment arrived where none can be applied",
            ));
        }
    };
    record(tx, seen, &after, by, now)?;
    match after.state {
        AttemptState::Closed | AttemptState::Abandoned => {
            cancel_if_settled(tx, order.id, by, now)?;
        }
        AttemptState::Open
        | AttemptState::Closing
        | AttemptState::Paid
        | AttemptState::Finished => {}
    }
    Ok(after)
}

/// Records the step of an attempt from one state to another.
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
