//! Completing an order: it was received and no refund is under way. What is left on its account
//! becomes sales.

use super::{
    history::{self, By, Step},
    snapshot,
};
use crate::{Error, payment::books};
use domain::{
    ledger,
    order::{Lifecycle, ShipState, step},
    time::Millis,
};
use store::{
    Tx,
    queries::{ledger as books_of, order},
};

/// Completes the order if it is open and received and no refund of its payment is live. True if it did.
/// The caller holds the order lock, and calls this wherever an order is received or a live refund
/// ends, a request that is rejected or withdrawn included.
///
/// # Errors
/// `Busy`, `Internal`.
pub(crate) fn complete_if_done(
    tx: &mut Tx<'_>,
    order_id: i64,
    by: By,
    now: Millis,
) -> Result<bool, Error> {
    let found = order::get(tx, order_id)?;
    if found.lifecycle != Lifecycle::Open || found.ship_state != ShipState::Received {
        return Ok(false);
    }
    let seen = snapshot::load(tx, found)?;
    if seen.in_refund() {
        return Ok(false);
    }
    let order = &seen.order;
    let to = step::on_event(
        order.lifecycle,
        order.pay_state,
        order.ship_state,
        step::Event::Settled,
    )
    .map_err(Error::internal)?;
    let left = books_of::balance(tx, ledger::Account::Order, order.id)?.negated()?;
    if let Some(posting) = ledger::complete(order.id, left)? {
        books::post(tx, &posting, order.id, now, &order.number)?;
    }
    let change = order::OrderChange {
        lifecycle: Some(to),
        completed_at: Some(Some(now)),
        ..Default::default()
    };
    let after = order::change(tx, order, change)?;
    let recorded = Step {
        axis: "lifecycle",
        from: Some(order.lifecycle.as_str()),
        to: after.lifecycle.as_str(),
        note: None,
    };
    history::order_step(tx, order.id, recorded, by, now)?;
    Ok(true)
}
