//! Distinguished names in the form of Java's `X500Principal.getName()` (RFC 2253), because
//! certificate numbers are hashes over that text.
//!
//! Escapes and attribute names follow Java, and so does its reading of non-UTF-8 text as UTF-8.
//! Source: `tests/vectors/names.json`, made with a JDK.

use x509_parser::asn1_rs::{Any, Oid, Tag, ToDer as _};
use x509_parser::x509::{AttributeTypeAndValue, X509Name};

/// The attributes that RFC 2253 names; others are written as their object identifiers.
const NAMES: [(&str, &str); 9] = [
    ("2.5.4.3", "CN"),
    ("2.5.4.6", "C"),
    ("2.5.4.7", "L"),
    ("2.5.4.8", "ST"),
    ("2.5.4.10", "O"),
    ("2.5.4.11", "OU"),
    ("2.5.4.9", "STREET"),
    ("0.9.2342.19200300.100.1.25", "DC"),
    ("0.9.2342.19200300.100.1.1", "UID"),
];
const ESCAPED: &str = ",=+<>#;\"\\";

/// The whole name, most specific part first.
pub(super) fn rfc2253(name: &X509Name<'_>) -> String {
    let mut parts: Vec<String> = name
        .iter()
        .map(|part| part.iter().map(attribute).collect::<Vec<_>>().join("+"))
        .collect();
    parts.reverse();
    parts.join(",")
}

/// The values of the attribute `O`, as text.
pub(super) fn organisations(name: &X509Name<'_>) -> Vec<String> {
    name.iter_organization()
        .map(|attribute| String::from_utf8_lossy(attribute.as_slice()).into_owned())
        .collect()
}

fn attribute(attribute: &AttributeTypeAndValue<'_>) -> String {
    let value = attribute.attr_value();
    match keyword(attribute.attr_type()) {
        Some(keyword) if is_text(value) => {
            let text = String::from_utf8_lossy(value.data);
            format!("{keyword}={}", escaped(&text))
        }
        keyword => {
            let kind = keyword.map_or_else(|| attribute.attr_type().to_id_string(), str::to_owned);
            // Encoding what was parsed can fail only without memory.
            let der = value.to_der_vec().unwrap_or_default();
            format!("{kind}=#{}", hex::encode(der))
        }
    }
}

fn keyword(kind: &Oid<'_>) -> Option<&'static str> {
    let id = kind.to_id_string();
    let mut names = NAMES.iter();
    names
        .find(|(known, _)| *known == id)
        .map(|(_, keyword)| *keyword)
}

fn is_text(value: &Any<'_>) -> bool {
    [
        Tag::PrintableString,
        Tag::Utf8String,
        Tag::T61String,
        Tag::Ia5String,
        Tag::GeneralString,
        Tag::BmpString,
        Tag::UniversalString,
    ]
    .contains(&value.header.tag())
}

fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\0' => written.push_str("\\00"),
            c if ESCAPED.contains(c) => written.extend(['\\', c]),
            c => written.push(c),
        }
    }
    let is_blank = |c: char| c == ' ' || c == '\r';
    let core = written.trim_matches(is_blank);
    if core.len() == written.len() {
        return written;
    }
    let lead = written.len() - written.trim_start_matches(is_blank).len();
    let mut fenced = String::with_capacity(written.len() * 2);
    for (at, c) in written.char_indices() {
        if at < lead || at >= lead + core.len() {
            fenced.push('\\');
        }
        fenced.push(c);
    }
    fenced
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn blanks_at_the_ends_are_escaped() {
        assert_eq!(escaped(" a b "), "\\ a b\\ ");
        assert_eq!(escaped("  "), "\\ \\ ");
        assert_eq!(escaped("a\\ "), "a\\\\\\ ");
        assert_eq!(escaped("a\0"), "a\\00");
        assert_eq!(escaped(""), "");
    }
}
