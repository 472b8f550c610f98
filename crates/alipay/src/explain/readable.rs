//! A message for people: each field with its meaning, contents decrypted.

use super::codes::explain_sub_code;
use super::fields::{Fields, Kind};
use super::pasted::Pasted;
use super::response::wrong_content_key;
use super::{Finding, remarks};
use crate::form::{Charset, decode_bytes};
use crate::json::Members;
use crate::time::parse_shanghai;
use crate::{Amount, ContentKey};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};

/// One field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its name; members of contents have their field's name and a dot before theirs.
    pub name: String,
    /// Its value, decoded once.
    pub value: String,
    /// Its meaning, if that is not obvious.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub means: Option<String>,
}

/// A message in readable form. Nothing in it is verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Readable {
    /// Its kind.
    pub kind: Kind,
    /// Fields in the order received, each followed by the members of its contents.
    pub fields: Vec<Line>,
    /// Remarks.
    pub remarks: Vec<Finding>,
}

/// Splits a message into readable fields.
///
/// `content_key`: decrypts contents.
#[must_use]
pub fn decode(pasted: &Pasted, content_key: Option<&ContentKey>) -> Readable {
    match pasted {
        Pasted::Fields(fields) => of_fields(fields, content_key),
        Pasted::Response(body) => of_response(body, content_key),
        Pasted::GatewayString(string) => {
            let pairs = super::pasted::plain(string.0.as_bytes());
            let fields = Fields {
                pairs,
                was_encoded: false,
            };
            Readable {
                kind: Kind::Request,
                ..of_fields(&fields, content_key)
            }
        }
    }
}

fn of_fields(fields: &Fields, content_key: Option<&ContentKey>) -> Readable {
    let mut readable = Readable {
        kind: fields.kind(),
        fields: Vec::new(),
        remarks: Vec::new(),
    };
    let is_encrypted = fields.has("encrypt_type");
    for (name, value) in fields.lossy() {
        let opened = if name == "biz_content" && is_encrypted {
            open(&value, fields.charset(), content_key)
        } else {
            Ok(None)
        };
        let inner = match opened {
            Ok(Some(text)) => Some(text),
            Ok(None) => Some(value.clone()),
            Err(finding) => {
                readable.remarks.push(finding);
                None
            }
        };
        let below = inner.and_then(|text| members(&text)).unwrap_or_default();
        readable.fields.push(line(&name, value));
        readable.fields.extend(
            below
                .iter()
                .map(|(member, value)| named(&name, member, value)),
        );
    }
    readable
}

fn of_response(body: &[u8], content_key: Option<&ContentKey>) -> Readable {
    let mut readable = Readable {
        kind: Kind::Response,
        fields: Vec::new(),
        remarks: Vec::new(),
    };
    let (text, charset) = match std::str::from_utf8(body) {
        Ok(text) => (text.to_owned(), Charset::Utf8),
        Err(_other) => (Charset::Gbk.read(body).unwrap_or_default(), Charset::Gbk),
    };
    let parts = match Members::read(text.as_bytes()) {
        Ok(parts) => parts,
        Err(error) => {
            readable
                .remarks
                .push(super::mistake::Mistake::AnswerBroken.finding(&error.to_string()));
            return readable;
        }
    };
    for (name, raw) in parts.entries() {
        let mut payload = raw.get().to_owned();
        if name.ends_with("_response") && payload.starts_with('"') {
            let packed = serde_json::from_str::<String>(&payload).unwrap_or_default();
            match open(&packed, charset, content_key) {
                Ok(Some(plain)) => payload = plain,
                Ok(None) => {}
                Err(finding) => readable.remarks.push(finding),
            }
        }
        match serde_json::from_str::<Value>(&payload) {
            Ok(Value::Object(object)) => {
                readable.fields.extend(
                    object
                        .iter()
                        .map(|(member, value)| named(name, member, value)),
                );
                let text =
                    |name: &str| object.get(name).and_then(Value::as_str).unwrap_or_default();
                readable
                    .remarks
                    .extend(explain_sub_code(text("code"), text("sub_code")));
                readable.remarks.extend(remarks::on_response(name, &object));
            }
            Ok(other) => readable.fields.push(line(name, scalar(&other))),
            Err(_not_json) => readable.fields.push(line(name, payload)),
        }
    }
    readable
}

/// The decrypted text; `None` if it is not encrypted.
fn open(
    text: &str,
    charset: Charset,
    content_key: Option<&ContentKey>,
) -> Result<Option<String>, Finding> {
    if text.starts_with('{') {
        return Ok(None);
    }
    let Some(key) = content_key else {
        return Err(Finding::new(
            "content.no-key",
            "The contents are encrypted, and no content key was given.",
            "Give the AES key of the application (接口内容加密方式 in the console) with --content-key.",
        ));
    };
    key.decrypt(text)
        .ok()
        .and_then(|bytes| charset.read(&bytes).ok())
        .filter(|plain| serde_json::from_str::<Value>(plain).is_ok())
        .map(Some)
        .ok_or_else(wrong_content_key)
}

fn members(text: &str) -> Option<Map<String, Value>> {
    match serde_json::from_str(text).ok()? {
        Value::Object(members) => Some(members),
        Value::Array(items) => Some(
            items
                .into_iter()
                .enumerate()
                .map(|(at, item)| (at.to_string(), item))
                .collect(),
        ),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            value.to_string()
        }
    }
}

fn named(outer: &str, member: &str, value: &Value) -> Line {
    let text = scalar(value);
    let means = meaning(member, &text);
    Line {
        name: format!("{outer}.{member}"),
        value: text,
        means,
    }
}

fn line(name: &str, value: String) -> Line {
    let means = meaning(name, &value);
    Line {
        name: name.to_owned(),
        value,
        means,
    }
}

fn meaning(name: &str, value: &str) -> Option<String> {
    if let Some(ms) = parse_shanghai(value) {
        let utc = Timestamp::from_millisecond(ms).ok()?;
        return Some(format!("Shanghai time; {utc} in UTC; {ms} ms"));
    }
    let is_amount = name.ends_with("_amount") || name.ends_with("_fee") || name == "amount";
    if is_amount {
        return Some(match Amount::parse(value) {
            Ok(amount) => format!("{amount} yuan, {} fen", amount.fen()),
            Err(error) => error.to_string(),
        });
    }
    let words = match (name, value) {
        ("trade_status", "WAIT_BUYER_PAY") => "created, not paid",
        ("trade_status", "TRADE_SUCCESS") => "paid; refunds are possible",
        ("trade_status", "TRADE_FINISHED") => "paid; refunds are no longer possible",
        ("trade_status", "TRADE_CLOSED") => "closed: never paid, or refunded in full",
        ("fund_change", "Y") => "this call moved money",
        ("fund_change", "N") => "this call moved no money",
        ("refund_status", "REFUND_SUCCESS") => "the refund was made",
        ("qr_pay_mode", "2") => "the browser goes to Alipay's page",
        ("product_code", "FAST_INSTANT_TRADE_PAY") => "computer-website payment",
        ("product_code", "QUICK_WAP_WAY") => "phone-website payment",
        ("encrypt_type", "AES") => "biz_content is encrypted",
        ("sign_type", "RSA2") => "SHA256withRSA",
        ("sign_type", "RSA") => "SHA1withRSA, old",
        ("app_id", id) if id.starts_with("9021") => "an application of the sandbox",
        ("code", "10000") => "processed",
        ("sign", sign) => {
            let letters = sign.chars().count();
            return Some(format!("{letters} characters; 344 for a key of 2048 bits"));
        }
        ("passback_params", text) => {
            let pairs = decode_bytes(text.as_bytes()).ok()?;
            let inner: Vec<String> = pairs
                .iter()
                .map(|(name, value)| {
                    let text = [name.as_slice(), value.as_slice()].join(&b"="[..]);
                    String::from_utf8_lossy(&text)
                        .trim_end_matches('=')
                        .to_owned()
                })
                .collect();
            return Some(format!(
                "decoded once more, as the shop wrote it: {}",
                inner.join("&")
            ));
        }
        _ => return None,
    };
    Some(words.to_owned())
}
