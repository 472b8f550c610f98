//! Refunds.

use super::{Denied, Moment, Moved, RefundAsk};
use crate::{
    books::{
        Books,
        delivery::Cause,
        event::Event,
        trade::{Refund, TradeStatus},
    },
    refusal::Refusal,
};

impl Books {
    /// Refunds by the rules of alipay.trade.refund.
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
            // Without a number only a full refund is allowed, with the trade's own number.
            None if ask.amount_fen == trade.total_fen => out_trade_no.to_owned(),
            None => {
                return Err(Refusal::business(
                    "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL",
                    "部分退款必须传入退款请求号，或退款金额超过可退金额",
                )
                .into());
            }
        };
        // A known number is handled before any state check, so that repeats are safe.
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
            // Fully refunded: the check of the amount below refuses it.
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
        // Page pay notifies only about partial refunds, unless configured; a full one closes
        // without notification.
        let hears_all = self.settings().notify_all || after.order.product.hears_all();
        let is_heard = after.status == TradeStatus::TradeSuccess || hears_all;
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
}
