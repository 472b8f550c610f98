//! The delivery of a notification: its content, its tries, and when the next is due.

use serde::{Deserialize, Serialize};

/// Gaps between tries, in the shop's time: 4 m, 10 m, 10 m, 1 h, 2 h, 6 h, 15 h.
const LADDER_MS: [i64; 7] = [
    240_000, 600_000, 600_000, 3_600_000, 7_200_000, 21_600_000, 54_000_000,
];

/// Cause of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Cause {
    Paid,
    Refunded,
    Closed,
    Finished,
    /// Sent by `POST /control/notify`; not repeated automatically.
    Control,
}

/// Signature of a message: a test may request a wrong one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Signing {
    /// The gateway's key over exactly the sent fields.
    #[default]
    Ok,
    /// A signature that does not verify.
    Bad,
    /// No `sign` field at all.
    None,
    /// The application's own private key: a common mistake.
    AppKey,
}

/// One try to deliver.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Try {
    pub(crate) at: i64,
    /// HTTP status, if there was a response.
    pub(crate) status: Option<u16>,
    /// The response's first characters.
    pub(crate) answer: Option<String>,
    /// Why there was no response.
    pub(crate) error: Option<String>,
    /// Name of the fault that was applied.
    pub(crate) fault: Option<String>,
}

impl Try {
    /// Only the seven bytes `success` with a 2xx status end the tries.
    pub(crate) fn is_success(&self) -> bool {
        self.status
            .is_some_and(|status| (200..300).contains(&status))
            && self.answer.as_deref() == Some("success")
    }
}

/// A message to a shop.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Delivery {
    /// Position in the books, from 1.
    pub(crate) id: u64,
    pub(crate) notify_id: String,
    pub(crate) out_trade_no: String,
    pub(crate) cause: Cause,
    pub(crate) url: String,
    pub(crate) charset: String,
    /// All but `notify_time`, `sign_type` and `sign`, which belong to the try.
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) created_at: i64,
    pub(crate) due_at: Option<i64>,
    pub(crate) tries: Vec<Try>,
}

impl Delivery {
    pub(crate) fn is_delivered(&self) -> bool {
        self.tries.iter().any(Try::is_success)
    }

    /// Time of the next try after a failure at `now`; `None` after the eighth.
    pub(crate) fn next_due(&self, now: i64, time_scale: u32) -> Option<i64> {
        if self.cause == Cause::Control {
            return None;
        }
        let gap = LADDER_MS.get(self.tries.len()).copied()?;
        Some(now.saturating_add(crate::clock::scaled(gap, time_scale)))
    }

    /// `pending`, `delivered` or `given_up`.
    pub(crate) fn state(&self) -> &'static str {
        if self.is_delivered() {
            "delivered"
        } else if self.due_at.is_some() {
            "pending"
        } else {
            "given_up"
        }
    }
}
