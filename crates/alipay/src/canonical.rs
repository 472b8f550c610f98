//! The string that is signed: parameters sorted by name, joined raw.

/// Builds the string to sign of a request.
///
/// Takes every parameter as it will be sent, not percent-encoded, in any order. Leaves out `sign` and empty values,
/// keeps `sign_type`, sorts by the bytes of the name and joins `name=value` with `&`. Each name may come once; the
/// caller refuses duplicates before.
///
/// Source: Alipay open platform, signing of requests; vectors `req-*`.
pub fn string_to_sign<'a>(params: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut params: Vec<_> = params
        .into_iter()
        .filter(|(name, value)| *name != "sign" && !value.is_empty())
        .collect();
    params.sort_by_key(|(name, _)| *name);
    let mut text = String::new();
    for (name, value) in params {
        if !text.is_empty() {
            text.push('&');
        }
        text.push_str(name);
        text.push('=');
        text.push_str(value);
    }
    text
}

/// What an empty value does in the string to sign of a message from Alipay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Empty {
    /// `name=` is left out: the rule Alipay's own messages follow.
    LeftOut,
    /// `name=` stays in: how some SDKs read the rule.
    Kept,
}

/// Builds the bytes to sign of a notice or a return.
///
/// As [`string_to_sign`], but `sign_type` is left out too, and names and values are the bytes on the wire after one
/// decoding, in whatever charset the message is written.
///
/// Source: Alipay open platform, asynchronous notice; vectors `notify-*`, `return-*`.
pub fn message_to_sign<'a>(
    params: impl IntoIterator<Item = (&'a [u8], &'a [u8])>,
    empty: Empty,
) -> Vec<u8> {
    let params = params.into_iter();
    let mut sorted = Vec::with_capacity(params.size_hint().1.unwrap_or_default());
    sorted.extend(params.filter(|(name, value)| {
        *name != b"sign" && *name != b"sign_type" && (empty == Empty::Kept || !value.is_empty())
    }));
    sorted.sort_by_key(|(name, _)| *name);
    let length = sorted
        .iter()
        .map(|(name, value)| name.len() + value.len() + 2);
    let mut text = Vec::with_capacity(length.sum());
    for (name, value) in sorted {
        if !text.is_empty() {
            text.push(b'&');
        }
        text.extend_from_slice(name);
        text.push(b'=');
        text.extend_from_slice(value);
    }
    text
}
