//! Why a signature does not verify: the mistake and its fix, instead of "invalid".
//!
//! A signature contains the digest of the signed text, which the public key reveals. So a wrong key
//! can be told from a changed text, and the usual changes (decoded twice, `+` as space,
//! HTML-escaped, an added field) can be tried until the digest matches. Nothing here makes a
//! message authentic: [`crate::verify_notify`], [`crate::verify_return`] and the
//! [`Client`](crate::Client) verify without such repairs.
//!
//! Every finding has a stable code, for programs and documents.

mod codes;
mod damage;
mod difference;
mod fields;
mod message;
mod mistake;
mod pasted;
mod readable;
mod reading;
mod remarks;
mod response;
mod seal;
mod timing;
mod value;

pub use codes::explain_sub_code;
pub use difference::{Difference, GatewayString, compare};
pub use fields::{Fields, Kind};
pub use pasted::{NothingToRead, Pasted, read};
pub use readable::{Line, Readable, decode};
pub use timing::explain_timestamp;

use crate::keys::PublicKey;
use crate::sign::SignType;
use serde::Serialize;

/// A finding with its fix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable name, e.g. `sign.plus-lost`.
    pub code: &'static str,
    /// The mistake, in one or two sentences.
    pub what: String,
    /// The fix.
    pub remedy: String,
}

impl Finding {
    /// A finding.
    pub fn new(code: &'static str, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            code,
            what: what.into(),
            remedy: remedy.into(),
        }
    }
}

/// The keys and numbers to compare with. Only public keys are needed.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The keys configured as Alipay's; one, or two during rotation.
    pub alipay: Vec<PublicKey>,
    /// The application's own public key.
    pub app: Option<PublicKey>,
    /// Other keys that may have signed the message, with names, e.g. of the other environment.
    pub others: Vec<(String, PublicKey)>,
    /// The signature type of the application.
    pub sign_type: SignType,
    /// The application's number.
    pub app_id: Option<String>,
    /// The merchant's number.
    pub seller_id: Option<String>,
}

/// The owner of the key that made a signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signer {
    /// One of the keys configured as Alipay's.
    Alipay,
    /// The application's own key.
    App,
    /// Another given key, by its name.
    Other(String),
    /// None of the known keys, or a damaged signature.
    Unknown,
    /// Unsigned.
    Nobody,
}

/// The result for a message, a response or a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// Kind of the input.
    pub kind: Kind,
    /// True if the right key signed exactly this text.
    pub verified: bool,
    /// The key that made the signature.
    pub signed_by: Signer,
    /// The text that the signature must cover; bytes that are not UTF-8 are replaced.
    pub string_to_sign: String,
    /// Mistakes, the likeliest first; empty if it verifies.
    pub mistakes: Vec<Finding>,
    /// Further remarks, whether it verifies or not.
    pub remarks: Vec<Finding>,
}

/// Explains fields: a notification, a return or a request of our own.
///
/// `now_ms`: epoch milliseconds, to judge a request's timestamp.
#[must_use]
pub fn explain_fields(fields: &Fields, known: &Known, now_ms: i64) -> Explanation {
    let mut explanation = message::explain(fields, known);
    explanation.remarks = remarks::on_fields(fields, known, now_ms);
    explanation
}

/// Explains the body of a gateway's response.
///
/// `body`: as received, not re-formatted. `content_key`: if contents are encrypted.
#[must_use]
pub fn explain_response(
    body: &[u8],
    known: &Known,
    content_key: Option<&crate::ContentKey>,
) -> Explanation {
    response::explain(body, known, content_key)
}
