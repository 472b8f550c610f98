//! The payment deadline has passed: no new payment starts, the open attempt is closed at the
//! gateway, then stock is released.

use super::{Leased, file::OrderJob};
use crate::{
    Error, Shop,
    order::{cancel, history::By, settled::cancel_if_settled},
};
use domain::{
    order::{CancelIntent, Cause, Lifecycle, PayState},
    payment::{deadline, expiry},
    time::Millis,
};
use store::{Tx, queries::order};

/// Runs it: one transaction.
pub(super) async fn run(shop: &Shop, job: Leased) -> Result<(), Error> {
    let OrderJob { order_id } = job.payload()?;
    let (now, minutes) = (shop.now(), shop.settings().await?.pay_minutes);
    shop.store
        .write(move |tx| {
            let seen = order::get(tx, order_id)?;
            if seen.lifecycle == Lifecycle::Open && seen.pay_state == PayState::Unpaid {
                let due = expiry(match seen.placed_at.age(now) {
                    Some(_) => seen.pay_deadline,
                    None => bring_back(tx, order_id, now, minutes)?,
                });
                // A job may run early, so the order's deadline decides.
                if now < due {
                    return job.again(tx, due);
                }
                let order = order::lock(tx, order_id)?;
                let by = By::system(Cause::Deadline);
                match (order.lifecycle, order.pay_state, order.cancel_intent) {
                    (Lifecycle::Open, PayState::Unpaid, None) => {
                        cancel::want(tx, &order, CancelIntent::Deadline, by, now, now)?;
                    }
                    // A cancellation is pending already, and perhaps nothing is left to close.
                    (Lifecycle::Open, PayState::Unpaid, Some(_)) => {
                        cancel_if_settled(tx, order_id, by, now)?;
                    }
                    (Lifecycle::Open | Lifecycle::Cancelled | Lifecycle::Completed, _, _) => {}
                }
            }
            job.done(tx)
        })
        .await
}

/// Gives an order that a clock ahead placed the deadline of one that is placed now, if that is
/// earlier: its stock would be reserved until tomorrow. The job runs when the clock is set back,
/// because the same clock stamped it. Returns the deadline.
fn bring_back(tx: &mut Tx<'_>, order_id: i64, now: Millis, minutes: i64) -> Result<Millis, Error> {
    let order = order::lock(tx, order_id)?;
    let latest = deadline(now, minutes);
    if order.pay_deadline <= latest {
        return Ok(order.pay_deadline);
    }
    let change = order::OrderChange {
        pay_deadline: Some(latest),
        ..Default::default()
    };
    order::change(tx, &order, change)?;
    Ok(latest)
}
