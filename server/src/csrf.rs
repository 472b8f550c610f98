//! Accepts forms only from our own pages. Server functions do not check the origin.
//!
//! `tower_http`'s layer decides by `Sec-Fetch-Site`, else by `Origin`. It accepts a request with
//! neither, and compares only the host of an origin. A page of plain http under our name would
//! therefore count as ours. [`guard`] in front of it refuses both. The gateway's notifications have
//! neither header; their signature is checked instead.

use crate::{
    bare::bare,
    notify,
    state::{AppState, Edge},
};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{StatusCode, header};
use tower_http::csrf::{ConfigError, CsrfLayer, ProtectionError, ResponseForProtectionError};

/// The layer for this shop's origin.
///
/// # Errors
/// The origin is not in the form that browsers send.
pub fn layer(edge: &Edge) -> Result<CsrfLayer<Refuse>, ConfigError> {
    Ok(CsrfLayer::new()
        .add_trusted_origin(&edge.origin)?
        .with_insecure_bypass(|method, uri| notify::is_notify(method, uri.path()))
        .with_rejection_response(Refuse))
}

/// The response to refused requests.
#[derive(Debug, Clone, Copy)]
pub struct Refuse;

impl ResponseForProtectionError<axum::body::Body> for Refuse {
    fn response_for_protection_error(&mut self, error: ProtectionError) -> Response {
        tracing::warn!(error = %error, "cross-site request refused");
        bare(StatusCode::FORBIDDEN)
    }
}

/// Refuses an unsafe request that does not say that it comes from here.
pub async fn guard(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if says_where_from(&state.edge.origin, &request) {
        return next.run(request).await;
    }
    tracing::warn!("request without our origin refused");
    bare(StatusCode::FORBIDDEN)
}

/// True if the layer behind may decide: the browser says whose page it was, or it is an older one and names our origin.
fn says_where_from(own: &str, request: &Request) -> bool {
    let headers = request.headers();
    let says_site = headers
        .get("sec-fetch-site")
        .is_some_and(|value| !value.is_empty());
    let is_own = headers
        .get(header::ORIGIN)
        .is_some_and(|origin| origin == own);
    let method = request.method();
    method.is_safe() || notify::is_notify(method, request.uri().path()) || says_site || is_own
}
