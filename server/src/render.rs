//! Renders pages and runs forms: the one place where axum and Leptos meet.
//!
//! A page is awaited whole before its headers leave, so a status, a redirect or a cookie set anywhere in it counts.
//! Nothing is hydrated but islands: a page without one carries no script at all, not even Leptos' bookkeeping.

use crate::{limit, state::AppState};
use app::{App, actions::account::SignOut};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use desk::{Desk, actions::AdminSignOut};
use domain::{error::ErrorCode, locale::Locale};
use futures::{StreamExt, stream::once};
use http::{Extensions, HeaderValue, Method, StatusCode, header};
use kit::{AppError, paths, request::PostedForm, session::Session};
use leptos::{
    nonce::use_nonce,
    prelude::{IntoAny, IntoView, Owner, provide_context, use_context},
    server_fn::{
        ServerFn,
        error::{FromServerFnError, SERVER_FN_ERROR_HEADER},
    },
};
use leptos_axum::{
    AxumRouteListing, generate_route_list, handle_response_inner, handle_server_fns_with_context,
};
use leptos_integration_utils::{BoxedFnOnce, PinnedFuture, PinnedStream};
use shop::Viewer;
use std::sync::{Arc, OnceLock};

/// More than any error of a server function takes.
const ERROR_BYTES: usize = 64 * 1024;

/// The nonce of a page that holds an island, filled while the page is rendered.
#[derive(Clone, Default)]
struct IslandNonce(Arc<OnceLock<String>>);

/// The pages of the shop and of the desk.
#[must_use]
pub fn routes() -> Vec<AxumRouteListing> {
    let mut routes = generate_route_list(App);
    routes.extend(generate_route_list(Desk));
    routes
}

/// Renders the page at the request's address; an address that is no page gives the page that says so, with 404.
pub async fn page(State(state): State<AppState>, request: Request) -> Response {
    render(&state, request, || {}).await
}

/// Renders a page that a form was posted to ([`desk::ASKED_BY_POST`]).
pub async fn asked_page(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    match own_fields(&parts, body).await {
        Some(body) => {
            let form = PostedForm(String::from_utf8_lossy(&body).into_owned());
            let provide = move || provide_context(form.clone());
            render(&state, as_page(parts), provide).await
        }
        None => trouble(&state, parts, AppError::new(ErrorCode::FormInvalid)).await,
    }
}

/// Runs a server function.
///
/// What a plain form cannot be told on its own page (not found, busy, a form that could not be read) becomes a page
/// here; a script receives the error with its status. No error ever travels in an address.
pub async fn server_fn(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let is_plain = parts
        .headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    let provide = context(&state, parts.uri.path(), &parts.extensions);
    let again = parts.clone();
    let Some(body) = own_fields(&parts, body).await else {
        let error = AppError::new(ErrorCode::FormInvalid);
        return if is_plain {
            trouble(&state, again, error).await
        } else {
            let status = StatusCode::from_u16(error.status()).unwrap_or_default();
            (status, error.ser()).into_response()
        };
    };
    let request = Request::from_parts(parts, Body::from(body));
    let answer = handle_server_fns_with_context(provide, request)
        .await
        .into_response();
    if !answer.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return answer;
    }

    let (mut parts, body) = answer.into_parts();
    let error = match to_bytes(body, ERROR_BYTES).await {
        Ok(bytes) => AppError::de(bytes),
        Err(error) => {
            tracing::error!(%error, "the error of a form could not be read");
            AppError::new(ErrorCode::Internal)
        }
    };
    if is_plain {
        // The answer would lead to the Referer with the error in its query: the page of the error stands instead.
        return trouble(&state, again, error).await;
    }
    parts.status =
        StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    parts.headers.remove(header::LOCATION);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(error.ser()))
}

/// The body of a form, unless it cannot be read or has fields beside its own.
async fn own_fields(parts: &http::request::Parts, body: Body) -> Option<Bytes> {
    match to_bytes(body, limit::form_bytes(parts.uri.path())).await {
        Ok(body) if !has_strays(parts.uri.path(), &body) => Some(body),
        Ok(_) | Err(_) => {
            tracing::info!("a form with a field beside its own refused");
            None
        }
    }
}

/// The page of `error` in place of what was asked for.
async fn trouble(state: &AppState, parts: http::request::Parts, error: AppError) -> Response {
    render(state, as_page(parts), move || {
        provide_context(error.clone())
    })
    .await
}

/// The request for the page that stands where a form was not taken.
fn as_page(parts: http::request::Parts) -> Request {
    let mut again = Request::from_parts(parts, Body::empty());
    *again.method_mut() = Method::GET;
    again
}

/// True if a form has fields beside its own, which stand in `form[..]`. Each form refuses unknown names in there; what
/// stands outside of it, or comes with a form that has none, would be passed over in silence.
fn has_strays(path: &str, body: &[u8]) -> bool {
    let empty = [AdminSignOut::url(), SignOut::url()].contains(&path);
    form_urlencoded::parse(body).any(|(name, _)| empty || !name.starts_with("form["))
}

/// Renders the page at the request's address; `besides` provides what this page finds in its context beside the usual.
async fn render(
    state: &AppState,
    request: Request,
    besides: impl Fn() + Clone + Send + 'static,
) -> Response {
    let nonce = IslandNonce::default();
    let provide = context(state, request.uri().path(), request.extensions());
    let provide = {
        let nonce = nonce.clone();
        move || {
            provide();
            provide_context(nonce.clone());
            besides();
        }
    };
    let is_desk = paths::is_desk(request.uri().path());
    let root = move || {
        if is_desk {
            Desk().into_any()
        } else {
            App().into_any()
        }
    };
    let mut response = handle_response_inner(provide, root, request, whole_page).await;
    if let Some(policy) = nonce.0.get().and_then(|nonce| with_islands(state, nonce)) {
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if response.status().is_redirection() {
        // A page that only leads elsewhere has no body worth sending.
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(header::CONTENT_TYPE);
    }
    response
}

/// What every page and server function finds in its context.
fn context(
    state: &AppState,
    path: &str,
    extensions: &Extensions,
) -> impl Fn() + Clone + Send + 'static + use<> {
    let state = state.clone();
    let bundle = state.bundles.of(path).clone();
    let viewer = extensions.get::<Viewer>().cloned();
    let session = extensions.get::<Session>().cloned();
    move || {
        // Without this every value a page loads would be written into it for a hydration that never comes.
        if let Some(shared) = Owner::current_shared_context() {
            shared.set_is_hydrating(false);
        }
        provide_context(state.shop.clone());
        provide_context(state.site.clone());
        provide_context(bundle.clone());
        provide_context(
            viewer
                .clone()
                .unwrap_or_else(|| Viewer::anonymous(Locale::ZhCn)),
        );
        if let Some(session) = session.clone() {
            provide_context(session);
        }
    }
}

/// Awaits the whole page; Leptos' inline scripts follow only where an island needs them.
fn whole_page<IV>(
    app: IV,
    chunks: BoxedFnOnce<PinnedStream<String>>,
    _out_of_order: bool,
) -> PinnedFuture<PinnedStream<String>>
where
    IV: IntoView + 'static,
{
    let nonce = use_nonce().map(|nonce| nonce.to_string());
    let slot = use_context::<IslandNonce>();
    Box::pin(async move {
        let mut html = app.to_html_stream_in_order().collect::<String>().await;
        if let Some(nonce) = nonce {
            // Nobody can guess it, so nothing typed into a page can look like its loader.
            let mark = format!(" nonce=\"{nonce}\"");
            if html.contains(&mark) {
                // Leptos writes the nonce of its preloads into `crossorigin`, where no browser looks for it.
                let misplaced = format!(" crossorigin=\"{nonce}\"");
                html = html.replace(&misplaced, &format!("{mark} crossorigin"));
                html.push_str(&chunks().collect::<String>().await);
                if let Some(Err(_)) = slot.map(|slot| slot.0.set(nonce)) {
                    tracing::error!("one page rendered twice");
                }
            }
        }
        let page: PinnedStream<String> = Box::pin(once(async move { html }));
        page
    })
}

/// The policy of a page with an island: only scripts that carry its nonce, and what they load.
fn with_islands(state: &AppState, nonce: &str) -> Option<HeaderValue> {
    let gateway = state.site.form_action_hosts.join(" ");
    let text = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self' {gateway}; \
         base-uri 'none'; frame-ancestors 'none'; object-src 'none'; manifest-src 'self'"
    );
    HeaderValue::from_str(&text).ok()
}
