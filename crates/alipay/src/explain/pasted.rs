//! Input of people: a form body, an address, lines, JSON of fields, a response, a sentence of the
//! gateway.

use super::difference::GatewayString;
use super::fields::Fields;
use crate::form::{BytePair, Charset, decode_bytes};
use crate::json::Members;
use serde_json::Value;
use serde_json::value::RawValue;

/// The input is neither parameters, nor a response, nor a sentence of the gateway.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NothingToRead {
    /// Only blanks.
    #[error("there is nothing to read")]
    Empty,
    /// JSON that cannot be read, e.g. incomplete.
    #[error("the JSON cannot be read: {0}")]
    Json(String),
    /// No `name=value` anywhere.
    #[error("neither parameters (name=value), nor JSON, nor an address with a query")]
    NoFields,
}

/// The recognised input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pasted {
    /// Parameters of a notification, a return or a request.
    Fields(Fields),
    /// The body of a response, as received.
    Response(Vec<u8>),
    /// A text with the string that the gateway built to check our signature.
    GatewayString(GatewayString),
}

/// Recognises `bytes`, without blanks around them.
///
/// # Errors
/// [`NothingToRead`].
pub fn read(bytes: &[u8]) -> Result<Pasted, NothingToRead> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let bytes = bytes.trim_ascii();
    if bytes.is_empty() {
        return Err(NothingToRead::Empty);
    }
    if bytes.starts_with(b"{") {
        return json(bytes);
    }
    let text = String::from_utf8_lossy(bytes);
    if let Some(string) = GatewayString::find(&text) {
        return Ok(Pasted::GatewayString(string));
    }
    let fields = fields(bytes)?;
    if fields.pairs.is_empty() {
        return Err(NothingToRead::NoFields);
    }
    Ok(Pasted::Fields(fields))
}

fn json(bytes: &[u8]) -> Result<Pasted, NothingToRead> {
    // In GBK a byte of a character may equal a backslash, so it is read as text.
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_not_utf8) => Charset::Gbk
            .read(bytes)
            .map_err(|error| NothingToRead::Json(error.to_string()))?,
    };
    let wrong = |error: serde_json::Error| NothingToRead::Json(error.to_string());
    let members = match Members::read(text.as_bytes()) {
        Ok(members) => members,
        // An incomplete or damaged response is explained as a response.
        Err(_broken) if text.contains("_response\"") => {
            return Ok(Pasted::Response(bytes.to_vec()));
        }
        Err(error) => return Err(wrong(error)),
    };
    let is_answer = members
        .names()
        .any(|name| name.ends_with("_response") && name != "_response");
    if is_answer {
        return Ok(Pasted::Response(bytes.to_vec()));
    }
    let mut pairs = Vec::new();
    for (name, raw) in members.entries() {
        pairs.push((name.as_bytes().to_vec(), scalar(raw).map_err(wrong)?));
    }
    Ok(Pasted::Fields(in_their_charset(pairs)))
}

/// A text without its quotes; anything else unchanged.
fn scalar(raw: &RawValue) -> Result<Vec<u8>, serde_json::Error> {
    match serde_json::from_str(raw.get())? {
        Value::String(text) => Ok(text.into_bytes()),
        // Frameworks keep repeated names as lists; one value is the usual case.
        Value::Array(items) => Ok(match items.as_slice() {
            [Value::String(only)] => only.clone().into_bytes(),
            _ => raw.get().as_bytes().to_vec(),
        }),
        Value::Null => Ok(Vec::new()),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => Ok(raw.get().as_bytes().to_vec()),
    }
}

fn fields(bytes: &[u8]) -> Result<Fields, NothingToRead> {
    let query = match bytes.iter().position(|b| *b == b'?') {
        Some(at) if bytes.starts_with(b"http") || bytes.starts_with(b"/") => {
            let query = bytes.get(at + 1..).unwrap_or_default();
            query.split(|b| *b == b'#').next().unwrap_or_default()
        }
        Some(_) | None => bytes,
    };
    if !query.contains(&b'=') && !query.contains(&b':') {
        return Err(NothingToRead::NoFields);
    }
    let lines: Vec<&[u8]> = query
        .split(|b| *b == b'\n')
        .map(<[u8]>::trim_ascii)
        .filter(|line| !line.is_empty())
        .collect();
    // A form may be wrapped after each `&`; separate lines have none at the end.
    let is_lines = lines.len() > 1 && !lines.iter().any(|line| line.ends_with(b"&"));
    if is_lines {
        let pairs = lines.iter().filter_map(|line| line_pair(line)).collect();
        return Ok(in_their_charset(pairs));
    }
    let joined = lines.concat();
    // Only form characters: encoded as a form. A blank, a quote or a Chinese character shows that
    // it was not.
    if joined.iter().all(|b| is_form_letter(*b))
        && let Ok(pairs) = decode_bytes(&joined)
    {
        return Ok(Fields {
            pairs,
            was_encoded: true,
        });
    }
    Ok(in_their_charset(plain(&joined)))
}

fn is_form_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"%+&=*-._~!'(),:;@/$?[]#|".contains(&byte)
}

/// `name=value` or `name: value`, the forms of log lines.
fn line_pair(line: &[u8]) -> Option<BytePair> {
    let at = line.iter().position(|b| matches!(b, b'=' | b':'))?;
    let (name, value) = (line.get(..at)?, line.get(at + 1..)?);
    let value = if line.get(at) == Some(&b':') {
        value.trim_ascii_start()
    } else {
        value
    };
    Some((name.trim_ascii().to_vec(), value.to_vec()))
}

/// Splits unencoded text at each `&` followed by a name, so that one inside a value does not count.
pub(super) fn plain(bytes: &[u8]) -> Vec<BytePair> {
    let mut pairs: Vec<BytePair> = Vec::new();
    for segment in bytes.split(|b| *b == b'&') {
        let halves = segment.iter().position(|b| *b == b'=').and_then(|at| {
            let name = segment.get(..at)?;
            let is_name = !name.is_empty()
                && name
                    .iter()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-'));
            is_name.then(|| (name.to_vec(), segment.get(at + 1..).unwrap_or_default()))
        });
        match (halves, pairs.last_mut()) {
            (Some((name, value)), _) => pairs.push((name, value.to_vec())),
            (None, Some((_, value))) => {
                value.push(b'&');
                value.extend_from_slice(segment);
            }
            (None, None) => {}
        }
    }
    pairs
}

/// Decoded values are text here; the signature covers them in their charset.
fn in_their_charset(pairs: Vec<BytePair>) -> Fields {
    let fields = Fields {
        pairs,
        was_encoded: false,
    };
    let charset = fields.charset();
    if charset == Charset::Utf8 {
        return fields;
    }
    let write = |bytes: Vec<u8>| match std::str::from_utf8(&bytes) {
        Ok(text) => charset.write(text).into_owned(),
        Err(_already) => bytes,
    };
    Fields {
        pairs: fields
            .pairs
            .into_iter()
            .map(|(name, value)| (write(name), write(value)))
            .collect(),
        was_encoded: false,
    }
}
