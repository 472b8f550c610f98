//! Health checks for monitoring.

use crate::state::AppState;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::{StatusCode, header};
use store::SchemaState;

/// The process responds.
pub const LIVE: &str = "/healthz";
/// The shop can work.
pub const READY: &str = "/readyz";

/// `GET /healthz`: the process responds.
pub async fn healthz() -> Response {
    plain(StatusCode::OK, "ok")
}

/// `GET /readyz`: the database is reachable, has a known schema and disk space. Not ready while
/// stopping.
pub async fn readyz(State(state): State<AppState>) -> Response {
    if state.edge.stopping.is_cancelled() {
        return plain(StatusCode::SERVICE_UNAVAILABLE, "stopping");
    }
    let store = state.shop.store();
    if let Err(error) = store.room().await {
        tracing::warn!(error = %error, "not ready");
        return plain(
            StatusCode::SERVICE_UNAVAILABLE,
            "the database cannot be written",
        );
    }
    match store.schema_state().await {
        Ok(SchemaState::Current) => plain(StatusCode::OK, "ready"),
        Ok(SchemaState::Behind(_) | SchemaState::Unknown) => plain(
            StatusCode::SERVICE_UNAVAILABLE,
            "the database has another schema",
        ),
        Err(error) => {
            tracing::warn!(error = %error, "not ready");
            plain(
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not respond",
            )
        }
    }
}

fn plain(status: StatusCode, words: &'static str) -> Response {
    (
        status,
        [(header::CONTENT_TYPE, "text/plain; charset=utf-8")],
        format!("{words}\n"),
    )
        .into_response()
}
