//! What notices and returns have in common: a signed set of form fields.

use crate::canonical::{Empty, message_to_sign};
use crate::form::{BytePair, Charset, FormError};
use crate::keys::AlipayKeys;
use crate::verify::Unverified;
use std::collections::{BTreeMap, btree_map::Entry};

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

/// The field that names a certificate, which some of Alipay's products sign and others do not.
pub(crate) const CERT_SN: &[u8] = b"alipay_cert_sn";

/// What a signature is taken to cover.
#[derive(Clone, Copy)]
struct Covered {
    empty: Empty,
    with_cert_sn: bool,
}

impl Covered {
    /// In the order they are tried. Genuine messages hold no empty values; should one ever come, SDKs disagree on what
    /// was signed.
    const ALL: [Self; 4] = [
        Self::new(Empty::LeftOut, true),
        Self::new(Empty::Kept, true),
        Self::new(Empty::LeftOut, false),
        Self::new(Empty::Kept, false),
    ];

    const fn new(empty: Empty, with_cert_sn: bool) -> Self {
        Self {
            empty,
            with_cert_sn,
        }
    }
}

/// Verifies a set of fields and returns those the signature covers and that have a value, `sign` and `sign_type` left
/// out.
pub(crate) fn verify(
    pairs: Vec<BytePair>,
    keys: &AlipayKeys,
) -> Result<BTreeMap<String, String>, MessageError> {
    let mut fields: BTreeMap<Vec<u8>, Vec<u8>> = BTreeMap::new();
    for (name, value) in pairs {
        if name.is_empty() || name.contains(&0) || value.contains(&0) {
            return Err(MessageError::OddField);
        }
        match fields.entry(name) {
            Entry::Vacant(free) => {
                free.insert(value);
            }
            Entry::Occupied(taken) => {
                let name = String::from_utf8_lossy(taken.key()).into_owned();
                return Err(MessageError::Duplicate(name));
            }
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

    let is_named = fields.contains_key(CERT_SN);
    let to_sign = |covered: Covered| {
        message_to_sign(
            fields
                .iter()
                .filter(|(name, _)| covered.with_cert_sn || name.as_slice() != CERT_SN)
                .map(|(n, v)| (n.as_slice(), v.as_slice())),
            covered.empty,
        )
    };
    let has_empty = fields.values().any(Vec::is_empty);
    let mut verdict = Err(Unverified::Mismatch);
    let mut covered = Covered::new(Empty::LeftOut, true);
    for attempt in Covered::ALL {
        let is_idle =
            (attempt.empty == Empty::Kept && !has_empty) || (!attempt.with_cert_sn && !is_named);
        if is_idle {
            continue;
        }
        verdict = keys.verify(&to_sign(attempt), &sign);
        covered = attempt;
        if verdict != Err(Unverified::Mismatch) {
            break;
        }
    }
    verdict?;

    // Names and values become text only now: the signature covered the bytes. An empty value is dropped either
    // way, since anybody can append one to a message signed without it.
    fields
        .into_iter()
        .filter(|(name, value)| !value.is_empty() && name != b"sign" && name != b"sign_type")
        .filter(|(name, _)| covered.with_cert_sn || name != CERT_SN)
        .map(|(name, value)| Ok((charset.take(name)?, charset.take(value)?)))
        .collect()
}
