//! The body of a synchronous response: payload first, then `sign` over its exact bytes.

use alipay::{form::Charset, sign::SignError};

use thiserror::Error;

use crate::{
    content::{ContentError, ContentKey},
    refusal::Refusal,
    seal::{self, Signer},
};

/// Value of a member: a text or a list of text records.
#[derive(Clone, Debug)]
enum Field {
    Text(String),
    Records(Vec<Vec<(&'static str, String)>>),
}

/// The members of a `…_response`, in order.
#[derive(Clone, Debug)]
pub(crate) struct Payload(Vec<(&'static str, Field)>);

impl Payload {
    /// `10000`, without further members yet.
    pub(crate) fn success() -> Self {
        Self(Vec::new())
            .with("code", "10000")
            .with("msg", "Success")
    }

    pub(crate) fn refused(refusal: &Refusal) -> Self {
        Self(Vec::new())
            .with("code", refusal.code)
            .with("msg", refusal.msg)
            .with("sub_code", refusal.sub_code)
            .with("sub_msg", &refusal.sub_msg)
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.push((name, Field::Text(value.into())));
        self
    }

    pub(crate) fn with_some(self, name: &'static str, value: Option<String>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    pub(crate) fn with_records(
        mut self,
        name: &'static str,
        records: Vec<Vec<(&'static str, String)>>,
    ) -> Self {
        self.0.push((name, Field::Records(records)));
        self
    }

    /// The value of a text member, for the books.
    pub(crate) fn text(&self, wanted: &str) -> Option<&str> {
        self.0.iter().find_map(|(name, field)| match field {
            Field::Text(value) if *name == wanted => Some(value.as_str()),
            Field::Text(_) | Field::Records(_) => None,
        })
    }

    /// Compact JSON with `/` as `\/`, like the real gateway.
    fn to_json(&self) -> String {
        let members = self.0.iter().map(|(name, field)| match field {
            Field::Text(value) => format!("{}:{}", quoted(name), quoted(value)),
            Field::Records(records) => {
                let records: Vec<String> =
                    records.iter().map(|record| json_record(record)).collect();
                format!("{}:[{}]", quoted(name), records.join(","))
            }
        });
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    }
}

fn json_record(record: &[(&'static str, String)]) -> String {
    let members: Vec<String> = record
        .iter()
        .map(|(name, value)| format!("{}:{}", quoted(name), quoted(value)))
        .collect();
    format!("{{{}}}", members.join(","))
}

fn quoted(text: &str) -> String {
    // A slash occurs only inside the quotes, so the whole literal can be escaped.
    serde_json::Value::from(text)
        .to_string()
        .replace('/', "\\/")
}

/// Whether and how the payload is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seal {
    Signed,
    /// The request could not be assigned to an application.
    Unsigned,
    /// A fault: signed, but the signature does not verify.
    Spoiled,
}

/// Form of a response.
#[derive(Clone, Debug)]
pub(crate) struct Manner {
    pub(crate) seal: Seal,
    pub(crate) charset: Charset,
    /// Certificate mode: number of the signing certificate.
    pub(crate) cert_sn: Option<String>,
    /// Set if the content is encrypted.
    pub(crate) content_key: Option<ContentKey>,
}

impl Manner {
    /// Unencrypted, in key mode.
    pub(crate) fn plain(seal: Seal, charset: Charset) -> Self {
        Self {
            seal,
            charset,
            cert_sn: None,
            content_key: None,
        }
    }
}

/// Why a response cannot be written.
#[derive(Debug, Error)]
pub(crate) enum AnswerError {
    #[error(transparent)]
    Sign(#[from] SignError),
    #[error(transparent)]
    Content(#[from] ContentError),
}

/// The whole body, encoded. An encrypted payload is a JSON string, signed with its quotes.
pub(crate) fn body(
    method: Option<&str>,
    payload: &Payload,
    manner: &Manner,
    signer: &Signer,
) -> Result<Vec<u8>, AnswerError> {
    let plain = manner.charset.write(&payload.to_json()).into_owned();
    let payload = match &manner.content_key {
        Some(content_key) => format!("\"{}\"", content_key.encrypt(&plain)?).into_bytes(),
        None => plain,
    };
    let mut body = format!("{{\"{}\":", member(method)).into_bytes();
    body.extend_from_slice(&payload);
    if let Some(sn) = &manner.cert_sn
        && manner.seal != Seal::Unsigned
    {
        body.extend_from_slice(format!(",\"alipay_cert_sn\":\"{sn}\"").as_bytes());
    }
    let sign = match manner.seal {
        Seal::Unsigned => None,
        Seal::Signed => Some(signer.sign(&payload)?),
        Seal::Spoiled => Some(seal::spoil(&signer.sign(&payload)?)),
    };
    if let Some(sign) = sign {
        body.extend_from_slice(format!(",\"sign\":\"{sign}\"").as_bytes());
    }
    body.push(b'}');
    Ok(body)
}

/// The response to `alipay.trade.query` is in `alipay_trade_query_response`.
fn member(method: Option<&str>) -> String {
    let is_plain = |method: &&str| {
        !method.is_empty()
            && method.len() <= 128
            && method
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_'))
    };
    match method.filter(is_plain) {
        Some(method) => format!("{}_response", method.replace('.', "_")),
        None => "error_response".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slashes_are_escaped_and_chinese_is_raw() {
        let payload = Payload::success()
            .with("url", "https://x/y")
            .with("subject", "茶 \"A\"");
        assert_eq!(
            payload.to_json(),
            r#"{"code":"10000","msg":"Success","url":"https:\/\/x\/y","subject":"茶 \"A\""}"#
        );
    }

    #[test]
    fn an_unusable_method_answers_as_error_response() {
        assert_eq!(
            member(Some("alipay.trade.query")),
            "alipay_trade_query_response"
        );
        assert_eq!(member(Some("a\"b")), "error_response");
        assert_eq!(member(None), "error_response");
    }
}
