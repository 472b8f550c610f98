//! Booking a refund that the gateway has and the books lack: made in its console, or lost with a
//! backup.

use super::{approve::ids, record, settle};
use crate::{Error, order::history::By, payment::books};
use domain::{
    ledger,
    money::Fen,
    number::{beside, refund_seq, unnumbered},
    order::{Cause, Remark},
    refund::{RefundOrigin, RefundState},
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

/// Books a refund that a query found: reservation, row, ledger and order in one transaction. False,
/// without a change, if it is booked already or cannot be. The caller holds the order lock.
pub(super) fn book(
    tx: &mut Tx<'_>,
    order: &Order,
    paid: &Attempt,
    shown: &Shown<'_>,
    now: Millis,
) -> Result<bool, Error> {
    // One of our numbers without a row was lost with a backup, or used in the console. It is used
    // up in both cases.
    if let Some(seq) = refund_seq(&paid.out_trade_no, shown.number) {
        attempt::spend_refund_seq(tx, paid.id, seq)?;
    }
    let Some(known) = refund::by_request_no(tx, shown.number)? else {
        return insert(tx, order, paid, shown, shown.number, now);
    };
    if known.payment_attempt_id != paid.id {
        // Unique per trade at Alipay, shop-wide here: no row.
        tracing::error!(alarm = "external_refund_number_taken", out_trade_no = %paid.out_trade_no, number = shown.number, amount = %shown.amount, "a refund was made outside the shop under a number that another payment's refund has here");
        return Ok(false);
    }
    if known.state == RefundState::Dropped {
        // The shop cancelled its own refund with this number, so the gateway's refund is another
        // one.
        let number = beside(shown.number);
        if refund::by_request_no(tx, &number)?.is_none() {
            return insert(tx, order, paid, shown, &number, now);
        }
    }
    Ok(false)
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
) -> Result<bool, Error> {
    let number = unnumbered(&paid.out_trade_no);
    let shown = Shown {
        number: &number,
        amount,
        at,
    };
    insert(tx, order, paid, &shown, &number, now)
}

/// `number`: the row's number, which differs from the gateway's if a cancelled refund has that one.
fn insert(
    tx: &mut Tx<'_>,
    order: &Order,
    paid: &Attempt,
    shown: &Shown<'_>,
    number: &str,
    now: Millis,
) -> Result<bool, Error> {
    let amount = shown.amount;
    let (Some(disposition), true) = (paid.disposition, attempt::take_cap(tx, paid.id, amount)?)
    else {
        over_cap(tx, paid, shown)?;
        return Ok(false);
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
        taken_from,
        state: RefundState::Succeeded,
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
    Ok(true)
}

/// The amount exceeds what can be refunded. That is explained if the rest of a closed trade was
/// booked without a number: this is its number. Otherwise staff must look.
fn over_cap(tx: &mut Tx<'_>, paid: &Attempt, shown: &Shown<'_>) -> Result<(), Error> {
    if refund::by_request_no(tx, &unnumbered(&paid.out_trade_no))?.is_some() {
        tracing::info!(out_trade_no = %paid.out_trade_no, number = shown.number, "a refund that is booked already now has its number");
        return Ok(());
    }
    tracing::error!(alarm = "external_refund_over_cap", out_trade_no = %paid.out_trade_no, number = shown.number, amount = %shown.amount, "a refund was made outside the shop beyond what is left here");
    Ok(())
}
