//! Paying: attempts, the way back from the gateway, questions to it, and the one place that applies a trade.

pub(crate) mod apply;
pub(crate) mod ask;
pub(crate) mod books;
mod came_back;
mod check;
pub(crate) mod close;
mod hear;
#[cfg(feature = "planted")]
mod planted;
mod settle;
mod start;

use domain::time::Millis;
use serde::{Deserialize, Serialize};
use std::{future::Future, time::Duration};

/// What a question to the gateway told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// The order is paid.
    Paid,
    /// The gateway knows no payment yet.
    NotYet,
    /// No answer that can be believed; a job asks again.
    Unanswered,
}

/// Where a browser that comes back from the gateway is led.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CameBack {
    /// To `/change_status?order_id=` of this order.
    Order(String),
    /// To the same page, of which somebody who is not signed in may see the outline for a while.
    Elsewhere(Glimpse),
    /// The return did not verify or names nothing of ours: to `/orders`.
    Unknown,
}

/// Leave to see the outline of one order without signing in. Handed to a browser that came back with a fresh signed
/// return and knows nobody: who paid on another device still learns what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glimpse {
    /// Order number.
    pub number: String,
    /// Until when.
    pub until: Millis,
}

/// The longest a person waits for the gateway.
const PATIENCE: Duration = Duration::from_secs(3);

/// Starts `work` and waits for it, but no longer than a person should. Work that takes longer goes on by itself, so
/// that an answer of the gateway is never thrown away; `None` then, or if it failed (which is logged).
pub(crate) async fn briefly<T: Send + 'static>(
    work: impl Future<Output = Result<T, crate::Error>> + Send + 'static,
) -> Option<T> {
    match tokio::time::timeout(PATIENCE, tokio::spawn(work)).await {
        Ok(Ok(Ok(done))) => Some(done),
        Ok(Ok(Err(error))) => {
            tracing::error!(%error, "work with the gateway failed; a job goes on");
            None
        }
        Ok(Err(stopped)) => {
            tracing::error!(%stopped, "work with the gateway stopped; a job goes on");
            None
        }
        Err(_elapsed) => None,
    }
}
