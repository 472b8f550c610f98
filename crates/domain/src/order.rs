//! The order: its three axes, their transition tables, and its label for readers.

mod event;
mod label;
pub mod step;

pub use event::{Cause, Change, Remark};
pub use label::{is_partly_refunded, label};
pub use step::{after_refund, fold_pay_state};

text_enum! {
    /// Lifecycle axis: whether the order is open.
    Lifecycle { Open = "open", Cancelled = "cancelled", Completed = "completed" }
}
text_enum! {
    /// Payment axis: the stored sum of payments and refunds.
    PayState { Unpaid = "unpaid", Paid = "paid", PartiallyRefunded = "partially_refunded", Refunded = "refunded" }
}
text_enum! {
    /// Shipment axis.
    ShipState { None = "none", Partial = "partial", Shipped = "shipped", Received = "received" }
}
text_enum! {
    /// Who asked to cancel an unpaid order.
    CancelIntent { Shopper = "shopper", Staff = "staff", Deadline = "deadline" }
}
text_enum! {
    /// Why an order was cancelled.
    CancelReason { Shopper = "shopper", Staff = "staff", Deadline = "deadline", Refunded = "refunded" }
}
text_enum! {
    /// What an order line is.
    LineKind { Item = "item", Postage = "postage" }
}
text_enum! {
    /// The label of an order. The first rule that matches decides, in this order.
    OrderLabel {
        ClosedRefunded = "closed_refunded",
        CancelledDeadline = "cancelled_deadline",
        CancelledShopper = "cancelled_shopper",
        CancelledStaff = "cancelled_staff",
        RefundInProgress = "refund_in_progress",
        AwaitingReturn = "awaiting_return",
        RefundUnderReview = "refund_under_review",
        Cancelling = "cancelling",
        ConfirmingPayment = "confirming_payment",
        AwaitingPayment = "awaiting_payment",
        Refunded = "refunded",
        Completed = "completed",
        ToBeShipped = "to_be_shipped",
        NothingToShip = "nothing_to_ship",
        PartlyShipped = "partly_shipped",
        OnItsWay = "on_its_way",
        Received = "received",
    }
}
text_enum! {
    /// Who caused an event.
    ActorKind { Shopper = "shopper", Staff = "staff", Gateway = "gateway", System = "system" }
}
