//! Approving a refund: reservation, number, row, lines, ledger and job in one transaction.

use super::{plan::Part, record, request::end_if_nothing_left};
use crate::{Error, jobs::refund as jobs, order::history::By, payment::books};
use domain::{
    error::{ErrorCode, Refusal},
    ledger::{self, RefundIds},
    money::Fen,
    number::out_request_no,
    order::{Cause, Remark},
    payment::Disposition,
    refund::{RefundOrigin, RefundState, TakenFrom},
    time::Millis,
};
use store::{
    Tx,
    models::{
        attempt::Attempt,
        order::Order,
        refund::{NewRefund, Refund},
    },
    queries::{attempt, refund},
};

/// A refund to approve.
#[derive(Debug, Clone)]
pub(crate) struct Approval {
    /// Amount.
    pub(crate) amount: Fen,
    /// Its origin.
    pub(crate) origin: RefundOrigin,
    /// Code of the reason.
    pub(crate) reason_code: String,
    /// Reason shown to the customer.
    pub(crate) reason_text: Option<String>,
    /// Note for staff only.
    pub(crate) staff_note: Option<String>,
    /// Key of the form that posted it.
    pub(crate) form_key: Option<String>,
    /// The refunded order lines; none for an unapplied payment.
    pub(crate) parts: Vec<Part>,
    /// The member of staff.
    pub(crate) decided_by: Option<i64>,
    /// When the job sends it, unless the request has sent it before.
    pub(crate) job_at: Millis,
}

/// Approves a refund of `paid`. The caller holds the order lock and has checked that it is allowed.
///
/// # Errors
/// `Refused(RefundOverCap)` with `amount`, what can be refunded now; `Refused(RefundOverLine)`.
pub(crate) fn approve(
    tx: &mut Tx<'_>,
    order: &Order,
    paid: &Attempt,
    wanted: &Approval,
    by: By,
    now: Millis,
) -> Result<Refund, Error> {
    take_cap(tx, paid, wanted.amount)?;
    let taken_from = source(order, paid)?;
    // The number is used up here and never changes: every send of this refund uses it.
    let seq = attempt::next_refund_seq(tx, paid.id)?;
    let row = NewRefund {
        payment_attempt_id: paid.id,
        order_id: order.id,
        out_request_no: out_request_no(&paid.out_trade_no, seq),
        amount: wanted.amount,
        origin: wanted.origin,
        reason_code: wanted.reason_code.clone(),
        reason_text: wanted.reason_text.clone(),
        staff_note: wanted.staff_note.clone(),
        form_key: wanted.form_key.clone(),
        is_return: false,
        taken_from: Some(taken_from),
        state: RefundState::Approved,
        requested_by: None,
        first_by: None,
        next_check_at: Some(wanted.job_at),
        succeeded_at: None,
        decided_by: wanted.decided_by,
        created_at: now,
    };
    let id = refund::insert(tx, &row)?;
    for part in &wanted.parts {
        count(tx, part)?;
        refund::insert_line(tx, id, &part.line())?;
    }
    let approved = refund::get(tx, id)?;
    file(tx, order, None, &approved, wanted.job_at, by, now)?;
    Ok(approved)
}

/// Reserves an amount of `paid`. One conditional update decides, because a separate read would let two
/// refunds pass.
///
/// # Errors
/// `Refused(RefundOverCap)` with `amount`, what can be refunded now.
pub(super) fn take_cap(tx: &mut Tx<'_>, paid: &Attempt, amount: Fen) -> Result<(), Error> {
    if attempt::take_cap(tx, paid.id, amount)? {
        return Ok(());
    }
    let left = match attempt::get(tx, paid.id)? {
        a if a.state == domain::payment::AttemptState::Paid => a
            .paid_fen
            .unwrap_or(Fen::ZERO)
            .minus(a.refund_reserved_fen)?,
        _no_refund_any_more => Fen::ZERO,
    };
    Err(Refusal::new(ErrorCode::RefundOverCap)
        .with("amount", left)
        .into())
}

/// The ledger account that a refund of `paid` is reserved from now.
pub(super) fn source(order: &Order, paid: &Attempt) -> Result<TakenFrom, Error> {
    let disposition = paid.disposition.ok_or_else(|| {
        Error::internal(format!(
            "{} is paid without a disposition",
            paid.out_trade_no
        ))
    })?;
    Ok(ledger::taken_from(disposition, order.lifecycle))
}

/// Counts a part on its order line.
///
/// # Errors
/// `Refused(RefundOverLine)`.
pub(super) fn count(tx: &mut Tx<'_>, part: &Part) -> Result<(), Error> {
    if refund::count_on_line(tx, part.detail_id, part.qty, part.amount)? {
        Ok(())
    } else {
        Err(Error::refused(ErrorCode::RefundOverLine))
    }
}

/// What every approval ends with: ledger, history, the job that sends, and the end of a request for
/// which nothing is left.
pub(super) fn file(
    tx: &mut Tx<'_>,
    order: &Order,
    from: Option<RefundState>,
    approved: &Refund,
    job_at: Millis,
    by: By,
    now: Millis,
) -> Result<(), Error> {
    let taken_from = approved
        .taken_from
        .ok_or_else(|| Error::internal("an approved refund without its account"))?;
    let posting = ledger::reserve(ids(approved), taken_from, approved.amount_fen)?;
    books::post(tx, &posting, order.id, now, &approved.out_request_no)?;
    let amount = Some(Remark::Amount(approved.amount_fen));
    record(tx, from, approved, amount, by, now)?;
    jobs::send(tx, approved, now, job_at)?;
    end_if_nothing_left(tx, order.id, now)
}

/// The subjects of a refund's postings.
pub(super) fn ids(refund: &Refund) -> RefundIds {
    RefundIds {
        refund: refund.id,
        attempt: refund.payment_attempt_id,
        order: refund.order_id,
    }
}

/// Refunds an unapplied payment: the amount that no refund has reserved. The caller holds the order
/// lock and calls this in the transaction that books the payment, or its refund outside the shop.
///
/// # Errors
/// A conflict for a second automatic refund of one attempt.
pub(crate) fn auto(
    tx: &mut Tx<'_>,
    order: &Order,
    paid: &Attempt,
    now: Millis,
) -> Result<(), Error> {
    let origin = match paid.disposition {
        Some(Disposition::Duplicate) => RefundOrigin::AutoDuplicate,
        Some(Disposition::Late) => RefundOrigin::AutoLate,
        Some(Disposition::Mismatch) => RefundOrigin::AutoMismatch,
        Some(Disposition::Applied) | None => {
            return Err(Error::internal(format!(
                "{} is not an unapplied payment",
                paid.out_trade_no
            )));
        }
    };
    let amount = paid
        .paid_fen
        .unwrap_or(Fen::ZERO)
        .minus(paid.refund_reserved_fen)?;
    if amount == Fen::ZERO {
        return Ok(());
    }
    let wanted = Approval {
        amount,
        origin,
        reason_code: origin.to_string(),
        reason_text: None,
        staff_note: None,
        form_key: None,
        parts: Vec::new(),
        decided_by: None,
        job_at: now,
    };
    approve(tx, order, paid, &wanted, By::system(Cause::Surplus), now)?;
    Ok(())
}
