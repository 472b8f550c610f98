//! The gateway speaks of refunds: the questions that follow from it.

use crate::{Error, jobs::refund as file};
use domain::{
    refund::{RefundState, step::NOT_SHOWN_COUNTS_AFTER},
    time::Millis,
};
use store::{
    Tx,
    models::{attempt::Attempt, refund::Refund},
    queries::refund,
};

/// The gateway speaks of refunds on a paid attempt: asks about those that are unknown, and for one made outside the
/// shop if ours do not explain it.
///
/// # Errors
/// Those of the database.
pub(crate) fn ask_about(tx: &mut Tx<'_>, paid: &Attempt, now: Millis) -> Result<(), Error> {
    let refunds = refund::of_attempt(tx, paid.id)?;
    for unknown in refunds
        .iter()
        .filter(|refund| refund.state == RefundState::Unknown)
    {
        hasten(tx, unknown, now)?;
    }
    if paid
        .paid_fen
        .is_some_and(|sum| sum > paid.refund_reserved_fen)
    {
        // A refund made without a request number bears the trade's own.
        file::probe(tx, paid, &paid.out_trade_no, now, now)?;
    }
    Ok(())
}

/// A notify tells of a refund (`out_biz_no`: its request number): wakes the question about it.
///
/// # Errors
/// Those of the database.
pub(crate) fn echo(
    tx: &mut Tx<'_>,
    paid: &Attempt,
    out_biz_no: Option<&str>,
    now: Millis,
) -> Result<(), Error> {
    let Some(number) =
        out_biz_no.filter(|number| paid.provider_trade_no.as_deref() != Some(*number))
    else {
        return ask_about(tx, paid, now);
    };
    match refund::by_request_no(tx, number)?.filter(|refund| refund.payment_attempt_id == paid.id) {
        Some(known) => match known.state {
            RefundState::Unknown => hasten(tx, &known, now),
            // Refused and yet made: sending it again under its number settles what is true.
            RefundState::Failed => file::send(tx, &known, now, now),
            // The answer to the send, or its lease, goes first.
            RefundState::Approved | RefundState::Sending | RefundState::Succeeded => Ok(()),
            RefundState::Requested
            | RefundState::AwaitingReturn
            | RefundState::Rejected
            | RefundState::Withdrawn
            | RefundState::Dropped => {
                tracing::error!(alarm = "refund_not_ours", out_request_no = number, state = %known.state, "the gateway made a refund that the shop did not want");
                Ok(())
            }
        },
        None => file::probe(tx, paid, number, now, now),
    }
}

fn hasten(tx: &mut Tx<'_>, unknown: &Refund, now: Millis) -> Result<(), Error> {
    let counts_from = unknown
        .sent_at
        .map_or(now, |at| at.plus(NOT_SHOWN_COUNTS_AFTER));
    file::check(tx, unknown, now, counts_from.max(now))
}
