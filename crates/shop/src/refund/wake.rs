//! The gateway says something about refunds: the queries that follow.

use super::unknown::earliest_check;
use crate::{Error, jobs::refund as file};
use domain::{
    money::{self, Fen},
    refund::RefundState,
    time::Millis,
};
use store::{
    Tx,
    models::{attempt::Attempt, refund::Refund},
    queries::{attempt, refund},
};

/// The gateway mentions refunds on a paid attempt: queries those that are unknown, and those that are not in the books if
/// ours do not sum to the payment.
pub(crate) fn ask_about(tx: &mut Tx<'_>, paid: &Attempt, now: Millis) -> Result<(), Error> {
    let refunds = refund::of_attempt(tx, paid.id)?;
    for unknown in refunds
        .iter()
        .filter(|refund| refund.state == RefundState::Unknown)
    {
        hasten(tx, unknown, now)?;
    }
    if unexplained(paid, &refunds)? > Fen::ZERO {
        // A refund made without a request number has the trade's own. One that was lost with a backup has the next of
        // ours.
        file::probe(tx, paid, &paid.out_trade_no, now, now)?;
        file::probe_next(tx, paid, now)?;
    }
    Ok(())
}

/// The gateway closed the trade of a paid attempt: all of it went back. What our refunds do not explain is queried, and
/// noted until it is: the order is on the desk's list as long as that.
pub(crate) fn went_back(tx: &mut Tx<'_>, paid: &Attempt, now: Millis) -> Result<(), Error> {
    let refunds = refund::of_attempt(tx, paid.id)?;
    if unexplained(paid, &refunds)? == Fen::ZERO {
        return Ok(());
    }
    if paid.went_back_at.is_none() {
        attempt::set_went_back(tx, paid.id, Some(now))?;
        tracing::error!(alarm = "refund_unexplained", out_trade_no = %paid.out_trade_no, "Alipay closed a paid trade, and the refunds here do not sum to it; do not ship");
    }
    ask_about(tx, paid, now)
}

/// After a refund of the attempt ended: if all of the payment went back, looks again at what is not explained.
pub(super) fn look_again(tx: &mut Tx<'_>, attempt_id: i64, now: Millis) -> Result<(), Error> {
    let paid = attempt::get(tx, attempt_id)?;
    if paid.went_back_at.is_none() {
        return Ok(());
    }
    let refunds = refund::of_attempt(tx, paid.id)?;
    if unexplained(&paid, &refunds)? == Fen::ZERO {
        return Ok(attempt::set_went_back(tx, paid.id, None)?);
    }
    ask_about(tx, &paid, now)
}

/// What was paid less the refunds that went back or may have: neither those that failed nor those that were never sent.
///
/// # Errors
/// If the figures do not fit.
pub(super) fn unexplained(paid: &Attempt, refunds: &[Refund]) -> Result<Fen, Error> {
    let explained = refunds
        .iter()
        .filter(|refund| refund.state.holds_money() && refund.state != RefundState::Failed)
        .map(|refund| refund.amount_fen);
    Ok(paid
        .paid_fen
        .unwrap_or(Fen::ZERO)
        .minus(money::sum(explained)?)?)
}

/// A notify mentions a refund (`out_biz_no`: its request number): queries it.
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
            // The gateway has this number for another amount, and staff decide.
            RefundState::Failed if known.is_taken() => Ok(()),
            // Marked failed here and yet made: sending it again under its number moves no money and shows what is true.
            RefundState::Failed => file::send(tx, &known, now, now),
            // The response to the send, or its lease, comes first.
            RefundState::Approved | RefundState::Sending | RefundState::Succeeded => Ok(()),
            RefundState::Requested
            | RefundState::AwaitingReturn
            | RefundState::Rejected
            | RefundState::Withdrawn
            | RefundState::Dropped => {
                tracing::error!(alarm = "refund_not_ours", out_request_no = number, state = %known.state, "the gateway made a refund that the shop never sent, or dropped");
                file::probe(tx, paid, number, now, now)
            }
        },
        None => file::probe(tx, paid, number, now, now),
    }
}

fn hasten(tx: &mut Tx<'_>, unknown: &Refund, now: Millis) -> Result<(), Error> {
    file::check(tx, unknown, now, earliest_check(unknown, now))
}
