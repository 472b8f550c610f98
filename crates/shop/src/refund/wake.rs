//! Messages of the gateway about refunds, and the queries that follow.

use super::unknown::earliest_check;
use crate::{Error, alarm::raise, jobs::refund as file};
use domain::{
    alarm::AlarmCode,
    money::{self, Fen},
    refund::RefundState,
    time::Millis,
};
use store::{
    Tx,
    models::{attempt::Attempt, refund::Refund},
    queries::{attempt, refund},
};

/// A message mentions refunds of a paid attempt: queries the unconfirmed ones, and those that are
/// not in the books if ours do not sum to the payment.
pub(crate) fn ask_about(tx: &mut Tx<'_>, paid: &Attempt, now: Millis) -> Result<(), Error> {
    let refunds = refund::of_attempt(tx, paid.id)?;
    for unknown in refunds
        .iter()
        .filter(|refund| refund.state == RefundState::Unknown)
    {
        hasten(tx, unknown, now)?;
    }
    if unexplained(paid, &refunds)? > Fen::ZERO {
        // A refund made without a request number has the trade's number. One that was lost with a
        // backup has our next number.
        file::probe(tx, paid, &paid.out_trade_no, now, now)?;
        file::probe_next(tx, paid, now)?;
    }
    Ok(())
}

/// A refund of the attempt was cancelled. It may have been mistaken for one that is not in the books,
/// or have reserved the money of one that was found.
pub(super) fn ask_after_drop(tx: &mut Tx<'_>, paid: &Attempt, now: Millis) -> Result<(), Error> {
    let refunds = refund::of_attempt(tx, paid.id)?;
    if unexplained(paid, &refunds)? > Fen::ZERO {
        file::probe_unprompted(tx, paid, now)?;
        file::probe_next(tx, paid, now)?;
        file::hasten_probes(tx, paid, now)?;
    }
    Ok(())
}

/// The gateway closed the trade of a paid attempt, so it was refunded in full. What our refunds do
/// not explain is queried, and the order stays in the list of staff until it is booked.
pub(crate) fn went_back(tx: &mut Tx<'_>, paid: &Attempt, now: Millis) -> Result<(), Error> {
    let refunds = refund::of_attempt(tx, paid.id)?;
    if unexplained(paid, &refunds)? == Fen::ZERO {
        return Ok(());
    }
    if paid.went_back_at.is_none() {
        attempt::set_went_back(tx, paid.id, Some(now))?;
        let number = &paid.out_trade_no;
        raise!(error, tx, AlarmCode::RefundUnexplained, number, now;
            out_trade_no = %number,
            "Alipay closed a paid trade, and the refunds here do not sum to it; do not ship")?;
    }
    ask_about(tx, paid, now)
}

/// After a refund of the attempt ended: if the payment was refunded in full, queries the
/// unexplained rest again.
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

/// The paid amount less the refunds that were made or may have been: neither failed ones nor those
/// never sent.
///
/// # Errors
/// If the figures are out of range.
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

/// A notification mentions a refund (`out_biz_no`: its request number): queries it.
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
            // The gateway has another amount under this number, and staff decide.
            RefundState::Failed if known.is_taken() => Ok(()),
            // Marked failed here although it was made: sending it again under its number moves no
            // money and shows the result.
            RefundState::Failed => file::send(tx, &known, now, now),
            // The response to the send, or the end of its lease, comes first.
            RefundState::Approved | RefundState::Sending | RefundState::Succeeded => Ok(()),
            RefundState::Requested
            | RefundState::AwaitingReturn
            | RefundState::Rejected
            | RefundState::Withdrawn
            | RefundState::Dropped => {
                raise!(error, tx, AlarmCode::RefundNotOurs, number, now;
                    out_request_no = number, state = %known.state,
                    "the gateway has a refund that the shop never sent or has cancelled")?;
                file::probe(tx, paid, number, now, now)
            }
        },
        None => file::probe(tx, paid, number, now, now),
    }
}

fn hasten(tx: &mut Tx<'_>, unknown: &Refund, now: Millis) -> Result<(), Error> {
    file::check(tx, unknown, now, earliest_check(unknown, now))
}
