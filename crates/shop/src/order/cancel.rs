//! Cancelling an unpaid order: the wish first, then the gateway, the stock last. A payment in between wins.

use super::{
    Cancelled,
    history::{self, By, Step},
    stock,
};
use crate::{
    Error, Shop,
    payment::close::{self, Closing},
};
use domain::{
    error::ErrorCode,
    order::{CancelIntent, CancelReason, Lifecycle, PayState, step},
    payment::AttemptState,
    time::{Millis, SECOND},
};
use store::{
    Tx,
    models::order::Order,
    queries::{attempt, order},
};

/// The job closes an attempt only this long after the wish: the request that causes it tries first.
const REQUEST_TRIES_FIRST: i64 = 5 * SECOND;

/// Notes the wish to cancel and asks for the open attempt to be closed; with nothing open the order is cancelled at
/// once. Returns the attempt to close. The caller holds the order lock and checked that the wish is allowed.
///
/// # Errors
/// Those of the database.
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
        proceed(tx, after.id, by, now)?;
    }
    Ok(to_close)
}

/// Cancels the order if that is wanted, nothing was paid, and no attempt is open or closing. The caller holds the
/// order lock.
///
/// # Errors
/// Those of the database.
pub(crate) fn proceed(tx: &mut Tx<'_>, order_id: i64, by: By, now: Millis) -> Result<(), Error> {
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
        note: Some(reason.to_string()),
    };
    history::order_step(tx, order_id, recorded, by, now)
}

impl Shop {
    /// Cancels an order for whoever may: `allowed` is asked under the order lock. The open attempt is closed at the
    /// gateway here, once and for 3 s at most; jobs go on.
    ///
    /// # Errors
    /// `Refused(NotCancellable)` for an order that can be cancelled no more.
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

/// How a wish to cancel stands with the order; `None` if there is no such wish.
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
