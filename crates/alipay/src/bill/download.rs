//! Fetches the zip from the address of the gateway's response.
//!
//! The address is valid for half a minute, on another host than the gateway, and plain HTTP:
//! anybody on the path can read and change the file. Only the address is sent.

use crate::transport::BoxFuture;
use std::io;
use url::Url;

#[cfg(feature = "http")]
mod http;

#[cfg(feature = "http")]
pub use http::HttpDownload;

/// The bill could not be fetched. Query a new address and try again.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DownloadError {
    /// The client cannot be built; nothing was sent.
    #[error("bills cannot be downloaded: {0}")]
    Unusable(String),
    /// The address is not one of the bill centre; nothing was sent.
    #[error("{0} is not a host of the bill centre")]
    Host(String),
    /// No connection.
    #[error("no connection to the bill centre")]
    Connect(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Not complete in time.
    #[error("the bill did not come in time")]
    Timeout(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The connection was lost, or the response was not HTTP.
    #[error("the connection to the bill centre was lost")]
    Interrupted(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A status other than 200, redirects included; an expired address gets 403.
    #[error("the bill centre responded with {0}")]
    Status(u16),
    /// Longer than any bill.
    #[error("the bill has more than {0} bytes")]
    TooLarge(u64),
    /// The file could not be written.
    #[error("the bill could not be written: {0}")]
    Write(#[from] io::Error),
}

/// Fetches files from the bill centre.
///
/// An implementation sends one request, follows no redirect, and is bounded in time and size. After
/// an error the written part is useless.
pub trait Download: Send + Sync {
    /// Writes the file at `url` to `into` and returns its length in bytes.
    ///
    /// # Errors
    /// [`DownloadError`].
    fn get<'a>(
        &'a self,
        url: &'a Url,
        into: &'a mut (dyn io::Write + Send),
    ) -> BoxFuture<'a, Result<u64, DownloadError>>;
}
