//! A refund whose outcome is unknown: how it becomes so, when it is queried, when it raises an
//! alarm. Sending and querying both import this file, and it imports neither.

use super::{record, words::Words};
use crate::{Error, alarm::raise, jobs::refund as file, order::history::By};
use domain::{
    alarm::AlarmCode,
    order::Cause,
    refund::{
        Answer, Step, on_answer,
        schedule::{self, needs_alarm},
    },
    time::Millis,
};
use store::{
    Tx,
    models::refund::Refund,
    queries::refund::{self, RefundChange},
};

/// When the refund was last sent; now if that stamp lies in the future.
pub(super) fn sent_at(refund: &Refund, now: Millis) -> Millis {
    refund
        .sent_at
        .or(Some(refund.created_at))
        .filter(|at| at.age(now).is_some())
        .unwrap_or(now)
}

/// The next query after one that left the refund unconfirmed.
pub(super) fn next_check(refund: &Refund, now: Millis) -> Millis {
    schedule::next_check(sent_at(refund, now), refund.tries, now)
}

/// The earliest query that can show the last send.
pub(super) fn earliest_check(refund: &Refund, now: Millis) -> Millis {
    schedule::earliest_check(sent_at(refund, now), now)
}

/// Raises an alarm for a refund that is unconfirmed an hour after its decision. Called wherever one
/// becomes or stays unknown, because a refund that is repeatedly lost and sent again never stays in
/// one state for long.
pub(super) fn alarm_if_old(tx: &mut Tx<'_>, unknown: &Refund, now: Millis) -> Result<(), Error> {
    if !needs_alarm(unknown.created_at, now) {
        return Ok(());
    }
    let number = &unknown.out_request_no;
    raise!(error, tx, AlarmCode::RefundUnknown, number, now;
        out_request_no = %number, "a refund has been unconfirmed for an hour; do not refund again")
}

/// True if the sender's lease has expired, or if a clock that was ahead stamped the send in the
/// future.
pub(super) fn is_lost(seen: &Refund, now: Millis) -> bool {
    seen.lease_until.is_none_or(|until| until <= now)
        || seen.sent_at.is_some_and(|at| at.age(now).is_none())
}

/// A send with an expired lease becomes unknown, because its sender ended before it recorded the
/// response. It is queried at once.
pub(super) fn lost(tx: &mut Tx<'_>, seen: &Refund, now: Millis) -> Result<Refund, Error> {
    let next = earliest_check(seen, now);
    become_unknown(
        tx,
        seen,
        Answer::LeaseLost,
        &(None, None),
        next,
        By::system(Cause::LeaseLost),
        now,
    )
}

/// A send whose response does not confirm the refund becomes unknown, with the code and message of
/// that response.
pub(super) fn unclear(
    tx: &mut Tx<'_>,
    seen: &Refund,
    words: &Words,
    now: Millis,
) -> Result<Refund, Error> {
    let next = schedule::first_check(sent_at(seen, now), seen.tries, now);
    become_unknown(
        tx,
        seen,
        Answer::Unclear,
        words,
        next,
        By::gateway(Cause::Refund),
        now,
    )
}

fn become_unknown(
    tx: &mut Tx<'_>,
    seen: &Refund,
    answer: Answer,
    words: &Words,
    next: Millis,
    by: By,
    now: Millis,
) -> Result<Refund, Error> {
    let Step::To(to) = on_answer(seen.state, answer).map_err(Error::internal)? else {
        return Err(Error::internal(
            "a send without a response has no next state",
        ));
    };
    let change = RefundChange {
        state: Some(to),
        gateway: Some(words.clone()),
        next_check_at: Some(Some(next)),
        ..RefundChange::default()
    };
    let after = refund::change(tx, seen, &change)?;
    record(tx, Some(seen.state), &after, None, by, now)?;
    alarm_if_old(tx, &after, now)?;
    file::check(tx, &after, now, next)?;
    Ok(after)
}
