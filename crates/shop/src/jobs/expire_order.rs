//! The deadline passed: no new payment, the open attempt is closed at the gateway, then stock goes back.

use super::{Leased, file::OrderJob};
use crate::{
    Error, Shop,
    order::{cancel, history::By},
};
use domain::order::{CancelIntent, Lifecycle, PayState};
use store::queries::order;

/// Runs it: one transaction.
///
/// # Errors
/// Those of the database.
pub(super) async fn run(shop: &Shop, job: Leased) -> Result<(), Error> {
    let OrderJob { order_id } = job.payload()?;
    let now = shop.now();
    shop.store
        .write(move |tx| {
            let seen = order::get(tx, order_id)?;
            if seen.lifecycle == Lifecycle::Open && seen.pay_state == PayState::Unpaid {
                let order = order::lock(tx, order_id)?;
                let by = By::system("deadline");
                match (order.lifecycle, order.pay_state, order.cancel_intent) {
                    (Lifecycle::Open, PayState::Unpaid, None) => {
                        cancel::want(tx, &order, CancelIntent::Deadline, by, now, now)?;
                    }
                    // Somebody wants it cancelled already; it may be that nothing is left to close.
                    (Lifecycle::Open, PayState::Unpaid, Some(_)) => {
                        cancel::proceed(tx, order_id, by, now)?
                    }
                    (Lifecycle::Open | Lifecycle::Cancelled | Lifecycle::Completed, _, _) => {}
                }
            }
            job.done(tx)
        })
        .await
}
