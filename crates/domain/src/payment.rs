//! A payment attempt: one try to pay one order, under an `out_trade_no` of its own.
//!
//! [`step`] has its transition table, [`settle`] decides how a payment is booked, [`schedule`] has
//! the deadline and the queries.

pub mod message;
pub mod schedule;
pub mod settle;
pub mod step;

pub use message::{CallOutcome, GatewayCall, TradeStatus, Verdict, VerdictReason};
pub use schedule::{deadline, expiry, is_payable, last_payable, next_doubt, next_question};
pub use settle::{Decision, Settling, decide};
pub use step::{Heard, Step, on_heard};

text_enum! {
    /// The state of an attempt.
    AttemptState {
        Open = "open", Closing = "closing", Abandoned = "abandoned",
        Closed = "closed", Paid = "paid", Finished = "finished",
    }
}
text_enum! {
    /// How a paid attempt is booked.
    Disposition { Applied = "applied", Duplicate = "duplicate", Late = "late", Mismatch = "mismatch" }
}
text_enum! {
    /// The Alipay product an attempt was started with.
    Channel { Page = "page", Wap = "wap" }
}

impl AttemptState {
    /// True while jobs query it: nothing was paid, and a payment is still possible.
    #[must_use]
    pub const fn is_watched(self) -> bool {
        match self {
            Self::Open | Self::Closing | Self::Abandoned => true,
            Self::Closed | Self::Paid | Self::Finished => false,
        }
    }

    /// True once it was paid; a paid attempt never becomes unpaid.
    #[must_use]
    pub const fn is_paid(self) -> bool {
        match self {
            Self::Paid | Self::Finished => true,
            Self::Open | Self::Closing | Self::Abandoned | Self::Closed => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_sorted_as_documented() {
        let of = |is: fn(AttemptState) -> bool| -> Vec<&str> {
            let all = AttemptState::ALL.iter().copied();
            all.filter(|state| is(*state))
                .map(AttemptState::as_str)
                .collect()
        };
        assert_eq!(
            of(AttemptState::is_watched),
            ["open", "closing", "abandoned"]
        );
        assert_eq!(of(AttemptState::is_paid), ["paid", "finished"]);
    }
}
