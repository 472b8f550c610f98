//! The catalog version, which shows whether a cached page is current.

use crate::{Error, Shop};
use std::sync::atomic::{AtomicI64, Ordering};

/// How late a change by another process may be noticed, in milliseconds.
pub const STALENESS: i64 = 1_000;

/// When the version was last read, in epoch milliseconds.
#[derive(Debug, Default)]
pub(crate) struct Watch(AtomicI64);

impl Shop {
    /// The catalog's version, which grows with every change of a public page. A change by this
    /// process shows at once, one by another process after at most [`STALENESS`]. A page rendered
    /// after this call is at least as new as the version.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn catalog_version(&self) -> Result<i64, Error> {
        if let Some(version) = self.known_catalog_version() {
            return Ok(version);
        }
        let now = self.now().get();
        let version = self.store.catalog_version().await?;
        self.watch.0.store(now, Ordering::SeqCst);
        Ok(version)
    }

    /// As [`Shop::catalog_version`], without a query; `None` if the last reading is too old.
    #[must_use]
    pub fn known_catalog_version(&self) -> Option<i64> {
        let now = self.now().get();
        let read = self.watch.0.load(Ordering::SeqCst);
        let seen = self.store.catalog_seen();
        // A reading from the future means that the clock was set back: read again.
        let is_fresh = seen > 0 && (read..read.saturating_add(STALENESS)).contains(&now);
        is_fresh.then_some(seen)
    }
}
