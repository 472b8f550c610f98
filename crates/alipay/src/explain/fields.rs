//! Names and values of a message, and its kind.

use crate::form::{BytePair, Charset};
use serde::Serialize;

/// The kind of a set of fields or a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An asynchronous notification of Alipay.
    Notify,
    /// The query of a browser's return.
    Return,
    /// A request of ours to the gateway.
    Request,
    /// A synchronous response of the gateway.
    Response,
}

/// Fields in the order received, decoded as far as their source did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    /// Names and values as bytes, duplicates kept.
    pub pairs: Vec<BytePair>,
    /// True if they were decoded once here from a form or address; false if they came decoded.
    pub was_encoded: bool,
}

impl Fields {
    /// The first value with that name, as text; bytes that are not UTF-8 are replaced.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        self.pairs
            .iter()
            .find(|(known, _)| known == name.as_bytes())
            .map(|(_, value)| String::from_utf8_lossy(value).into_owned())
    }

    /// True if there is a value with that name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.pairs
            .iter()
            .any(|(known, value)| known == name.as_bytes() && !value.is_empty())
    }

    /// The charset named in the fields, else UTF-8.
    #[must_use]
    pub fn charset(&self) -> Charset {
        self.text("charset")
            .and_then(|name| Charset::from_name(&name))
            .unwrap_or_default()
    }

    /// Their kind: a notification or return of Alipay, or a request of ours.
    #[must_use]
    pub fn kind(&self) -> Kind {
        let method = self.text("method").unwrap_or_default();
        if self.has("notify_id") || self.has("trade_status") || self.has("notify_type") {
            Kind::Notify
        } else if method.ends_with(".return") {
            Kind::Return
        } else if !method.is_empty() || self.has("biz_content") {
            Kind::Request
        } else if self.has("trade_no") || self.has("out_trade_no") {
            Kind::Return
        } else {
            Kind::Notify
        }
    }

    /// Pairs as text in their charset, unreadable bytes replaced.
    #[must_use]
    pub fn lossy(&self) -> Vec<(String, String)> {
        let charset = self.charset();
        let read = |bytes: &[u8]| {
            charset
                .read(bytes)
                .unwrap_or_else(|_unreadable| String::from_utf8_lossy(bytes).into_owned())
        };
        self.pairs
            .iter()
            .map(|(name, value)| (read(name), read(value)))
            .collect()
    }
}
