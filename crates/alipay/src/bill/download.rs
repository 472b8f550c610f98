//! Fetches the zip behind the address the gateway gave.
//!
//! The address is good for half a minute, on another host than the gateway, and plain HTTP: whoever is on the way can
//! read and change what comes. Nothing is sent but the address itself.

use crate::transport::BoxFuture;
use std::io;
use url::Url;

#[cfg(feature = "http")]
mod http;

#[cfg(feature = "http")]
pub use http::HttpDownload;

/// The bill did not come, or not whole. Ask for a new address and try again; nothing depends on it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DownloadError {
    /// The client cannot be built; nothing was sent.
    #[error("bills cannot be downloaded: {0}")]
    Unusable(String),
    /// The address leads somewhere else than to the bill centre; nothing was sent.
    #[error("{0} is not a host bills come from")]
    Host(String),
    /// No connection.
    #[error("no connection to the bill centre")]
    Connect(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Not whole in time.
    #[error("the bill did not come in time")]
    Timeout(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The connection broke, or what came over it was not HTTP.
    #[error("the connection to the bill centre broke")]
    Interrupted(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A status other than 200, redirects included; an address that is too old gets 403.
    #[error("the bill centre answered {0}")]
    Status(u16),
    /// Longer than any bill.
    #[error("the bill has more than {0} bytes")]
    TooLarge(u64),
    /// What was received could not be written down.
    #[error("the bill could not be written: {0}")]
    Write(#[from] io::Error),
}

/// Gets files from the bill centre.
///
/// An implementation asks once, follows no redirect, and gives up in bounded time and size. What it has written when
/// it fails is worth nothing.
pub trait Download: Send + Sync {
    /// Writes what lies behind `url` to `into` and returns its length in bytes.
    ///
    /// # Errors
    /// [`DownloadError`].
    fn get<'a>(
        &'a self,
        url: &'a Url,
        into: &'a mut (dyn io::Write + Send),
    ) -> BoxFuture<'a, Result<u64, DownloadError>>;
}
