//! The gateway's two requests to us: the notification it posts, and the browser it sends back.
//!
//! The notification is read as raw bytes, because its signature covers exactly what was sent. The
//! shop verifies and books it; here is only HTTP: method, size, content type, and a response of
//! exact bytes.

use crate::state::AppState;
use axum::{
    Extension,
    body::Bytes,
    extract::{RawQuery, State},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use kit::session::Session;
use shop::{
    Error, Viewer,
    notify::NotifyAnswer,
    payment::{CameBack, Glimpse},
};

/// Where notifications are posted.
pub const NOTIFY: &str = "/alipay/notify";
/// Where browsers return to.
pub const RETURN: &str = "/alipay/return";
/// Both in one address, for merchants who registered an older one.
pub const ALIAS: &str = "/come_back";
/// No notification has more fields.
const MOST_FIELDS: usize = 100;

/// True for a request that is verified by the gateway's signature instead of its origin.
#[must_use]
pub fn is_notify(method: &Method, path: &str) -> bool {
    method == Method::POST && matches!(path, NOTIFY | ALIAS)
}

/// True for a browser that comes back.
#[must_use]
pub fn is_return(method: &Method, path: &str) -> bool {
    matches!(*method, Method::GET | Method::HEAD) && matches!(path, RETURN | ALIAS)
}

/// `POST /alipay/notify`.
pub async fn notify(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> Response {
    if !is_form(&headers) {
        return answer(StatusCode::UNSUPPORTED_MEDIA_TYPE, "failure");
    }
    if body.split(|byte| *byte == b'&').count() > MOST_FIELDS {
        return answer(StatusCode::PAYLOAD_TOO_LARGE, "failure");
    }
    let told = state.shop.on_notify(&body).await;
    if let Some(metrics) = &state.edge.metrics {
        metrics.notified(match told {
            NotifyAnswer::Success => "accepted",
            NotifyAnswer::Failure => "refused",
            NotifyAnswer::NotAuthentic => "not_authentic",
        });
    }
    match told {
        NotifyAnswer::Success => answer(StatusCode::OK, "success"),
        NotifyAnswer::Failure => answer(StatusCode::OK, "failure"),
        NotifyAnswer::NotAuthentic => answer(StatusCode::BAD_REQUEST, "failure"),
    }
}

/// Any other method on the address of notifications.
pub async fn only_post() -> Response {
    let mut refused = answer(StatusCode::METHOD_NOT_ALLOWED, "failure");
    refused
        .headers_mut()
        .insert(header::ALLOW, HeaderValue::from_static("POST"));
    refused
}

/// `GET /alipay/return`: redirects to the order; books nothing.
///
/// A browser without a session may see the order's outline, in a new session.
pub async fn come_back(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Extension(session): Extension<Session>,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    match state.shop.came_back(&viewer, &query).await {
        Ok(CameBack::Order(number)) => see_other(&kit::paths::change_status(&number)),
        Ok(CameBack::Elsewhere(glimpse)) => {
            let next = see_other(&kit::paths::change_status(&glimpse.number));
            if let Err(error) = give(&state, &session, glimpse).await {
                // The page then asks for a sign-in, as it does later anyway.
                tracing::warn!(%error, "the permission to see the outline was not saved");
            }
            next
        }
        Ok(CameBack::Unknown)
        | Err(
            Error::NotFound
            | Error::Gone
            | Error::LoginRequired
            | Error::RoleMissing
            | Error::Refused(_),
        ) => see_other("/orders"),
        Err(error @ (Error::Busy | Error::Internal(_))) => {
            // The order is stored; the list shows it, and a query settles it.
            tracing::error!(error = %error, "the return cannot be handled");
            see_other("/orders")
        }
    }
}

/// Stores a glimpse in the browser's session; opens one if there is none.
async fn give(state: &AppState, session: &Session, glimpse: Glimpse) -> Result<(), Error> {
    if session.token_hash().is_some() {
        session.change(|record| record.glimpse = Some(glimpse));
        return Ok(());
    }
    let mut memory = session.memory();
    memory.record.glimpse = Some(glimpse);
    let contents = session.contents(&memory);
    let opened = state.shop.session_open(contents, None).await?;
    session.begin(opened, memory);
    Ok(())
}

/// Alipay sends `application/x-www-form-urlencoded`, sometimes with parameters after it, and has
/// been seen to send text/html.
fn is_form(headers: &HeaderMap) -> bool {
    if headers
        .get(header::CONTENT_ENCODING)
        .is_some_and(|coding| coding != "identity")
    {
        return false;
    }
    let Some(given) = headers.get(header::CONTENT_TYPE) else {
        return true;
    };
    let Ok(given) = given.to_str() else {
        return false;
    };
    let kind = given
        .split(';')
        .next()
        .unwrap_or("")
        .trim()
        .to_ascii_lowercase();
    matches!(
        kind.as_str(),
        "" | "application/x-www-form-urlencoded" | "text/html" | "text/plain"
    )
}

/// The gateway compares bytes: no newline, no markup.
fn answer(status: StatusCode, words: &'static str) -> Response {
    (status, [(header::CONTENT_TYPE, "text/plain")], words).into_response()
}

/// 303, so that a reload of the next page repeats nothing.
fn see_other(path: &str) -> Response {
    match HeaderValue::from_str(path) {
        Ok(place) => (StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response(),
        Err(error) => {
            tracing::error!(error = %error, "the path is not a valid header value");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::*;

    #[test]
    fn forms_are_taken_as_alipay_sends_them() {
        let of = |kind: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, kind.parse().unwrap());
            is_form(&headers)
        };
        assert!(is_form(&HeaderMap::new()));
        assert!(of(
            "application/x-www-form-urlencoded; text/html; charset=utf-8"
        ));
        assert!(of("Application/X-WWW-Form-Urlencoded;charset=GBK"));
        for wrong in [
            "application/json",
            "multipart/form-data; boundary=x",
            "text/xml",
        ] {
            assert!(!of(wrong), "{wrong}");
        }
        let mut packed = HeaderMap::new();
        packed.insert(header::CONTENT_ENCODING, "gzip".parse().unwrap());
        assert!(!is_form(&packed));
    }
}
