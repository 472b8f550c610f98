//! Forms are taken from our own pages only. Server functions check no origin themselves.
//!
//! `tower_http`'s layer decides by `Sec-Fetch-Site`, else by `Origin`; it lets a request with neither through, so the
//! guard in front of it refuses those. The gateway's notices carry neither and prove themselves by signature.

use crate::{bare::bare, notify, state::Edge};
use axum::{extract::Request, middleware::Next, response::Response};
use http::{StatusCode, header};
use tower_http::csrf::{ConfigError, CsrfLayer, ProtectionError, ResponseForProtectionError};

/// The layer for this shop's origin.
///
/// # Errors
/// The origin is not written as a browser writes it.
pub fn layer(edge: &Edge) -> Result<CsrfLayer<Refuse>, ConfigError> {
    Ok(CsrfLayer::new()
        .add_trusted_origin(&edge.origin)?
        .with_insecure_bypass(|method, uri| notify::is_notify(method, uri.path()))
        .with_rejection_response(Refuse))
}

/// Answers what the layer refuses.
#[derive(Debug, Clone, Copy)]
pub struct Refuse;

impl ResponseForProtectionError<axum::body::Body> for Refuse {
    fn response_for_protection_error(&mut self, error: ProtectionError) -> Response {
        tracing::warn!(error = %error, "cross-site request refused");
        bare(StatusCode::FORBIDDEN)
    }
}

/// Refuses an unsafe request that does not say where it comes from.
pub async fn guard(request: Request, next: Next) -> Response {
    if says_where_from(&request) {
        return next.run(request).await;
    }
    tracing::warn!("request without origin refused");
    bare(StatusCode::FORBIDDEN)
}

fn says_where_from(request: &Request) -> bool {
    let named = |name: &str| {
        request
            .headers()
            .get(name)
            .is_some_and(|value| !value.is_empty())
    };
    let method = request.method();
    method.is_safe()
        || notify::is_notify(method, request.uri().path())
        || named("sec-fetch-site")
        || named(header::ORIGIN.as_str())
}
