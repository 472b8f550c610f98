//! The time to confirm a receipt: sets it where a refund left nothing to ship, and counts the order
//! as received when it is over.

use super::{Leased, file::OrderJob};
use crate::{
    Error, Shop,
    order::{history::By, receipt, snapshot},
};
use domain::{
    order::{Cause, Lifecycle, ShipState},
    shipping::EXTENSION,
    time::{DAY, HOUR, Millis},
};
use store::{Tx, models::order::Order, queries::order};

/// Runs it: one transaction.
pub(super) async fn run(shop: &Shop, job: Leased) -> Result<(), Error> {
    let OrderJob { order_id } = job.payload()?;
    let (now, days) = (shop.now(), shop.settings().await?.receipt_days);
    shop.store
        .write(move |tx| {
            let found = order::get(tx, order_id)?;
            if found.lifecycle != Lifecycle::Open || found.ship_state != ShipState::Shipped {
                return job.done(tx);
            }
            let order = order::lock(tx, order_id)?;
            let order = set_time(tx, order, days, now)?;
            let seen = snapshot::load(tx, order)?;
            let Some(clock) = receipt::clock_of(tx, &seen, now)? else {
                return job.done(tx);
            };
            if clock.paused {
                // The rest of the time is the same whenever the refund ends.
                let rest = clock.due.since(now).max(HOUR);
                return job.again(tx, now.plus(rest));
            }
            // A job may run early, so the order's time decides.
            if now < clock.due {
                return job.again(tx, clock.due);
            }
            receipt::receive(tx, &seen.order, By::system(Cause::ReceiptDue), now)?;
            job.done(tx)
        })
        .await
}

/// Gives the order a time if it has none, and an earlier one if a clock that was ahead set it.
fn set_time(tx: &mut Tx<'_>, order: Order, days: i64, now: Millis) -> Result<Order, Error> {
    let extension = order.receive_extended_at.map_or(0, |_at| EXTENSION);
    let latest = now.plus(days.saturating_mul(DAY)).plus(extension);
    let set_by_clock_ahead = order.shipped_at.is_some_and(|at| at.age(now).is_none());
    let by = match order.receive_by {
        None => latest,
        Some(by) if set_by_clock_ahead => by.min(latest),
        Some(by) => by,
    };
    if order.receive_by == Some(by) {
        return Ok(order);
    }
    let change = order::OrderChange {
        receive_by: Some(Some(by)),
        ..Default::default()
    };
    Ok(order::change(tx, &order, change)?)
}
