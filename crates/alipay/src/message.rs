//! The common part of notifications and returns: a signed set of form fields.

use crate::canonical::{Empty, message_to_sign};
use crate::fields::Fields;
use crate::form::{Charset, FormError, RawPair};
use crate::keys::AlipayKeys;
use crate::verify::Unverified;
use std::borrow::Cow;

/// A message that is not authentic. Do not trust or store it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    /// Not a form, or bytes that are not text in the message's charset.
    #[error(transparent)]
    Form(#[from] FormError),
    /// A duplicate field: the signature could cover one and the reader use the other.
    #[error("the field {0} occurs more than once")]
    Duplicate(String),
    /// A zero byte or an empty name, which no genuine message has.
    #[error("a field has no name or contains a zero byte")]
    OddField,
    /// Another type than the configured one; the text is the message's own, cut to 16 characters.
    #[error("sign_type is {0:?}, not the configured one")]
    SignType(String),
    /// A charset other than UTF-8 and GBK; the text is the message's own, cut to 16 characters.
    #[error("charset is {0:?}")]
    UnknownCharset(String),
    /// A required field is missing.
    #[error("the field {0} is missing")]
    Missing(&'static str),
    /// The signature is not Alipay's.
    #[error(transparent)]
    Unverified(#[from] Unverified),
}

/// The certificate's number, which only some of Alipay's products sign.
pub(crate) const CERT_SN: &[u8] = b"alipay_cert_sn";

/// The fields that a signature is assumed to cover.
#[derive(Clone, Copy)]
struct Covered {
    empty: Empty,
    with_cert_sn: bool,
}

impl Covered {
    /// In the order they are tried. Genuine messages have no empty values; for those SDKs disagree
    /// on what is signed.
    const ALL: [Self; 4] = [
        Self::new(Empty::LeftOut, true),
        Self::new(Empty::Kept, true),
        Self::new(Empty::LeftOut, false),
        Self::new(Empty::Kept, false),
    ];

    /// True if the signature covers this field.
    fn covers(self, (name, value): &RawPair<'_>) -> bool {
        !matches!(&**name, b"sign" | b"sign_type")
            && (self.with_cert_sn || &**name != CERT_SN)
            && (self.empty == Empty::Kept || !value.is_empty())
    }

    const fn new(empty: Empty, with_cert_sn: bool) -> Self {
        Self {
            empty,
            with_cert_sn,
        }
    }
}

/// Verifies a set of fields and returns those that the signature covers and that have a value,
/// without `sign` and `sign_type`.
pub(crate) fn verify(
    mut fields: Vec<RawPair<'_>>,
    keys: &AlipayKeys,
) -> Result<Fields, MessageError> {
    // A zero byte can only come from a percent code: a raw one was refused with the form.
    let holds_zero = |text: &Cow<'_, [u8]>| matches!(text, Cow::Owned(bytes) if bytes.contains(&0));
    let is_odd =
        |(name, value): &RawPair<'_>| name.is_empty() || holds_zero(name) || holds_zero(value);
    if fields.iter().any(is_odd) {
        return Err(MessageError::OddField);
    }
    fields.sort_unstable();
    if let Some([(name, _), _]) = fields.array_windows().find(|[a, b]| a.0 == b.0) {
        let name = String::from_utf8_lossy(name).into_owned();
        return Err(MessageError::Duplicate(name));
    }
    let value = |name: &[u8]| {
        let at = fields.binary_search_by(|field| field.0.as_ref().cmp(name));
        at.ok().and_then(|at| fields.get(at)).map(|field| &*field.1)
    };
    let text = |name: &str| value(name.as_bytes()).map(String::from_utf8_lossy);
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

    let is_named = value(CERT_SN).is_some();
    let has_empty = fields.iter().any(|(_, value)| value.is_empty());
    let mut verdict = Err(Unverified::Mismatch);
    let mut signed = Vec::new();
    let mut covered = Covered::new(Empty::LeftOut, true);
    for attempt in Covered::ALL {
        let is_idle =
            (attempt.empty == Empty::Kept && !has_empty) || (!attempt.with_cert_sn && !is_named);
        if is_idle {
            continue;
        }
        covered = attempt;
        let fields = fields.iter().filter(|field| covered.covers(field));
        signed = message_to_sign(
            fields.map(|(name, value)| (&**name, &**value)),
            covered.empty,
        );
        verdict = keys.verify(&signed, &sign);
        if verdict != Err(Unverified::Mismatch) {
            break;
        }
    }
    verdict?;

    // Names and values are decoded only now, because the signature covers the bytes. An empty value
    // is dropped, since anybody can append one to a message signed without it.
    let fields = fields.iter().filter(|field| covered.covers(field));
    match charset {
        Charset::Utf8 => {
            let text =
                String::from_utf8(signed).map_err(|_not_text| FormError::Charset(charset))?;
            let lengths = fields.map(|(name, value)| (name.len(), value.len()));
            Ok(Fields::within(text, lengths))
        }
        Charset::Gbk => {
            let mut read = Fields::default();
            for (name, value) in fields.filter(|(_, value)| !value.is_empty()) {
                read.push(&charset.read(name)?, &charset.read(value)?);
            }
            // Two spellings of one name in GBK differ as bytes.
            read.sort().map_err(MessageError::Duplicate)?;
            Ok(read)
        }
    }
}
