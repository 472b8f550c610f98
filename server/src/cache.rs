//! Who may cache a response. Public pages without a session are equal for all readers and have an
//! `ETag`; with a session they contain the cart's badge and are private; all other pages are
//! `no-store`.

use crate::{bare::bare, etag, media::IMMUTABLE, session, state::AppState};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use kit::paths;
use sha2::{Digest, Sha256};

/// Tells browsers which links may be prefetched; a file of its own, so that pages need no script.
pub const RULES: &str = "/speculation-rules.json";
/// Public pages only, because a prefetch must have no effect.
const RULES_TEXT: &str = r#"{"prefetch":[{"where":{"or":[{"href_matches":"/"},{"href_matches":"/p/*"},{"href_matches":"/c/*"},{"href_matches":"/en/"},{"href_matches":"/en/p/*"},{"href_matches":"/en/c/*"}]},"eagerness":"moderate"}]}"#;
/// Far above any page of ours.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// `GET /speculation-rules.json`.
pub async fn rules() -> Response {
    let kind = (header::CONTENT_TYPE, "application/speculationrules+json");
    let keep = (header::CACHE_CONTROL, "public, max-age=86400");
    ([kind, keep], RULES_TEXT).into_response()
}

/// Sets the cache headers of the application's pages.
pub async fn pages(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let is_public = paths::public(request.uri().path()).is_some();
    let is_get = request.method() == Method::GET;
    let is_personal = session::is_personal(request.headers(), state.edge.secure);
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();

    let mut response = next.run(request).await;
    let is_page = response.status() == StatusCode::OK;
    let headers = response.headers_mut();
    // A page with many possible addresses sets its own header.
    let is_kept = headers
        .get(header::CACHE_CONTROL)
        .is_none_or(|own| own != "no-store");
    if !is_public || !is_page || !is_kept {
        set(headers, header::CACHE_CONTROL, "no-store");
        set(headers, HeaderName::from_static("x-robots-tag"), "noindex");
        return response;
    }
    // Not the language, because each address has one.
    set(headers, header::VARY, "cookie, accept-encoding");
    set(
        headers,
        HeaderName::from_static("speculation-rules"),
        "\"/speculation-rules.json\"",
    );
    if is_personal {
        set(headers, header::CACHE_CONTROL, "private, no-cache");
        return response;
    }
    set(
        headers,
        header::CACHE_CONTROL,
        "public, max-age=0, must-revalidate",
    );
    if is_get {
        tagged(response, known.as_ref()).await
    } else {
        response
    }
}

/// The page with its tag, or 304 if the browser has this page.
async fn tagged(response: Response, known: Option<&HeaderValue>) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = match to_bytes(body, MOST_BYTES).await {
        Ok(bytes) => bytes,
        Err(error) => {
            tracing::error!(error = %error, "the page ended early");
            return bare(StatusCode::INTERNAL_SERVER_ERROR);
        }
    };
    let hash = hex::encode(Sha256::digest(&bytes));
    // Weak: compression further out changes the bytes but not the page.
    let tag = format!("W/\"{}\"", hash.get(..32).unwrap_or(&hash));
    let is_known = etag::is_known(known, &tag);
    if let Ok(value) = HeaderValue::from_str(&tag) {
        parts.headers.insert(header::ETAG, value);
    }
    if is_known {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_TYPE);
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// Cache headers of the files beside the executable.
pub async fn files(request: Request, next: Next) -> Response {
    let is_hashed = request.uri().path().starts_with("/pkg/");
    let mut response = next.run(request).await;
    if matches!(
        response.status(),
        StatusCode::OK | StatusCode::NOT_MODIFIED | StatusCode::PARTIAL_CONTENT
    ) {
        let value = if is_hashed {
            IMMUTABLE
        } else {
            "public, max-age=3600"
        };
        response
            .headers_mut()
            .entry(header::CACHE_CONTROL)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}
