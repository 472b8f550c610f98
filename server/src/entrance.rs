//! The outermost layer: client address, request id, span and log line, and cached pages.
//!
//! One layer, because each layer copies all below it for every request, and most requests of a busy
//! shop end here.

use crate::{host, kept_pages, net, state::AppState, telemetry};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};

/// Responds from the page cache, or passes the request on.
pub async fn enter(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    net::name_client(&state.edge.proxies, &mut request);
    telemetry::trace(state.edge.metrics.as_deref(), request, |request| async {
        if host::is_ours(&state.edge, &request) {
            kept_pages::known(&state, request, next).await
        } else {
            // Passed on to the layer that refuses it and adds the page.
            next.run(request).await
        }
    })
    .await
}
