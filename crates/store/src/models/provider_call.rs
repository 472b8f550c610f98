//! Calls to the gateway, kept as evidence.

use super::word::{Number, Word};
use crate::schema::provider_calls;
use diesel::{Queryable, Selectable};
use domain::{payment::CallOutcome, time::Millis};

/// A row of `provider_calls`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = provider_calls)]
pub struct ProviderCall {
    /// Key.
    pub id: i64,
    /// When the answer came, or failed to.
    #[diesel(deserialize_as = Number<Millis>)]
    pub at: Millis,
    /// E.g. `alipay.trade.query`.
    pub method: String,
    /// The attempt it is about.
    pub attempt_id: Option<i64>,
    /// The refund it is about.
    pub refund_id: Option<i64>,
    /// What was sent, without key material and signature.
    pub request_redacted: String,
    /// What was received, as received; empty if nothing was.
    pub response_raw: String,
    /// 1 if the answer's signature was verified.
    pub sign_ok: i64,
    /// HTTP status, if there was an answer.
    pub http_status: Option<i64>,
    /// How it ended.
    #[diesel(deserialize_as = Word<CallOutcome>)]
    pub outcome: CallOutcome,
}

/// A call to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProviderCall {
    /// When the answer came, or failed to.
    pub at: Millis,
    /// E.g. `alipay.trade.query`.
    pub method: String,
    /// The attempt it is about.
    pub attempt_id: Option<i64>,
    /// The refund it is about.
    pub refund_id: Option<i64>,
    /// What was sent, without key material and signature.
    pub request_redacted: String,
    /// What was received, as received; empty if nothing was.
    pub response_raw: String,
    /// True if the answer's signature was verified.
    pub sign_ok: bool,
    /// HTTP status, if there was an answer.
    pub http_status: Option<i64>,
    /// How it ended.
    pub outcome: CallOutcome,
}
