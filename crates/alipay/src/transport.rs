//! The connection to the gateway. A trait, so that tests can lose responses.

use std::future::Future;
use std::pin::Pin;
use url::Url;

#[cfg(feature = "http")]
mod http;

#[cfg(feature = "http")]
pub use http::HttpTransport;
#[cfg(all(feature = "http", feature = "bill"))]
pub(crate) use http::is_loopback;

/// A boxed future, as trait objects need it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The raw response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpResponse {
    /// The HTTP status.
    pub status: u16,
    /// The header `trace_id`, if present and text.
    pub trace_id: Option<String>,
    /// The body as received, after transfer coding.
    pub body: Vec<u8>,
}

/// No complete response came. Only the first two mean that the request was certainly not carried
/// out.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// The client or the address cannot be used; nothing was sent.
    #[error("the gateway cannot be called: {0}")]
    Unusable(String),
    /// No connection, so nothing was sent.
    #[error("no connection to the gateway")]
    Connect(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// No complete response in time.
    #[error("no response in time")]
    Timeout(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The connection was lost, or the response was not HTTP.
    #[error("the connection was lost")]
    Interrupted(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The body is larger than any response.
    #[error("the response is longer than {0} bytes")]
    TooLarge(usize),
}

/// Posts forms to the gateway.
///
/// An implementation follows no redirect, sends nothing twice and is bounded in time.
pub trait Transport: Send + Sync {
    /// Posts `body`, a percent-encoded form, to `url`, whose query has the common parameters.
    ///
    /// # Errors
    /// [`TransportError`]; a response with any HTTP status is not an error.
    fn post<'a>(
        &'a self,
        url: &'a Url,
        body: String,
    ) -> BoxFuture<'a, Result<HttpResponse, TransportError>>;
}
