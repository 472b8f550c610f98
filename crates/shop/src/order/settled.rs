//! What follows for the order when payments or refunds end: a pending cancellation continues, the
//! payment state is recomputed, the order is cancelled or completed. Payments, refunds and
//! cancelling import this file, and it imports none of them.

use super::{
    complete::complete_if_done,
    history::{self, By, Step},
    shipped::{self, Followed},
    snapshot::{self, Snapshot},
    stock,
};
use crate::Error;
use domain::{
    order::{
        CancelIntent, CancelReason, Lifecycle, PayState, Remark, after_refund, fold_pay_state, step,
    },
    payment::AttemptState,
    time::Millis,
};
use store::{
    Tx,
    models::order::Order,
    queries::{attempt, order},
};

/// Cancels the order if a cancellation is pending, nothing was paid, and no attempt is open or
/// closing. The caller holds the order lock.
pub(crate) fn cancel_if_settled(
    tx: &mut Tx<'_>,
    order_id: i64,
    by: By,
    now: Millis,
) -> Result<(), Error> {
    let order = order::get(tx, order_id)?;
    let Some(intent) = order.cancel_intent else {
        return Ok(());
    };
    if order.lifecycle != Lifecycle::Open || order.pay_state != PayState::Unpaid {
        return Ok(());
    }
    let busy = attempt::of_order(tx, order_id)?
        .iter()
        .any(|attempt| match attempt.state {
            AttemptState::Open | AttemptState::Closing => true,
            AttemptState::Abandoned
            | AttemptState::Closed
            | AttemptState::Paid
            | AttemptState::Finished => false,
        });
    if busy {
        return Ok(());
    }
    let to = step::on_event(
        order.lifecycle,
        order.pay_state,
        order.ship_state,
        step::Event::NothingLeftToClose,
    )
    .map_err(Error::internal)?;
    let reason = match intent {
        CancelIntent::Shopper => CancelReason::Shopper,
        CancelIntent::Staff => CancelReason::Staff,
        CancelIntent::Deadline => CancelReason::Deadline,
    };
    stock::release_all(tx, order_id, "cancelled", now)?;
    let change = order::OrderChange {
        lifecycle: Some(to),
        cancel_intent: Some(None),
        cancel_reason: Some(Some(reason)),
        cancelled_at: Some(Some(now)),
        ..Default::default()
    };
    let after = order::change(tx, &order, change)?;
    let recorded = Step {
        axis: "lifecycle",
        from: Some(order.lifecycle.as_str()),
        to: after.lifecycle.as_str(),
        note: Some(Remark::Cancelled(reason)),
    };
    history::order_step(tx, order_id, recorded, by, now)
}

/// The payment state that follows from the order's refunds.
fn folded(seen: &Snapshot) -> Result<PayState, Error> {
    Ok(fold_pay_state(
        seen.applied().and_then(|attempt| attempt.paid_fen),
        seen.refunded()?,
    ))
}

/// True if the whole payment was refunded, so that the order reserves no stock.
pub(crate) fn is_refunded(tx: &mut Tx<'_>, order_id: i64) -> Result<bool, Error> {
    let order = order::get(tx, order_id)?;
    Ok(folded(&snapshot::load(tx, order)?)? == PayState::Refunded)
}

/// Updates the order after one of its refunds succeeded or was cancelled. The caller holds the
/// order lock and has written the refund's state, its lines and its stock. A further partial refund
/// records no step, because the state stays.
pub(crate) fn after_refund_ended(
    tx: &mut Tx<'_>,
    order_id: i64,
    by: By,
    now: Millis,
) -> Result<Order, Error> {
    let order = order::get(tx, order_id)?;
    let seen = snapshot::load(tx, order)?;
    let folded = folded(&seen)?;
    let mut order = seen.order.clone();
    if folded != order.pay_state {
        let change = order::OrderChange {
            pay_state: Some(folded),
            ..Default::default()
        };
        let after = order::change(tx, &order, change)?;
        let recorded = Step {
            axis: "pay_state",
            from: Some(order.pay_state.as_str()),
            to: folded.as_str(),
            note: Some(Remark::Amount(seen.refunded()?)),
        };
        history::order_step(tx, order_id, recorded, by, now)?;
        order = after;
    }
    let order = shipped::follow(tx, order, Followed::Refund, by, now)?;
    let live = usize::from(seen.in_refund());
    match after_refund(order.lifecycle, order.pay_state, order.ship_state, live) {
        Some(step::Event::Settled) if order.pay_state != PayState::Unpaid => {
            complete_if_done(tx, order_id, by, now)?;
            Ok(order::get(tx, order_id)?)
        }
        Some(event) if order.pay_state != PayState::Unpaid => end(tx, &order, event, by, now),
        Some(_) | None => Ok(order),
    }
}

/// Cancels an order that was refunded in full before anything was shipped.
fn end(
    tx: &mut Tx<'_>,
    order: &Order,
    event: step::Event,
    by: By,
    now: Millis,
) -> Result<Order, Error> {
    let to = step::on_event(order.lifecycle, order.pay_state, order.ship_state, event)
        .map_err(Error::internal)?;
    let change = match to {
        Lifecycle::Cancelled => order::OrderChange {
            lifecycle: Some(to),
            cancel_reason: Some(Some(CancelReason::Refunded)),
            cancelled_at: Some(Some(now)),
            ..Default::default()
        },
        Lifecycle::Completed | Lifecycle::Open => {
            return Err(Error::internal("only a full refund cancels a paid order"));
        }
    };
    let after = order::change(tx, order, change)?;
    let recorded = Step {
        axis: "lifecycle",
        from: Some(order.lifecycle.as_str()),
        to: after.lifecycle.as_str(),
        note: None,
    };
    history::order_step(tx, order.id, recorded, by, now)?;
    Ok(after)
}
