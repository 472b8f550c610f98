//! From bytes to a result: status, envelope, signature, and only then the contents.

use crate::call::{CallResult, Refusal, Unknown};
use crate::cert::NotTrusted;
use crate::config::AppConfig;
use crate::envelope::{self, Envelope};
use crate::form::Charset;
use crate::json::{BadMember, Payload};
use crate::keys::Named;
use crate::request::Ask;
use crate::sub_code::SubCode;
use crate::transport::HttpResponse;
use std::borrow::Cow;

pub(super) struct Read<T> {
    pub(super) result: CallResult<T>,
    pub(super) sign_ok: bool,
    /// A remark for the record that does not change the result.
    pub(super) remark: Option<String>,
    /// The number of a certificate to fetch before the response can be verified.
    pub(super) unknown_certificate: Option<String>,
}

impl<T> Read<T> {
    fn unknown(why: Unknown) -> Self {
        Self {
            result: CallResult::Unknown(why),
            sign_ok: false,
            remark: None,
            unknown_certificate: None,
        }
    }

    /// A response signed with a certificate that is not trusted.
    pub(super) fn untrusted(refusal: NotTrusted) -> Self {
        Self {
            remark: Some(format!("Alipay's new certificate: {refusal}")),
            ..Self::unknown(Unknown::Certificate(refusal))
        }
    }
}

pub(super) fn read<A: Ask>(
    request: &A,
    http: &HttpResponse,
    config: &AppConfig,
) -> Read<A::Response> {
    let body = match text(http, config.charset) {
        Ok(body) => body,
        Err(why) => return Read::unknown(why),
    };
    let envelope = match envelope::slice(&body, request.name()) {
        Ok(envelope) => envelope,
        Err(error) => return Read::unknown(Unknown::Malformed(error.to_string())),
    };
    let Some(sign) = &envelope.sign else {
        return Read::unknown(unsigned(envelope.payload));
    };
    let Verified { payload, remark } = match verified(&envelope, sign, config) {
        Ok(verified) => verified,
        Err(Named::Unverified(_)) => return Read::unknown(Unknown::BadSignature),
        Err(Named::Unknown) => {
            return Read {
                unknown_certificate: envelope.alipay_cert_sn,
                ..Read::unknown(Unknown::BadSignature)
            };
        }
    };
    let result = match opened(&payload, config) {
        Ok(payload) => authentic(request, &payload, envelope.is_error_response),
        Err(why) => CallResult::Unknown(Unknown::Malformed(why)),
    };
    Read {
        result,
        sign_ok: true,
        remark,
        unknown_certificate: None,
    }
}

/// Reads a successful response whose signature cannot be verified. The caller must check its
/// contents.
pub(super) fn unverified(
    method: &str,
    http: &HttpResponse,
    config: &AppConfig,
) -> Result<Payload, Unknown> {
    let body = text(http, config.charset)?;
    let malformed = |error: String| Unknown::Malformed(error);
    let envelope = envelope::slice(&body, method).map_err(|error| malformed(error.to_string()))?;
    let payload = opened(envelope.payload, config).map_err(malformed)?;
    let claimed = unsigned(&payload);
    let is_success = matches!(&claimed, Unknown::Unsigned { code, .. } if code == "10000");
    if !is_success {
        return Err(claimed);
    }
    Payload::read(&payload).map_err(|error| malformed(error.to_string()))
}

/// The part that the signature covers.
struct Verified<'a> {
    payload: Cow<'a, [u8]>,
    remark: Option<String>,
}

/// Verifies the payload as received. If that fails and it has escaped slashes, tries once with
/// plain ones, as Alipay's own SDK does; then the verified text is what is read.
fn verified<'a>(
    envelope: &Envelope<'a>,
    sign: &str,
    config: &AppConfig,
) -> Result<Verified<'a>, Named> {
    let sn = envelope.alipay_cert_sn.as_deref();
    let check = |part: &[u8]| {
        let signed = received(part, config.charset);
        config.keys.verify_named(sn, &signed, sign)
    };
    let refusal = match check(envelope.payload) {
        Ok(()) => {
            return Ok(Verified {
                payload: Cow::Borrowed(envelope.payload),
                remark: None,
            });
        }
        Err(refusal) => refusal,
    };
    let plain = with_plain_slashes(envelope.payload);
    if refusal == Named::Unknown || plain.len() == envelope.payload.len() {
        return Err(refusal);
    }
    check(&plain)?;
    Ok(Verified {
        payload: Cow::Owned(plain),
        remark: Some(
            "the signature covers plain slashes where the response has escaped ones".to_owned(),
        ),
    })
}

fn with_plain_slashes(json: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(json.len());
    let mut bytes = json.iter().peekable();
    while let Some(byte) = bytes.next() {
        if *byte != b'\\' || bytes.peek() != Some(&&b'/') {
            plain.push(*byte);
        }
    }
    plain
}

fn text(http: &HttpResponse, charset: Charset) -> Result<Cow<'_, [u8]>, Unknown> {
    match http.status {
        200 => {}
        300..400 => return Err(Unknown::Redirect),
        other => return Err(Unknown::Http(other)),
    }
    utf8(&http.body, charset)
        .ok_or_else(|| Unknown::Malformed(format!("the response is not text in {charset}")))
}

/// The response in UTF-8. In GBK a byte of a character may equal a backslash or a brace, so it is
/// parsed as text; only text that encodes back to the same bytes is accepted.
fn utf8(body: &[u8], charset: Charset) -> Option<Cow<'_, [u8]>> {
    if charset == Charset::Utf8 {
        return Some(Cow::Borrowed(body));
    }
    let text = charset.read(body).ok()?;
    (*charset.write(&text) == *body).then(|| Cow::Owned(text.into_bytes()))
}

/// The received bytes of a part of the response, which the signature covers.
fn received(part: &[u8], charset: Charset) -> Cow<'_, [u8]> {
    match std::str::from_utf8(part) {
        Ok(text) => charset.write(text),
        // The envelope was JSON, which is UTF-8.
        Err(_never) => Cow::Borrowed(part),
    }
}

/// Decrypts a payload that is a text. An object stays unchanged: the gateway sends one when it
/// could not decrypt the request.
fn opened<'a>(payload: &'a [u8], config: &AppConfig) -> Result<Cow<'a, [u8]>, String> {
    if !payload.starts_with(b"\"") {
        return Ok(Cow::Borrowed(payload));
    }
    let Some(key) = &config.content_key else {
        return Err("encrypted, and no content key is configured".to_owned());
    };
    let text: String = serde_json::from_slice(payload).map_err(|error| error.to_string())?;
    let plain = key.decrypt(&text).map_err(|error| error.to_string())?;
    let plain = config
        .charset
        .read(&plain)
        .map_err(|error| error.to_string())?;
    Ok(Cow::Owned(plain.into_bytes()))
}

/// Reads a payload that Alipay signed.
fn authentic<A: Ask>(request: &A, json: &[u8], is_error_response: bool) -> CallResult<A::Response> {
    let mut payload = match Payload::read(json) {
        Ok(payload) => payload,
        Err(error) => return CallResult::Unknown(Unknown::Malformed(error.to_string())),
    };
    let Codes {
        code,
        sub_code,
        sub_msg,
    } = match codes(&mut payload) {
        Ok(codes) => codes,
        Err(name) => return CallResult::Unknown(Unknown::Malformed(format!("member {name}"))),
    };
    if code == "10000" {
        if is_error_response {
            let why = "error_response with the code of success";
            return CallResult::Unknown(Unknown::Malformed(why.to_owned()));
        }
        return match request.read(json, payload) {
            Ok(response) => CallResult::Ok(response),
            Err(why) => CallResult::Unknown(why),
        };
    }
    let sub_code = SubCode::parse(&sub_code);
    // The gateway's own failure, whatever the business code is: the call may have been carried out.
    if code == "20000" || code == "40005" || sub_code == SubCode::SystemError {
        return CallResult::Unknown(Unknown::Busy { code, sub_code });
    }
    // `error_response` does not name the refused method.
    let is_definite = code == "40004" && !is_error_response && request.is_definite(&sub_code);
    let refusal = Refusal {
        code,
        sub_code,
        sub_msg,
    };
    if is_definite {
        CallResult::Rejected(refusal)
    } else {
        CallResult::Unknown(Unknown::UnlistedRefusal(refusal))
    }
}

/// Reads unverified codes, for the record.
fn unsigned(json: &[u8]) -> Unknown {
    let codes = match Payload::read(json) {
        Ok(mut payload) => codes(&mut payload),
        Err(error) => return Unknown::Malformed(error.to_string()),
    };
    match codes {
        Ok(Codes {
            code,
            sub_code,
            sub_msg,
        }) => Unknown::Unsigned {
            code,
            sub_code,
            sub_msg,
        },
        Err(name) => Unknown::Malformed(format!("member {name}")),
    }
}

struct Codes {
    code: String,
    sub_code: String,
    sub_msg: String,
}

fn codes(payload: &mut Payload) -> Result<Codes, BadMember> {
    let code = payload.need("code")?;
    let msg = payload.text("msg")?.unwrap_or_default();
    Ok(Codes {
        code,
        sub_code: payload.text("sub_code")?.unwrap_or_default(),
        sub_msg: payload.text("sub_msg")?.unwrap_or(msg),
    })
}
