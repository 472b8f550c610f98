//! Headers of every response, errors and files included.

use crate::state::{AppState, Edge};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, HeaderName, HeaderValue, header};

/// Adds missing headers; a header that the response has already stays.
pub async fn secure(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    complete(&state.edge, response.headers_mut());
    response
}

/// Adds to `headers` what every response needs and they lack.
pub(crate) fn complete(edge: &Edge, headers: &mut HeaderMap) {
    for (name, value) in ALWAYS {
        missing(
            headers,
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    missing(
        headers,
        header::CONTENT_SECURITY_POLICY,
        edge.policy.clone(),
    );
    if edge.secure {
        let year = HeaderValue::from_static("max-age=31536000");
        missing(headers, header::STRICT_TRANSPORT_SECURITY, year);
    }
}

/// Sent with every response. `no-store` unless the response has a `cache-control`.
const ALWAYS: &[(&str, &str)] = &[
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
    // `frame-ancestors` of the policy has the same effect; old browsers and scanners check this
    // one.
    ("x-frame-options", "DENY"),
    // Forms without a script need the origin of their page; other sites do not receive it.
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=()",
    ),
];

fn missing(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    headers.entry(name).or_insert(value);
}
