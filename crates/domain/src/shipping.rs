//! Shipping: carriers, tracking numbers, what may be shipped or taken back, and when an order counts as received.

mod carrier;
mod number;
mod receipt;
mod units;

pub use carrier::Carrier;
pub use number::tracking_no;
pub use receipt::{Clock, EXTENSION, Pause, clock};
pub use units::{LineUnits, fold_ship_state, is_same_day};

text_enum! {
    /// Why an order of a bulk shipment is not shipped.
    ShipFault {
        /// The line cannot be read.
        Unreadable = "unreadable",
        /// There is no such order.
        Unknown = "unknown",
        /// An earlier line names the order.
        Twice = "twice",
        /// It is not paid, or nothing of it is left to ship.
        NothingToShip = "nothing_to_ship",
        /// A refund is under way: it is decided first.
        InRefund = "in_refund",
        /// No such carrier.
        Carrier = "carrier",
        /// This carrier gives a number, and none was typed.
        NumberMissing = "number_missing",
        /// The text is not a tracking number, e.g. `1.2E+13`.
        NumberFormat = "number_format",
        /// The number is on a parcel of another customer.
        NumberUsed = "number_used",
    }
}
text_enum! {
    /// What staff should look at before an order is shipped.
    ShipWarning {
        /// The number begins as those of another carrier do.
        OtherCarrier = "other_carrier",
        /// The same recipient has another order to be shipped.
        SameRecipient = "same_recipient",
    }
}
