//! Why a signature does not fit: the mistake and its remedy, instead of "invalid".
//!
//! A signature says more than yes or no to whoever holds public keys. Opened with the right key it shows the digest of
//! the text that was really signed, so a wrong key and a changed text can be told apart, and whatever a reader may have
//! done to the text (decoded twice, `+` as space, HTML-escaped, a field of a framework added) can be tried until the
//! digest fits. Nothing here makes a message authentic: [`crate::verify_notify`], [`crate::verify_return`] and the
//! [`Client`](crate::Client) verify, and know no repair.
//!
//! Every finding has a code that does not change, so that programs and documents can refer to it.

mod answer;
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
mod seal;
mod timing;

pub use codes::explain_sub_code;
pub use difference::{Difference, GatewayString, compare};
pub use fields::{Fields, Kind};
pub use pasted::{NothingToRead, Pasted, read};
pub use readable::{Line, Readable, decode};
pub use timing::explain_timestamp;

use crate::keys::PublicKey;
use crate::sign::SignType;
use serde::Serialize;

/// Something that was found, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable name, as `sign.plus-lost`.
    pub code: &'static str,
    /// The mistake, in one or two sentences.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

impl Finding {
    /// Puts a finding together.
    pub fn new(code: &'static str, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            code,
            what: what.into(),
            remedy: remedy.into(),
        }
    }
}

/// What the reader knows. Only public halves are needed.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The keys configured as Alipay's; one, or two during rotation.
    pub alipay: Vec<PublicKey>,
    /// The public half of the application's own key.
    pub app: Option<PublicKey>,
    /// Other keys the message may have been signed with, each with a name for the reader: as the other environment's.
    pub others: Vec<(String, PublicKey)>,
    /// What the application is registered for.
    pub sign_type: SignType,
    /// The application's number.
    pub app_id: Option<String>,
    /// The merchant's number.
    pub seller_id: Option<String>,
}

/// Whose key a signature was made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signer {
    /// One of the keys configured as Alipay's.
    Alipay,
    /// The application's own.
    App,
    /// Another one that was given, by its name.
    Other(String),
    /// None of those known, or the signature is damaged.
    Unknown,
    /// There is no signature.
    Nobody,
}

/// What a message, an answer or a request is worth, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// What it is.
    pub kind: Kind,
    /// Whether its signature is good: made by who has to make it, over exactly what was read.
    pub verified: bool,
    /// Whose key made the signature.
    pub signed_by: Signer,
    /// The text the signature has to cover; bytes that are no UTF-8 are replaced.
    pub string_to_sign: String,
    /// Mistakes, the likeliest first; empty if it verifies.
    pub mistakes: Vec<Finding>,
    /// What else a reader should know, whether it verifies or not.
    pub remarks: Vec<Finding>,
}

/// Explains fields: a notice, a return or a request of our own.
///
/// `now_ms`: epoch milliseconds, to judge a request's timestamp by.
#[must_use]
pub fn explain_fields(fields: &Fields, known: &Known, now_ms: i64) -> Explanation {
    let mut explanation = message::explain(fields, known);
    explanation.remarks = remarks::on_fields(fields, known, now_ms);
    explanation
}

/// Explains the body of a gateway's answer.
///
/// `body`: as received, not re-formatted. `content_key`: if contents are encrypted.
#[must_use]
pub fn explain_answer(
    body: &[u8],
    known: &Known,
    content_key: Option<&crate::ContentKey>,
) -> Explanation {
    answer::explain(body, known, content_key)
}
