//! The layers that answer from the kept pages and fill them.

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
use std::sync::Arc;

/// A choice of options is never longer; what is cannot be one of ours and is not kept.
const MOST_CHOICE: usize = 64;

/// Answers with a page that is kept already, headers and all, before the layers that only a page's making needs: most
/// requests of a busy shop go no further.
pub(crate) async fn known(state: &AppState, request: Request, next: Next) -> Response {
    if state.edge.pages.is_on()
        && let Some(key) = key(state, &request)
        && let Some(page) = state.edge.pages.get(&key).await
    {
        return page.answer(request.method(), request.headers());
    }
    next.run(request).await
}

/// Where the page lies if it is kept, as far as that is known without asking the database.
fn key(state: &AppState, request: &Request) -> Option<Key> {
    let version = state.shop.known_catalog_version()?;
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
    let pages = &state.edge.pages;
    if !pages.is_on() {
        return next.run(request).await;
    }
    // Read before the page is rendered: the page is then at least as new.
    let version = match state.shop.catalog_version().await {
        Ok(version) => version,
        Err(error) => {
            tracing::warn!(%error, "the catalog's version is not known");
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
        Err(Some(answer)) => answer,
        // Somebody else's try came to nothing; an error is not shared.
        Err(None) => next.run(request).await,
    }
}

/// Language and address of a page that may come from here: a public page, read by somebody without a session. The
/// address holds the one parameter pages know, written in one way.
fn wanted(request: &Request, secure: bool) -> Option<(Locale, String)> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return None;
    }
    if session::is_personal(request.headers(), secure) {
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
