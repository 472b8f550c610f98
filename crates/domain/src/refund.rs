//! A refund: one amount under one `out_request_no`, the same on every retry.
//!
//! [`step`] holds its transition table, [`schedule`] when it is asked about and sent again.

pub mod schedule;
pub mod step;

pub use step::{Act, Answer, Step, is_definite_refusal, on_act, on_answer};

text_enum! {
    /// The state of a refund.
    RefundState {
        Requested = "requested", AwaitingReturn = "awaiting_return", Approved = "approved",
        Sending = "sending", Unknown = "unknown", Succeeded = "succeeded", Failed = "failed",
        Rejected = "rejected", Withdrawn = "withdrawn", Dropped = "dropped",
    }
}
text_enum! {
    /// Where a refund came from.
    RefundOrigin {
        Shopper = "shopper", Admin = "admin", AutoDuplicate = "auto_duplicate",
        AutoLate = "auto_late", AutoMismatch = "auto_mismatch", External = "external",
    }
}
text_enum! {
    /// The ledger account a refund was reserved from.
    TakenFrom { Order = "order", Sales = "sales", Suspense = "suspense" }
}
text_enum! {
    /// Why staff or a shopper wants money returned.
    RefundReason {
        NotWanted = "not_wanted", OutOfStock = "out_of_stock", Damaged = "damaged",
        WrongItem = "wrong_item", PriceMatch = "price_match", Goodwill = "goodwill", Other = "other",
    }
}

impl RefundState {
    /// True from approval on: its amount is held by the attempt's cap and by the lines (rule A3).
    #[must_use]
    pub const fn holds_money(self) -> bool {
        match self {
            Self::Approved | Self::Sending | Self::Unknown | Self::Failed | Self::Succeeded => true,
            Self::Requested
            | Self::AwaitingReturn
            | Self::Rejected
            | Self::Withdrawn
            | Self::Dropped => false,
        }
    }

    /// True from request to failure: something about it is still to be decided or done.
    #[must_use]
    pub const fn is_live(self) -> bool {
        match self {
            Self::Requested
            | Self::AwaitingReturn
            | Self::Approved
            | Self::Sending
            | Self::Unknown
            | Self::Failed => true,
            Self::Succeeded | Self::Rejected | Self::Withdrawn | Self::Dropped => false,
        }
    }
}

impl RefundOrigin {
    /// True for money that came back by itself because it paid for nothing.
    #[must_use]
    pub const fn is_automatic(self) -> bool {
        match self {
            Self::AutoDuplicate | Self::AutoLate | Self::AutoMismatch => true,
            Self::Shopper | Self::Admin | Self::External => false,
        }
    }
}
