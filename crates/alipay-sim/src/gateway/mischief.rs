//! Faults of responses.

use std::time::Duration;

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{faults::Plan, simulator::Simulator};

/// More than any response or bill of a test.
const MAX_BODY: usize = 64 << 20;

/// Waits for the plan's delay. The effect stays even if the caller disconnects.
pub(crate) async fn wait(simulator: &Simulator, plan: Plan) {
    let Some(ms) = plan.delay_ms else { return };
    let pause = tokio::time::sleep(Duration::from_millis(ms.into()));
    tokio::select! {
        () = pause => {}
        () = simulator.stop.cancelled() => {}
    }
}

/// The body is truncated; the HTTP frame is not.
pub(crate) async fn truncated(response: Response) -> Response {
    let (mut head, body) = response.into_parts();
    let whole = axum::body::to_bytes(body, MAX_BODY)
        .await
        .unwrap_or_default();
    let half = whole.slice(..whole.len().checked_div(2).unwrap_or_default());
    head.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(head, half.into())
}

/// A web server's error page.
pub(crate) fn bad_gateway() -> Response {
    let html = "<html><head><title>502 Bad Gateway</title></head>\
                <body><center><h1>502 Bad Gateway</h1></center></body></html>";
    let content_type = [(header::CONTENT_TYPE, "text/html")];
    (StatusCode::BAD_GATEWAY, content_type, html).into_response()
}
