//! The parameters of a request: query and body merged, decoded exactly once.

use std::collections::BTreeMap;

use alipay::form::{self, Charset};
use encoding_rs::{GB18030, UTF_8};

use crate::refusal::Refusal;

/// All parameters of one gateway request.
#[derive(Debug)]
pub(crate) struct Wire {
    /// Charset of the request and the response.
    pub(crate) charset: Charset,
    /// True if bytes were not text in that charset; they became `\u{fffd}`.
    pub(crate) is_garbled: bool,
    params: BTreeMap<String, String>,
}

impl Wire {
    /// Reads query and body.
    ///
    /// The charset must be known before decoding, so it is read from the raw query, else from the
    /// content type. Without either the bytes count as GBK, which gives `invalid-signature` for a
    /// UTF-8 body.
    pub(crate) fn read(query: &str, content_type: &str, body: &[u8]) -> Result<Self, Refusal> {
        let named = raw_value(query, "charset").or_else(|| content_type_charset(content_type));
        let charset = match named {
            Some(name) => Charset::from_name(&name).ok_or_else(invalid_charset)?,
            None => Charset::Gbk,
        };
        let encoding = match charset {
            Charset::Utf8 => UTF_8,
            Charset::Gbk => GB18030,
        };
        let mut is_garbled = false;
        let mut text = |bytes: &[u8]| {
            let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
            is_garbled |= has_errors;
            text.into_owned()
        };
        let mut params = BTreeMap::new();
        for part in [query.as_bytes(), body] {
            let pairs = form::decode_bytes(part).map_err(|error| {
                Refusal::invalid("isv.invalid-parameter", &format!("参数无法解码（{error}）"))
            })?;
            for (name, value) in pairs {
                let (name, value) = (text(&name), text(&value));
                match params.insert(name.clone(), value) {
                    // `charset` in query and body is normal, and so is any other equal repeat.
                    Some(earlier) if params.get(&name) != Some(&earlier) => {
                        return Err(Refusal::invalid(
                            "isv.invalid-parameter",
                            &format!("参数 {name} 重复且不一致"),
                        ));
                    }
                    Some(_) | None => {}
                }
            }
        }
        Ok(Self {
            charset,
            is_garbled,
            params,
        })
    }

    /// A parameter; an empty one counts as absent.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.params
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// The string that the sender signed.
    pub(crate) fn string_to_sign(&self) -> String {
        alipay::canonical::string_to_sign(
            self.params
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str())),
        )
    }
}

pub(crate) fn invalid_charset() -> Refusal {
    Refusal::invalid(
        "isv.invalid-charset",
        "无效的字符集参数 charset，仅支持 utf-8、gbk",
    )
}

/// A value of plain letters, found without decoding.
fn raw_value(query: &str, wanted: &str) -> Option<String> {
    query.split('&').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        (name == wanted && !value.is_empty()).then(|| value.to_owned())
    })
}

fn content_type_charset(content_type: &str) -> Option<String> {
    content_type.split(';').find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("charset")
            .then(|| value.trim().trim_matches('"').to_owned())
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::*;

    #[test]
    fn query_and_body_are_one_request() {
        let wire = Wire::read(
            "charset=utf-8&a=1+2",
            "",
            b"charset=utf-8&subject=%E8%8C%B6%2B",
        )
        .unwrap();
        assert_eq!(wire.get("a"), Some("1 2"));
        assert_eq!(wire.get("subject"), Some("茶+"));
    }

    #[test]
    fn everything_in_the_body_needs_the_content_type() {
        let body = "charset=utf-8&subject=%E8%8C%B6%E5%8F%B6%E8".as_bytes();
        let wire = Wire::read("", "application/x-www-form-urlencoded", body).unwrap();
        assert!(wire.is_garbled, "read as GBK");
        let body = "charset=utf-8&subject=%E8%8C%B6".as_bytes();
        let wire = Wire::read("", "application/x-www-form-urlencoded;charset=utf-8", body).unwrap();
        assert_eq!(wire.get("subject"), Some("茶"));
        assert!(!wire.is_garbled);
    }

    #[test]
    fn gbk_is_read_as_gbk() {
        let wire = Wire::read("charset=gbk&subject=%B2%E8", "", b"").unwrap();
        assert_eq!(wire.get("subject"), Some("茶"));
    }

    #[test]
    fn two_different_values_are_refused() {
        assert!(Wire::read("charset=utf-8&a=1", "", b"a=2").is_err());
        assert!(Wire::read("charset=latin1", "", b"").is_err());
    }
}
