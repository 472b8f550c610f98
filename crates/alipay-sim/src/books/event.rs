//! What can happen: the journal is a list of these, and the books are their sum.

use std::collections::BTreeMap;

use alipay::SignType;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    delivery::{Delivery, Signing, Try},
    trade::{Buyer, Order, Refund},
};

/// One API call as the gateway saw it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Call {
    pub(crate) at: i64,
    pub(crate) method: String,
    pub(crate) out_trade_no: Option<String>,
    pub(crate) out_request_no: Option<String>,
    pub(crate) biz_content: Value,
    pub(crate) code: String,
    pub(crate) sub_code: Option<String>,
    /// The fault that struck, by name.
    pub(crate) fault: Option<String>,
    /// Acting for another merchant.
    #[serde(default)]
    pub(crate) app_auth_token: Option<String>,
}

/// Knobs that outlive a restart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Settings {
    /// The merchant's balance that refunds are paid from; `None`: never runs out.
    pub(crate) balance_fen: Option<i64>,
    /// Also notify about closed, finished and fully refunded trades.
    pub(crate) notify_all: bool,
    /// Seconds a timestamp may be off; `None`: as configured.
    #[serde(default)]
    pub(crate) timestamp_tolerance_s: Option<i64>,
    /// Whether requests must, may or must not come in certificate mode.
    #[serde(default)]
    pub(crate) certificates: CertificateMode,
    /// What the application is registered to sign as; the gateway signs the same.
    #[serde(default)]
    pub(crate) sign_type: SignName,
    /// The application has no content key in the console.
    #[serde(default)]
    pub(crate) no_content_key: bool,
    /// The browser is sent back only when the notify was heard, or its first try failed.
    #[serde(default)]
    pub(crate) notify_before_return: bool,
    /// How every message is written that is not sent by hand.
    #[serde(default)]
    pub(crate) notify: Style,
}

/// A type of signature, by its name on the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum SignName {
    /// SHA-256.
    #[default]
    #[serde(rename = "RSA2")]
    Rsa2,
    /// SHA-1, for applications registered long ago.
    #[serde(rename = "RSA")]
    Rsa,
}

impl From<SignName> for SignType {
    fn from(name: SignName) -> Self {
        match name {
            SignName::Rsa2 => Self::Rsa2,
            SignName::Rsa => Self::Rsa,
        }
    }
}

/// What the application's console says about certificates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CertificateMode {
    /// Both modes work.
    #[default]
    Optional,
    /// The application uploaded certificates: key mode is refused.
    Required,
    /// The application did not: certificate mode is refused.
    Off,
}

/// Changes to a message; the default is an honest one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Style {
    /// Fields to set, or to remove with `null`, before signing.
    pub(crate) tamper: BTreeMap<String, Option<String>>,
    /// Whose signature, or none.
    pub(crate) sign: Signing,
    /// `utf-8` or `gbk` instead of the order's.
    pub(crate) charset: Option<String>,
}

/// One change of the books. Names are part of the journal's format.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(crate) enum Event {
    /// First line: digits that keep numbers of different data folders apart.
    Founded {
        salt: String,
    },
    Presented {
        order: Box<Order>,
    },
    Born {
        order_id: String,
        trade_no: String,
        buyer: Buyer,
        at: i64,
    },
    Paid {
        out_trade_no: String,
        total_fen: i64,
        buyer: Option<Buyer>,
        at: i64,
    },
    Refunded {
        out_trade_no: String,
        refund: Refund,
    },
    Closed {
        out_trade_no: String,
        at: i64,
        why: String,
    },
    Finished {
        out_trade_no: String,
    },
    Called {
        call: Call,
    },
    Queued {
        delivery: Box<Delivery>,
    },
    Tried {
        delivery_id: u64,
        outcome: Try,
        due_at: Option<i64>,
    },
    Set {
        settings: Settings,
    },
    ClockMoved {
        base_ms: i64,
        advance_ms: i64,
    },
}
