//! From bytes to an answer: status, envelope, signature, then and only then the contents.

use crate::answer::{Answer, Refusal, Unknown};
use crate::config::AppConfig;
use crate::envelope;
use crate::form::Charset;
use crate::json::{BadMember, Payload};
use crate::request::Method;
use crate::sub_code::SubCode;
use crate::transport::HttpAnswer;
use std::borrow::Cow;

pub(super) struct Read<T> {
    pub(super) answer: Answer<T>,
    pub(super) sign_ok: bool,
}

pub(super) fn read<M: Method>(
    request: &M,
    http: &HttpAnswer,
    config: &AppConfig,
) -> Read<M::Response> {
    let unknown = |why| Read {
        answer: Answer::Unknown(why),
        sign_ok: false,
    };
    match http.status {
        200 => {}
        300..400 => return unknown(Unknown::Redirect),
        other => return unknown(Unknown::Http(other)),
    }
    let Some(body) = utf8(&http.body, config.charset) else {
        let why = format!("the answer is not text in {}", config.charset);
        return unknown(Unknown::Malformed(why));
    };
    let envelope = match envelope::slice(&body, M::NAME) {
        Ok(envelope) => envelope,
        Err(error) => return unknown(Unknown::Malformed(error.to_string())),
    };
    let Some(sign) = &envelope.sign else {
        return unknown(unsigned(envelope.payload));
    };
    let signed = received(envelope.payload, config.charset);
    if config.keys.verify(&signed, sign).is_err() {
        return unknown(Unknown::BadSignature);
    }
    let answer = match opened(envelope.payload, config) {
        Ok(payload) => authentic(request, &payload, envelope.is_error_response),
        Err(why) => Answer::Unknown(Unknown::Malformed(why)),
    };
    Read {
        answer,
        sign_ok: true,
    }
}

/// The answer in UTF-8. In GBK a byte of a character may look like a quote's backslash or a brace, so it is taken
/// apart as text; only what is written back to the very same bytes is read at all.
fn utf8(body: &[u8], charset: Charset) -> Option<Cow<'_, [u8]>> {
    if charset == Charset::Utf8 {
        return Some(Cow::Borrowed(body));
    }
    let text = charset.read(body).ok()?;
    (*charset.write(&text) == *body).then(|| Cow::Owned(text.into_bytes()))
}

/// The bytes a part of the answer was received as: those the signature covers.
fn received(part: &[u8], charset: Charset) -> Cow<'_, [u8]> {
    match std::str::from_utf8(part) {
        Ok(text) => charset.write(text),
        // The envelope was JSON, which is UTF-8 throughout.
        Err(_never) => Cow::Borrowed(part),
    }
}

/// Decrypts a payload that is a text; one that is an object stands as it is, as where the gateway could not read
/// what it was sent.
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

/// Reads a payload Alipay signed.
fn authentic<M: Method>(request: &M, json: &[u8], is_error_response: bool) -> Answer<M::Response> {
    let mut payload = match Payload::read(json) {
        Ok(payload) => payload,
        Err(error) => return Answer::Unknown(Unknown::Malformed(error.to_string())),
    };
    let Codes {
        code,
        sub_code,
        sub_msg,
    } = match codes(&mut payload) {
        Ok(codes) => codes,
        Err(name) => return Answer::Unknown(Unknown::Malformed(format!("member {name}"))),
    };
    if code == "10000" {
        if is_error_response {
            let why = "error_response with the code of success";
            return Answer::Unknown(Unknown::Malformed(why.to_owned()));
        }
        return match request.read(payload) {
            Ok(response) => Answer::Ok(response),
            Err(unreadable) => Answer::Unknown(unreadable.into()),
        };
    }
    let sub_code = SubCode::parse(&sub_code);
    // The gateway's own trouble, whatever the business code says: the call may have been carried out.
    if code == "20000" || code == "40005" || sub_code == SubCode::SystemError {
        return Answer::Unknown(Unknown::Busy { code, sub_code });
    }
    // `error_response` does not even name the method it refuses.
    let is_definite = code == "40004" && !is_error_response && M::is_definite(&sub_code);
    let refusal = Refusal {
        code,
        sub_code,
        sub_msg,
    };
    if is_definite {
        Answer::Rejected(refusal)
    } else {
        Answer::Unknown(Unknown::UnlistedRefusal(refusal))
    }
}

/// Reads what somebody claims, for the record.
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
