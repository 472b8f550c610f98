//! Rendered pages for visitors without a session.
//!
//! A public page is equal for all of them: its address has the language, and it contains no data of
//! its reader. So it is rendered and compressed once, and cached by path, query, language and the
//! catalog's version. A change of its content makes a new version, so the old copy is never found
//! again. A request with a session cookie neither reads nor fills this cache. The layers that use
//! it are in [`crate::kept_pages`].

mod kept;

use axum::response::Response;
use domain::locale::Locale;
use moka::{future::Cache, policy::EvictionPolicy};
use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};

pub(crate) use kept::{Kept, takes_gzip};

/// Default memory for cached pages, in MiB: room for about a thousand.
pub const DEFAULT_MB: u32 = 32;

/// Memory of a copy beside its bytes, about.
const OVERHEAD: usize = 1_024;

/// The key of a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    /// Path with the part of the query that pages read.
    pub(crate) address: String,
    pub(crate) locale: Locale,
    pub(crate) version: i64,
}

/// The cache.
pub struct PageCache {
    kept: Option<Cache<Key, Arc<Kept>>>,
    renders: AtomicU64,
}

/// Not cacheable; only its own request gets it.
#[derive(Debug, thiserror::Error)]
#[error("not a page to keep")]
struct NotKept;

impl PageCache {
    /// A cache of `mebibytes`; 0 disables it.
    #[must_use]
    pub fn new(mebibytes: u32) -> Self {
        let bytes = u64::from(mebibytes) * 1024 * 1024;
        let kept = (bytes > 0).then(|| {
            Cache::builder()
                .max_capacity(bytes)
                .weigher(|key: &Key, page: &Arc<Kept>| {
                    let size = page.size() + key.address.len() + OVERHEAD;
                    u32::try_from(size).unwrap_or(u32::MAX)
                })
                // By use alone, because a page of a new version is worth more than a popular one of
                // the last.
                .eviction_policy(EvictionPolicy::lru())
                .build()
        });
        Self {
            kept,
            renders: AtomicU64::new(0),
        }
    }

    /// True unless the cache is disabled.
    pub(crate) const fn is_on(&self) -> bool {
        self.kept.is_some()
    }

    /// The cached page under `key`.
    pub(crate) async fn get(&self, key: &Key) -> Option<Arc<Kept>> {
        self.kept.as_ref()?.get(key).await
    }

    /// The page under `key`; rendered by `render` and cached if it is missing. Of many concurrent
    /// requests one renders. The error is the response of `render` if it is not cacheable, or
    /// `None` if another request's rendering failed.
    pub(crate) async fn get_or_make(
        &self,
        key: Key,
        render: impl Future<Output = Result<Kept, Response>>,
    ) -> Result<Arc<Kept>, Option<Response>> {
        let own = Arc::new(Mutex::new(None));
        let made = {
            let own = Arc::clone(&own);
            async move {
                self.renders.fetch_add(1, Ordering::SeqCst);
                match render.await {
                    Ok(page) => Ok(Arc::new(page)),
                    Err(answer) => {
                        *own.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
                        Err(NotKept)
                    }
                }
            }
        };
        let found = match &self.kept {
            Some(kept) => kept.try_get_with(key, made).await,
            None => made.await.map_err(Arc::new),
        };
        found.map_err(|_not_kept| own.lock().unwrap_or_else(PoisonError::into_inner).take())
    }

    /// Number of pages rendered into the cache.
    #[must_use]
    pub fn renders(&self) -> u64 {
        self.renders.load(Ordering::SeqCst)
    }

    /// Bytes of the cached pages, once pending evictions are done.
    pub async fn weight(&self) -> u64 {
        match &self.kept {
            Some(kept) => {
                kept.run_pending_tasks().await;
                kept.weighted_size()
            }
            None => 0,
        }
    }
}
