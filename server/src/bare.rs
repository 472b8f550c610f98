//! Responses without a body: layers set a status, and [`crate::error_page::dress`], further out,
//! adds the page. So these layers need neither the reader's language nor the name of the
//! stylesheet.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use std::any::Any;

/// Marks a response that still needs its page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bare {
    /// A form that was refused unread, to be sent again.
    pub(crate) again: Option<Again>,
}

/// A form that was posted too soon, with its fields.
#[derive(Debug, Clone)]
pub(crate) struct Again {
    /// Its address.
    pub(crate) door: String,
    /// Its fields.
    pub(crate) fields: Vec<(String, String)>,
    /// Seconds until it is accepted.
    pub(crate) seconds: u64,
}

/// A response with `status` that gets its page further out.
#[must_use]
pub fn bare(status: StatusCode) -> Response {
    let mut response = status.into_response();
    response.extensions_mut().insert(Bare::default());
    response
}

/// The response to a client that posts too often.
pub(crate) fn too_soon(seconds: u64, again: Option<Again>) -> Response {
    let mut refused = StatusCode::TOO_MANY_REQUESTS.into_response();
    refused.extensions_mut().insert(Bare { again });
    refused
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    refused
}

/// The response to a panic. The cause is logged with the request's id and never shown.
#[must_use]
#[expect(
    clippy::needless_pass_by_value,
    reason = "the layer passes the box by value"
)]
pub fn panicked(cause: Box<dyn Any + Send + 'static>) -> Response {
    let words = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    tracing::error!(panic = words, "panic caught: this is a bug");
    bare(StatusCode::INTERNAL_SERVER_ERROR)
}

/// The response to a request that exceeds the limit of concurrent ones.
pub async fn shed(error: tower::BoxError) -> Response {
    tracing::warn!(error = %error, "request shed");
    let mut answer = bare(StatusCode::SERVICE_UNAVAILABLE);
    answer
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(1));
    answer
}
