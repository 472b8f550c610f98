//! The order lock, and state changes by compare-and-set.

use crate::{error::StoreError, models::order::Order, schema::orders, tx::Tx};
use diesel::prelude::*;
use domain::{
    order::{CancelIntent, CancelReason, Lifecycle, PayState, ShipState},
    time::Millis,
};

/// The columns to change; `None` leaves a column as it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OrderChange {
    /// Lifecycle axis.
    pub lifecycle: Option<Lifecycle>,
    /// Payment axis.
    pub pay_state: Option<PayState>,
    /// When it expires if unpaid.
    pub pay_deadline: Option<Millis>,
    /// A pending cancellation.
    pub cancel_intent: Option<Option<CancelIntent>>,
    /// Why it was cancelled.
    pub cancel_reason: Option<Option<CancelReason>>,
    /// When it was paid.
    pub paid_at: Option<Option<Millis>>,
    /// When it was cancelled.
    pub cancelled_at: Option<Option<Millis>>,
    /// When it was completed.
    pub completed_at: Option<Option<Millis>>,
    /// Shipment axis.
    pub ship_state: Option<ShipState>,
    /// When the last units were shipped.
    pub shipped_at: Option<Option<Millis>>,
    /// When it was received.
    pub received_at: Option<Option<Millis>>,
    /// When it counts as received, without pauses.
    pub receive_by: Option<Option<Millis>>,
    /// When the customer asked for more time.
    pub receive_extended_at: Option<Option<Millis>>,
}

#[derive(AsChangeset)]
#[diesel(table_name = orders)]
struct Columns {
    lifecycle: Option<&'static str>,
    pay_state: Option<&'static str>,
    pay_deadline: Option<i64>,
    cancel_intent: Option<Option<&'static str>>,
    cancel_reason: Option<Option<&'static str>>,
    paid_at: Option<Option<i64>>,
    cancelled_at: Option<Option<i64>>,
    completed_at: Option<Option<i64>>,
    ship_state: Option<&'static str>,
    shipped_at: Option<Option<i64>>,
    received_at: Option<Option<i64>>,
    receive_by: Option<Option<i64>>,
    receive_extended_at: Option<Option<i64>>,
    version: i64,
}

/// Locks an order. Every change to an order, its lines, attempts or refunds locks it first.
///
/// # Errors
/// `Gone` if there is no such order.
pub fn lock(tx: &mut Tx<'_>, id: i64) -> Result<Order, StoreError> {
    let changed = tx.q(|c| {
        diesel::update(orders::table.filter(orders::id.eq(id)))
            .set(orders::version.eq(orders::version + 1))
            .execute(c)
    })?;
    if changed != 1 {
        return Err(StoreError::Gone);
    }
    super::get(tx, id)
}

/// Replaces the staff note of an order that the caller has locked.
///
/// # Errors
/// `Gone` if there is no such order.
pub fn set_staff_note(tx: &mut Tx<'_>, id: i64, note: Option<&str>) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::update(orders::table.filter(orders::id.eq(id)))
            .set(orders::staff_note.eq(note))
            .execute(c)
    })
}

/// Changes states of an order if it still equals `seen`, and returns the changed order.
///
/// # Errors
/// `Gone` if it has changed.
pub fn change(tx: &mut Tx<'_>, seen: &Order, to: OrderChange) -> Result<Order, StoreError> {
    let columns = Columns {
        lifecycle: to.lifecycle.map(Lifecycle::as_str),
        pay_state: to.pay_state.map(PayState::as_str),
        pay_deadline: to.pay_deadline.map(Millis::get),
        cancel_intent: to
            .cancel_intent
            .map(|intent| intent.map(CancelIntent::as_str)),
        cancel_reason: to
            .cancel_reason
            .map(|reason| reason.map(CancelReason::as_str)),
        paid_at: to.paid_at.map(|at| at.map(Millis::get)),
        cancelled_at: to.cancelled_at.map(|at| at.map(Millis::get)),
        completed_at: to.completed_at.map(|at| at.map(Millis::get)),
        ship_state: to.ship_state.map(ShipState::as_str),
        shipped_at: to.shipped_at.map(|at| at.map(Millis::get)),
        received_at: to.received_at.map(|at| at.map(Millis::get)),
        receive_by: to.receive_by.map(|at| at.map(Millis::get)),
        receive_extended_at: to.receive_extended_at.map(|at| at.map(Millis::get)),
        version: seen.version.saturating_add(1),
    };
    let changed = tx.q(|c| {
        diesel::update(
            orders::table
                .filter(orders::id.eq(seen.id))
                .filter(orders::lifecycle.eq(seen.lifecycle.as_str()))
                .filter(orders::pay_state.eq(seen.pay_state.as_str()))
                .filter(orders::ship_state.eq(seen.ship_state.as_str()))
                .filter(orders::version.eq(seen.version)),
        )
        .set(&columns)
        .execute(c)
    })?;
    if changed != 1 {
        return Err(StoreError::Gone);
    }
    super::get(tx, seen.id)
}
