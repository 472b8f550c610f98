//! The part of a call that may be stored.

use super::signing::Params;
use crate::call::Unknown;
use crate::form::Charset;
use crate::request::Biz;
use crate::transport::TransportError;

/// Most of a response that is kept, in bytes.
const MAX_KEPT: usize = 64 * 1024;

/// The storable part of a request: called before it is signed.
pub(super) fn redacted(params: &Params<'_>, biz_content: &str) -> String {
    let is_secret = |name: &str| matches!(name, "app_auth_token" | "auth_token");
    params
        .iter()
        .map(|(name, value)| (*name, if is_secret(name) { "***" } else { value }))
        .chain([("biz_content", biz_content)])
        .fold(Biz::new(Charset::Utf8), |json, (name, value)| {
            json.text(name, value)
        })
        .end()
}

pub(super) fn kept(body: &[u8]) -> String {
    // Text columns of some databases cannot hold NUL, and a response that cannot be stored would be
    // queried forever.
    let mut text =
        String::from_utf8_lossy(body.get(..MAX_KEPT).unwrap_or(body)).replace('\0', "\u{fffd}");
    // A replaced byte becomes three.
    text.truncate(text.floor_char_boundary(MAX_KEPT));
    text
}

pub(super) fn why(error: &TransportError) -> Unknown {
    match error {
        TransportError::Unusable(_) | TransportError::Connect(_) => Unknown::Connect,
        TransportError::Timeout(_) => Unknown::Timeout,
        TransportError::Interrupted(_) => Unknown::Interrupted,
        TransportError::TooLarge(_) => Unknown::Malformed(error.to_string()),
    }
}

/// The error with all its causes, in one line.
pub(super) fn causes(error: &TransportError) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
