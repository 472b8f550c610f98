//! Finished pages for visitors without a session.
//!
//! A public page is the same for all of them: its address says its language, and it holds nothing of its reader. So it
//! is rendered and packed once and kept under path, query, language and the catalogue's version; a change of anything
//! it shows makes a new version, and the old copy is not found again. A request with a session cookie never comes near:
//! it is neither answered from here nor does it fill anything.

mod kept;

use crate::{
    session::{Kind, cookie},
    state::AppState,
};
use app::paths;
use axum::{
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use domain::locale::Locale;
use http::Method;
use kept::Kept;
use moka::{future::Cache, policy::EvictionPolicy};
use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};

/// A choice of options is never longer; what is cannot be one of ours and is not kept.
const MOST_CHOICE: usize = 64;
/// What a copy costs beside its bytes, about.
const OVERHEAD: usize = 1_024;

/// Under what a page is kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    /// Path with the query that means something.
    address: String,
    locale: Locale,
    version: i64,
}

/// The pages.
pub struct PageCache {
    kept: Option<Cache<Key, Arc<Kept>>>,
    renders: AtomicU64,
}

/// The page is not one to keep; it lies with whoever asked first.
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

/// Answers with a page that is kept already, headers and all, before the layers that only a page's making needs: most
/// requests of a busy shop go no further.
pub(crate) async fn known(state: &AppState, request: Request, next: Next) -> Response {
    if let Some(kept) = &state.edge.pages.kept
        && let Some(key) = key(state, &request)
        && let Some(page) = kept.get(&key).await
    {
        return page.answer(request.method(), request.headers());
    }
    next.run(request).await
}

/// Where the page lies if it is kept, as far as that is known without asking the database.
fn key(state: &AppState, request: &Request) -> Option<Key> {
    let version = state.shop.known_catalogue_version()?;
    let (locale, address) = wanted(request, state.edge.secure)?;
    Some(Key {
        address,
        locale,
        version,
    })
}

/// Answers from the kept pages where it may, and keeps what it had to render.
pub async fn serve(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let Some((locale, address)) = wanted(&request, state.edge.secure) else {
        return next.run(request).await;
    };
    let Ok(uri) = address.parse() else {
        return next.run(request).await;
    };
    // The page knows no more of the query than the key does.
    *request.uri_mut() = uri;
    let Some(kept) = &state.edge.pages.kept else {
        return next.run(request).await;
    };
    // Read before the page is rendered: the page is then at least as new.
    let version = match state.shop.catalogue_version().await {
        Ok(version) => version,
        Err(error) => {
            tracing::warn!(%error, "the catalogue's version is not known");
            return next.run(request).await;
        }
    };
    let key = Key {
        address,
        locale,
        version,
    };
    let bare = nobody(&request);
    let slot = Arc::new(Mutex::new(None));
    let render = {
        let (next, slot) = (next.clone(), Arc::clone(&slot));
        let edge = &state.edge;
        async move {
            edge.pages.renders.fetch_add(1, Ordering::SeqCst);
            match Kept::make(next.run(bare).await, edge).await {
                Ok(page) => Ok(Arc::new(page)),
                Err(answer) => {
                    *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
                    Err(NotKept)
                }
            }
        }
    };
    if let Ok(page) = kept.try_get_with(key, render).await {
        return page.answer(request.method(), request.headers());
    }
    let own = slot.lock().unwrap_or_else(PoisonError::into_inner).take();
    match own {
        Some(answer) => answer,
        // Somebody else's try came to nothing; an error is not shared.
        None => next.run(request).await,
    }
}

/// Language and address of a page that may come from here: a public page, read by somebody without a session. The
/// address holds the one parameter pages know, written in one way.
fn wanted(request: &Request, secure: bool) -> Option<(Locale, String)> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return None;
    }
    if cookie(request.headers(), Kind::Shopper.cookie(secure)).is_some() {
        return None;
    }
    let path = request.uri().path();
    let locale = paths::public(path)?;
    // Two spellings of one page would be two copies, and any number of them.
    let is_plain = path
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'/');
    if !is_plain || path == "/en" {
        return None;
    }
    let choice = form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes())
        .find_map(|(name, value)| (name == "o").then_some(value))
        .filter(|_| path != paths::home(locale))
        .filter(|choice| !choice.is_empty());
    let address = match choice {
        Some(choice) if choice.len() <= MOST_CHOICE => {
            format!("{path}?o={}", paths::encode(&choice))
        }
        Some(_) => return None,
        None => path.to_owned(),
    };
    Some((locale, address))
}

/// The same question, asked by nobody: no header of this reader's can leave a trace in a page that others see.
fn nobody(request: &Request) -> Request {
    let mut bare = Request::new(Body::empty());
    *bare.uri_mut() = request.uri().clone();
    let id = "x-request-id";
    if let Some(value) = request.headers().get(id) {
        bare.headers_mut()
            .insert(http::HeaderName::from_static(id), value.clone());
    }
    bare
}
