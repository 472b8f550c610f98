//! What every answer carries, errors and files included.

use crate::state::{AppState, Edge};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, HeaderName, HeaderValue, header};

/// Adds what is missing; an answer that set a header itself keeps it.
pub async fn secure(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    complete(&state.edge, response.headers_mut());
    response
}

/// Adds to `headers` what every answer carries and these do not yet say.
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

/// Sent with every answer; without a `cache-control` of its own, an answer is not cached.
const ALWAYS: &[(&str, &str)] = &[
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
    // `frame-ancestors` of the policy says the same; old browsers and scanners ask for this one.
    ("x-frame-options", "DENY"),
    // Forms without a script need the origin of their page; other sites learn nothing.
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
