//! Promising money: cap, number, row, lines, ledger and job in one transaction.

use super::{plan::Part, record};
use crate::{Error, jobs::refund as file, order::history::By, payment::books};
use domain::{
    error::{ErrorCode, Refusal},
    ledger::{self, RefundIds},
    money::Fen,
    number::out_request_no,
    payment::Disposition,
    refund::{RefundOrigin, RefundState},
    time::Millis,
};
use store::{
    Tx,
    models::{
        attempt::Attempt,
        order::Order,
        refund::{NewRefund, NewRefundLine, Refund},
    },
    queries::{attempt, refund},
};

/// A refund to approve.
#[derive(Debug, Clone)]
pub(crate) struct Approval {
    /// Amount.
    pub(crate) amount: Fen,
    /// Where it comes from.
    pub(crate) origin: RefundOrigin,
    /// Why, as one word.
    pub(crate) reason_code: String,
    /// What the shopper is told.
    pub(crate) reason_text: Option<String>,
    /// What only staff read.
    pub(crate) staff_note: Option<String>,
    /// The form it was posted with.
    pub(crate) form_key: Option<String>,
    /// The order lines that take part; none for money that satisfied nothing.
    pub(crate) parts: Vec<Part>,
    /// The member of staff.
    pub(crate) decided_by: Option<i64>,
    /// When the job sends it, if nobody did before.
    pub(crate) job_at: Millis,
}

/// Approves a refund of `paid`. The caller holds the order lock and knows that it is allowed.
///
/// # Errors
/// `Refused(RefundOverCap)` with `amount`, the cap as it stands; `Refused(RefundOverLine)`.
pub(crate) fn approve(
    tx: &mut Tx<'_>,
    order: &Order,
    paid: &Attempt,
    wanted: &Approval,
    by: By,
    now: Millis,
) -> Result<Refund, Error> {
    // One conditional update decides. A sum that is read first and written later lets two through.
    if !attempt::take_cap(tx, paid.id, wanted.amount)? {
        let left = match attempt::get(tx, paid.id)? {
            a if a.state == domain::payment::AttemptState::Paid => a
                .paid_fen
                .unwrap_or(Fen::ZERO)
                .minus(a.refund_reserved_fen)?,
            _no_refund_any_more => Fen::ZERO,
        };
        return Err(Refusal::new(ErrorCode::RefundOverCap)
            .with("amount", left)
            .into());
    }
    let disposition = paid.disposition.ok_or_else(|| {
        Error::internal(format!(
            "{} is paid without a disposition",
            paid.out_trade_no
        ))
    })?;
    let taken_from = ledger::taken_from(disposition, order.lifecycle);
    // The number is spent here and never changes: a second send bears it again.
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
        taken_from,
        state: RefundState::Approved,
        next_check_at: Some(wanted.job_at),
        succeeded_at: None,
        decided_by: wanted.decided_by,
        created_at: now,
    };
    let id = refund::insert(tx, &row)?;
    for part in &wanted.parts {
        if !refund::count_on_line(tx, part.detail_id, part.qty, part.amount)? {
            return Err(Error::refused(ErrorCode::RefundOverLine));
        }
        let line = NewRefundLine {
            order_detail_id: part.detail_id,
            qty: part.qty,
            amount: part.amount,
            restock_qty: part.restock_qty,
        };
        refund::insert_line(tx, id, &line)?;
    }
    let approved = refund::get(tx, id)?;
    let ids = ids(&approved);
    let posting = ledger::reserve(ids, taken_from, approved.amount_fen)?;
    books::post(tx, &posting, order.id, now, &approved.out_request_no)?;
    record(
        tx,
        None,
        &approved,
        Some(approved.amount_fen.to_string()),
        by,
        now,
    )?;
    file::send(tx, &approved, now, wanted.job_at)?;
    Ok(approved)
}

/// The ids a refund's postings speak of.
pub(super) fn ids(refund: &Refund) -> RefundIds {
    RefundIds {
        refund: refund.id,
        attempt: refund.payment_attempt_id,
        order: refund.order_id,
    }
}

/// Sends money back that satisfies no order: all that no refund has taken. The caller holds the order lock and does so
/// in the transaction that books the payment, or its refund outside the shop.
///
/// # Errors
/// Those of the database: an attempt has one automatic refund.
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
                "{} is no surplus payment",
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
    approve(tx, order, paid, &wanted, By::system("surplus"), now)?;
    Ok(())
}
