//! Pages for what goes wrong before or below the application's own pages: a refused origin, too many tries, a panic.
//!
//! Layers answer with [`bare`](crate::bare::bare); [`dress`], further out, gives such an answer its page.

use crate::{
    bare::{Again, Bare},
    locale,
    state::AppState,
    telemetry::RequestId,
};
use app::text::wait;
use axum::{
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use domain::locale::Locale;
use http::{HeaderMap, StatusCode, header};

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
    let (mut parts, body) = response.into_parts();
    let Some(bare) = parts.extensions.remove::<Bare>() else {
        return Response::from_parts(parts, body);
    };
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

/// Only our own words, a hexadecimal reference and the escaped form enter the page.
fn page(
    words: &Words,
    locale: Locale,
    front: &str,
    stylesheet: &str,
    reference: &str,
    again: Option<&Again>,
) -> String {
    let Words {
        title,
        advice,
        home,
        reference: label,
    } = words;
    let lang = locale.as_str();
    let advice = again.map_or_else(
        || (*advice).to_owned(),
        |again| wait::advice(locale, again.seconds),
    );
    let form = again.map(|again| form(again, locale)).unwrap_or_default();
    format!(
        "<!DOCTYPE html><html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><title>{title}</title>\
         <link rel=\"stylesheet\" href=\"{stylesheet}\"></head><body><main class=\"error-page\">\
         <h1>{title}</h1><p>{advice}</p>{form}<p><a href=\"{front}\">{home}</a></p>\
         <p><small>{label} <code>{reference}</code></small></p></main></body></html>"
    )
}

/// The form as it was sent, behind one button. A password is typed again: no page ever holds one.
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
        let words = Words::of(StatusCode::TOO_MANY_REQUESTS, Locale::En);
        let html = page(
            &words,
            Locale::En,
            "/en/",
            "/pkg/shop.css",
            "0",
            Some(&again),
        );
        assert!(
            html.contains("value=\"&quot;&gt;&lt;script&gt;&amp;\""),
            "{html}"
        );
        assert!(!html.contains("correct horse"), "{html}");
        assert!(html.contains("in 7 seconds"), "{html}");
    }
}
