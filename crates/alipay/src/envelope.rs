//! The outer object of a response: the signed bytes and the signature.
//!
//! The verified slice is the parsed slice. A second member with the same name, outside or in the
//! payload, is refused, because one reader could verify one and read the other.

use crate::json::Members;
use serde_json::value::RawValue;

/// Why the outer object of a response cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum EnvelopeError {
    /// Not one JSON object in UTF-8: incomplete, followed by other bytes, or with a member twice.
    #[error("the response is not a JSON object: {0}")]
    Json(#[from] serde_json::Error),
    /// Neither the method's member nor `error_response`, or both.
    #[error("the response has {0} payloads")]
    Payloads(u8),
    /// `sign` or `alipay_cert_sn` is not a text.
    #[error("the member {0} is not a text")]
    NotText(&'static str),
}

/// The parts of a response. Nothing in it is verified yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope<'a> {
    /// The value of `<method>_response` or `error_response`, exactly as received: the bytes the signature covers.
    pub payload: &'a [u8],
    /// True if the payload is named `error_response`.
    pub is_error_response: bool,
    /// The signature in base64, if there is one.
    pub sign: Option<String>,
    /// Serial number of the certificate that signed, in certificate mode.
    pub alipay_cert_sn: Option<String>,
}

/// Splits the response to `method` (e.g. `alipay.trade.query`).
///
/// `body`: the response as received, UTF-8. Members may come in any order.
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
