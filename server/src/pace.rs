//! The layer that keeps the pace of form doors.

use crate::{
    bare::{Again, too_soon},
    door,
    limit::{Pace, form_bytes},
    net::ClientAddr,
    notify,
    state::AppState,
};
use axum::{
    body::to_bytes,
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::Method;

/// Refuses a client that posts too often, and hands the form back with what was typed. What is posted to a page and not
/// to a door keeps the pace of everyday forms; the gateway has none, it proves itself by its signature.
pub async fn keep(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_form = request.method() == Method::POST && !notify::is_notify(request.method(), path);
    let pace = door::at(path).map_or(Pace::Form, |door| door.pace);
    if is_form
        && let Some(client) = request.extensions().get::<ClientAddr>()
        && let Err(seconds) = state.edge.limits.take(pace, client.bucket())
    {
        tracing::info!(?pace, "too many posts from one address");
        let door = path.to_owned();
        // Already read whole, further out.
        let form = to_bytes(request.into_body(), form_bytes(&door)).await.ok();
        let again = form.map(|form| Again {
            door,
            fields: form_urlencoded::parse(&form).into_owned().collect(),
            seconds,
        });
        return too_soon(seconds, again);
    }
    next.run(request).await
}
