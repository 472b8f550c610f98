//! `alipay.trade.cancel`: cancels a trade in any state.

use super::trade_id::TradeId;
use super::{Biz, Method, Unreadable};
use crate::form::Charset;
use crate::json::Payload;
use crate::sub_code::SubCode;
use serde_json::Value;
use std::collections::BTreeMap;

/// Closes a trade if it is unpaid and **refunds it in full if it is paid**.
///
/// Meant for face-to-face payments with an unknown result, within a day, under that contract. A web
/// shop must not use it, because a paid order would be refunded without a refund in the shop's
/// books. Use [`crate::TradeQuery`], then [`crate::TradeClose`] or [`crate::TradeRefund`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TradeCancel {
    trade: TradeId,
}

impl TradeCancel {
    /// Cancels a trade.
    pub fn new(trade: impl Into<TradeId>) -> Self {
        Self {
            trade: trade.into(),
        }
    }
}

/// The result of a cancellation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TradeCancelResponse {
    /// Our number of the payment.
    pub out_trade_no: Option<String>,
    /// Alipay's number of the trade.
    pub trade_no: Option<String>,
    /// `retry_flag`: true if Alipay requests the same call once more.
    pub retry: bool,
    /// `action`: `close` if it was unpaid, `refund` if it was paid; `None` if there was no trade.
    pub action: Option<String>,
    /// When it was refunded, epoch milliseconds.
    pub gmt_refund_pay_ms: Option<i64>,
    /// `refund_settlement_id`.
    pub refund_settlement_id: Option<String>,
    /// Every other member; numbers as text.
    pub extra: BTreeMap<String, Value>,
}

impl Method for TradeCancel {
    const NAME: &'static str = "alipay.trade.cancel";
    type Response = TradeCancelResponse;

    fn biz_content(&self, charset: Charset) -> String {
        self.trade.write(Biz::new(charset)).end()
    }

    fn is_definite(code: &SubCode) -> bool {
        matches!(
            code,
            SubCode::InvalidParameter
                | SubCode::SellerBalanceNotEnough
                | SubCode::ReasonTradeBeenFreezen
                | SubCode::TradeHasFinished
                | SubCode::CancelNotAllowed
                | SubCode::TradeCancelTimeOut
        )
    }

    fn read(&self, mut payload: Payload) -> Result<TradeCancelResponse, Unreadable> {
        let numbers = self.trade.take_if_told(&mut payload)?;
        Ok(TradeCancelResponse {
            out_trade_no: numbers.out_trade_no,
            trade_no: numbers.trade_no,
            retry: payload.text("retry_flag")?.as_deref() == Some("Y"),
            action: payload.text("action")?,
            gmt_refund_pay_ms: payload.time_ms("gmt_refund_pay")?,
            refund_settlement_id: payload.told("refund_settlement_id"),
            extra: payload.rest(),
        })
    }
}
