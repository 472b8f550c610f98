//! The result of a call: done, refused, or unknown.

use crate::cert::NotTrusted;
use crate::sign::SignError;
use crate::sub_code::SubCode;

/// The result of a call.
///
/// Only an authentic message gives `Ok` or `Rejected`. Everything else is `Unknown`. For a call
/// that moves money that is neither success nor failure: query until the gateway confirms one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum CallResult<T> {
    /// Code 10000, signed by Alipay, about the requested trade.
    Ok(T),
    /// A definite refusal, signed by Alipay and listed for this method: the call had no effect.
    Rejected(Refusal),
    /// No certain result.
    Unknown(Unknown),
}

/// A signed refusal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("refused with {code} {sub_code}: {sub_msg}")]
pub struct Refusal {
    /// The gateway's code, e.g. `40004`.
    pub code: String,
    /// The business code.
    pub sub_code: SubCode,
    /// Alipay's sentence about it, in Chinese; for staff, not for decisions.
    pub sub_msg: String,
}

/// Why the result of a call is unknown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unknown {
    /// No complete response in time; the request may have been carried out.
    #[error("the gateway did not respond in time")]
    Timeout,
    /// No connection.
    #[error("the gateway could not be reached")]
    Connect,
    /// The connection was lost before the response was complete; the request may have been carried
    /// out.
    #[error("the connection to the gateway was lost")]
    Interrupted,
    /// A status other than 200, e.g. 502 of a proxy.
    #[error("the gateway responded with HTTP status {0}")]
    Http(u16),
    /// The gateway's address responded with a redirect, which is never followed.
    #[error("the gateway responded with a redirect")]
    Redirect,
    /// The signature is not Alipay's.
    #[error("the signature of the response is not Alipay's")]
    BadSignature,
    /// Signed with a certificate that is not trusted: it could not be fetched, or does not chain to
    /// a root.
    #[error("the certificate of the response is not trusted: {0}")]
    Certificate(NotTrusted),
    /// Without a signature, so anybody may have written it.
    #[error("the response is not signed: {code} {sub_code}: {sub_msg}")]
    Unsigned {
        /// Its code, unverified.
        code: String,
        /// Its business code, unverified.
        sub_code: String,
        /// Its sentence, unverified.
        sub_msg: String,
    },
    /// Not a response in the form of this method.
    #[error("the response is malformed: {0}")]
    Malformed(String),
    /// Signed: the gateway was too busy or failed, and the result is unknown.
    #[error("the gateway was busy: {code} {sub_code}")]
    Busy {
        /// `20000`, `40005`, or the code beside `ACQ.SYSTEM_ERROR`.
        code: String,
        /// The business code.
        sub_code: SubCode,
    },
    /// Signed, but not among the refusals that mean "no effect" for this method.
    #[error("a refusal that is not listed for this method: {0}")]
    UnlistedRefusal(Refusal),
    /// Signed, but about another trade or refund; the text names the differing member.
    #[error("the response is about another {0}")]
    Mismatch(&'static str),
    /// The request could not be signed; nothing was sent.
    #[error("nothing was sent: {0}")]
    Unsent(SignError),
}

/// The result of a call and its record.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct Called<T> {
    /// The result.
    pub result: CallResult<T>,
    /// The record to keep.
    pub record: CallRecord,
}

/// A call as it may be stored: without our signature and token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallRecord {
    /// The method, e.g. `alipay.trade.query`.
    pub method: String,
    /// The request as a JSON object of texts; `sign` is left out, a token is `***`.
    pub request_redacted: String,
    /// The response as text with unreadable bytes replaced, at most 64 KiB; empty without a
    /// response.
    pub response_raw: String,
    /// True if the response had a signature of Alipay.
    pub sign_ok: bool,
    /// The HTTP status, if there was one.
    pub http_status: Option<u16>,
    /// The gateway's id of this call, for Alipay's support.
    pub trace_id: Option<String>,
    /// A failure below the message, or an oddity of an accepted response.
    pub trouble: Option<String>,
    /// The result.
    pub outcome: Outcome,
}

/// The three results of a call, without their contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Ok,
    /// Definitely refused.
    Refused,
    /// Unknown.
    Unknown,
}

impl Outcome {
    /// The word for tables: `ok`, `refused`, `unknown`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        }
    }
}

impl<T> CallResult<T> {
    /// The kind of this result.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Ok(_) => Outcome::Ok,
            Self::Rejected(_) => Outcome::Refused,
            Self::Unknown(_) => Outcome::Unknown,
        }
    }
}
