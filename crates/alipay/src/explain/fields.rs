//! Names and values as somebody has them, and what kind of message they are.

use crate::form::{BytePair, Charset};
use serde::Serialize;

/// What a set of fields, or a body, is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An asynchronous notice of Alipay.
    Notify,
    /// The query a browser comes back with.
    Return,
    /// A request of ours to the gateway.
    Request,
    /// A synchronous answer of the gateway.
    Answer,
}

/// Fields in the order they came, decoded as far as whoever had them did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    /// Names and values as bytes, duplicates kept.
    pub pairs: Vec<BytePair>,
    /// Whether they were taken from a form or address and decoded once here; else somebody else had decoded them.
    pub was_encoded: bool,
}

impl Fields {
    /// The first value of that name, as text; what is no UTF-8 is replaced.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        self.pairs
            .iter()
            .find(|(known, _)| known == name.as_bytes())
            .map(|(_, value)| String::from_utf8_lossy(value).into_owned())
    }

    /// Whether there is a value for that name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.pairs
            .iter()
            .any(|(known, value)| known == name.as_bytes() && !value.is_empty())
    }

    /// The charset the fields name, UTF-8 without one.
    #[must_use]
    pub fn charset(&self) -> Charset {
        self.text("charset")
            .and_then(|name| Charset::from_name(&name))
            .unwrap_or_default()
    }

    /// What they are: notices and returns of Alipay, or a request of ours.
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

    /// Pairs as text in the charset they name, unreadable bytes replaced.
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
