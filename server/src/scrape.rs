//! `GET /metrics`, on a listener of its own that only this machine reaches.

use crate::{metrics::Metrics, state::AppState};
use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Response},
    routing::get,
};
use http::{StatusCode, header};

/// Where the figures are.
pub const PATH: &str = "/metrics";
/// The type of the text.
const TEXT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The routes of the listener.
pub fn router(state: AppState) -> Router {
    Router::new().route(PATH, get(answer)).with_state(state)
}

async fn answer(State(state): State<AppState>) -> Response {
    let Some(metrics) = &state.edge.metrics else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match tell(&state, metrics).await {
        Ok(told) => ([(header::CONTENT_TYPE, TEXT)], told).into_response(),
        Err(error) => {
            tracing::warn!(%error, "no metrics");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

async fn tell(state: &AppState, metrics: &Metrics) -> anyhow::Result<String> {
    let watch = state.shop.watch().await?;
    Ok(metrics.told(watch, &state.shop.store().pools())?)
}
