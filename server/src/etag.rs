//! `ETag` and `If-None-Match`.

use http::HeaderValue;

/// True if `If-None-Match` names `tag`.
pub(crate) fn is_known(sent: Option<&HeaderValue>, tag: &str) -> bool {
    sent.and_then(|value| value.to_str().ok())
        .is_some_and(|tags| {
            tags.split(',')
                .any(|one| one.trim() == tag || one.trim() == "*")
        })
}
