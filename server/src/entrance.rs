//! The way in: who asks, the request's id, span and line in the log, and the pages that are kept already.
//!
//! One layer, since each layer copies all that lie below it for every request, and most requests of a busy shop end here.

use crate::{host, kept_pages, net, state::AppState, telemetry};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};

/// Answers from the kept pages, or hands the request on.
pub async fn enter(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    net::name_client(&state.edge.proxies, &mut request);
    telemetry::trace(request, |request| async {
        if host::is_ours(&state.edge, &request) {
            kept_pages::known(&state, request, next).await
        } else {
            // Further in, where the refusal gets its page.
            next.run(request).await
        }
    })
    .await
}
