//! From bytes to an answer: status, envelope, signature, then and only then the contents.

use crate::answer::{Answer, Refusal, Unknown};
use crate::envelope;
use crate::json::{BadMember, Payload};
use crate::keys::AlipayKeys;
use crate::request::Method;
use crate::sub_code::SubCode;
use crate::transport::HttpAnswer;

pub(super) struct Read<T> {
    pub(super) answer: Answer<T>,
    pub(super) sign_ok: bool,
}

pub(super) fn read<M: Method>(
    request: &M,
    http: &HttpAnswer,
    keys: &AlipayKeys,
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
    let envelope = match envelope::slice(&http.body, M::NAME) {
        Ok(envelope) => envelope,
        Err(error) => return unknown(Unknown::Malformed(error.to_string())),
    };
    let Some(sign) = &envelope.sign else {
        return unknown(unsigned(envelope.payload));
    };
    if keys.verify(envelope.payload, sign).is_err() {
        return unknown(Unknown::BadSignature);
    }
    let answer = authentic(request, envelope.payload, envelope.is_error_response);
    Read {
        answer,
        sign_ok: true,
    }
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
