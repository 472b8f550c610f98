//! Payments: attempts, the browser's return, queries, and the one place that applies a trade.

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

use domain::time::{MINUTE, Millis, horizon};
use serde::{Deserialize, Serialize};
use std::{future::Future, time::Duration};

/// The result of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// The order is paid.
    Paid,
    /// The gateway reports no payment yet.
    NotYet,
    /// No verified response; a job queries again.
    Unanswered,
}

/// Where a browser that returns from the gateway is redirected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CameBack {
    /// To `/change_status?order_id=` of this order.
    Order(String),
    /// To the same page. A person who is not signed in may see its outline for a while.
    Elsewhere(Glimpse),
    /// The return did not verify, or its trade is not ours: to `/orders`.
    Unknown,
}

/// Permission to see the outline of one order without signing in. A browser without a session gets
/// it for a fresh signed return, so that a person who paid on another device sees the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glimpse {
    /// Order number.
    pub number: String,
    /// When it ends.
    pub until: Millis,
}

/// How long a return is fresh, and how long its glimpse is valid.
const FRESH: i64 = 30 * MINUTE;

impl Glimpse {
    /// The glimpse for a fresh return at `now`.
    fn of(number: String, now: Millis) -> Self {
        Self {
            number,
            until: now.plus(FRESH),
        }
    }

    /// True while it is valid. One that ends later than possible was made by a clock that was
    /// ahead.
    pub(crate) fn holds(&self, now: Millis) -> bool {
        now < self.until && self.until <= horizon(now.plus(FRESH))
    }
}

/// How long a person waits for the gateway at most.
const PATIENCE: Duration = Duration::from_secs(3);

/// Runs `work` in a task and waits 3 s for it. Longer work continues, so that no response of the
/// gateway is lost. `None` in that case, or if it failed (which is logged).
pub(crate) async fn briefly<T: Send + 'static>(
    work: impl Future<Output = Result<T, crate::Error>> + Send + 'static,
) -> Option<T> {
    match tokio::time::timeout(PATIENCE, tokio::spawn(work)).await {
        Ok(Ok(Ok(done))) => Some(done),
        Ok(Ok(Err(error))) => {
            tracing::error!(%error, "work with the gateway failed; a job continues");
            None
        }
        Ok(Err(stopped)) => {
            tracing::error!(%stopped, "work with the gateway stopped; a job continues");
            None
        }
        Err(_elapsed) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::DAY;

    #[test]
    fn a_glimpse_of_a_clock_ahead_shows_nothing() {
        let now = Millis::new(1_800_000_000_000);
        let glimpse = Glimpse::of("202611220000000000".to_owned(), now);
        assert!(glimpse.holds(now));
        assert!(glimpse.holds(now.plus(FRESH - 1)));
        assert!(!glimpse.holds(now.plus(FRESH)));
        assert!(!glimpse.holds(now.plus(-DAY)));
    }
}
