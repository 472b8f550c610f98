//! `alipay.trade.refund`: gives money back. The only call here that moves money.

use super::{Biz, InvalidRequest, Method, Unreadable, echo, number};
use crate::amount::Amount;
use crate::json::Payload;
use crate::sub_code::SubCode;
use serde_json::Value;
use std::collections::BTreeMap;

/// Longest reason in characters.
const MAX_REASON: usize = 256;

/// A refund, in part or in full.
///
/// Number and amount belong together for ever: the same pair sent again is the same refund, the same number with
/// another amount is an error, and a new number is a second refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TradeRefund {
    out_trade_no: String,
    out_request_no: String,
    refund_amount: Amount,
    refund_reason: Option<String>,
}

impl TradeRefund {
    /// A refund of `refund_amount` on the trade `out_trade_no` under our number `out_request_no`.
    ///
    /// # Errors
    /// [`InvalidRequest`] for what the gateway would refuse.
    pub fn new(
        out_trade_no: impl Into<String>,
        out_request_no: impl Into<String>,
        refund_amount: Amount,
    ) -> Result<Self, InvalidRequest> {
        if refund_amount.fen() == 0 {
            return Err(InvalidRequest::Amount("refund_amount"));
        }
        Ok(Self {
            out_trade_no: number(out_trade_no.into(), "out_trade_no")?,
            out_request_no: number(out_request_no.into(), "out_request_no")?,
            refund_amount,
            refund_reason: None,
        })
    }

    /// Adds a reason the buyer reads, cut at 256 characters.
    #[must_use]
    pub fn with_reason(mut self, reason: &str) -> Self {
        self.refund_reason = Some(reason.chars().take(MAX_REASON).collect());
        self
    }
}

/// The gateway's answer to a refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TradeRefundResponse {
    /// Alipay's number of the trade.
    pub trade_no: Option<String>,
    /// Our number of the attempt, the one asked for.
    pub out_trade_no: String,
    /// Whether this call moved money: true only for `Y`. Otherwise ask by refund query; a repeated refund says `N`.
    pub fund_change: bool,
    /// The sum of all refunds of the trade so far, not of this one; never to be compared with one refund.
    pub refund_fee: Option<Amount>,
    /// What the merchant gave back this time.
    pub send_back_fee: Option<Amount>,
    /// When, epoch milliseconds; not always told.
    pub gmt_refund_pay_ms: Option<i64>,
    /// The buyer's login, masked by Alipay.
    pub buyer_logon_id: Option<String>,
    /// Every other member; numbers as text.
    pub extra: BTreeMap<String, Value>,
}

impl Method for TradeRefund {
    const NAME: &'static str = "alipay.trade.refund";
    type Response = TradeRefundResponse;

    fn biz_content(&self) -> String {
        Biz::new()
            .text("out_trade_no", &self.out_trade_no)
            .text("refund_amount", &self.refund_amount.to_string())
            .text("out_request_no", &self.out_request_no)
            .optional("refund_reason", self.refund_reason.as_deref())
            .end()
    }

    fn is_definite(code: &SubCode) -> bool {
        matches!(
            code,
            SubCode::ReasonTradeRefundFeeErr
                | SubCode::RefundAmtNotEqualTotal
                | SubCode::DiscordantRepeatRequest
                | SubCode::TradeHasFinished
                | SubCode::TradeNotAllowRefund
                | SubCode::TradeNotExist
                | SubCode::TradeStatusError
                | SubCode::ReasonTradeBeenFreezen
                | SubCode::SellerBalanceNotEnough
                | SubCode::InvalidParameter
        )
    }

    fn read(&self, mut payload: Payload) -> Result<TradeRefundResponse, Unreadable> {
        Ok(TradeRefundResponse {
            out_trade_no: echo(&mut payload, "out_trade_no", &self.out_trade_no)?,
            trade_no: payload.text("trade_no")?,
            fund_change: payload.text("fund_change")?.as_deref() == Some("Y"),
            refund_fee: payload.amount("refund_fee")?,
            send_back_fee: payload.amount("send_back_fee")?,
            gmt_refund_pay_ms: payload.time_ms("gmt_refund_pay")?,
            buyer_logon_id: payload.text("buyer_logon_id")?,
            extra: payload.rest(),
        })
    }
}
