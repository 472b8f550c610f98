//! Events: the journal is a list of them, and the books are their result.

use std::collections::BTreeMap;

use alipay::SignType;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    delivery::{Delivery, Signing, Try},
    trade::{Buyer, Order, Refund},
};

/// One API call.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Call {
    pub(crate) at: i64,
    pub(crate) method: String,
    pub(crate) out_trade_no: Option<String>,
    pub(crate) out_request_no: Option<String>,
    pub(crate) biz_content: Value,
    pub(crate) code: String,
    pub(crate) sub_code: Option<String>,
    /// Name of the fault that was applied.
    pub(crate) fault: Option<String>,
    /// The merchant that the application acts for.
    #[serde(default)]
    pub(crate) app_auth_token: Option<String>,
}

/// Settings that survive a restart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Settings {
    /// The merchant's balance for refunds; `None`: unlimited.
    pub(crate) balance_fen: Option<i64>,
    /// Notify also about closed, finished and fully refunded trades.
    pub(crate) notify_all: bool,
    /// Tolerance of a timestamp in seconds; `None`: as configured.
    #[serde(default)]
    pub(crate) timestamp_tolerance_s: Option<i64>,
    /// Whether certificate mode is required, allowed or refused.
    #[serde(default)]
    pub(crate) certificates: CertificateMode,
    /// Signature type of the application and of the gateway.
    #[serde(default)]
    pub(crate) sign_type: SignName,
    /// The application has no content key in the console.
    #[serde(default)]
    pub(crate) no_content_key: bool,
    /// The browser returns only after the shop accepted the notification, or its first try failed.
    #[serde(default)]
    pub(crate) notify_before_return: bool,
    /// Changes to every automatic message.
    #[serde(default)]
    pub(crate) notify: Style,
}

/// A signature type, by its name in messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum SignName {
    /// SHA-256.
    #[default]
    #[serde(rename = "RSA2")]
    Rsa2,
    /// SHA-1, for old applications.
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

/// The application's certificate setting in the console.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CertificateMode {
    /// Both modes are accepted.
    #[default]
    Optional,
    /// The application uploaded certificates: key mode is refused.
    Required,
    /// No certificates were uploaded: certificate mode is refused.
    Off,
}

/// Changes to a message; none by default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Style {
    /// Fields to set, or to remove with `null`, before signing.
    pub(crate) tamper: BTreeMap<String, Option<String>>,
    /// The key that signs, if any.
    pub(crate) sign: Signing,
    /// `utf-8` or `gbk` instead of the order's charset.
    pub(crate) charset: Option<String>,
}

/// One change of the books. Names are part of the journal's format.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(crate) enum Event {
    /// First line: digits that make numbers of different data folders differ.
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
