//! From opening the cashier to the payment.

use super::{Denied, Moment, Payment};
use crate::{
    books::{
        Books,
        delivery::Cause,
        event::Event,
        journal::JournalError,
        trade::{Buyer, Order, TradeStatus},
    },
    refusal::Refusal,
};

impl Books {
    /// Closes trades that were not paid in time.
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

    /// Stores a page pay request and returns the id of its cashier.
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
            // An absolute deadline stays as at the first opening.
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

    /// The buyer scans or signs in, which creates the trade. Repeating it has no effect.
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

    /// The buyer confirms. Payment and notification are one line of the journal.
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
}
