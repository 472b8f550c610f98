//! Asynchronous notifications: Alipay's posts to `notify_url`.
//!
//! Verification proves that Alipay sent it. The caller must still check that it concerns this shop
//! (`app_id`, `seller_id`, number, amount); verification alone does not make an order paid.

use crate::amount::Amount;
use crate::fields::Fields;
use crate::form::{self, FormError};
use crate::keys::AlipayKeys;
use crate::message::{self, MessageError};
use crate::time::parse_shanghai;
use crate::trade::TradeStatus;
use crate::verify::Unverified;
use sha2::{Digest as _, Sha256};

/// Longest body of a notification in bytes.
pub const MAX_BODY: usize = 64 * 1024;
/// Most fields of a notification, `sign` included.
pub const MAX_FIELDS: usize = 100;

/// Not an authentic notification: respond with `failure`, trust and store nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotifyError {
    /// More than [`MAX_BODY`] bytes.
    #[error("the body has {0} bytes")]
    TooLarge(usize),
    /// More than [`MAX_FIELDS`] fields.
    #[error("the notification has {0} fields")]
    TooManyFields(usize),
    /// Not a well-formed, signed set of fields.
    #[error(transparent)]
    Message(MessageError),
    /// The signature is not Alipay's.
    #[error(transparent)]
    Unverified(#[from] Unverified),
}

impl From<MessageError> for NotifyError {
    fn from(error: MessageError) -> Self {
        match error {
            MessageError::Unverified(cause) => Self::Unverified(cause),
            other @ (MessageError::Form(_)
            | MessageError::Duplicate(_)
            | MessageError::OddField
            | MessageError::SignType(_)
            | MessageError::UnknownCharset(_)
            | MessageError::Missing(_)) => Self::Message(other),
        }
    }
}

impl From<FormError> for NotifyError {
    fn from(error: FormError) -> Self {
        Self::Message(MessageError::Form(error))
    }
}

/// Verifies a notification and returns its fields.
///
/// `raw`: the form body as received, not decoded, at most 64 KiB. It is decoded once, in its
/// charset (UTF-8 by default, or GBK). The signature type is the configured one; any other is
/// refused. Empty values are left out of the string to sign, then tried once included, and never
/// returned. `alipay_cert_sn` is tried as signed and as not signed, and returned only if signed.
///
/// # Errors
/// [`NotifyError`]: not authentic.
///
/// Source: Alipay open platform, asynchronous notification; vectors `notify-*`.
pub fn verify_notify(raw: &[u8], keys: &AlipayKeys) -> Result<Notice, NotifyError> {
    if raw.len() > MAX_BODY {
        return Err(NotifyError::TooLarge(raw.len()));
    }
    let count = form::segments(raw).count();
    if count > MAX_FIELDS {
        return Err(NotifyError::TooManyFields(count));
    }
    let mut pairs = Vec::with_capacity(count);
    for pair in form::split(raw) {
        pairs.push(pair?);
    }
    let fields = message::verify(pairs, keys)?;
    // A return has a signature of the same kind; without `notify_id` it is not a notification.
    if fields.get("notify_id").is_none() {
        return Err(MessageError::Missing("notify_id").into());
    }
    Ok(Notice { fields })
}

/// The number of the certificate that a notification names, unverified: 32 hex digits.
///
/// If such a notification cannot be verified in certificate mode, Alipay may have renewed its
/// certificate: call [`crate::Client::fetch_certificate`], then verify once more. Anybody can send
/// such a notification, so do not fetch for each; Alipay sends a genuine one again.
#[must_use]
pub fn certificate_named(raw: &[u8]) -> Option<String> {
    if raw.len() > MAX_BODY {
        return None;
    }
    let mut segments = raw.split(|b| *b == b'&');
    let value =
        segments.find_map(|segment| segment.strip_prefix(message::CERT_SN)?.strip_prefix(b"="))?;
    let is_number = value.len() == 32 && value.iter().all(u8::is_ascii_hexdigit);
    is_number.then(|| String::from_utf8_lossy(value).into_owned())
}

/// The subject of a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// `TRADE_SUCCESS` without refund: the buyer paid.
    Payment,
    /// A refund was made, in part or in full; the fields have the sum of all refunds.
    RefundEcho,
    /// `TRADE_CLOSED` without refund: closed unpaid.
    Closed,
    /// `TRADE_FINISHED` without refund: paid, or the time for refunds ran out.
    Finished,
    /// `WAIT_BUYER_PAY`: the trade was created.
    Waiting,
    /// Another `notify_type` or an unknown `trade_status`.
    Other,
}

/// An authentic notification of Alipay, perhaps for another application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Every field with a value, decoded once, without `sign` and `sign_type`. Amounts stay yuan
    /// text, `passback_params` stays encoded.
    pub fields: Fields,
}

impl Notice {
    /// The value of a field; `None` if missing or empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.get(name)
    }

    /// `notify_id`: the same on every delivery of one notification, up to 128 characters.
    #[must_use]
    pub fn notify_id(&self) -> &str {
        // `verify_notify` checks it.
        self.get("notify_id").unwrap_or_default()
    }

    /// `app_id`; compare it with your own.
    #[must_use]
    pub fn app_id(&self) -> Option<&str> {
        self.get("app_id")
    }

    /// `seller_id`; compare it with your own.
    #[must_use]
    pub fn seller_id(&self) -> Option<&str> {
        self.get("seller_id")
    }

    /// `out_trade_no`: our number of the payment.
    #[must_use]
    pub fn out_trade_no(&self) -> Option<&str> {
        self.get("out_trade_no")
    }

    /// `trade_no`: Alipay's number of the trade.
    #[must_use]
    pub fn trade_no(&self) -> Option<&str> {
        self.get("trade_no")
    }

    /// `trade_status`; `None` if missing or unknown.
    #[must_use]
    pub fn trade_status(&self) -> Option<TradeStatus> {
        self.get("trade_status").and_then(TradeStatus::parse)
    }

    /// `total_amount`; `None` if missing or not strict yuan text.
    #[must_use]
    pub fn total_amount(&self) -> Option<Amount> {
        self.amount("total_amount")
    }

    /// `refund_fee`: the sum of all refunds of the trade so far, not of the last one.
    #[must_use]
    pub fn refund_fee(&self) -> Option<Amount> {
        self.amount("refund_fee")
    }

    /// `gmt_refund` as received: Shanghai time, perhaps with a fraction.
    #[must_use]
    pub fn gmt_refund(&self) -> Option<&str> {
        self.get("gmt_refund")
    }

    /// `out_biz_no`: the `out_request_no` of the refund that caused the notification.
    #[must_use]
    pub fn out_biz_no(&self) -> Option<&str> {
        self.get("out_biz_no")
    }

    /// `gmt_payment` as epoch milliseconds.
    #[must_use]
    pub fn gmt_payment_ms(&self) -> Option<i64> {
        self.get("gmt_payment").and_then(parse_shanghai)
    }

    /// `notify_time` as epoch milliseconds: when this delivery was signed.
    #[must_use]
    pub fn notify_time_ms(&self) -> Option<i64> {
        self.get("notify_time").and_then(parse_shanghai)
    }

    /// `buyer_logon_id`: the buyer's login, masked by Alipay.
    #[must_use]
    pub fn buyer_logon_id(&self) -> Option<&str> {
        self.get("buyer_logon_id")
    }

    /// `passback_params` as originally given, percent-decoded once. `None` if missing or not
    /// percent-encoded.
    #[must_use]
    pub fn passback_params(&self) -> Option<String> {
        let coded = percent_encoding::percent_decode_str(self.get("passback_params")?);
        coded.decode_utf8().ok().map(std::borrow::Cow::into_owned)
    }

    /// The subject of the notification. A `gmt_refund`, or a `refund_fee` other than zero, marks a
    /// refund; the status stays `TRADE_SUCCESS` after a partial one.
    #[must_use]
    pub fn kind(&self) -> NoticeKind {
        if self.get("notify_type") != Some("trade_status_sync") {
            return NoticeKind::Other;
        }
        let Some(status) = self.trade_status() else {
            return NoticeKind::Other;
        };
        let nothing = Amount::from_fen(0);
        let refunded = self.get("refund_fee").is_some() && self.refund_fee() != nothing;
        if refunded || self.gmt_refund().is_some() {
            return NoticeKind::RefundEcho;
        }
        match status {
            TradeStatus::WaitBuyerPay => NoticeKind::Waiting,
            TradeStatus::TradeSuccess => NoticeKind::Payment,
            TradeStatus::TradeClosed => NoticeKind::Closed,
            TradeStatus::TradeFinished => NoticeKind::Finished,
        }
    }

    /// SHA-256 in hex, 64 characters, of the signed fields without `notify_time`: equal for every
    /// delivery of one notification, different for other content under the same `notify_id`.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for (name, value) in self
            .fields
            .iter()
            .filter(|(name, _)| *name != "notify_time")
        {
            // No field contains a zero byte, so different sets of fields give different bytes.
            hash.update(name);
            hash.update([0]);
            hash.update(value);
            hash.update([0]);
        }
        hex::encode(hash.finalize())
    }

    fn amount(&self, name: &str) -> Option<Amount> {
        self.get(name).and_then(|text| Amount::parse(text).ok())
    }
}
