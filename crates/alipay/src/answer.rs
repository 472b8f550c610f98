//! What a call can come to: done, refused, or not known.

use crate::cert::NotTrusted;
use crate::sign::SignError;
use crate::sub_code::SubCode;

/// The answer to a call.
///
/// Only an authentic message gives `Ok` or `Rejected`. Everything else is `Unknown`: for a call that moves money
/// neither success nor failure, to be asked about until the gateway says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum Answer<T> {
    /// Code 10000, signed by Alipay, about the trade we asked for.
    Ok(T),
    /// A definite refusal, signed by Alipay and listed for this method: the call had no effect.
    Rejected(Refusal),
    /// Nothing certain.
    Unknown(Unknown),
}

/// A signed refusal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("refused with {code} {sub_code}: {sub_msg}")]
pub struct Refusal {
    /// The gateway's code, as `40004`.
    pub code: String,
    /// The business code.
    pub sub_code: SubCode,
    /// Alipay's sentence about it, in Chinese; for staff, not for decisions.
    pub sub_msg: String,
}

/// Why nothing certain is known about a call.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unknown {
    /// No whole answer in time; the request may have been carried out.
    #[error("the gateway did not answer in time")]
    Timeout,
    /// No connection.
    #[error("the gateway could not be reached")]
    Connect,
    /// The connection broke before the answer was whole; the request may have been carried out.
    #[error("the connection to the gateway broke")]
    Interrupted,
    /// A status other than 200, as 502 of a proxy.
    #[error("the gateway answered with HTTP status {0}")]
    Http(u16),
    /// The gateway's address answered with a redirect, which is never followed.
    #[error("the gateway answered with a redirect")]
    Redirect,
    /// There is a signature and it is not Alipay's.
    #[error("the answer's signature is not Alipay's")]
    BadSignature,
    /// Signed with a certificate that is not trusted: it could not be fetched, or does not hang from a root.
    #[error("the certificate the answer is signed with is not trusted: {0}")]
    Certificate(NotTrusted),
    /// There is no signature, so anybody may have written this.
    #[error("the answer is not signed: {code} {sub_code}: {sub_msg}")]
    Unsigned {
        /// The code it claims.
        code: String,
        /// The business code it claims.
        sub_code: String,
        /// The sentence it claims.
        sub_msg: String,
    },
    /// Not an answer in the form of this method.
    #[error("the answer is malformed: {0}")]
    Malformed(String),
    /// Signed: the gateway was too busy or broken to say what happened.
    #[error("the gateway was busy: {code} {sub_code}")]
    Busy {
        /// `20000`, `40005`, or the code beside `ACQ.SYSTEM_ERROR`.
        code: String,
        /// The business code.
        sub_code: SubCode,
    },
    /// Signed, but not among the refusals known to mean "no effect" for this method.
    #[error("a refusal that is not listed for this method: {0}")]
    UnlistedRefusal(Refusal),
    /// Signed, but about another trade or refund; the text names the member that differs.
    #[error("the answer is about another {0}")]
    Mismatch(&'static str),
    /// The request could not be signed; nothing was sent.
    #[error("nothing was sent: {0}")]
    Unsent(SignError),
}

/// An answer and the record of how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct Called<T> {
    /// What it came to.
    pub answer: Answer<T>,
    /// What to keep of it.
    pub record: CallRecord,
}

/// A call as it may be kept: without signature and token of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallRecord {
    /// The method, as `alipay.trade.query`.
    pub method: String,
    /// What was sent, as a JSON object of texts; `sign` is left out, a token is `***`.
    pub request_redacted: String,
    /// What came back, as text with unreadable bytes replaced, at most 64 KiB; empty without an answer.
    pub response_raw: String,
    /// Whether the answer carried a signature of Alipay.
    pub sign_ok: bool,
    /// The HTTP status, if there was one.
    pub http_status: Option<u16>,
    /// The gateway's name for this call, for questions to Alipay's support.
    pub trace_id: Option<String>,
    /// What went wrong below the message, if anything did, or what is odd about an answer that counts.
    pub trouble: Option<String>,
    /// What the call came to.
    pub outcome: Outcome,
}

/// The three ends of a call, without their contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Ok,
    /// Definitely refused.
    Refused,
    /// Not known.
    Unknown,
}

impl Outcome {
    /// The word for it in tables: `ok`, `refused`, `unknown`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        }
    }
}

impl<T> Answer<T> {
    /// Which of the three ends it is.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Ok(_) => Outcome::Ok,
            Self::Rejected(_) => Outcome::Refused,
            Self::Unknown(_) => Outcome::Unknown,
        }
    }
}
