//! `alipay.trade.close`: closes an unpaid trade.

use super::trade_id::TradeId;
use super::{Biz, Method, Unreadable};
use crate::form::Charset;
use crate::json::Payload;
use crate::sub_code::SubCode;
use serde_json::Value;
use std::collections::BTreeMap;

/// Closes a trade.
///
/// The gateway creates a trade when the buyer scans or signs in: after a refusal with
/// `TradeNotExist` the form can still be paid until its `time_expire`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TradeClose {
    /// The trade to close.
    pub trade: TradeId,
    /// The merchant's name for the person who closes it, at most 28 characters.
    pub operator_id: Option<String>,
}

impl TradeClose {
    /// Closes `trade`; a text is our number.
    pub fn new(trade: impl Into<TradeId>) -> Self {
        Self {
            trade: trade.into(),
            operator_id: None,
        }
    }
}

/// The trade is closed and can no longer be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TradeCloseResponse {
    /// Alipay's number of the trade.
    pub trade_no: Option<String>,
    /// Our number of the payment; empty only if the request named Alipay's and the response leaves
    /// it out.
    pub out_trade_no: String,
    /// Every other member; numbers as text.
    pub extra: BTreeMap<String, Value>,
}

impl Method for TradeClose {
    const NAME: &'static str = "alipay.trade.close";
    type Response = TradeCloseResponse;

    fn biz_content(&self, charset: Charset) -> String {
        self.trade
            .write(Biz::new(charset))
            .optional("operator_id", self.operator_id.as_deref())
            .end()
    }

    fn is_definite(code: &SubCode) -> bool {
        matches!(
            code,
            SubCode::TradeNotExist
                | SubCode::TradeStatusError
                | SubCode::ReasonIllegalStatus
                | SubCode::ReasonTradeStatusInvalid
                | SubCode::InvalidParameter
        )
    }

    fn read(&self, mut payload: Payload) -> Result<TradeCloseResponse, Unreadable> {
        let numbers = self.trade.take(&mut payload)?;
        Ok(TradeCloseResponse {
            out_trade_no: numbers.out_trade_no.unwrap_or_default(),
            trade_no: numbers.trade_no,
            extra: payload.rest(),
        })
    }
}
