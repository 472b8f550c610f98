//! The payment deadline has passed: no new payment starts, the open attempt is closed at the
//! gateway, then stock is released.

use super::{Leased, file::OrderJob};
use crate::{
    Error, Shop,
    order::{cancel, history::By, settled::cancel_if_settled},
};
use domain::{
    order::{CancelIntent, Cause, Lifecycle, PayState},
    payment::expiry,
};
use store::queries::order;

/// Runs it: one transaction.
pub(super) async fn run(shop: &Shop, job: Leased) -> Result<(), Error> {
    let OrderJob { order_id } = job.payload()?;
    let now = shop.now();
    shop.store
        .write(move |tx| {
            let seen = order::get(tx, order_id)?;
            let due = expiry(seen.pay_deadline);
            if seen.lifecycle == Lifecycle::Open && seen.pay_state == PayState::Unpaid {
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
