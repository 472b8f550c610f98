//! The end of a refund, as the order sees it: pay state folded again, the order closed or completed.

use super::{
    history::{self, By, Step},
    snapshot::{self, Snapshot},
};
use crate::{Error, payment::books};
use domain::{
    ledger,
    order::{CancelReason, Lifecycle, PayState, after_refund, fold_pay_state, step},
    time::Millis,
};
use store::{
    Tx,
    models::order::Order,
    queries::{ledger as books_of, order},
};

/// The pay state of the order by its refunds as they stand.
fn folded(seen: &Snapshot) -> Result<PayState, Error> {
    Ok(fold_pay_state(
        seen.applied().and_then(|attempt| attempt.paid_fen),
        seen.refunded()?,
    ))
}

/// True if all that was paid is back, so that the order holds no stock any more.
///
/// # Errors
/// Those of the database.
pub(crate) fn is_refunded(tx: &mut Tx<'_>, order_id: i64) -> Result<bool, Error> {
    let order = order::get(tx, order_id)?;
    Ok(folded(&snapshot::load(tx, order)?)? == PayState::Refunded)
}

/// Brings the order up to date after one of its refunds succeeded or was dropped. The caller holds the order lock and
/// wrote the refund's state, its lines and its stock before. A further partial refund leaves no step: nothing changed.
///
/// # Errors
/// Those of the database; books that do not fit.
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
            note: Some(seen.refunded()?.to_string()),
        };
        history::order_step(tx, order_id, recorded, by, now)?;
        order = after;
    }
    let live = seen
        .refunds
        .iter()
        .filter(|refund| refund.state.is_live())
        .count();
    match after_refund(order.lifecycle, order.pay_state, order.ship_state, live) {
        Some(event) if order.pay_state != PayState::Unpaid => end(tx, &order, event, by, now),
        Some(_) | None => Ok(order),
    }
}

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
        Lifecycle::Completed => {
            let left = books_of::balance(tx, ledger::Account::Order, order.id)?.negated()?;
            if let Some(posting) = ledger::complete(order.id, left)? {
                books::post(tx, &posting, order.id, now, &order.number)?;
            }
            order::OrderChange {
                lifecycle: Some(to),
                completed_at: Some(Some(now)),
                ..Default::default()
            }
        }
        Lifecycle::Open => return Err(Error::internal("a refund does not open an order")),
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
