//! Words for what becomes of an order of a bulk shipment.

use crate::text::{Text, isolate};
use domain::{
    shipping::{ShipFault, ShipWarning},
    view::shipping::ShipVerdict,
};

/// What becomes of an order; nothing before anything was typed.
pub(crate) fn ship_verdict(t: &Text, verdict: &ShipVerdict) -> Option<String> {
    let s = &t.ship;
    match verdict {
        ShipVerdict::Open => None,
        ShipVerdict::Ready => Some(s.ready.to_owned()),
        ShipVerdict::Shipped => Some(s.shipped.to_owned()),
        ShipVerdict::Refused(why, other) => Some(match why {
            ShipFault::Unreadable => s.fault_unreadable.to_owned(),
            ShipFault::Unknown => s.fault_unknown.to_owned(),
            ShipFault::Twice => s.fault_twice.to_owned(),
            ShipFault::NothingToShip => s.fault_nothing.to_owned(),
            ShipFault::InRefund => s.fault_in_refund.to_owned(),
            ShipFault::Carrier => s.fault_carrier.to_owned(),
            ShipFault::NumberMissing => s.fault_missing.to_owned(),
            ShipFault::NumberFormat => s.fault_format.to_owned(),
            ShipFault::NumberUsed => (s.fault_used)(&isolate(other)),
        }),
    }
}

/// What to look at before an order is shipped.
pub(crate) const fn ship_warning(t: &Text, warning: ShipWarning) -> &'static str {
    match warning {
        ShipWarning::OtherCarrier => t.ship.warn_carrier,
        ShipWarning::SameRecipient => t.ship.warn_same,
    }
}
