//! The gateway's string beside ours: where they differ, and why.

use super::Finding;
use super::value::replace;
use crate::form::{Charset, encode};

/// The text before the gateway's string in the `sub_msg` of `isv.invalid-signature`.
const MARK: &str = "验签字符串为";
/// Characters shown on each side of a difference.
const AROUND: usize = 40;

/// The string that the gateway built from the received request, from its `sub_msg`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatewayString(pub String);

impl GatewayString {
    /// Finds it in a `sub_msg`, or in any text with one. The gateway writes `&` as `&amp;`.
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        let rest = match text.split_once(MARK) {
            Some((_, rest)) => rest.trim_start_matches(['：', ':', ' ']),
            // Copied without the sentence before it, or the sentence is damaged.
            None if text.contains("&amp;") && !text.contains("sign=") => from_first_name(text),
            None => return None,
        };
        let rest = rest.trim();
        let plain = [
            ("&amp;", "&"),
            ("&quot;", "\""),
            ("&lt;", "<"),
            ("&gt;", ">"),
        ]
        .iter()
        .fold(rest.to_owned(), |text, (from, to)| text.replace(from, to));
        plain.contains('=').then_some(Self(plain))
    }
}

/// The text from the first `name=` on.
fn from_first_name(text: &str) -> &str {
    let is_name = |c: char| c.is_ascii_lowercase() || c == '_';
    let Some((before, _)) = text.split_once('=') else {
        return text;
    };
    let name = before.trim_end_matches(is_name);
    text.get(name.len()..).unwrap_or(text)
}

/// Where two strings differ.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Difference {
    /// The position of the first character that differs, counted from 0; `None` if they are equal.
    pub at: Option<usize>,
    /// The parameter at that position.
    pub field: Option<String>,
    /// Our text around it.
    pub ours: String,
    /// The gateway's text around it.
    pub gateway: String,
    /// Its meaning.
    pub finding: Finding,
}

/// Compares our signed string with the gateway's.
#[must_use]
pub fn compare(ours: &str, gateway: &GatewayString) -> Difference {
    let theirs = gateway.0.as_str();
    if ours == theirs {
        return Difference {
            at: None,
            field: None,
            ours: String::new(),
            gateway: String::new(),
            finding: Finding::new(
                "gateway.same-string",
                "The gateway built exactly the string we signed, so the string is right and the key is not: the public \
                 key uploaded for this application does not belong to the configured private key.",
                "Print its public key (openssl pkey -in FILE -pubout), compare it with 应用公钥 in the console, and \
                 upload it there again; sandbox and production are two applications. If they agree, the signature was \
                 damaged in transit: percent-encode sign.",
            ),
        };
    }
    let at = ours
        .chars()
        .zip(theirs.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let field = field_at(ours, at).or_else(|| field_at(theirs, at));
    Difference {
        at: Some(at),
        finding: cause(ours, theirs, field.as_deref()),
        field,
        ours: around(ours, at),
        gateway: around(theirs, at),
    }
}

fn around(text: &str, at: usize) -> String {
    text.chars()
        .skip(at.saturating_sub(AROUND))
        .take(2 * AROUND)
        .collect()
}

/// The name of the parameter that covers the character at `at`.
fn field_at(text: &str, at: usize) -> Option<String> {
    let mut seen = 0;
    pairs(text).into_iter().find_map(|(name, value)| {
        seen += name.chars().count() + value.chars().count() + 2;
        (at < seen).then(|| name.to_owned())
    })
}

/// Splits at each `&` followed by `name=`.
fn pairs(text: &str) -> Vec<(&str, String)> {
    let mut pairs: Vec<(&str, String)> = Vec::new();
    for segment in text.split('&') {
        let is_name = |name: &str| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
        };
        match (segment.split_once('='), pairs.last_mut()) {
            (Some((name, value)), _) if is_name(name) => pairs.push((name, value.to_owned())),
            (_, Some((_, value))) => {
                value.push('&');
                value.push_str(segment);
            }
            (_, None) => {}
        }
    }
    pairs
}

fn cause(ours: &str, theirs: &str, field: Option<&str>) -> Finding {
    let (mine, gateways) = (pairs(ours), pairs(theirs));
    let value = |pairs: &[(&str, String)], wanted: &str| {
        pairs
            .iter()
            .find(|(name, _)| *name == wanted)
            .map(|(_, value)| value.clone())
    };
    let lost: Vec<&str> = mine
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| value(&gateways, name).is_none())
        .collect();
    if !lost.is_empty() {
        return Finding::new(
            "request.field-lost",
            format!(
                "We signed {}, and the gateway did not receive it.",
                lost.join(", ")
            ),
            "Send every parameter that is signed; put the common parameters into the query and biz_content into the \
             body, percent-encoded. An unencoded & or # inside a value cuts it off.",
        );
    }
    let unsigned: Vec<&str> = gateways
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| value(&mine, name).is_none())
        .collect();
    if !unsigned.is_empty() {
        return Finding::new(
            "request.field-unsigned",
            format!(
                "The gateway received {}, which we did not sign.",
                unsigned.join(", ")
            ),
            "Build the string from all sent parameters except sign, with sign_type and charset.",
        );
    }
    let Some(field) = field else {
        return differs("?");
    };
    match (value(&mine, field), value(&gateways, field)) {
        (Some(mine), Some(gateways)) => value_cause(field, &mine, &gateways),
        (_, _) => differs(field),
    }
}

fn value_cause(field: &str, mine: &str, gateways: &str) -> Finding {
    let as_gbk = encoding_rs::GB18030
        .decode_without_bom_handling(mine.as_bytes())
        .0;
    let is_garbled = gateways.contains('\u{fffd}') && !mine.contains('\u{fffd}');
    if field == "charset" && mine.eq_ignore_ascii_case(gateways) {
        return Finding::new(
            "charset.spelling",
            format!("charset is signed as {mine} and sent as {gateways}."),
            "The sent value and the signed value must be the same bytes: use utf-8 for both.",
        );
    }
    if as_gbk == gateways || is_garbled {
        return Finding::new(
            "charset.not-in-query",
            format!(
                "The gateway read {field} in another charset than it was written in (UTF-8 read as GBK)."
            ),
            "Put charset=utf-8 into the query of the address, even when everything else is in the body: the gateway \
             has to know it before it can read the body.",
        );
    }
    if mine.replace('+', " ") == gateways {
        return Finding::new(
            "text.plus-lost",
            format!("A + in {field} arrived as a space."),
            "Percent-encode values when you send them: + as %2B.",
        );
    }
    if gateways.replace('+', " ") == mine {
        return Finding::new(
            "text.space-lost",
            format!("A space in {field} arrived as +."),
            "Encode a space as + or %20 once, not twice.",
        );
    }
    let encoded = encode([("v", mine)], Charset::Utf8);
    let encoded = encoded.strip_prefix("v=").unwrap_or_default();
    if gateways == encoded || gateways == encoded.replace('+', "%20") {
        return Finding::new(
            "request.encoded-twice",
            format!("{field} arrived percent-encoded: it was encoded twice."),
            "Sign the raw value and encode it once, when the address or the body is written.",
        );
    }
    let back = encode([("v", gateways)], Charset::Utf8);
    let back = back.strip_prefix("v=").unwrap_or_default();
    if mine == back || mine == back.replace('+', "%20") {
        return Finding::new(
            "request.signed-encoded",
            format!("{field} was percent-encoded before it was signed."),
            "Sign the raw value; encode only what is sent.",
        );
    }
    let unescaped = replace(&replace(mine.as_bytes(), b"&quot;", b"\""), b"&amp;", b"&");
    if unescaped == gateways.as_bytes() {
        return Finding::new(
            "text.html-escaped",
            format!("{field} was HTML-escaped before it was signed."),
            "Sign the raw value; escape only inside an HTML form, where the browser undoes it.",
        );
    }
    differs(field)
}

fn differs(field: &str) -> Finding {
    Finding::new(
        "request.value-differs",
        format!("{field} arrived with another value than the signed one."),
        "Sign exactly the text that is sent, and change nothing between: write biz_content once and use that text for \
         both.",
    )
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::{GatewayString, compare};

    fn code(ours: &str, theirs: &str) -> &'static str {
        compare(ours, &GatewayString(theirs.to_owned()))
            .finding
            .code
    }

    #[test]
    fn the_string_is_found_in_the_gateways_sentence() {
        let said = "验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配，网关生成的验签字符串为：\
                    app_id=9&amp;biz_content={\"a\":\"1\"}&amp;charset=utf-8";
        let found = GatewayString::find(said).unwrap();
        assert_eq!(found.0, "app_id=9&biz_content={\"a\":\"1\"}&charset=utf-8");
        assert_eq!(GatewayString::find("app_id=9&charset=utf-8"), None);
        assert_eq!(
            GatewayString::find("\u{fffd}\u{fffd}：app_id=9&amp;charset=utf-8")
                .unwrap()
                .0,
            "app_id=9&charset=utf-8"
        );
    }

    #[test]
    fn the_place_and_the_cause_are_named() {
        let ours = "app_id=9&biz_content={\"subject\":\"茶 + 杯\"}&charset=utf-8&timestamp=2024-05-01 12:00:00";
        assert_eq!(code(ours, ours), "gateway.same-string");
        let theirs = ours.replace("茶 + 杯", "茶   杯");
        let found = compare(ours, &GatewayString(theirs));
        assert_eq!(found.finding.code, "text.plus-lost");
        assert_eq!(found.field.as_deref(), Some("biz_content"));
        assert_eq!(found.at, Some(35));
        assert!(found.ours.contains("茶 + 杯"), "{found:?}");
        let garbled = ours.replace("茶 + 杯", "鑼� + 鏉�");
        assert_eq!(code(ours, &garbled), "charset.not-in-query");
        assert_eq!(
            code(ours, &ours.replace("charset=utf-8", "charset=UTF-8")),
            "charset.spelling"
        );
        assert_eq!(
            code(
                ours,
                &ours.replace("2024-05-01 12:00:00", "2024-05-01+12:00:00")
            ),
            "text.space-lost"
        );
        assert_eq!(
            code(ours, &ours.replace("&charset=utf-8", "")),
            "request.field-lost"
        );
        assert_eq!(
            code(ours, &format!("{ours}&version=1.0")),
            "request.field-unsigned"
        );
        assert_eq!(
            code(
                ours,
                &ours.replace("2024-05-01 12:00:00", "2024-05-01%2012%3A00%3A00")
            ),
            "request.encoded-twice"
        );
        assert_eq!(
            code(
                &ours.replace("2024-05-01 12:00:00", "2024-05-01+12%3A00%3A00"),
                ours
            ),
            "request.signed-encoded"
        );
        assert_eq!(
            code(&ours.replace('"', "&quot;"), ours),
            "text.html-escaped"
        );
        assert_eq!(
            code(ours, &ours.replace("12:00:00", "12:00:01")),
            "request.value-differs"
        );
    }
}
