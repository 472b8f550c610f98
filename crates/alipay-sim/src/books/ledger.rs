//! Changes of a trade: each one checks the present books and commits one batch.

mod closing;
mod paying;
mod refunding;

use thiserror::Error;

use super::{
    Books,
    delivery::{Cause, Delivery},
    event::Event,
    journal::JournalError,
    trade::{Buyer, RefundOrigin, Trade},
};
use crate::{notify::notice, refusal::Refusal};

/// Why a change was refused.
#[derive(Debug, Error)]
pub(crate) enum Denied {
    #[error("{}: {}", .0.sub_code, .0.sub_msg)]
    Refused(Refusal),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl From<Refusal> for Denied {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Time of a change, and its merchant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment<'a> {
    pub(crate) now: i64,
    pub(crate) seller_id: &'a str,
}

/// Options of a payment; all but the default are for tests.
#[derive(Clone, Debug)]
pub(crate) struct Payment {
    /// Another amount than the order's.
    pub(crate) total_fen: Option<i64>,
    pub(crate) buyer: Option<Buyer>,
    /// Whether the shop is notified.
    pub(crate) notify: bool,
    /// Pays even a closed, unpaid trade: a late payment.
    pub(crate) force: bool,
}

impl Default for Payment {
    fn default() -> Self {
        Self {
            total_fen: None,
            buyer: None,
            notify: true,
            force: false,
        }
    }
}

/// A refund request with its trade found and its amount parsed.
#[derive(Clone, Debug)]
pub(crate) struct RefundAsk {
    pub(crate) out_request_no: Option<String>,
    pub(crate) amount_fen: i64,
    pub(crate) reason: Option<String>,
    pub(crate) origin: RefundOrigin,
    pub(crate) notify: bool,
}

/// The result of a refund request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moved {
    Now,
    /// The number was used before with the same amount.
    Before,
}

/// The result of a cancellation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cancelled {
    /// It was unpaid; the trade is closed.
    Closed,
    /// It was paid and is refunded; with the time.
    Refunded(i64),
}

impl Books {
    /// The event that queues a notification; `None` if the shop gave no address.
    pub(crate) fn queue(&self, trade: &Trade, cause: Cause, moment: Moment<'_>) -> Option<Event> {
        let url = trade.order.notify_url.clone()?;
        let notify_id = self.new_notify_id(moment.now);
        Some(Event::Queued {
            delivery: Box::new(Delivery {
                id: self.next_delivery_id(),
                fields: notice::fields(trade, &notify_id, moment.seller_id),
                notify_id,
                out_trade_no: trade.order.out_trade_no.clone(),
                cause,
                url,
                charset: trade.order.charset.clone(),
                created_at: moment.now,
                due_at: Some(moment.now),
                tries: Vec::new(),
            }),
        })
    }

    pub(crate) fn next_delivery_id(&self) -> u64 {
        u64::try_from(self.deliveries().len())
            .unwrap_or(u64::MAX)
            .saturating_add(1)
    }

    /// 34 digits, unique across data folders.
    pub(crate) fn new_notify_id(&self, now: i64) -> String {
        let (date, time) = digits(now);
        format!(
            "{date}01222{time}{}{:09}",
            self.salt(),
            self.next_delivery_id()
        )
    }

    /// 28 digits, unique across data folders.
    pub(crate) fn new_trade_no(&self, now: i64) -> String {
        let (date, _) = digits(now);
        format!(
            "{date}220014{}{:08}",
            self.salt(),
            self.trades().count().saturating_add(1)
        )
    }
}

/// `yyyyMMdd` and `HHmmss` of a time in Shanghai.
fn digits(now: i64) -> (String, String) {
    let text = alipay::time::format_shanghai(now);
    let (date, time) = text.split_once(' ').unwrap_or((text.as_str(), ""));
    (date.replace('-', ""), time.replace(':', ""))
}
