//! The four states of a trade at Alipay.

use std::fmt;

/// A trade's status in queries and notifications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TradeStatus {
    /// `WAIT_BUYER_PAY`: the buyer scanned or signed in and has not paid.
    WaitBuyerPay,
    /// `TRADE_SUCCESS`: paid; refunds are possible.
    TradeSuccess,
    /// `TRADE_CLOSED`: never paid and closed, or paid and refunded in full.
    TradeClosed,
    /// `TRADE_FINISHED`: paid; refunds are no longer possible.
    TradeFinished,
}

impl TradeStatus {
    /// Parses Alipay's name; `None` for any other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "WAIT_BUYER_PAY" => Some(Self::WaitBuyerPay),
            "TRADE_SUCCESS" => Some(Self::TradeSuccess),
            "TRADE_CLOSED" => Some(Self::TradeClosed),
            "TRADE_FINISHED" => Some(Self::TradeFinished),
            _ => None,
        }
    }

    /// Alipay's name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WaitBuyerPay => "WAIT_BUYER_PAY",
            Self::TradeSuccess => "TRADE_SUCCESS",
            Self::TradeClosed => "TRADE_CLOSED",
            Self::TradeFinished => "TRADE_FINISHED",
        }
    }
}

impl fmt::Display for TradeStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
