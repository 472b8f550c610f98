//! The layer that reads bodies, within their limits of size and time.

use crate::{
    bare::bare,
    limit::{Files, NOTIFY_BYTES, form_bytes, form_files},
    notify,
    state::AppState,
    upload,
};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{StatusCode, header};

/// Reads the whole body, within its limits of size and time, before any other layer. A chunked body
/// is refused like one that declares its length, and a slow sender takes no place among the
/// requests in progress.
pub async fn read(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    if upload::is_upload(request.method(), request.uri().path(), request.headers()) {
        return stream(request, next).await;
    }
    let limit = if notify::is_notify(request.method(), request.uri().path()) {
        NOTIFY_BYTES
    } else {
        form_bytes(request.uri().path())
    };
    let declared = declared(&request);
    let (parts, body) = request.into_parts();
    let limit_u64 = u64::try_from(limit).unwrap_or(u64::MAX);
    if declared.is_some_and(|length| length > limit_u64) {
        return bare(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let Ok(read) = tokio::time::timeout(state.edge.patience.body, to_bytes(body, limit)).await
    else {
        tracing::info!("request body not received in time");
        return bare(StatusCode::REQUEST_TIMEOUT);
    };
    match read {
        Ok(bytes) => {
            next.run(Request::from_parts(parts, Body::from(bytes)))
                .await
        }
        Err(error) => {
            let too_long = is_too_long(&error);
            tracing::info!(error = %error, too_long, "request body refused");
            let status = if too_long {
                StatusCode::PAYLOAD_TOO_LARGE
            } else {
                StatusCode::BAD_REQUEST
            };
            bare(status)
        }
    }
}

/// A form with files is read piece by piece where they are kept.
async fn stream(request: Request, next: Next) -> Response {
    let most = form_files(request.uri().path()).map_or(0, Files::bytes);
    if declared(&request).is_some_and(|length| length > most) {
        return bare(StatusCode::PAYLOAD_TOO_LARGE);
    }
    next.run(request).await
}

/// The length that the request says its body has.
fn declared(request: &Request) -> Option<u64> {
    let length = request.headers().get(header::CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
}

fn is_too_long(error: &axum::Error) -> bool {
    use std::error::Error as _;
    error
        .source()
        .is_some_and(|cause| cause.is::<http_body_util::LengthLimitError>())
}
