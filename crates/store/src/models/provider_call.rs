//! Calls to the gateway, kept as evidence.

use domain::{payment::CallOutcome, time::Millis};

/// A call to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProviderCall {
    /// When the response came, or the call failed.
    pub at: Millis,
    /// E.g. `alipay.trade.query`.
    pub method: String,
    /// The attempt it is about.
    pub attempt_id: Option<i64>,
    /// The refund it is about.
    pub refund_id: Option<i64>,
    /// What was sent, without key material and signature.
    pub request_redacted: String,
    /// The response as received; empty without one.
    pub response_raw: String,
    /// True if the signature of the response was verified.
    pub sign_ok: bool,
    /// HTTP status, if there was a response.
    pub http_status: Option<i64>,
    /// How it ended.
    pub outcome: CallOutcome,
}
