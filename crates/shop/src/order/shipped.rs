//! The state of the shipment follows from the units of the lines: after a parcel, after one is taken
//! back, and after the rest of the order was refunded.

use super::history::{self, By, Step};
use crate::{Error, jobs::file};
use domain::{
    order::{Cause, ShipState},
    shipping::fold_ship_state,
    time::{DAY, Millis},
};
use store::{
    Tx,
    models::order::Order,
    queries::{order, shipment},
};

/// What the state of the shipment follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Followed {
    /// A parcel was shipped or taken back. Days until an order that is shipped whole counts as received.
    Parcel(i64),
    /// A refund ended, and perhaps nothing is left to ship. The job of the receipt sets its time.
    Refund,
}

/// Folds the units of all lines into the state of the shipment. The caller holds the order lock and
/// has written the lines.
pub(crate) fn follow(
    tx: &mut Tx<'_>,
    order: Order,
    what: Followed,
    by: By,
    now: Millis,
) -> Result<Order, Error> {
    let details = order::details(tx, order.id)?;
    let shipped = details.iter().map(|line| line.shipped_qty).sum();
    let reserved = details.iter().map(|line| line.reserved_qty).sum();
    let to = fold_ship_state(order.ship_state, shipped, reserved);
    let from = order.ship_state;
    // A further parcel of a part is a step of its own.
    let is_parcel = matches!(what, Followed::Parcel(_));
    if to == from && !(is_parcel && to == ShipState::Partial) {
        return Ok(order);
    }
    let mut after = order;
    if to != from {
        let whole = to == ShipState::Shipped;
        let last = last_parcel(tx, after.id)?.filter(|_at| whole);
        let receive_by = match what {
            Followed::Parcel(days) if whole => Some(now.plus(days.saturating_mul(DAY))),
            Followed::Parcel(_) | Followed::Refund => None,
        };
        let change = order::OrderChange {
            ship_state: Some(to),
            shipped_at: Some(last),
            receive_by: Some(receive_by),
            receive_extended_at: Some(None),
            ..Default::default()
        };
        after = order::change(tx, &after, change)?;
        if whole {
            file::receive_order(tx, after.id, now, receive_by.unwrap_or(now))?;
        }
    }
    let by = match what {
        Followed::Parcel(_) => by,
        Followed::Refund => By {
            cause: Cause::RestRefunded,
            ..by
        },
    };
    let recorded = Step {
        axis: "ship_state",
        from: Some(from.as_str()),
        to: to.as_str(),
        note: None,
    };
    history::order_step(tx, after.id, recorded, by, now)?;
    Ok(after)
}

/// When the last parcel was shipped.
fn last_parcel(tx: &mut Tx<'_>, order_id: i64) -> Result<Option<Millis>, Error> {
    Ok(shipment::of_orders(tx, &[order_id])?
        .iter()
        .filter(|parcel| parcel.voided_at.is_none())
        .map(|parcel| parcel.shipped_at)
        .max())
}
