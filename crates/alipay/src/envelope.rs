//! The outer object of an answer: which bytes are signed, and by what.
//!
//! The slice that is verified is the slice that is parsed. A second member of the same name, outside or in the
//! payload, would let one reader see what another verified, so it is refused.

use crate::json::Members;
use serde_json::value::RawValue;

/// An answer whose outer object cannot be taken apart.
#[derive(Debug, thiserror::Error)]
pub enum EnvelopeError {
    /// Not one JSON object in UTF-8, cut off, followed by something, or with a member twice.
    #[error("the answer is not a JSON object: {0}")]
    Json(#[from] serde_json::Error),
    /// Neither the method's member nor `error_response`, or both.
    #[error("the answer has {0} payloads")]
    Payloads(u8),
    /// `sign` or `alipay_cert_sn` is not a text.
    #[error("the member {0} is not a text")]
    NotText(&'static str),
}

/// An answer taken apart. Nothing in it is verified yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope<'a> {
    /// The value of `<method>_response` or `error_response`, exactly as received: the bytes the signature covers.
    pub payload: &'a [u8],
    /// Whether the payload is called `error_response`.
    pub is_error_response: bool,
    /// The signature in base64, if there is one.
    pub sign: Option<String>,
    /// Serial number of the certificate that signed, in certificate mode.
    pub alipay_cert_sn: Option<String>,
}

/// Takes the answer to `method` (as `alipay.trade.query`) apart.
///
/// `body`: the answer as received, UTF-8. Members may stand in any order.
///
/// # Errors
/// [`EnvelopeError`]: the outcome of the call is unknown.
pub fn slice<'a>(body: &'a [u8], method: &str) -> Result<Envelope<'a>, EnvelopeError> {
    let mut members = Members::read(body)?;
    let answer = members.take(&format!("{}_response", method.replace('.', "_")));
    let error = members.take("error_response");
    let is_error_response = error.is_some();
    let payload = match (answer, error) {
        (Some(payload), None) | (None, Some(payload)) => payload,
        (None, None) => return Err(EnvelopeError::Payloads(0)),
        (Some(_), Some(_)) => return Err(EnvelopeError::Payloads(2)),
    };
    Ok(Envelope {
        payload: payload.get().as_bytes(),
        is_error_response,
        sign: text(members.take("sign"), "sign")?,
        alipay_cert_sn: text(members.take("alipay_cert_sn"), "alipay_cert_sn")?,
    })
}

fn text(value: Option<&RawValue>, name: &'static str) -> Result<Option<String>, EnvelopeError> {
    let Some(value) = value else {
        return Ok(None);
    };
    if !value.get().starts_with('"') {
        return Err(EnvelopeError::NotText(name));
    }
    Ok(Some(serde_json::from_str(value.get())?))
}
