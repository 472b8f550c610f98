//! `alipay.trade.query`: what Alipay knows of a payment.

use super::{Biz, Method, Unreadable, echo};
use crate::amount::Amount;
use crate::json::Payload;
use crate::sub_code::SubCode;
use crate::trade::TradeStatus;
use serde_json::Value;
use std::collections::BTreeMap;

/// Asks after a trade by our number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TradeQuery {
    /// Our number of the attempt.
    pub out_trade_no: String,
}

impl TradeQuery {
    /// Asks after `out_trade_no`.
    pub fn new(out_trade_no: impl Into<String>) -> Self {
        Self {
            out_trade_no: out_trade_no.into(),
        }
    }
}

/// A trade as Alipay sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TradeQueryResponse {
    /// Alipay's number. Always there once the trade is paid.
    pub trade_no: Option<String>,
    /// Our number, the one asked for.
    pub out_trade_no: String,
    /// Where the trade stands.
    pub trade_status: TradeStatus,
    /// What the trade is over; to be compared with our own amount.
    pub total_amount: Amount,
    /// What the buyer paid, after Alipay's own discounts. The sandbox says 0.00.
    pub buyer_pay_amount: Option<Amount>,
    /// What the merchant receives. The sandbox says 0.00.
    pub receipt_amount: Option<Amount>,
    /// The buyer's login, masked by Alipay.
    pub buyer_logon_id: Option<String>,
    /// The buyer's id at Alipay, for older applications.
    pub buyer_user_id: Option<String>,
    /// The buyer's id for this application, for newer ones.
    pub buyer_open_id: Option<String>,
    /// When it was paid, epoch milliseconds.
    pub send_pay_date_ms: Option<i64>,
    /// Every other member; numbers as text.
    pub extra: BTreeMap<String, Value>,
}

impl TradeQueryResponse {
    /// Whether the buyer paid, whatever became of it since. A trade closed after a full refund was paid.
    #[must_use]
    pub fn was_paid(&self) -> bool {
        match self.trade_status {
            TradeStatus::TradeSuccess | TradeStatus::TradeFinished => true,
            TradeStatus::TradeClosed => self.send_pay_date_ms.is_some(),
            TradeStatus::WaitBuyerPay => false,
        }
    }
}

impl Method for TradeQuery {
    const NAME: &'static str = "alipay.trade.query";
    type Response = TradeQueryResponse;

    fn biz_content(&self) -> String {
        Biz::new().text("out_trade_no", &self.out_trade_no).end()
    }

    fn is_definite(code: &SubCode) -> bool {
        matches!(code, SubCode::TradeNotExist | SubCode::InvalidParameter)
    }

    fn read(&self, mut payload: Payload) -> Result<TradeQueryResponse, Unreadable> {
        let out_trade_no = echo(&mut payload, "out_trade_no", &self.out_trade_no)?;
        let status = payload.need("trade_status")?;
        let trade_status = TradeStatus::parse(&status).ok_or("trade_status")?;
        let trade_no = payload.text("trade_no")?;
        let is_paid = matches!(
            trade_status,
            TradeStatus::TradeSuccess | TradeStatus::TradeFinished
        );
        // Without Alipay's number a payment could not be told from a second one.
        if is_paid && trade_no.is_none() {
            return Err("trade_no".into());
        }
        Ok(TradeQueryResponse {
            trade_no,
            out_trade_no,
            trade_status,
            total_amount: payload.amount("total_amount")?.ok_or("total_amount")?,
            buyer_pay_amount: payload.amount("buyer_pay_amount")?,
            receipt_amount: payload.amount("receipt_amount")?,
            buyer_logon_id: payload.text("buyer_logon_id")?,
            buyer_user_id: payload.text("buyer_user_id")?,
            buyer_open_id: payload.text("buyer_open_id")?,
            send_pay_date_ms: payload.time_ms("send_pay_date")?,
            extra: payload.rest(),
        })
    }
}
