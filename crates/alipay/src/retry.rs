//! Repeats calls where the protocol makes it safe.
//!
//! Four methods may be repeated with the same contents: a query and a refund query change nothing,
//! a second close finds the trade closed, and a refund with the same number and amount is the same
//! refund. No other method is offered: a changed payment is another payment, and a cancellation may
//! refund.

use crate::call::{CallResult, Called, Unknown};
use crate::client::Client;
use crate::request::Ask;
use crate::request::close::{TradeClose, TradeCloseResponse};
use crate::request::query::{TradeQuery, TradeQueryResponse};
use crate::request::refund::{TradeRefund, TradeRefundResponse};
use crate::request::refund_query::{RefundQuery, RefundQueryResponse};
use crate::transport::BoxFuture;
use std::sync::Arc;
use std::time::Duration;

/// Number of calls and the waits between them: the wait doubles from `first` up to `longest`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Most calls in all; at least one is made.
    pub calls: u32,
    /// The wait after the first call.
    pub first: Duration,
    /// The longest wait.
    pub longest: Duration,
}

impl RetryPolicy {
    /// Three calls with some fifteen seconds of waiting: for a person at a screen.
    pub const SHORT: Self = Self {
        calls: 3,
        first: Duration::from_secs(5),
        longest: Duration::from_secs(10),
    };

    /// The wait after the call with this number, from 1; `None` after the last.
    #[must_use]
    pub fn wait_after(&self, call: u32) -> Option<Duration> {
        if call >= self.calls {
            return None;
        }
        let doublings = call.saturating_sub(1).min(31);
        let wait = self.first.saturating_mul(1_u32 << doublings);
        Some(wait.min(self.longest))
    }

    /// True if a repeat may help: the gateway was unreachable, did not respond, or was busy. A
    /// wrong response would be wrong again and needs a person.
    #[must_use]
    pub fn may_help(why: &Unknown) -> bool {
        match why {
            Unknown::Timeout | Unknown::Connect | Unknown::Interrupted | Unknown::Busy { .. } => {
                true
            }
            Unknown::Http(status) => *status == 429 || *status >= 500,
            Unknown::Redirect
            | Unknown::BadSignature
            | Unknown::Certificate(_)
            | Unknown::Unsigned { .. }
            | Unknown::Malformed(_)
            | Unknown::UnlistedRefusal(_)
            | Unknown::Mismatch(_)
            | Unknown::Unsent(_) => false,
        }
    }
}

/// Waits, and returns the time, because this crate has no clock.
pub trait Pause: Send + Sync {
    /// Waits for `wait` and returns the time then, epoch milliseconds.
    fn pause(&self, wait: Duration) -> BoxFuture<'_, i64>;
}

/// A client that repeats calls by a policy. It has only the repeatable methods.
#[derive(Clone)]
pub struct Patient {
    client: Client,
    policy: RetryPolicy,
    pause: Arc<dyn Pause>,
}

impl Patient {
    /// Repeats the calls of `client` by `policy`.
    #[must_use]
    pub fn new(client: Client, policy: RetryPolicy, pause: Arc<dyn Pause>) -> Self {
        Self {
            client,
            policy,
            pause,
        }
    }

    /// As [`Client::query`].
    pub async fn query(&self, r: &TradeQuery, now_ms: i64) -> Called<TradeQueryResponse> {
        self.repeated(r, now_ms).await
    }

    /// As [`Client::refund_query`].
    pub async fn refund_query(&self, r: &RefundQuery, now_ms: i64) -> Called<RefundQueryResponse> {
        self.repeated(r, now_ms).await
    }

    /// As [`Client::close`]. A repeated close may be refused because the first one succeeded: query
    /// then.
    pub async fn close(&self, r: &TradeClose, now_ms: i64) -> Called<TradeCloseResponse> {
        self.repeated(r, now_ms).await
    }

    /// As [`Client::refund`], with number, amount and everything else unchanged. If an earlier call
    /// moved the money and its response was lost, a later one has `fund_change` false: call
    /// [`Patient::refund_query`] then.
    pub async fn refund(&self, r: &TradeRefund, now_ms: i64) -> Called<TradeRefundResponse> {
        self.repeated(r, now_ms).await
    }

    /// Returns the last call; the observer sees each.
    async fn repeated<A: Ask>(&self, request: &A, now_ms: i64) -> Called<A::Response> {
        let mut now_ms = now_ms;
        let mut made = 0_u32;
        loop {
            let called = self.client.call(request, now_ms).await;
            made = made.saturating_add(1);
            let may_help = match &called.result {
                CallResult::Unknown(why) => RetryPolicy::may_help(why),
                CallResult::Ok(_) | CallResult::Rejected(_) => false,
            };
            let Some(wait) = self.policy.wait_after(made).filter(|_| may_help) else {
                return called;
            };
            now_ms = self.pause.pause(wait).await;
        }
    }
}
