//! The string to sign: parameters sorted by name and joined unencoded.

/// Builds the string to sign of a request.
///
/// Takes every parameter as it is sent, before percent-encoding, in any order. Leaves out `sign`
/// and empty values, keeps `sign_type`, sorts by the bytes of the name and joins `name=value` with
/// `&`. Each name may occur once; the caller refuses duplicates.
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

/// How an empty value counts in the string to sign of a message from Alipay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Empty {
    /// `name=` is left out: the rule of Alipay's own messages.
    LeftOut,
    /// `name=` is kept: the rule in some SDKs.
    Kept,
}

/// Builds the bytes to sign of a notification or a return.
///
/// As [`string_to_sign`], but without `sign_type`; names and values are the received bytes after
/// one decoding, in the charset of the message.
///
/// Source: Alipay open platform, asynchronous notification; vectors `notify-*`, `return-*`.
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
