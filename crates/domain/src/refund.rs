//! A refund: one amount under one `out_request_no`, the same on every retry.
//!
//! [`step`] has its transition table, [`schedule`] the times of queries and further sends.

pub mod request;
pub mod schedule;
pub mod step;

pub use request::RequestKind;
pub use step::{Act, Answer, Step, on_act, on_answer};

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
    /// The reason of a refund, chosen by staff or the customer.
    RefundReason {
        NotWanted = "not_wanted", OutOfStock = "out_of_stock", Damaged = "damaged",
        WrongItem = "wrong_item", PriceMatch = "price_match", Goodwill = "goodwill", Other = "other",
    }
}

/// Why a failed refund can no longer succeed, so that even an automatic one may be cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moot {
    /// The gateway has another amount under its number. Sending it again changes nothing.
    Taken,
    /// The gateway closed the trade: the whole payment was refunded.
    WentBack,
    /// The gateway refused it because it is more than what is left of the trade: a part went back outside the shop.
    Beyond,
}

/// The code that a failed refund keeps when the gateway has another amount under its number. It is
/// the shop's own: the gateway's codes begin with `ACQ.` or `isv.`.
pub const NUMBER_TAKEN: &str = "NUMBER_TAKEN";

impl RefundState {
    /// True from approval on: the attempt's refund limit and the order lines include its amount
    /// (rule A3).
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

    /// True from request to failure: it still needs a decision or a query.
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
    /// True for an automatic refund of an unapplied payment: a second one, a late one, or a wrong
    /// sum.
    #[must_use]
    pub const fn is_automatic(self) -> bool {
        match self {
            Self::AutoDuplicate | Self::AutoLate | Self::AutoMismatch => true,
            Self::Shopper | Self::Admin | Self::External => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_and_origins_are_sorted_as_documented() {
        let of = |is: fn(RefundState) -> bool| -> Vec<&str> {
            let all = RefundState::ALL.iter().copied();
            all.filter(|state| is(*state))
                .map(RefundState::as_str)
                .collect()
        };
        assert_eq!(
            of(RefundState::holds_money),
            ["approved", "sending", "unknown", "succeeded", "failed"]
        );
        assert_eq!(
            of(RefundState::is_live),
            [
                "requested",
                "awaiting_return",
                "approved",
                "sending",
                "unknown",
                "failed"
            ]
        );
        let automatic: Vec<&str> = RefundOrigin::ALL
            .iter()
            .filter(|origin| origin.is_automatic())
            .map(|origin| origin.as_str())
            .collect();
        assert_eq!(automatic, ["auto_duplicate", "auto_late", "auto_mismatch"]);
    }
}
