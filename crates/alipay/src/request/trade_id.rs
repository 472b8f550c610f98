//! Identifies a trade by our number or by Alipay's.

use super::{Biz, Unreadable, echo};
use crate::json::Payload;

/// A trade, by one of its two numbers. Alipay prefers its own if both are sent, so only one is
/// sent.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TradeId {
    /// `out_trade_no`: our number of the payment.
    Ours(String),
    /// `trade_no`: Alipay's number.
    Alipays(String),
}

impl TradeId {
    pub(crate) fn write(&self, biz: Biz) -> Biz {
        match self {
            Self::Ours(number) => biz.text("out_trade_no", number),
            Self::Alipays(number) => biz.text("trade_no", number),
        }
    }

    /// Reads both numbers from a response, which must repeat the requested one.
    pub(crate) fn take(&self, payload: &mut Payload) -> Result<Numbers, Unreadable> {
        match self {
            Self::Ours(number) => Ok(Numbers {
                out_trade_no: Some(echo(payload, "out_trade_no", number)?),
                trade_no: payload.text("trade_no")?,
            }),
            Self::Alipays(number) => Ok(Numbers {
                trade_no: Some(echo(payload, "trade_no", number)?),
                out_trade_no: payload.text("out_trade_no")?,
            }),
        }
    }

    /// As [`TradeId::take`], from a response that may contain neither.
    pub(crate) fn take_if_told(&self, payload: &mut Payload) -> Result<Numbers, Unreadable> {
        let told = Numbers {
            out_trade_no: payload.text("out_trade_no")?,
            trade_no: payload.text("trade_no")?,
        };
        let (name, asked, answered) = match self {
            Self::Ours(number) => ("out_trade_no", number, &told.out_trade_no),
            Self::Alipays(number) => ("trade_no", number, &told.trade_no),
        };
        match answered {
            Some(answered) if answered != asked => Err(Unreadable::Another(name)),
            Some(_) | None => Ok(told),
        }
    }
}

/// Our number.
impl From<&str> for TradeId {
    fn from(number: &str) -> Self {
        Self::Ours(number.to_owned())
    }
}

/// Our number.
impl From<&String> for TradeId {
    fn from(number: &String) -> Self {
        Self::Ours(number.clone())
    }
}

/// Our number.
impl From<String> for TradeId {
    fn from(number: String) -> Self {
        Self::Ours(number)
    }
}

/// The two numbers in a response.
pub(crate) struct Numbers {
    pub(crate) out_trade_no: Option<String>,
    pub(crate) trade_no: Option<String>,
}
