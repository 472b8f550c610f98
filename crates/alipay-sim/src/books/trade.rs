//! The records of one payment: the opened cashier, the trade, its refunds.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The product that the buyer pays with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Product {
    /// alipay.trade.page.pay, the only one in journals of the first release.
    #[default]
    PagePay,
    WapPay,
    Precreate,
}

impl Product {
    pub(crate) fn method(self) -> &'static str {
        match self {
            Self::PagePay => "alipay.trade.page.pay",
            Self::WapPay => "alipay.trade.wap.pay",
            Self::Precreate => "alipay.trade.precreate",
        }
    }

    /// True if the shop is notified of closings and full refunds by default.
    pub(crate) fn hears_all(self) -> bool {
        self == Self::WapPay
    }

    /// The product codes that the method accepts, its own first.
    pub(crate) fn codes(self) -> &'static [&'static str] {
        match self {
            Self::PagePay => &["FAST_INSTANT_TRADE_PAY"],
            // A popular SDK sends the second, and the gateway accepts it.
            Self::WapPay => &["QUICK_WAP_WAY", "QUICK_WAP_PAY"],
            Self::Precreate => &["FACE_TO_FACE_PAYMENT", "QR_CODE_OFFLINE"],
        }
    }
}

/// A cashier opened by a page pay request. The trade does not exist yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Order {
    /// Random, in the cashier's URL.
    pub(crate) id: String,
    pub(crate) app_id: String,
    #[serde(default)]
    pub(crate) product: Product,
    /// The request came in certificate mode, so messages are signed with the certificate's key.
    #[serde(default)]
    pub(crate) by_certificate: bool,
    /// The address for a phone's buyer who gives up.
    #[serde(default)]
    pub(crate) quit_url: Option<String>,
    pub(crate) out_trade_no: String,
    pub(crate) total_fen: i64,
    pub(crate) subject: String,
    pub(crate) body: Option<String>,
    /// Still percent-encoded, as sent.
    pub(crate) passback_params: Option<String>,
    /// The whole business content; only an equal request reopens the trade.
    pub(crate) biz_content: Value,
    pub(crate) notify_url: Option<String>,
    pub(crate) return_url: Option<String>,
    pub(crate) charset: String,
    pub(crate) presented_at: i64,
    /// On the simulator's clock, time scale applied.
    pub(crate) expires_at: i64,
    /// From `timeout_express`: restarts each time the cashier is opened.
    pub(crate) relative_expiry: bool,
}

impl Order {
    /// True if `other` opens the same cashier.
    pub(crate) fn same_request(&self, other: &Self) -> bool {
        self.product == other.product
            && self.by_certificate == other.by_certificate
            && self.out_trade_no == other.out_trade_no
            && self.biz_content == other.biz_content
            && self.notify_url == other.notify_url
            && self.return_url == other.return_url
            && self.charset == other.charset
    }
}

/// The four states of a trade, spelled as on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum TradeStatus {
    WaitBuyerPay,
    TradeSuccess,
    TradeClosed,
    TradeFinished,
}

impl TradeStatus {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::WaitBuyerPay => "WAIT_BUYER_PAY",
            Self::TradeSuccess => "TRADE_SUCCESS",
            Self::TradeClosed => "TRADE_CLOSED",
            Self::TradeFinished => "TRADE_FINISHED",
        }
    }

    /// True if the buyer has paid.
    pub(crate) fn is_paid(self) -> bool {
        match self {
            Self::TradeSuccess | Self::TradeFinished => true,
            Self::WaitBuyerPay | Self::TradeClosed => false,
        }
    }
}

/// The buyer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Buyer {
    /// 16 digits, `2088…`.
    pub(crate) id: String,
    /// Masked for merchants.
    pub(crate) logon_id: String,
}

impl Default for Buyer {
    fn default() -> Self {
        Self {
            id: "2088000000000001".to_owned(),
            logon_id: "che***@sandbox.com".to_owned(),
        }
    }
}

impl Buyer {
    /// A buyer named by a test: 16 digits are an id, anything else a login.
    pub(crate) fn named(name: &str) -> Self {
        if name.len() == 16 && name.bytes().all(|byte| byte.is_ascii_digit()) {
            Self {
                id: name.to_owned(),
                ..Self::default()
            }
        } else {
            Self {
                logon_id: name.to_owned(),
                ..Self::default()
            }
        }
    }
}

/// Where a refund was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RefundOrigin {
    Api,
    Console,
}

/// One refund that moved money.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Refund {
    pub(crate) out_request_no: String,
    pub(crate) amount_fen: i64,
    pub(crate) reason: Option<String>,
    pub(crate) at: i64,
    pub(crate) origin: RefundOrigin,
}

/// A trade, created when the buyer signed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Trade {
    pub(crate) trade_no: String,
    pub(crate) order: Order,
    /// Amount of the trade: the order's unless a test paid another one.
    pub(crate) total_fen: i64,
    pub(crate) status: TradeStatus,
    pub(crate) buyer: Buyer,
    pub(crate) created_at: i64,
    pub(crate) paid_at: Option<i64>,
    pub(crate) closed_at: Option<i64>,
    pub(crate) expires_at: i64,
    pub(crate) refunds: Vec<Refund>,
}

impl Trade {
    /// Refunded so far, in fen.
    pub(crate) fn refunded_fen(&self) -> i64 {
        self.refunds
            .iter()
            .fold(0, |sum, refund| sum.saturating_add(refund.amount_fen))
    }

    /// Still refundable, in fen.
    pub(crate) fn refundable_fen(&self) -> i64 {
        if self.paid_at.is_some() {
            self.total_fen.saturating_sub(self.refunded_fen())
        } else {
            0
        }
    }

    pub(crate) fn refund(&self, out_request_no: &str) -> Option<&Refund> {
        self.refunds
            .iter()
            .find(|refund| refund.out_request_no == out_request_no)
    }

    pub(crate) fn pay(&mut self, total_fen: i64, buyer: Option<&Buyer>, at: i64) {
        self.total_fen = total_fen;
        if let Some(buyer) = buyer {
            self.buyer = buyer.clone();
        }
        self.paid_at = Some(at);
        self.closed_at = None;
        self.status = TradeStatus::TradeSuccess;
    }

    /// Adds a refund. A fully refunded trade becomes closed; otherwise the state stays.
    pub(crate) fn add_refund(&mut self, refund: Refund) {
        let at = refund.at;
        self.refunds.push(refund);
        if self.refundable_fen() == 0 {
            self.close(at);
        }
    }

    pub(crate) fn close(&mut self, at: i64) {
        self.status = TradeStatus::TradeClosed;
        self.closed_at = Some(at);
    }
}
