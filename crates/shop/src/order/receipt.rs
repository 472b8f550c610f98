//! The receipt of an order that was shipped: confirmed by the customer, or counted when the time is
//! over. The customer may ask for more time once, and a refund under way stops the clock.

use super::{
    complete::complete_if_done,
    history::{self, By, Step},
    snapshot::{self, Snapshot},
};
use crate::{Error, Shop, Viewer};
use domain::{
    actions::{Action, Actor, is_allowed},
    error::{ErrorCode, Refusal},
    form::OrderForm,
    order::{Cause, Change, Lifecycle, ShipState},
    shipping::{Clock, EXTENSION, Pause, clock},
    time::Millis,
};
use store::{
    Tx,
    models::{event::Event, order::Order},
    queries::{event, order},
};

impl Shop {
    /// 确认收货. A second post changes nothing.
    ///
    /// # Errors
    /// `LoginRequired`, `NotFound`; `Refused(NotReceivable)` unless it was shipped whole.
    pub async fn confirm_receipt(&self, viewer: &Viewer, form: OrderForm) -> Result<(), Error> {
        let (user_id, now) = (viewer.shopper()?.user_id, self.now());
        self.store
            .write(move |tx| {
                let found = order::owned(tx, &form.number, user_id)?.ok_or(Error::NotFound)?;
                let order = order::lock(tx, found.id)?;
                if order.ship_state == ShipState::Received {
                    return Ok(());
                }
                let facts = snapshot::load(tx, order.clone())?.facts();
                if !is_allowed(&facts, &Actor::Buyer, Action::ConfirmReceipt, now) {
                    return Err(Error::refused(ErrorCode::NotReceivable));
                }
                let by = By::shopper(user_id, Cause::ConfirmReceipt);
                receive(tx, &order, by, now)
            })
            .await
    }

    /// 延长收货: moves the receipt by [`EXTENSION`], once.
    ///
    /// # Errors
    /// `LoginRequired`, `NotFound`; `Refused(NotExtendable)`.
    pub async fn extend_receipt(&self, viewer: &Viewer, form: OrderForm) -> Result<(), Error> {
        let (user_id, now) = (viewer.shopper()?.user_id, self.now());
        self.store
            .write(move |tx| {
                let found = order::owned(tx, &form.number, user_id)?.ok_or(Error::NotFound)?;
                let order = order::lock(tx, found.id)?;
                let facts = snapshot::load(tx, order.clone())?.facts();
                if !is_allowed(&facts, &Actor::Buyer, Action::ExtendReceipt, now) {
                    return Err(Refusal::new(ErrorCode::NotExtendable).into());
                }
                let change = order::OrderChange {
                    // Without a time its job sets one that counts the extension.
                    receive_by: order.receive_by.map(|by| Some(by.plus(EXTENSION))),
                    receive_extended_at: Some(Some(now)),
                    ..Default::default()
                };
                order::change(tx, &order, change)?;
                Ok(())
            })
            .await
    }
}

/// Counts a shipped order as received, and completes it unless a refund is under way. The caller
/// holds the order lock.
pub(crate) fn receive(tx: &mut Tx<'_>, order: &Order, by: By, now: Millis) -> Result<(), Error> {
    let change = order::OrderChange {
        ship_state: Some(ShipState::Received),
        received_at: Some(Some(now)),
        ..Default::default()
    };
    let after = order::change(tx, order, change)?;
    let recorded = Step {
        axis: "ship_state",
        from: Some(order.ship_state.as_str()),
        to: after.ship_state.as_str(),
        note: None,
    };
    history::order_step(tx, order.id, recorded, by, now)?;
    complete_if_done(tx, order.id, by, now)?;
    Ok(())
}

/// The clock of the receipt; `None` unless the order is on its way and has a time.
///
/// # Errors
/// `Internal` for a step on no known axis.
pub(crate) fn clock_of(
    tx: &mut Tx<'_>,
    seen: &Snapshot,
    now: Millis,
) -> Result<Option<Clock>, Error> {
    let order = &seen.order;
    let on_its_way = order.lifecycle == Lifecycle::Open && order.ship_state == ShipState::Shipped;
    let Some(by) = order.receive_by.filter(|_by| on_its_way) else {
        return Ok(None);
    };
    let steps = steps(&event::list(tx, order.id)?)?;
    let since = steps
        .iter()
        .rev()
        .find(|(_, _, change)| matches!(change, Change::Ship(_, ShipState::Shipped)))
        .map(|(_, at, _)| *at)
        .or(order.shipped_at)
        .unwrap_or(by);
    Ok(Some(clock(since, by, &pauses(seen, &steps), now)))
}

type Recorded = (i64, Millis, Change);

fn steps(events: &[Event]) -> Result<Vec<Recorded>, Error> {
    events
        .iter()
        .map(|event| {
            let from = event.from_state.as_deref();
            let change = Change::read(&event.entity, &event.axis, from, &event.to_state)
                .map_err(Error::internal)?;
            Ok((event.entity_id, event.at, change))
        })
        .collect()
}

/// When refunds of the applied payment were under way.
fn pauses(seen: &Snapshot, steps: &[Recorded]) -> Vec<Pause> {
    let applied = seen.applied().map(|attempt| attempt.id);
    seen.refunds
        .iter()
        .filter(|refund| Some(refund.payment_attempt_id) == applied)
        .filter_map(|refund| {
            let of = |live: bool| {
                steps.iter().find(|(id, _, change)| {
                    let to = if let Change::Refund(_, to) = change {
                        Some(*to)
                    } else {
                        None
                    };
                    *id == refund.id && to.is_some_and(|to| to.is_live() == live)
                })
            };
            let (_, from, _) = of(true)?;
            let until = of(false).filter(|_end| !refund.state.is_live());
            Some(Pause {
                from: *from,
                until: until.map(|(_, at, _)| *at),
            })
        })
        .collect()
}
