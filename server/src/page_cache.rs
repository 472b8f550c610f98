//! Finished pages for visitors without a session.
//!
//! A public page is the same for all of them: its address says its language, and it holds nothing of its reader. So it
//! is rendered and packed once and kept under path, query, language and the catalog's version; a change of anything
//! it shows makes a new version, and the old copy is not found again. A request with a session cookie never comes near:
//! it is neither answered from here nor does it fill anything. The layers that use it are in [`crate::kept_pages`].

mod kept;

use axum::response::Response;
use domain::locale::Locale;
use moka::{future::Cache, policy::EvictionPolicy};
use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};

pub(crate) use kept::Kept;

/// Default memory for finished pages, in MiB: room for about a thousand.
pub const DEFAULT_MB: u32 = 32;

/// What a copy costs beside its bytes, about.
const OVERHEAD: usize = 1_024;

/// Under what a page is kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    /// Path with the query that means something.
    pub(crate) address: String,
    pub(crate) locale: Locale,
    pub(crate) version: i64,
}

/// The pages.
pub struct PageCache {
    kept: Option<Cache<Key, Arc<Kept>>>,
    renders: AtomicU64,
}

/// Not cacheable; only its own request gets it.
#[derive(Debug, thiserror::Error)]
#[error("not a page to keep")]
struct NotKept;

impl PageCache {
    /// Room for `mebibytes` of finished pages; with 0 nothing is kept.
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
                // By use alone: a page of a new version is worth more than a popular one of the last.
                .eviction_policy(EvictionPolicy::lru())
                .build()
        });
        Self {
            kept,
            renders: AtomicU64::new(0),
        }
    }

    /// True if pages are kept at all.
    pub(crate) const fn is_on(&self) -> bool {
        self.kept.is_some()
    }

    /// The page under `key`, if it is kept.
    pub(crate) async fn get(&self, key: &Key) -> Option<Arc<Kept>> {
        self.kept.as_ref()?.get(key).await
    }

    /// The page under `key`; rendered by `render` and kept if it is not there yet. Of many who ask at once one renders.
    /// Otherwise the answer of `render` if it made something that is not to keep, or `None` if somebody else's came to
    /// nothing.
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

    /// How many pages were rendered to be kept.
    #[must_use]
    pub fn renders(&self) -> u64 {
        self.renders.load(Ordering::SeqCst)
    }

    /// How many bytes the kept pages take, once pending evictions are done.
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
