//! Refunds and their lines.

mod change;
mod queue;

pub use self::change::{RefundChange, begin_send, change, restamp, set_next_check};
pub use self::queue::{QueuePage, counts, history, members, page};

use crate::{
    error::StoreError,
    models::refund::{NewRefund, NewRefundLine, Refund, RefundLine},
    schema::{order_details, refund_lines, refunds},
    text::may_stand,
    tx::Tx,
};
use diesel::{dsl::max, prelude::*};
use domain::{
    money::Fen,
    refund::TakenFrom,
    time::{Millis, horizon},
};

/// Inserts a refund. Returns its id.
///
/// # Errors
/// `Conflict` for a number or form key that is taken, a second automatic refund of one attempt, or a
/// second open request of one order.
pub fn insert(tx: &mut Tx<'_>, refund: &NewRefund) -> Result<i64, StoreError> {
    let asked = refund.requested_by.map(|_| refund.amount.get());
    tx.q(|c| {
        diesel::insert_into(refunds::table)
            .values((
                (
                    refunds::payment_attempt_id.eq(refund.payment_attempt_id),
                    refunds::order_id.eq(refund.order_id),
                    refunds::out_request_no.eq(&refund.out_request_no),
                    refunds::amount_fen.eq(refund.amount.get()),
                    refunds::origin.eq(refund.origin.as_str()),
                    refunds::reason_code.eq(&refund.reason_code),
                    refunds::reason_text.eq(refund.reason_text.as_deref()),
                    refunds::staff_note.eq(refund.staff_note.as_deref()),
                    refunds::need_return.eq(i64::from(refund.is_return)),
                ),
                (
                    refunds::form_key.eq(refund.form_key.as_deref()),
                    refunds::taken_from.eq(refund.taken_from.map(TakenFrom::as_str)),
                    refunds::state.eq(refund.state.as_str()),
                    refunds::tries.eq(0_i64),
                    refunds::succeeded_at.eq(refund.succeeded_at.map(Millis::get)),
                    refunds::next_check_at.eq(refund.next_check_at.map(Millis::get)),
                    refunds::decided_by.eq(refund.decided_by),
                    refunds::created_at.eq(refund.created_at.get()),
                    refunds::version.eq(1_i64),
                    refunds::requested_by.eq(refund.requested_by),
                    refunds::first_by.eq(refund.first_by),
                    refunds::asked_fen.eq(asked),
                ),
            ))
            .returning(refunds::id)
            .get_result(c)
    })
}

/// Inserts a line of a refund.
pub fn insert_line(
    tx: &mut Tx<'_>,
    refund_id: i64,
    line: &NewRefundLine,
) -> Result<(), StoreError> {
    tx.q(|c| {
        diesel::insert_into(refund_lines::table)
            .values((
                refund_lines::refund_id.eq(refund_id),
                refund_lines::order_detail_id.eq(line.order_detail_id),
                refund_lines::qty.eq(line.qty),
                refund_lines::amount_fen.eq(line.amount.get()),
                refund_lines::restock_qty.eq(line.restock_qty),
            ))
            .execute(c)
    })?;
    Ok(())
}

/// Replaces units and amount of a line of a request, or deletes the line if it has neither.
///
/// # Errors
/// `Gone` if the refund has no such line.
pub fn change_line(
    tx: &mut Tx<'_>,
    refund_id: i64,
    line: &NewRefundLine,
) -> Result<(), StoreError> {
    let detail_id = line.order_detail_id;
    if line.qty == 0 && line.amount == Fen::ZERO {
        return tx.one(|c| {
            diesel::delete(
                refund_lines::table
                    .filter(refund_lines::refund_id.eq(refund_id))
                    .filter(refund_lines::order_detail_id.eq(detail_id)),
            )
            .execute(c)
        });
    }
    tx.one(|c| {
        diesel::update(
            refund_lines::table
                .filter(refund_lines::refund_id.eq(refund_id))
                .filter(refund_lines::order_detail_id.eq(detail_id)),
        )
        .set((
            refund_lines::qty.eq(line.qty),
            refund_lines::amount_fen.eq(line.amount.get()),
            refund_lines::restock_qty.eq(line.restock_qty),
        ))
        .execute(c)
    })
}

/// Adds units (may be negative) to those of an order line that came back. False, without a change, if
/// not so many were shipped.
pub fn add_returned(tx: &mut Tx<'_>, detail_id: i64, units: i64) -> Result<bool, StoreError> {
    let changed = tx.q(|c| {
        diesel::update(
            order_details::table
                .filter(order_details::id.eq(detail_id))
                .filter((order_details::returned_qty + units).ge(0_i64))
                .filter((order_details::returned_qty + units).le(order_details::shipped_qty)),
        )
        .set(order_details::returned_qty.eq(order_details::returned_qty + units))
        .execute(c)
    })?;
    Ok(changed == 1)
}

/// Adds units and amount (may be negative) to the refunded ones of an order line. False, without a
/// change, if the line does not allow it.
pub fn count_on_line(
    tx: &mut Tx<'_>,
    detail_id: i64,
    units: i64,
    amount: Fen,
) -> Result<bool, StoreError> {
    let amount = amount.get();
    let changed = tx.q(|c| {
        diesel::update(
            order_details::table
                .filter(order_details::id.eq(detail_id))
                .filter((order_details::refund_qty + units).ge(0_i64))
                .filter((order_details::refund_qty + units).le(order_details::qty))
                .filter((order_details::refund_fen + amount).ge(0_i64))
                .filter((order_details::refund_fen + amount).le(order_details::paid_fen)),
        )
        .set((
            order_details::refund_qty.eq(order_details::refund_qty + units),
            order_details::refund_fen.eq(order_details::refund_fen + amount),
        ))
        .execute(c)
    })?;
    Ok(changed == 1)
}

/// A refund by key.
///
/// # Errors
/// `Gone` if there is none.
pub fn get(tx: &mut Tx<'_>, id: i64) -> Result<Refund, StoreError> {
    tx.q(|c| {
        refunds::table
            .filter(refunds::id.eq(id))
            .select(Refund::as_select())
            .first(c)
            .optional()
    })?
    .ok_or(StoreError::Gone)
}

/// A refund by its `out_request_no`.
pub fn by_request_no(tx: &mut Tx<'_>, out_request_no: &str) -> Result<Option<Refund>, StoreError> {
    if !may_stand(out_request_no) {
        return Ok(None);
    }
    tx.q(|c| {
        refunds::table
            .filter(refunds::out_request_no.eq(out_request_no))
            .select(Refund::as_select())
            .first(c)
            .optional()
    })
}

/// The refund that was posted with this form key.
pub fn by_form_key(tx: &mut Tx<'_>, form_key: &str) -> Result<Option<Refund>, StoreError> {
    if !may_stand(form_key) {
        return Ok(None);
    }
    tx.q(|c| {
        refunds::table
            .filter(refunds::form_key.eq(form_key))
            .select(Refund::as_select())
            .first(c)
            .optional()
    })
}

/// The refunds of several orders, by order, oldest first.
pub fn of_orders(tx: &mut Tx<'_>, order_ids: &[i64]) -> Result<Vec<Refund>, StoreError> {
    tx.q(|c| {
        refunds::table
            .filter(refunds::order_id.eq_any(order_ids))
            .order((refunds::order_id.asc(), refunds::id.asc()))
            .select(Refund::as_select())
            .load(c)
    })
}

/// The refunds of an attempt, oldest first.
pub fn of_attempt(tx: &mut Tx<'_>, attempt_id: i64) -> Result<Vec<Refund>, StoreError> {
    tx.q(|c| {
        refunds::table
            .filter(refunds::payment_attempt_id.eq(attempt_id))
            .order(refunds::id.asc())
            .select(Refund::as_select())
            .load(c)
    })
}

/// The lines of a refund, by order line.
pub fn lines(tx: &mut Tx<'_>, refund_id: i64) -> Result<Vec<RefundLine>, StoreError> {
    lines_of(tx, &[refund_id])
}

/// The lines of several refunds, by refund and order line.
pub fn lines_of(tx: &mut Tx<'_>, refund_ids: &[i64]) -> Result<Vec<RefundLine>, StoreError> {
    tx.q(|c| {
        refund_lines::table
            .filter(refund_lines::refund_id.eq_any(refund_ids))
            .order((
                refund_lines::refund_id.asc(),
                refund_lines::order_detail_id.asc(),
            ))
            .select(RefundLine::as_select())
            .load(c)
    })
}

/// When any refund of an attempt was last sent. A stamp from the future counts as absent.
///
/// # Errors
/// If the database fails.
pub fn last_sent(
    tx: &mut Tx<'_>,
    attempt_id: i64,
    now: Millis,
) -> Result<Option<Millis>, StoreError> {
    let at: Option<i64> = tx.q(|c| {
        refunds::table
            .filter(refunds::payment_attempt_id.eq(attempt_id))
            .filter(refunds::sent_at.le(horizon(now).get()))
            .select(max(refunds::sent_at))
            .first(c)
    })?;
    Ok(at.map(Millis::new))
}
