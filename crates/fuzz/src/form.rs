//! Signed forms, parsed a second time by the simplest rules.

use crate::parties::ALIPAY;
use alipay::Fields;
use alipay::sign::sign_rsa2;
use alipay::verify::verify_rsa2;
use percent_encoding::percent_decode;

/// A field as raw bytes.
pub(crate) type Pair = (Vec<u8>, Vec<u8>);

/// Decodes a form: splits at `&` and `=`, `+` is a space, `%xx` is a byte.
pub(crate) fn pairs(raw: &[u8]) -> Vec<Pair> {
    let decoded = |text: &[u8]| {
        let spaced: Vec<u8> = text
            .iter()
            .map(|b| if *b == b'+' { b' ' } else { *b })
            .collect();
        percent_decode(&spaced).collect::<Vec<u8>>()
    };
    raw.split(|b| *b == b'&')
        .filter(|part| !part.is_empty())
        .map(|part| match part.iter().position(|b| *b == b'=') {
            Some(at) => (decoded(&part[..at]), decoded(&part[at + 1..])),
            None => (decoded(part), Vec::new()),
        })
        .collect()
}

/// The string to sign: everything except `sign` and `sign_type`, sorted by name.
fn to_sign(pairs: &[Pair], keeps_empty: bool) -> Vec<u8> {
    let mut lines: Vec<_> = pairs
        .iter()
        .filter(|(name, value)| {
            name != b"sign" && name != b"sign_type" && (keeps_empty || !value.is_empty())
        })
        .collect();
    lines.sort();
    let lines: Vec<Vec<u8>> = lines
        .into_iter()
        .map(|(name, value)| [name, &b"="[..], value].concat())
        .collect();
    lines.join(&b"&"[..])
}

/// The form with Alipay's signature appended.
pub(crate) fn signed(raw: &[u8], covers: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut pairs = pairs(raw);
    pairs.retain(|(name, _)| covers(name));
    let sign = sign_rsa2(&ALIPAY, &to_sign(&pairs, false)).expect("a signature");
    let sign = sign
        .replace('+', "%2B")
        .replace('/', "%2F")
        .replace('=', "%3D");
    [raw, b"&sign_type=RSA2&sign=", sign.as_bytes()].concat()
}

/// Checks an accepted form: the signature must fit the string to sign that is built here. Returns
/// the fields that the signature covers. Only `alipay_cert_sn` may be outside, and is then ignored.
pub(crate) fn must_be_authentic(pairs: &[Pair]) -> Vec<Pair> {
    let sign = value(pairs, b"sign").expect("an accepted form has a signature");
    let sign = std::str::from_utf8(sign).expect("base64 is text");
    assert_eq!(value(pairs, b"sign_type"), Some(&b"RSA2"[..]));
    let fits = |pairs: &[Pair], keeps_empty| {
        let text = to_sign(pairs, keeps_empty);
        verify_rsa2(&ALIPAY.public_key(), &text, sign).is_ok()
    };
    let mut covered = pairs.to_vec();
    if !fits(&covered, false) && !fits(&covered, true) {
        covered.retain(|(name, _)| name != b"alipay_cert_sn");
        assert!(
            fits(&covered, false) || fits(&covered, true),
            "believed, and not signed so"
        );
    }
    covered
}

/// Checks that the parsed text equals the bytes, with each name once.
pub(crate) fn must_be_read_as(pairs: &[Pair], fields: &Fields) {
    let charset = value(pairs, b"charset")
        .unwrap_or(b"utf-8")
        .to_ascii_lowercase();
    let encoding = if charset.starts_with(b"utf") {
        encoding_rs::UTF_8
    } else {
        encoding_rs::GB18030
    };
    let text = |bytes: &[u8]| {
        encoding
            .decode_without_bom_handling_and_without_replacement(bytes)
            .expect("an accepted form is text")
            .into_owned()
    };
    let mut expected: Vec<(String, String)> = pairs
        .iter()
        .filter(|(name, value)| name != b"sign" && name != b"sign_type" && !value.is_empty())
        .map(|(name, value)| (text(name), text(value)))
        .collect();
    expected.sort();
    let fields = fields.iter().map(|(n, v)| (n.to_owned(), v.to_owned()));
    assert_eq!(fields.collect::<Vec<_>>(), expected);
}

/// The value of a field.
pub(crate) fn value<'a>(pairs: &'a [Pair], name: &[u8]) -> Option<&'a [u8]> {
    pairs
        .iter()
        .find(|(known, _)| known == name)
        .map(|(_, value)| value.as_slice())
}
