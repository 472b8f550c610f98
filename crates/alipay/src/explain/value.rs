//! A value as a mistaken writer or reader changed it on its way, undone.

use crate::form::{Charset, encode};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode, utf8_percent_encode};

pub(super) fn swap(value: &[u8], from: u8, to: u8) -> Vec<u8> {
    value
        .iter()
        .map(|b| if *b == from { to } else { *b })
        .collect()
}

/// Replaces the spaces whose bit is set in `choice`, counted from the first, by `+`; `None` if
/// there are fewer.
pub(super) fn chosen_plus(value: &[u8], choice: u8) -> Option<Vec<u8>> {
    let mut left = choice;
    let changed = value
        .iter()
        .map(|byte| {
            if *byte != b' ' {
                return *byte;
            }
            let is_chosen = left & 1 == 1;
            left >>= 1;
            if is_chosen { b'+' } else { b' ' }
        })
        .collect();
    (left == 0).then_some(changed)
}

/// Replaces every `from` by `to`.
pub(super) fn replace(value: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut made = Vec::with_capacity(value.len());
    let mut rest = value;
    while let Some(byte) = rest.first() {
        if let Some(behind) = rest.strip_prefix(from) {
            made.extend_from_slice(to);
            rest = behind;
        } else {
            made.push(*byte);
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    made
}

pub(super) fn html_unescaped(value: &[u8]) -> Vec<u8> {
    // The ampersand last, so that `&amp;quot;` becomes `&quot;` and not a quote.
    [
        (&b"&quot;"[..], &b"\""[..]),
        (b"&#34;", b"\""),
        (b"&#x22;", b"\""),
        (b"&#039;", b"'"),
        (b"&#39;", b"'"),
        (b"&#x27;", b"'"),
        (b"&lt;", b"<"),
        (b"&gt;", b">"),
        (b"&#43;", b"+"),
        (b"&#x2F;", b"/"),
        (b"&amp;", b"&"),
    ]
    .iter()
    .fold(value.to_vec(), |text, (from, to)| replace(&text, from, to))
}

pub(super) fn without_slashes(value: &[u8]) -> Vec<u8> {
    let quotes = replace(value, b"\\\"", b"\"");
    replace(&replace(&quotes, b"\\'", b"'"), b"\\\\", b"\\")
}

pub(super) fn form_decoded(value: &[u8]) -> Option<Vec<u8>> {
    value
        .contains(&b'%')
        .then(|| percent_decode(&swap(value, b'+', b' ')).collect())
}

pub(super) fn form_encoded(value: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(value);
    let form = encode([("v", text.as_ref())], Charset::Utf8);
    form.strip_prefix("v=").unwrap_or(&form).as_bytes().to_vec()
}

/// The characters that JavaScript's `encodeURIComponent` does not encode.
const URI_COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

pub(super) fn percent_encoded(value: &[u8]) -> Vec<u8> {
    utf8_percent_encode(&String::from_utf8_lossy(value), URI_COMPONENT)
        .to_string()
        .into_bytes()
}

pub(super) fn utf8_to_gbk(value: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(value).ok()?;
    Some(Charset::Gbk.write(text).into_owned())
}

pub(super) fn gbk_to_utf8(value: &[u8]) -> Option<Vec<u8>> {
    Charset::Gbk.read(value).ok().map(String::into_bytes)
}

/// Bytes that were read as Latin-1 and encoded as UTF-8.
pub(super) fn latin1_read(value: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(value).ok()?;
    let (bytes, _, is_lossy) = encoding_rs::WINDOWS_1252.encode(text);
    (!is_lossy).then(|| bytes.into_owned())
}

/// UTF-8 that was read as GBK and encoded as UTF-8; undone as far as no byte was lost.
pub(super) fn gbk_read(value: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(value).ok()?;
    let bytes = Charset::Gbk.write(text).into_owned();
    std::str::from_utf8(&bytes).is_ok().then_some(bytes)
}

pub(super) fn two_decimals(name: &[u8], value: &[u8]) -> Option<Vec<u8>> {
    let is_amount = name.ends_with(b"_amount") || name.ends_with(b"_fee");
    let text = std::str::from_utf8(value).ok()?;
    let amount = crate::Amount::parse(text).ok().filter(|_| is_amount)?;
    Some(amount.to_string().into_bytes())
}
