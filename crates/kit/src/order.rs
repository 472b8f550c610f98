//! Responses to the actions on an order that its customer and staff share.

use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use crate::request::Done;
#[cfg(feature = "ssr")]
use domain::error::Notice;
#[cfg(feature = "ssr")]
use shop::{order::Cancelled, payment::Checked};

/// The result of a query, for a script.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentNews {
    /// The order is paid.
    Paid,
    /// No payment has arrived yet.
    #[default]
    NotYet,
    /// The gateway did not respond; a job queries it again.
    Unanswered,
}

/// The page and notice after a cancellation.
#[cfg(feature = "ssr")]
pub fn cancelled(page: String, outcome: Cancelled) -> Done<()> {
    let done = Done::to(page, ());
    match outcome {
        Cancelled::Done => done.telling(Notice::OrderCancelled),
        Cancelled::Pending => done.telling(Notice::OrderCancelling),
        // The order page shows this itself, so it needs no notice.
        Cancelled::PaidMeanwhile => done,
    }
}

/// The page and notice after a query.
#[cfg(feature = "ssr")]
pub fn checked(page: String, outcome: Checked) -> Done<PaymentNews> {
    match outcome {
        Checked::Paid => Done::to(page, PaymentNews::Paid).telling(Notice::PaymentFound),
        Checked::NotYet => Done::to(page, PaymentNews::NotYet).telling(Notice::PaymentNotYet),
        Checked::Unanswered => {
            let done = Done::to(page, PaymentNews::Unanswered);
            done.telling(Notice::PaymentNotYet).with("unanswered", 1)
        }
    }
}
