//! Pages for what goes wrong before or below the application's own pages: a refused origin, too many tries, a panic.
//!
//! Layers answer with [`bare`]; [`dress`], further out, gives such an answer its page. So a layer needs to know neither
//! the reader's language nor the name of the stylesheet.

use crate::{locale, state::AppState, telemetry::RequestId};
use axum::{
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use domain::locale::Locale;
use http::{HeaderMap, StatusCode, header};
use std::any::Any;

/// Marks an answer that still needs its page.
#[derive(Debug, Clone, Copy)]
struct Bare;

/// An answer of `status` that [`dress`] will complete.
#[must_use]
pub fn bare(status: StatusCode) -> Response {
    let mut response = status.into_response();
    response.extensions_mut().insert(Bare);
    response
}

/// What a panic becomes. The cause is logged under the request's id and never shown.
#[must_use]
#[expect(
    clippy::needless_pass_by_value,
    reason = "the layer hands the box over"
)]
pub fn panicked(cause: Box<dyn Any + Send + 'static>) -> Response {
    let words = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("no words");
    tracing::error!(panic = words, "panic caught: this is a bug");
    bare(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Gives bare answers their page.
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
    if response.extensions().get::<Bare>().is_none() {
        return response;
    }
    let (mut parts, _) = response.into_parts();
    parts.extensions.remove::<Bare>();
    parts.headers.remove(header::CONTENT_LENGTH);
    let words = Words::of(parts.status, locale);
    let mut front = app::paths::home(locale).to_owned();
    if parts.status == StatusCode::MISDIRECTED_REQUEST {
        front.insert_str(0, &state.edge.origin);
    }
    let mut dressed = if wants_page {
        Html(page(
            &words,
            locale,
            &front,
            state.site.stylesheet(),
            &reference,
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

/// What happened, and what to do.
struct Words {
    title: &'static str,
    advice: &'static str,
    home: &'static str,
    reference: &'static str,
}

impl Words {
    fn of(status: StatusCode, locale: Locale) -> Self {
        let (title, advice) = match (status, locale) {
            (StatusCode::FORBIDDEN, Locale::ZhCn) => (
                "请求未被接受",
                "这个请求不是从本店页面发出的，什么都没有改变。请回到页面再试一次。",
            ),
            (StatusCode::FORBIDDEN, Locale::En) => (
                "Request not accepted",
                "It did not come from a page of this shop. Nothing was changed. Go back to the page and try again.",
            ),
            (StatusCode::TOO_MANY_REQUESTS, Locale::ZhCn) => {
                ("操作太频繁", "请等一分钟再试。已填写的内容没有提交。")
            }
            (StatusCode::TOO_MANY_REQUESTS, Locale::En) => (
                "Too many tries",
                "Wait a minute, then try again. What you typed was not submitted.",
            ),
            (StatusCode::PAYLOAD_TOO_LARGE, Locale::ZhCn) => (
                "内容太长",
                "提交的内容超过了上限，什么都没有改变。请缩短后再试。",
            ),
            (StatusCode::PAYLOAD_TOO_LARGE, Locale::En) => (
                "Too much text",
                "What was sent is over the limit. Nothing was changed. Shorten it and try again.",
            ),
            (StatusCode::MISDIRECTED_REQUEST, Locale::ZhCn) => {
                ("网址不正确", "本店不在这个网址，请使用下面的网址。")
            }
            (StatusCode::MISDIRECTED_REQUEST, Locale::En) => (
                "Wrong address",
                "The shop is not at this address. Use the one below.",
            ),
            (StatusCode::NOT_FOUND, Locale::ZhCn) => ("没有这个页面", "链接可能已失效。"),
            (StatusCode::NOT_FOUND, Locale::En) => ("No such page", "The link may be out of date."),
            (StatusCode::SERVICE_UNAVAILABLE, Locale::ZhCn) => (
                "现在有点忙",
                "请稍等片刻再刷新。如果刚提交了订单，请先到“我的订单”查看。",
            ),
            (StatusCode::SERVICE_UNAVAILABLE, Locale::En) => (
                "Busy right now",
                "Wait a moment and reload. If you have just placed an order, look at your orders first.",
            ),
            (status, Locale::ZhCn) if status.is_client_error() => {
                ("请求有误", "这个请求无法处理，什么都没有改变。")
            }
            (status, Locale::En) if status.is_client_error() => (
                "Request not understood",
                "It could not be handled. Nothing was changed.",
            ),
            (_, Locale::ZhCn) => (
                "出错了",
                "我们已经记录下这个问题。如果刚提交了订单，请先到“我的订单”查看。",
            ),
            (_, Locale::En) => (
                "Something went wrong",
                "It has been recorded. If you have just placed an order, look at your orders first.",
            ),
        };
        let (home, reference) = match locale {
            Locale::ZhCn => ("回到首页", "编号"),
            Locale::En => ("Back to the shop", "Reference"),
        };
        Self {
            title,
            advice,
            home,
            reference,
        }
    }
}

/// Only our own words and a hexadecimal reference enter the page: nothing needs escaping.
fn page(words: &Words, locale: Locale, front: &str, stylesheet: &str, reference: &str) -> String {
    let Words {
        title,
        advice,
        home,
        reference: label,
    } = words;
    let lang = locale.as_str();
    format!(
        "<!DOCTYPE html><html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><title>{title}</title>\
         <link rel=\"stylesheet\" href=\"{stylesheet}\"></head><body><main class=\"error-page\">\
         <h1>{title}</h1><p>{advice}</p><p><a href=\"{front}\">{home}</a></p>\
         <p><small>{label} <code>{reference}</code></small></p></main></body></html>"
    )
}
