//! Cancelling an unpaid order: first the intent, then the gateway, last the stock. A payment in
//! between wins.

use super::{Cancelled, history::By, settled::cancel_if_settled};
use crate::{
    Error, Shop,
    payment::close::{self, Closing},
};
use domain::{
    error::ErrorCode,
    order::{CancelIntent, Lifecycle, PayState},
    payment::AttemptState,
    time::{Millis, SECOND},
};
use store::{
    Tx,
    models::order::Order,
    queries::{attempt, order},
};

/// The job waits this long after the intent, because the request itself closes the attempt first.
const REQUEST_TRIES_FIRST: i64 = 5 * SECOND;

/// Records the intent to cancel and files the job that closes the open attempt; without an open one
/// the order is cancelled at once. Returns the attempts to close. The caller holds the order lock
/// and has checked that cancelling is allowed.
pub(crate) fn want(
    tx: &mut Tx<'_>,
    order: &Order,
    intent: CancelIntent,
    by: By,
    now: Millis,
    first_try: Millis,
) -> Result<Vec<i64>, Error> {
    let change = order::OrderChange {
        cancel_intent: Some(Some(intent)),
        ..Default::default()
    };
    let after = order::change(tx, order, change)?;
    let mut to_close = Vec::new();
    for open in attempt::of_order(tx, order.id)? {
        match open.state {
            AttemptState::Open => {
                let closing = close::want_closed(tx, &open, by, now, first_try)?;
                to_close.push(closing.id);
            }
            AttemptState::Closing => to_close.push(open.id),
            AttemptState::Abandoned
            | AttemptState::Closed
            | AttemptState::Paid
            | AttemptState::Finished => {}
        }
    }
    if to_close.is_empty() {
        cancel_if_settled(tx, after.id, by, now)?;
    }
    Ok(to_close)
}

impl Shop {
    /// Cancels an order if `allowed`, which runs under the order lock. Closes the open attempt at
    /// the gateway with one try of at most 3 s; jobs continue.
    ///
    /// # Errors
    /// `Refused(NotCancellable)` for an order that can no longer be cancelled.
    pub(crate) async fn cancel_as(
        &self,
        order_id: i64,
        intent: CancelIntent,
        by: By,
        allowed: impl Fn(&mut Tx<'_>, &Order) -> Result<bool, Error> + Send + Sync + 'static,
    ) -> Result<Cancelled, Error> {
        let now = self.now();
        let to_close = self
            .store
            .write(move |tx| {
                let order = order::lock(tx, order_id)?;
                if allowed(tx, &order)? {
                    return want(tx, &order, intent, by, now, now.plus(REQUEST_TRIES_FIRST));
                }
                match standing(&order) {
                    Some(_) => Ok(Vec::new()),
                    None => Err(Error::refused(ErrorCode::NotCancellable)),
                }
            })
            .await?;
        if !to_close.is_empty() {
            let shop = self.clone();
            crate::payment::briefly(async move { shop.close_now(to_close).await }).await;
        }
        let after = self
            .store
            .read(move |tx| Ok::<_, Error>(order::get(tx, order_id)?))
            .await?;
        standing(&after).ok_or_else(|| Error::refused(ErrorCode::NotCancellable))
    }

    async fn close_now(&self, attempts: Vec<i64>) -> Result<(), Error> {
        for attempt_id in attempts {
            if self.try_close(attempt_id, None).await? == Closing::AskNow {
                self.ask(
                    attempt_id,
                    crate::payment::ask::Scope::Watched,
                    crate::payment::ask::nothing_more(),
                )
                .await?;
            }
        }
        Ok(())
    }
}

/// Result of the intent to cancel; `None` if there is none.
fn standing(order: &Order) -> Option<Cancelled> {
    match (order.lifecycle, order.pay_state) {
        (Lifecycle::Cancelled, _) => Some(Cancelled::Done),
        (_, PayState::Paid | PayState::PartiallyRefunded | PayState::Refunded) => {
            Some(Cancelled::PaidMeanwhile)
        }
        (Lifecycle::Open | Lifecycle::Completed, PayState::Unpaid) => {
            order.cancel_intent.map(|_intent| Cancelled::Pending)
        }
    }
}
