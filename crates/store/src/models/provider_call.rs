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
    /// When the response came, or the call failed.
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
    /// The response as received; empty without one.
    pub response_raw: String,
    /// 1 if the signature of the response was verified.
    pub sign_ok: i64,
    /// HTTP status, if there was a response.
    pub http_status: Option<i64>,
    /// How it ended.
    #[diesel(deserialize_as = Word<CallOutcome>)]
    pub outcome: CallOutcome,
}

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
