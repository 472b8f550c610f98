//! Renders pages and runs forms: the one place where axum and Leptos meet.
//!
//! The headers of a page are sent only after it has been rendered, so that a status, a redirect or
//! a cookie set anywhere in it takes effect. Only islands are hydrated: a page without one has no
//! script at all, not even Leptos' bookkeeping.

use crate::{limit, state::AppState, upload};
use app::{App, actions::account::SignOut};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use desk::{
    Desk,
    actions::{AdminSignOut, DrawRecoveryCodes, DropFactor, EndSessions},
};
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

/// More than the error of any server function.
const ERROR_BYTES: usize = 64 * 1024;

/// The nonce of a page with an island, set while the page is rendered.
#[derive(Clone, Default)]
struct IslandNonce(Arc<OnceLock<String>>);

/// The pages of the shop and of the desk.
#[must_use]
pub fn routes() -> Vec<AxumRouteListing> {
    let mut routes = generate_route_list(App);
    routes.extend(generate_route_list(Desk));
    routes
}

/// Renders the page at the request's address; an unknown address gets the 404 page.
pub async fn page(State(state): State<AppState>, request: Request) -> Response {
    render(&state, request, || {}).await
}

/// Renders a page that a form was posted to ([`desk::ASKED_BY_POST`]).
pub async fn asked_page(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = match without_files(&state, &parts, body).await {
        Ok(body) => body,
        Err(code) => return trouble(&state, parts, AppError::new(code)).await,
    };
    match own_fields(&parts, body).await {
        Some(body) => {
            let form = PostedForm(String::from_utf8_lossy(&body).into_owned());
            let provide = move || provide_context(form.clone());
            render(&state, as_page(parts), provide).await
        }
        None => trouble(&state, parts, AppError::new(ErrorCode::FormInvalid)).await,
    }
}

/// The body of a form; one with files as a browser would send it without them.
async fn without_files(
    state: &AppState,
    parts: &http::request::Parts,
    body: Body,
) -> Result<Body, ErrorCode> {
    if !upload::is_upload(&parts.method, parts.uri.path(), &parts.headers) {
        return Ok(body);
    }
    let viewer = parts.extensions.get::<Viewer>().cloned();
    let viewer = viewer.unwrap_or_else(|| Viewer::anonymous(Locale::ZhCn));
    match upload::form(state, &viewer, parts, body).await {
        Ok(Some(form)) => Ok(Body::from(form)),
        Ok(None) => Err(ErrorCode::FormInvalid),
        Err(shop::Error::Busy) => Err(ErrorCode::Busy),
        Err(error) => {
            tracing::error!(%error, "a picture could not be kept");
            Err(ErrorCode::Internal)
        }
    }
}

/// Runs a server function.
///
/// An error that a plain form cannot show on its own page (not found, busy, an unreadable form)
/// becomes an error page; a script receives the error with its status. No error is put into an
/// address.
pub async fn server_fn(State(state): State<AppState>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let body = match without_files(&state, &parts, body).await {
        Ok(body) => body,
        Err(code) => return trouble(&state, parts, AppError::new(code)).await,
    };
    if upload::is_upload(&parts.method, parts.uri.path(), &parts.headers) {
        let plain = HeaderValue::from_static("application/x-www-form-urlencoded");
        parts.headers.insert(header::CONTENT_TYPE, plain);
        parts.headers.remove(header::CONTENT_LENGTH);
    }
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
        // Leptos would put the error in the query of the referer; render a page instead.
        return trouble(&state, again, error).await;
    }
    parts.status =
        StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    parts.headers.remove(header::LOCATION);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(error.ser()))
}

/// The body of a form, unless it is unreadable or has fields outside its own.
async fn own_fields(parts: &http::request::Parts, body: Body) -> Option<Bytes> {
    match to_bytes(body, limit::form_bytes(parts.uri.path())).await {
        Ok(body) if !has_strays(parts.uri.path(), &body) => Some(body),
        Ok(_) | Err(_) => {
            tracing::info!("a form with an unknown field was refused");
            None
        }
    }
}

/// The page of `error` instead of the requested one.
pub(crate) async fn trouble(
    state: &AppState,
    parts: http::request::Parts,
    error: AppError,
) -> Response {
    render(state, as_page(parts), move || {
        provide_context(error.clone())
    })
    .await
}

/// The request for the page shown instead of a form's result.
fn as_page(parts: http::request::Parts) -> Request {
    let mut again = Request::from_parts(parts, Body::empty());
    *again.method_mut() = Method::GET;
    again
}

/// True if a form has fields outside `form[..]`. Each form refuses unknown names inside; those
/// outside, or with a form that has no fields, would be ignored.
fn has_strays(path: &str, body: &[u8]) -> bool {
    let empty = [
        AdminSignOut::url(),
        SignOut::url(),
        DrawRecoveryCodes::url(),
        DropFactor::url(),
        EndSessions::url(),
    ]
    .contains(&path);
    form_urlencoded::parse(body).any(|(name, _)| empty || !name.starts_with("form["))
}

/// Renders the page at the request's address; `besides` provides extra context for this page.
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
        // A redirect needs no body.
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(header::CONTENT_TYPE);
    }
    response
}

/// The context of every page and server function.
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
        // Without this Leptos would write every loaded value into the page, for a hydration that
        // never happens.
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

/// Awaits the whole page; Leptos' inline scripts are added only if an island needs them.
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
            // The nonce is unguessable, so no typed text can look like the loader.
            let mark = format!(" nonce=\"{nonce}\"");
            if html.contains(&mark) {
                // Leptos writes the nonce of its preloads into `crossorigin`, which browsers do not
                // read for it.
                let misplaced = format!(" crossorigin=\"{nonce}\"");
                html = html.replace(&misplaced, &format!("{mark} crossorigin"));
                html.push_str(&chunks().collect::<String>().await);
                if let Some(Err(_)) = slot.map(|slot| slot.0.set(nonce)) {
                    tracing::error!("a page was rendered twice");
                }
            }
        }
        let page: PinnedStream<String> = Box::pin(once(async move { html }));
        page
    })
}

/// The policy of a page with an island: only scripts with its nonce, and what they load.
fn with_islands(state: &AppState, nonce: &str) -> Option<HeaderValue> {
    let gateway = state.site.form_action_hosts.join(" ");
    let text = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self' {gateway}; \
         base-uri 'none'; frame-ancestors 'none'; object-src 'none'; manifest-src 'self'"
    );
    HeaderValue::from_str(&text).ok()
}
