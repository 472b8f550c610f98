//! Booking a refund that the gateway has and the books lack: made in its console, or lost with a
//! backup.

use super::{
    approve::ids,
    record,
    request::{Ending, end, end_if_nothing_left},
    settle,
};
use crate::{Error, alarm::raise, order::history::By, payment::books};
use domain::{
    alarm::AlarmCode,
    ledger,
    money::Fen,
    number::{beside, on_trade, refund_seq, unnumbered},
    order::{Cause, Remark},
    refund::{Act, RefundOrigin, RefundState},
    time::Millis,
};
use store::{
    Tx,
    models::{attempt::Attempt, order::Order, refund::NewRefund},
    queries::{attempt, refund},
};

/// A refund in the gateway's response.
pub(super) struct Shown<'a> {
    /// Its request number.
    pub(super) number: &'a str,
    /// Its amount.
    pub(super) amount: Fen,
    /// When it was made.
    pub(super) at: Millis,
}

/// What became of a refund that the gateway shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Booked {
    /// It is in the books now.
    Now,
    /// Not yet: a refund of ours that is not settled holds the money. Whoever asked asks again.
    Later,
    /// It was in the books already, or a person has to look.
    Not,
}

/// Books a refund that a query found: reservation, row, ledger and order in one transaction. The
/// caller holds the order lock.
pub(super) fn book(
    tx: &mut Tx<'_>,
    order: &Order,
    paid: &Attempt,
    shown: &Shown<'_>,
    now: Millis,
) -> Result<Booked, Error> {
    // One of our numbers without a row was lost with a backup, or used in the console. It is used
    // up in both cases.
    if let Some(seq) = refund_seq(&paid.out_trade_no, shown.number) {
        attempt::spend_refund_seq(tx, paid.id, seq)?;
    }
    let Some(known) = refund::by_request_no(tx, shown.number)? else {
        return insert(tx, order, paid, shown, shown.number, now);
    };
    let number = if known.payment_attempt_id != paid.id {
        on_trade(shown.number, &paid.out_trade_no)
    } else {
        match known.state {
            // The shop cancelled its own refund with this number, or never sent it, so the gateway's
            // refund is another one.
            RefundState::Dropped | RefundState::Rejected | RefundState::Withdrawn => {
                beside(shown.number)
            }
            // It was approved after the backup that these books come from. Sent again it would be
            // counted twice, so the request ends here.
            RefundState::Requested | RefundState::AwaitingReturn => {
                let by = By::gateway(Cause::RefundQuery);
                end(tx, &known, Act::Reject, Ending::default(), by, now)?;
                beside(shown.number)
            }
            RefundState::Approved
            | RefundState::Sending
            | RefundState::Unknown
            | RefundState::Succeeded
            | RefundState::Failed => return Ok(Booked::Not),
        }
    };
    match refund::by_request_no(tx, &number)? {
        Some(_) => Ok(Booked::Not),
        None => insert(tx, order, paid, shown, &number, now),
    }
}

/// Books the rest of a payment that the gateway closed, if the number of its refund is unknown. The
/// caller holds the order lock.
pub(super) fn book_rest(
    tx: &mut Tx<'_>,
    order: &Order,
    paid: &Attempt,
    amount: Fen,
    at: Millis,
    now: Millis,
) -> Result<Booked, Error> {
    let number = unnumbered(&paid.out_trade_no);
    let shown = Shown {
        number: &number,
        amount,
        at,
    };
    insert(tx, order, paid, &shown, &number, now)
}

/// `number`: the row's, which differs from the gateway's if another refund has that one here.
fn insert(
    tx: &mut Tx<'_>,
    order: &Order,
    paid: &Attempt,
    shown: &Shown<'_>,
    number: &str,
    now: Millis,
) -> Result<Booked, Error> {
    let amount = shown.amount;
    let (Some(disposition), true) = (
        paid.disposition,
        attempt::take_cap_afterwards(tx, paid.id, amount)?,
    ) else {
        return over_cap(tx, paid, shown, now);
    };
    let taken_from = ledger::taken_from(disposition, order.lifecycle);
    let row = NewRefund {
        payment_attempt_id: paid.id,
        order_id: order.id,
        out_request_no: number.to_owned(),
        amount,
        origin: RefundOrigin::External,
        reason_code: RefundOrigin::External.to_string(),
        reason_text: None,
        staff_note: None,
        form_key: None,
        is_return: false,
        taken_from: Some(taken_from),
        state: RefundState::Succeeded,
        requested_by: None,
        first_by: None,
        next_check_at: None,
        succeeded_at: Some(shown.at),
        decided_by: None,
        created_at: now,
    };
    let id = refund::insert(tx, &row)?;
    let done = refund::get(tx, id)?;
    let posting = ledger::reserve(ids(&done), taken_from, amount)?;
    books::post(tx, &posting, order.id, now, number)?;
    let by = By::gateway(Cause::RefundQuery);
    record(tx, None, &done, Some(Remark::Amount(amount)), by, now)?;
    settle::follow(tx, &done, by, now)?;
    end_if_nothing_left(tx, order.id, now)?;
    Ok(Booked::Now)
}

/// The amount exceeds what can be refunded. That is explained if the rest of a closed trade was
/// booked without a number: this is its number. Otherwise staff must look: perhaps a refund of ours
/// reserves the money and can no longer succeed.
fn over_cap(
    tx: &mut Tx<'_>,
    paid: &Attempt,
    shown: &Shown<'_>,
    now: Millis,
) -> Result<Booked, Error> {
    if refund::by_request_no(tx, &unnumbered(&paid.out_trade_no))?.is_some() {
        tracing::info!(out_trade_no = %paid.out_trade_no, number = shown.number, "a refund that is booked already now has its number");
        return Ok(Booked::Not);
    }
    let number = &paid.out_trade_no;
    raise!(error, tx, AlarmCode::ExternalRefundOverCap, number, now;
        out_trade_no = %number, number = shown.number, amount = %shown.amount,
        "a refund was made outside the shop beyond what is left here")?;
    let is_held = refund::of_attempt(tx, paid.id)?
        .iter()
        .any(|ours| ours.state.is_live() && ours.state.holds_money());
    Ok(if is_held { Booked::Later } else { Booked::Not })
}
