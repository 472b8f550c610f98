//! Pictures, named by the hash of their content, so the content of a name never changes.

use crate::{bare::bare, state::AppState};
use axum::{
    body::Body,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header};
use shop::media::Media;
use std::io::ErrorKind;

/// An SVG may contain scripts; opened as a page it must not run them.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
/// For a year, without revalidation.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// `GET /media/{sha256}`.
pub async fn media(State(state): State<AppState>, Path(sha256): Path<String>) -> Response {
    if !is_hash(&sha256) {
        return bare(StatusCode::NOT_FOUND);
    }
    let media = match state.shop.media(&sha256).await {
        Ok(Some(media)) => media,
        Ok(None) => return bare(StatusCode::NOT_FOUND),
        Err(error) => {
            tracing::error!(error = %error, "the picture cannot be looked up");
            return bare(StatusCode::SERVICE_UNAVAILABLE);
        }
    };
    file(&state, &media, IMMUTABLE).await
}

/// The file of a picture that the asker may see.
pub(crate) async fn file(state: &AppState, media: &Media, caching: &'static str) -> Response {
    let sha256 = media.sha256.as_str();
    match tokio::fs::read(state.edge.media_dir.join(sha256)).await {
        Ok(bytes) => picture(&media.mime, bytes, caching),
        Err(error) => {
            // The row exists and the file does not: a broken restore, so staff should look.
            tracing::error!(error = %error, sha256, "picture file missing");
            let gone = error.kind() == ErrorKind::NotFound;
            let status = if gone {
                StatusCode::NOT_FOUND
            } else {
                StatusCode::INTERNAL_SERVER_ERROR
            };
            bare(status)
        }
    }
}

/// Only a hash may become part of a path on the disk.
fn is_hash(text: &str) -> bool {
    text.len() == 64
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

fn picture(mime: &str, bytes: Vec<u8>, caching: &'static str) -> Response {
    let mut response = Body::from(bytes).into_response();
    let kind = HeaderValue::from_str(mime)
        .unwrap_or_else(|_| HeaderValue::from_static("application/octet-stream"));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(POLICY),
    );
    response
}
