//! The moves of a trade: each one decides on the books as they are, then commits one batch.

use thiserror::Error;

use super::{
    Books,
    delivery::{Cause, Delivery},
    event::Event,
    journal::JournalError,
    trade::{Buyer, Order, Refund, RefundOrigin, Trade, TradeStatus},
};
use crate::{notify::notice, refusal::Refusal};

/// Why a move did not happen.
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

/// When a move happens, and for which merchant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment<'a> {
    pub(crate) now: i64,
    pub(crate) seller_id: &'a str,
}

/// How a buyer pays; all but the default is for tests.
#[derive(Clone, Debug)]
pub(crate) struct Payment {
    /// Another amount than the order's.
    pub(crate) total_fen: Option<i64>,
    pub(crate) buyer: Option<Buyer>,
    /// Whether the shop hears of it.
    pub(crate) notify: bool,
    /// Pays even a closed, never paid trade: money that comes too late.
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

/// What a refund request asks for, already located and parsed.
#[derive(Clone, Debug)]
pub(crate) struct RefundAsk {
    pub(crate) out_request_no: Option<String>,
    pub(crate) amount_fen: i64,
    pub(crate) reason: Option<String>,
    pub(crate) origin: RefundOrigin,
    pub(crate) notify: bool,
}

/// What a refund request did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moved {
    Now,
    /// The number was used before, with the same amount.
    Before,
}

impl Books {
    /// Closes what was not paid in time.
    pub(crate) fn expire(&mut self, moment: Moment<'_>) -> Result<(), JournalError> {
        let overdue: Vec<String> = self
            .trades()
            .filter(|trade| trade.status == TradeStatus::WaitBuyerPay)
            .filter(|trade| trade.expires_at <= moment.now)
            .map(|trade| trade.order.out_trade_no.clone())
            .collect();
        for out_trade_no in overdue {
            self.commit_close(&out_trade_no, "expired", moment)?;
        }
        Ok(())
    }

    /// Remembers a page pay request and returns the id of its cashier.
    pub(crate) fn open_cashier(
        &mut self,
        order: Order,
        moment: Moment<'_>,
    ) -> Result<String, Denied> {
        self.expire(moment)?;
        match self.trade(&order.out_trade_no) {
            Some(trade) if trade.order.biz_content != order.biz_content => {
                return Err(Refusal::context_inconsistent().into());
            }
            Some(_) => {}
            None if order.expires_at <= moment.now => {
                return Err(Refusal::invalid_parameter("time_expire 已过").into());
            }
            None => {}
        }
        let known = self.orders_of(&order.out_trade_no);
        let known = known.iter().find(|earlier| earlier.same_request(&order));
        match known.map(|earlier| earlier.id.clone()) {
            // An absolute deadline stays what it was when the cashier was first shown.
            Some(id) if !order.relative_expiry => Ok(id),
            Some(id) => {
                let order = Order {
                    id: id.clone(),
                    ..order
                };
                self.commit(vec![Event::Presented {
                    order: Box::new(order),
                }])?;
                Ok(id)
            }
            None => {
                let id = order.id.clone();
                self.commit(vec![Event::Presented {
                    order: Box::new(order),
                }])?;
                Ok(id)
            }
        }
    }

    /// The buyer scans or logs in: the trade is born. Repeating it is harmless.
    pub(crate) fn login(
        &mut self,
        order_id: &str,
        buyer: Buyer,
        moment: Moment<'_>,
    ) -> Result<(), Denied> {
        self.expire(moment)?;
        let Some(order) = self.order(order_id) else {
            return Err(Refusal::trade_not_exist().into());
        };
        if let Some(trade) = self.trade(&order.out_trade_no) {
            if trade.order.biz_content != order.biz_content {
                return Err(Refusal::context_inconsistent().into());
            }
            return match trade.status {
                TradeStatus::WaitBuyerPay => Ok(()),
                TradeStatus::TradeSuccess | TradeStatus::TradeFinished => {
                    Err(Refusal::trade_has_success().into())
                }
                TradeStatus::TradeClosed => Err(Refusal::trade_has_closed().into()),
            };
        }
        if order.expires_at <= moment.now {
            return Err(Refusal::trade_has_closed().into());
        }
        let born = Event::Born {
            order_id: order_id.to_owned(),
            trade_no: self.new_trade_no(moment.now),
            buyer,
            at: moment.now,
        };
        Ok(self.commit(vec![born])?)
    }

    /// The buyer confirms. Payment and its notify are one line of the journal.
    pub(crate) fn pay(
        &mut self,
        out_trade_no: &str,
        payment: &Payment,
        moment: Moment<'_>,
    ) -> Result<(), Denied> {
        if !payment.force {
            self.expire(moment)?;
        }
        let Some(trade) = self.trade(out_trade_no) else {
            return Err(Refusal::trade_not_exist().into());
        };
        match trade.status {
            TradeStatus::WaitBuyerPay => {}
            TradeStatus::TradeClosed if payment.force && trade.paid_at.is_none() => {}
            TradeStatus::TradeClosed => return Err(Refusal::trade_has_closed().into()),
            TradeStatus::TradeSuccess | TradeStatus::TradeFinished => {
                return Err(Refusal::trade_has_success().into());
            }
        }
        let total_fen = payment.total_fen.unwrap_or(trade.order.total_fen);
        let mut after = trade.clone();
        after.pay(total_fen, payment.buyer.as_ref(), moment.now);
        let mut batch = vec![Event::Paid {
            out_trade_no: out_trade_no.to_owned(),
            total_fen,
            buyer: payment.buyer.clone(),
            at: moment.now,
        }];
        if payment.notify {
            batch.extend(self.queue(&after, Cause::Paid, moment));
        }
        Ok(self.commit(batch)?)
    }

    /// Pays back, under the laws of alipay.trade.refund.
    pub(crate) fn refund(
        &mut self,
        out_trade_no: &str,
        ask: RefundAsk,
        moment: Moment<'_>,
    ) -> Result<Moved, Denied> {
        self.expire(moment)?;
        let Some(trade) = self.trade(out_trade_no) else {
            return Err(Refusal::trade_not_exist().into());
        };
        let number = match ask.out_request_no {
            Some(number) => number,
            // Without a number only the whole amount may go back, under the trade's own number.
            None if ask.amount_fen == trade.total_fen => out_trade_no.to_owned(),
            None => {
                return Err(Refusal::business(
                    "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL",
                    "部分退款必须传入退款请求号，或退款金额超过可退金额",
                )
                .into());
            }
        };
        // A known number is answered before any state is looked at: repeats are always safe.
        if let Some(earlier) = trade.refund(&number) {
            return if earlier.amount_fen == ask.amount_fen {
                Ok(Moved::Before)
            } else {
                Err(Refusal::business(
                    "ACQ.DISCORDANT_REPEAT_REQUEST",
                    "不一致的请求：同一退款请求号的金额与首次不同",
                )
                .into())
            };
        }
        match trade.status {
            TradeStatus::TradeSuccess => {}
            TradeStatus::TradeFinished => {
                return Err(
                    Refusal::business("ACQ.TRADE_HAS_FINISHED", "交易已经完结，不可退款").into(),
                );
            }
            // Fully refunded: the cap below says so.
            TradeStatus::TradeClosed if trade.paid_at.is_some() => {}
            TradeStatus::TradeClosed | TradeStatus::WaitBuyerPay => {
                return Err(Refusal::trade_status_error().into());
            }
        }
        if ask.amount_fen <= 0 || ask.amount_fen > trade.refundable_fen() {
            return Err(Refusal::business(
                "ACQ.REASON_TRADE_REFUND_FEE_ERR",
                "退款金额无效：累计退款超过交易金额",
            )
            .into());
        }
        if self
            .settings()
            .balance_fen
            .is_some_and(|balance| balance < ask.amount_fen)
        {
            return Err(Refusal::business("ACQ.SELLER_BALANCE_NOT_ENOUGH", "卖家余额不足").into());
        }
        let refund = Refund {
            out_request_no: number,
            amount_fen: ask.amount_fen,
            reason: ask.reason,
            at: moment.now,
            origin: ask.origin,
        };
        let mut after = trade.clone();
        after.add_refund(refund.clone());
        // By default page pay hears of partial refunds only; a full one closes in silence.
        let is_heard = after.status == TradeStatus::TradeSuccess || self.settings().notify_all;
        let mut batch = vec![Event::Refunded {
            out_trade_no: out_trade_no.to_owned(),
            refund,
        }];
        if ask.notify && is_heard {
            batch.extend(self.queue(&after, Cause::Refunded, moment));
        }
        self.commit(batch)?;
        Ok(Moved::Now)
    }

    /// Closes a trade that waits for its buyer.
    pub(crate) fn close(
        &mut self,
        out_trade_no: &str,
        why: &str,
        moment: Moment<'_>,
    ) -> Result<(), Denied> {
        self.expire(moment)?;
        match self.trade(out_trade_no).map(|trade| trade.status) {
            None => Err(Refusal::trade_not_exist().into()),
            Some(TradeStatus::WaitBuyerPay) => Ok(self.commit_close(out_trade_no, why, moment)?),
            Some(
                TradeStatus::TradeSuccess | TradeStatus::TradeClosed | TradeStatus::TradeFinished,
            ) => Err(Refusal::trade_status_error().into()),
        }
    }

    /// The refund window ends.
    pub(crate) fn finish(&mut self, out_trade_no: &str, moment: Moment<'_>) -> Result<(), Denied> {
        let Some(trade) = self.trade(out_trade_no) else {
            return Err(Refusal::trade_not_exist().into());
        };
        if trade.status != TradeStatus::TradeSuccess {
            return Err(Refusal::trade_status_error().into());
        }
        let mut after = trade.clone();
        after.status = TradeStatus::TradeFinished;
        let mut batch = vec![Event::Finished {
            out_trade_no: out_trade_no.to_owned(),
        }];
        if self.settings().notify_all {
            batch.extend(self.queue(&after, Cause::Finished, moment));
        }
        Ok(self.commit(batch)?)
    }

    fn commit_close(
        &mut self,
        out_trade_no: &str,
        why: &str,
        moment: Moment<'_>,
    ) -> Result<(), JournalError> {
        let Some(trade) = self.trade(out_trade_no) else {
            return Ok(());
        };
        let mut after = trade.clone();
        after.close(moment.now);
        let mut batch = vec![Event::Closed {
            out_trade_no: out_trade_no.to_owned(),
            at: moment.now,
            why: why.to_owned(),
        }];
        if self.settings().notify_all {
            batch.extend(self.queue(&after, Cause::Closed, moment));
        }
        self.commit(batch)
    }

    /// The event that puts a notify on its way; none if the shop gave no address.
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

    /// 34 digits, unique over data folders.
    pub(crate) fn new_notify_id(&self, now: i64) -> String {
        let (date, time) = digits(now);
        format!(
            "{date}01222{time}{}{:09}",
            self.salt(),
            self.next_delivery_id()
        )
    }

    /// 28 digits, unique over data folders.
    fn new_trade_no(&self, now: i64) -> String {
        let (date, _) = digits(now);
        format!(
            "{date}220014{}{:08}",
            self.salt(),
            self.trades().count().saturating_add(1)
        )
    }
}

/// `yyyyMMdd` and `HHmmss` of an instant in Shanghai.
fn digits(now: i64) -> (String, String) {
    let text = alipay::time::format_shanghai(now);
    let (date, time) = text.split_once(' ').unwrap_or((text.as_str(), ""));
    (date.replace('-', ""), time.replace(':', ""))
}
