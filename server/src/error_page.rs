//! Error pages of layers, outside the application's pages: a refused origin, too many tries, a
//! panic.
//!
//! Layers respond with [`bare`](crate::bare::bare); [`dress`], further out, adds the page.

use crate::{
    bare::{Again, Bare},
    locale,
    state::AppState,
    telemetry::RequestId,
};
use axum::{
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use domain::locale::Locale;
use http::{HeaderMap, StatusCode, header};
use kit::text::{ErrorPage, wait};

/// Adds the page to a bare response.
pub async fn dress(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let wants_page = wants_page(request.headers());
    let (parts, body) = request.into_parts();
    let locale = locale::of(&parts, &state.site.public_url).locale;
    let request = Request::from_parts(parts, body);
    let reference = request
        .extensions()
        .get::<RequestId>()
        .map_or_else(String::new, |id| id.0.clone());
    let response = next.run(request).await;
    let (mut parts, body) = response.into_parts();
    let Some(bare) = parts.extensions.remove::<Bare>() else {
        return Response::from_parts(parts, body);
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    let words = kit::text::error_page(locale, parts.status.as_u16(), &reference);
    let mut front = kit::paths::home(locale).to_owned();
    if parts.status == StatusCode::MISDIRECTED_REQUEST {
        front.insert_str(0, &state.edge.origin);
    }
    let mut dressed = if wants_page {
        Html(page(
            &words,
            locale,
            &front,
            state.site.stylesheet(),
            bare.again.as_ref(),
        ))
        .into_response()
    } else {
        format!("{}\n", words.title).into_response()
    };
    *dressed.status_mut() = parts.status;
    dressed.headers_mut().extend(
        parts
            .headers
            .drain()
            .filter_map(|(name, value)| Some((name?, value))),
    );
    dressed.map(Body::new)
}

fn wants_page(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}

/// The page contains only our own words, a hexadecimal reference and the escaped form.
fn page(
    words: &ErrorPage,
    locale: Locale,
    front: &str,
    stylesheet: &str,
    again: Option<&Again>,
) -> String {
    let ErrorPage {
        title,
        advice,
        home,
        reference,
    } = words;
    let lang = locale.as_str();
    let advice = again.map_or_else(
        || advice.clone(),
        |again| wait::advice(locale, again.seconds),
    );
    let form = again.map(|again| form(again, locale)).unwrap_or_default();
    format!(
        "<!DOCTYPE html><html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><title>{title}</title>\
         <link rel=\"stylesheet\" href=\"{stylesheet}\"></head><body><main class=\"error-page\">\
         <h1>{title}</h1><p>{advice}</p>{form}<p><a href=\"{front}\">{home}</a></p>\
         <p><small>{reference}</small></p></main></body></html>"
    )
}

/// The form as it was sent, with a button. The password must be typed again, because no page
/// contains one.
fn form(again: &Again, locale: Locale) -> String {
    let fields: String = again
        .fields
        .iter()
        .map(|(name, value)| {
            let (name, value) = (escaped(name), escaped(value));
            if name.contains("password") {
                let label = wait::password(locale);
                format!(
                    "<label class=\"field\">{label} <input type=\"password\" name=\"{name}\" \
                     autocomplete=\"current-password\"></label>"
                )
            } else {
                format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">")
            }
        })
        .collect();
    let (door, button) = (escaped(&again.door), wait::again(locale));
    format!(
        "<form method=\"post\" action=\"{door}\">{fields}\
         <button class=\"button\" type=\"submit\">{button}</button></form>"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stays_text_and_a_password_is_not_kept() {
        let again = Again {
            door: "/api/account/sign_in".to_owned(),
            fields: vec![
                ("form[login]".to_owned(), "\"><script>&".to_owned()),
                ("form[password]".to_owned(), "correct horse".to_owned()),
            ],
            seconds: 7,
        };
        let words = kit::text::error_page(Locale::En, 429, "0");
        let html = page(&words, Locale::En, "/en/", "/pkg/shop.css", Some(&again));
        assert!(
            html.contains("value=\"&quot;&gt;&lt;script&gt;&amp;\""),
            "{html}"
        );
        assert!(!html.contains("correct horse"), "{html}");
        assert!(html.contains("in 7 seconds"), "{html}");
    }
}
