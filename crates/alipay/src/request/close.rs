//! `alipay.trade.close`: ends a trade nobody paid.

use super::{Biz, Method, Unreadable, echo};
use crate::json::Payload;
use crate::sub_code::SubCode;
use serde_json::Value;
use std::collections::BTreeMap;

/// Closes a trade by our number.
///
/// A trade is born when the buyer scans or logs in: a refusal with `TradeNotExist` is not "closed", the form can
/// still be paid until its `time_expire`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TradeClose {
    /// Our number of the attempt.
    pub out_trade_no: String,
}

impl TradeClose {
    /// Closes `out_trade_no`.
    pub fn new(out_trade_no: impl Into<String>) -> Self {
        Self {
            out_trade_no: out_trade_no.into(),
        }
    }
}

/// The trade is closed and can no longer be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TradeCloseResponse {
    /// Alipay's number of the trade.
    pub trade_no: Option<String>,
    /// Our number of the attempt, the one asked for.
    pub out_trade_no: String,
    /// Every other member; numbers as text.
    pub extra: BTreeMap<String, Value>,
}

impl Method for TradeClose {
    const NAME: &'static str = "alipay.trade.close";
    type Response = TradeCloseResponse;

    fn biz_content(&self) -> String {
        Biz::new().text("out_trade_no", &self.out_trade_no).end()
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
        Ok(TradeCloseResponse {
            out_trade_no: echo(&mut payload, "out_trade_no", &self.out_trade_no)?,
            trade_no: payload.text("trade_no")?,
            extra: payload.rest(),
        })
    }
}
