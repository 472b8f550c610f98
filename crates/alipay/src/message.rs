//! What notices and returns have in common: a signed set of form fields.

use crate::canonical::{Empty, message_to_sign};
use crate::form::{BytePair, Charset, FormError};
use crate::keys::AlipayKeys;
use crate::verify::Unverified;
use std::collections::BTreeMap;

/// A message whose signature does not count, or that is no message at all. Believe nothing of it, store nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    /// Not a form, or bytes that are no text in the message's charset.
    #[error(transparent)]
    Form(#[from] FormError),
    /// A field came twice, so the signature could cover one and the reader use the other.
    #[error("the field {0} came more than once")]
    Duplicate(String),
    /// A zero byte or an empty name, which nothing genuine has.
    #[error("a field has no name or holds a zero byte")]
    OddField,
    /// Anything but exactly the configured type; the text is the message's own, cut to 16 characters.
    #[error("sign_type is {0:?}, not the configured one")]
    SignType(String),
    /// A charset other than UTF-8 and GBK; the text is the message's own, cut to 16 characters.
    #[error("charset is {0:?}")]
    UnknownCharset(String),
    /// A field without which it is no message of this kind.
    #[error("the field {0} is missing")]
    Missing(&'static str),
    /// The signature is not Alipay's.
    #[error(transparent)]
    Unverified(#[from] Unverified),
}

/// Verifies a set of fields and returns those with a value, `sign` and `sign_type` left out.
pub(crate) fn verify(
    pairs: Vec<BytePair>,
    keys: &AlipayKeys,
) -> Result<BTreeMap<String, String>, MessageError> {
    let mut fields = BTreeMap::new();
    for (name, value) in pairs {
        if name.is_empty() || name.contains(&0) || value.contains(&0) {
            return Err(MessageError::OddField);
        }
        let again = String::from_utf8_lossy(&name).into_owned();
        if fields.insert(name, value).is_some() {
            return Err(MessageError::Duplicate(again));
        }
    }
    let text = |name: &str| {
        fields
            .get(name.as_bytes())
            .map(|v| String::from_utf8_lossy(v))
    };
    let short = |text: &str| text.chars().take(16).collect::<String>();

    let sign_type = text("sign_type").ok_or(MessageError::Missing("sign_type"))?;
    if sign_type != keys.sign_type().name() {
        return Err(MessageError::SignType(short(&sign_type)));
    }
    let sign = text("sign")
        .filter(|s| !s.is_empty())
        .ok_or(MessageError::Missing("sign"))?;
    let charset = match text("charset") {
        None => Charset::Utf8,
        Some(name) => {
            Charset::from_name(&name).ok_or_else(|| MessageError::UnknownCharset(short(&name)))?
        }
    };

    let to_sign = |empty| {
        message_to_sign(
            fields.iter().map(|(n, v)| (n.as_slice(), v.as_slice())),
            empty,
        )
    };
    let mut verdict = keys.verify(&to_sign(Empty::LeftOut), &sign);
    // Genuine messages hold no empty values; should one ever come, SDKs disagree on what was signed.
    if verdict == Err(Unverified::Mismatch) && fields.values().any(Vec::is_empty) {
        verdict = keys.verify(&to_sign(Empty::Kept), &sign);
    }
    verdict?;

    // Names and values become text only now: the signature covered the bytes. An empty value is dropped either
    // way, since anybody can append one to a message signed without it.
    fields
        .iter()
        .filter(|(name, value)| !value.is_empty() && *name != b"sign" && *name != b"sign_type")
        .map(|(name, value)| Ok((charset.read(name)?, charset.read(value)?)))
        .collect()
}
