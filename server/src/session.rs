//! Gives each request its session and each browser its cookie: one for customers and another for staff.
//!
//! A visitor without any action has no session and no cookie. A message for the next page travels
//! in a short-lived cookie, so that a refused form stores nothing on the server.

use crate::{bare::bare, cookie, net::ClientAddr, state::AppState};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    session::SessionKind,
    time::{MINUTE, SECOND},
};
use http::{HeaderMap, StatusCode};
use kit::{
    paths,
    session::{Notes, Outcome, Session},
};
use shop::session::Found;

/// Cookies of one name that are tried. On plain http a browser may send several: ours, and those of
/// other programs and paths of the host.
const MOST_DOUBLES: usize = 4;
/// How long the message for the next page is kept in its cookie.
const NOTES_LAST: i64 = 10 * MINUTE;

/// The kind of session that a path uses.
#[must_use]
pub fn kind_of(path: &str) -> SessionKind {
    if paths::is_desk(path) {
        SessionKind::Admin
    } else {
        SessionKind::Shopper
    }
}

/// The cookies of a kind of session. With `__Host-` browsers refuse one that another host of the
/// domain set.
#[derive(Debug, Clone, Copy)]
struct Names {
    token: &'static str,
    notes: &'static str,
}

const fn names(kind: SessionKind, secure: bool) -> Names {
    let (token, notes) = match (kind, secure) {
        (SessionKind::Shopper, true) => ("__Host-zg", "__Host-zg_notes"),
        (SessionKind::Shopper, false) => ("zg", "zg_notes"),
        (SessionKind::Admin, true) => ("__Host-zg_admin", "__Host-zg_admin_notes"),
        (SessionKind::Admin, false) => ("zg_admin", "zg_admin_notes"),
    };
    Names { token, notes }
}

/// True if the request has a session cookie, so that the response may be personal.
#[must_use]
pub fn is_personal(headers: &HeaderMap, secure: bool) -> bool {
    let names = names(SessionKind::Shopper, secure);
    [names.token, names.notes]
        .iter()
        .any(|name| cookie::values(headers, name).next().is_some())
}

/// The cookies of a request.
struct Sent {
    /// A token came, valid or not.
    token: bool,
    notes: Option<Notes>,
    found: Option<Found>,
}

/// Loads the session of the request, and sets the cookie of the response.
pub async fn attach(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let kind = kind_of(request.uri().path());
    let way = Way::of(request.headers());
    let sent = match read(&state, kind, request.headers()).await {
        Ok(sent) => sent,
        Err(error) => {
            // Fail closed: a member must not become a guest because the database was busy.
            tracing::error!(%error, "the session cannot be read");
            return bare(StatusCode::SERVICE_UNAVAILABLE);
        }
    };
    let ip_prefix = request
        .extensions()
        .get::<ClientAddr>()
        .map_or_else(String::new, |client| client.prefix());
    let notes = sent.notes.clone().unwrap_or_default();
    let session = Session::new(kind, &ip_prefix, sent.found.clone(), notes);
    request.extensions_mut().insert(session.clone());

    let mut response = next.run(request).await;

    if let Err(error) = settle(&state, &sent, session.outcome(), way, &mut response).await {
        tracing::error!(%error, "the session cannot be saved");
        return bare(StatusCode::SERVICE_UNAVAILABLE);
    }
    response
}

async fn read(
    state: &AppState,
    kind: SessionKind,
    headers: &HeaderMap,
) -> Result<Sent, shop::Error> {
    let names = names(kind, state.edge.secure);
    let mut sent = Sent {
        token: false,
        notes: None,
        found: None,
    };
    for value in cookie::values(headers, names.token).take(MOST_DOUBLES) {
        sent.token = true;
        if let Some(token) = token(value) {
            sent.found = state.shop.session_load(kind, token).await?;
        }
        if sent.found.is_some() {
            break;
        }
    }
    sent.notes = cookie::values(headers, names.notes)
        .next()
        .map(|value| decode(value).unwrap_or_default());
    Ok(sent)
}

/// How a request came. Only a visit is the last request before its response is shown: others may be
/// sent before a sign-in and answered after it, when the browser has another cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Somebody goes to a page, or the browser does not say.
    Visit,
    /// The browser fetches a page that it may show later.
    Ahead,
    /// A script, or something that a page needs.
    Beside,
}

impl Way {
    fn of(headers: &HeaderMap) -> Self {
        if headers.contains_key("sec-purpose") {
            return Self::Ahead;
        }
        match headers.get("sec-fetch-dest") {
            Some(dest) if dest != "document" => Self::Beside,
            Some(_) | None => Self::Visit,
        }
    }
}

/// Stores the changes and sets the cookie. A session that ended meanwhile is not recreated and no
/// cookie is set, because the browser may have another one by now.
async fn settle(
    state: &AppState,
    sent: &Sent,
    outcome: Outcome,
    way: Way,
    response: &mut Response,
) -> Result<(), shop::Error> {
    let secure = state.edge.secure;
    let kind = outcome.contents.kind;
    let names = names(kind, secure);
    let has_failed = response.status().is_server_error();
    let Some(opened) = outcome.opened else {
        if sent.token && (way == Way::Visit || sent.found.is_some()) {
            cookie::set(response, names.token, "", 0, secure);
        }
        let known = sent.notes.clone().unwrap_or_default();
        let is_garbled = sent.notes.is_some() && known == Notes::default();
        if (outcome.notes != known || is_garbled) && !has_failed {
            carry(response, names.notes, &outcome.notes, secure);
        }
        return Ok(());
    };
    let now = state.shop.now();
    let holds = outcome.contents.holds();
    let is_due = kind.is_due(holds, opened.began, opened.expires_at, now) && way != Way::Ahead;
    let mut tell = outcome.is_new;
    if (outcome.is_changed || is_due) && !has_failed {
        let alive = state
            .shop
            .session_update(&opened, outcome.contents)
            .await?
            .is_some();
        if !alive {
            tracing::info!("the session ended meanwhile and is not saved");
            return Ok(());
        }
        tell = true;
    }
    if tell {
        let seconds = kind.idle(holds) / SECOND;
        cookie::set(response, names.token, &opened.token, seconds, secure);
    }
    if sent.notes.is_some() && !has_failed {
        // Its content is in the session now.
        cookie::set(response, names.notes, "", 0, secure);
    }
    Ok(())
}

/// Puts the message for the next page into a cookie.
fn carry(response: &mut Response, name: &str, notes: &Notes, secure: bool) {
    if *notes == Notes::default() {
        cookie::set(response, name, "", 0, secure);
        return;
    }
    match serde_json::to_vec(notes) {
        Ok(json) => {
            let value = URL_SAFE_NO_PAD.encode(json);
            cookie::set(response, name, &value, NOTES_LAST / SECOND, secure);
        }
        Err(error) => tracing::error!(%error, "a message for the next page could not be written"),
    }
}

fn decode(value: &[u8]) -> Option<Notes> {
    let json = URL_SAFE_NO_PAD.decode(value).ok()?;
    serde_json::from_slice(&json).ok()
}

/// A value that may be a token of ours; others are not queried.
fn token(value: &[u8]) -> Option<&str> {
    let is_plain = (16..=64).contains(&value.len())
        && value
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    is_plain.then(|| std::str::from_utf8(value).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_and_shoppers_have_cookies_of_their_own() {
        for path in ["/admin", "/admin/orders", "/api/admin/sign_in"] {
            assert_eq!(kind_of(path), SessionKind::Admin, "{path}");
        }
        for path in [
            "/",
            "/administrator",
            "/api/account/sign_in",
            "/api/administrate",
        ] {
            assert_eq!(kind_of(path), SessionKind::Shopper, "{path}");
        }
    }

    #[test]
    fn only_what_may_be_a_token_is_asked_for() {
        assert_eq!(
            token(b"AAAAAAAAAAAAAAAAAAAAAA"),
            Some("AAAAAAAAAAAAAAAAAAAAAA")
        );
        for wrong in [
            b"".as_slice(),
            b"short",
            b"AAAAAAAAAAAAAAAAAAAA\xff",
            &[b'A'; 65],
        ] {
            assert_eq!(token(wrong), None, "{wrong:?}");
        }
    }
}
