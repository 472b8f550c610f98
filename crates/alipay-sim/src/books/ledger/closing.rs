//! The ends of a trade other than refunds.

use super::{Cancelled, Denied, Moment, RefundAsk};
use crate::{
    books::{
        Books,
        delivery::Cause,
        event::Event,
        journal::JournalError,
        trade::{RefundOrigin, TradeStatus},
    },
    refusal::Refusal,
};

/// A payment older than a day must be refunded instead of cancelled.
const CANCEL_WINDOW_MS: i64 = 24 * 60 * 60 * 1000;

impl Books {
    /// Closes an unpaid trade.
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

    /// Cancels a trade in any state: closes or fully refunds it. Repeating it has no further
    /// effect.
    pub(crate) fn cancel(
        &mut self,
        out_trade_no: &str,
        moment: Moment<'_>,
    ) -> Result<Cancelled, Denied> {
        self.expire(moment)?;
        let Some(trade) = self.trade(out_trade_no) else {
            return Err(Refusal::trade_not_exist().into());
        };
        match (trade.status, trade.paid_at) {
            (TradeStatus::WaitBuyerPay, _) => {
                self.commit_close(out_trade_no, "cancelled", moment)?;
                Ok(Cancelled::Closed)
            }
            (TradeStatus::TradeClosed, None) => Ok(Cancelled::Closed),
            (TradeStatus::TradeClosed, Some(paid_at)) => {
                let last = trade.refunds.last().map_or(paid_at, |refund| refund.at);
                Ok(Cancelled::Refunded(last))
            }
            (TradeStatus::TradeSuccess, Some(paid_at))
                if moment.now.saturating_sub(paid_at) > CANCEL_WINDOW_MS =>
            {
                let refusal =
                    Refusal::business("ACQ.TRADE_CANCEL_TIME_OUT", "超过撤销时间范围，请使用退款");
                Err(refusal.into())
            }
            (TradeStatus::TradeSuccess, _) => {
                let ask = RefundAsk {
                    // Without a request number Alipay uses the trade's number.
                    out_request_no: Some(trade.trade_no.clone()),
                    amount_fen: trade.refundable_fen(),
                    reason: None,
                    origin: RefundOrigin::Api,
                    notify: true,
                };
                self.refund(out_trade_no, ask, moment)?;
                Ok(Cancelled::Refunded(moment.now))
            }
            (TradeStatus::TradeFinished, _) => {
                let refusal = Refusal::business("ACQ.TRADE_HAS_FINISHED", "交易已经完结，不可撤销");
                Err(refusal.into())
            }
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

    pub(super) fn commit_close(
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
        if self.settings().notify_all || after.order.product.hears_all() {
            batch.extend(self.queue(&after, Cause::Closed, moment));
        }
        self.commit(batch)
    }
}
