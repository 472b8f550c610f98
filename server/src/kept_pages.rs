//! The layers that read and fill the page cache.

use crate::{
    headers,
    page_cache::{Kept, Key},
    session,
    state::AppState,
};
use axum::{
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use domain::locale::Locale;
use http::Method;
use kit::paths;
use std::{convert::Infallible, sync::Arc};
use tower::{Layer, ServiceExt, service_fn};
use tower_http::compression::CompressionLayer;

/// An address that a link of ours leads to is never longer; a longer one is not cached.
const MOST_ADDRESS: usize = 400;

/// Responds with a cached page, headers included, before the layers that only rendering needs: most
/// requests of a busy shop end here.
pub(crate) async fn known(state: &AppState, request: Request, next: Next) -> Response {
    if state.edge.pages.is_on()
        && let Some(key) = key(state, &request)
        && let Some(page) = state.edge.pages.get(&key).await
    {
        return page.answer(request.method(), request.headers());
    }
    next.run(request).await
}

/// Key of the page, as far as it is known without a database query.
fn key(state: &AppState, request: &Request) -> Option<Key> {
    let version = state.shop.known_catalog_version()?;
    let (locale, address) = wanted(request, state.edge.secure)?;
    Some(Key {
        address,
        locale,
        version,
    })
}

/// Responds from the cache where allowed, and caches the page it renders.
pub async fn serve(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let Some((locale, address)) = wanted(&request, state.edge.secure) else {
        return next.run(request).await;
    };
    let Ok(uri) = address.parse() else {
        return next.run(request).await;
    };
    // The page sees only the part of the query that is in the key.
    *request.uri_mut() = uri;
    let pages = &state.edge.pages;
    if !pages.is_on() {
        return next.run(request).await;
    }
    // Read before the page is rendered, so that the page is at least as new.
    let version = match state.shop.catalog_version().await {
        Ok(version) => version,
        Err(error) => {
            tracing::warn!(%error, "the catalog's version cannot be read");
            return next.run(request).await;
        }
    };
    let key = Key {
        address,
        locale,
        version,
    };
    let bare = nobody(&request);
    let render = {
        let (next, edge) = (next.clone(), Arc::clone(&state.edge));
        async move {
            let answer = next.run(bare).await;
            Kept::make(answer, |headers| headers::complete(&edge, headers)).await
        }
    };
    match pages.get_or_make(key, render).await {
        Ok(page) => page.answer(request.method(), request.headers()),
        Err(Some(answer)) => packed(request, answer).await,
        // Another request's rendering failed; an error is not shared.
        Err(None) => next.run(request).await,
    }
}

/// An answer that is not cached, compressed for this reader: the page did not see which encodings the reader accepts.
async fn packed(request: Request, answer: Response) -> Response {
    let mut answer = Some(answer);
    let once = service_fn(move |_: Request| {
        let answer = answer.take().unwrap_or_default();
        async move { Ok::<_, Infallible>(answer) }
    });
    match CompressionLayer::new().layer(once).oneshot(request).await {
        Ok(packed) => packed.map(Body::new),
        Err(never) => match never {},
    }
}

/// Language and address of a page that may be cached: a public page for a reader without a session.
/// The address has the parameters that pages read, in one spelling.
fn wanted(request: &Request, secure: bool) -> Option<(Locale, String)> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return None;
    }
    if session::is_personal(request.headers(), secure) {
        return None;
    }
    let path = request.uri().path();
    let locale = paths::public(path)?;
    // Every spelling of one page would make another copy.
    let is_plain = path
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'/');
    if !is_plain || path == "/en" {
        return None;
    }
    let query = request.uri().query().unwrap_or_default();
    let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
    let pairs: Vec<(&str, &str)> = pairs
        .iter()
        .map(|(name, value)| (name.as_ref(), value.as_ref()))
        .collect();
    let address = paths::plain(path, &pairs)?;
    if address.len() > MOST_ADDRESS {
        return None;
    }
    Some((locale, address))
}

/// The request without the reader's headers, so that none of them can affect a shared page.
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
