//! The way to the gateway. A trait, so that tests can lose an answer at will.

use std::future::Future;
use std::pin::Pin;
use url::Url;

#[cfg(feature = "http")]
mod http;

#[cfg(feature = "http")]
pub use http::HttpTransport;
#[cfg(all(feature = "http", feature = "bill"))]
pub(crate) use http::is_loopback;

/// A future on the heap, as trait objects need it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What came back, unread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The header `trace_id`, if it was there and text.
    pub trace_id: Option<String>,
    /// The body as received, after transfer coding.
    pub body: Vec<u8>,
}

/// Nothing whole came back. Only the first two say that the request was certainly not carried out.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// The client or the address cannot be used; nothing was sent.
    #[error("the gateway cannot be called: {0}")]
    Unusable(String),
    /// No connection, so nothing was sent.
    #[error("no connection to the gateway")]
    Connect(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// No whole answer in time.
    #[error("no answer in time")]
    Timeout(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The connection broke, or what came over it was not HTTP.
    #[error("the connection broke")]
    Interrupted(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The body grew past what any answer needs.
    #[error("the answer is longer than {0} bytes")]
    TooLarge(usize),
}

/// Posts forms to the gateway.
///
/// An implementation follows no redirect, sends nothing twice and gives up in bounded time.
pub trait Transport: Send + Sync {
    /// Posts `body`, a percent-encoded form, to `url`, whose query holds the common parameters.
    ///
    /// # Errors
    /// [`TransportError`]; an HTTP status of whatever number is an answer and no error.
    fn post<'a>(
        &'a self,
        url: &'a Url,
        body: String,
    ) -> BoxFuture<'a, Result<HttpAnswer, TransportError>>;
}
