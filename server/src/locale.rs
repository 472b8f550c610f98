//! The language of a response.

use crate::cookie;
use axum::response::Response;
use domain::locale::Locale;
use http::{HeaderMap, HeaderValue, header, request::Parts};
use kit::{paths, site::Site};

/// The cookie of the language form.
const LANGUAGE: &str = "lang";

/// The language of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    /// Language of the response.
    pub locale: Locale,
    /// Language to remember, because the reader comes from a public page and this browser has none
    /// stored.
    pub remember: Option<Locale>,
}

/// The language of the response to `request`. A public page has the language of its address, so
/// that one copy serves all readers. Other pages have the language of the public page that the
/// reader comes from; else the stored one; else the first of ours that the browser accepts.
#[must_use]
pub fn of(request: &Parts, origin: &str) -> Language {
    let path = request.uri.path();
    let by_address = paths::public(path).or_else(|| match paths::spoken(path) {
        Locale::En => Some(Locale::En),
        Locale::ZhCn => None,
    });
    let by_browser = chosen(&request.headers).unwrap_or(Locale::ZhCn);
    if let Some(locale) = by_address {
        return Language {
            locale,
            remember: None,
        };
    }
    let left = read_before(&request.headers, origin);
    let is_ahead = request.headers.contains_key("sec-purpose");
    Language {
        locale: left.unwrap_or(by_browser),
        remember: left.filter(|left| *left != by_browser && !is_ahead),
    }
}

/// The stored language, else the one the browser accepts.
fn chosen(headers: &HeaderMap) -> Option<Locale> {
    cookie::values(headers, LANGUAGE)
        .find_map(|value| std::str::from_utf8(value).ok()?.parse().ok())
        .or_else(|| accepted(headers))
}

/// The language of the public page of ours that the reader comes from.
fn read_before(headers: &HeaderMap, origin: &str) -> Option<Locale> {
    let referer = headers.get(header::REFERER)?.to_str().ok()?;
    let local = referer.strip_prefix(origin)?;
    paths::public(paths::bare(local)).filter(|_| local.starts_with('/'))
}

/// Stores `locale` in the browser, unless the response sets a language itself.
pub fn remember(response: &mut Response, site: &Site, locale: Locale) {
    let name = format!("{LANGUAGE}=");
    let is_set = response
        .headers()
        .get_all(header::SET_COOKIE)
        .iter()
        .any(|value| value.as_bytes().starts_with(name.as_bytes()));
    if let Ok(value) = HeaderValue::from_str(&site.language_cookie(locale))
        && !is_set
    {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// The first of our languages that the browser accepts.
#[must_use]
pub fn accepted(headers: &HeaderMap) -> Option<Locale> {
    let wanted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut best: Option<(u32, Locale)> = None;
    for item in wanted.split(',') {
        let mut parts = item.split(';');
        let tag = parts.next().unwrap_or("").trim().to_ascii_lowercase();
        let weight = parts
            .find_map(|part| part.trim().strip_prefix("q="))
            .map_or(Some(1_000), thousandths)
            .unwrap_or(0);
        let locale = match tag.split('-').next() {
            Some("zh") => Locale::ZhCn,
            Some("en") => Locale::En,
            _ => continue,
        };
        // Strictly greater: of equal weights the first wins.
        if weight > best.map_or(0, |(most, _)| most) {
            best = Some((weight, locale));
        }
    }
    best.map(|(_, locale)| locale)
}

/// `0.8` as 800: weights have at most three decimals.
fn thousandths(text: &str) -> Option<u32> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    if rest.len() > 3 || !rest.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let whole: u32 = whole.parse().ok()?;
    let rest: u32 = format!("{rest:0<3}").parse().ok()?;
    whole.checked_mul(1_000)?.checked_add(rest)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Locale> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, text.parse().unwrap());
        accepted(&headers)
    }

    #[test]
    fn the_heaviest_known_language_wins() {
        assert_eq!(of("en-GB,en;q=0.9,zh-CN;q=0.8"), Some(Locale::En));
        assert_eq!(of("fr,zh-TW;q=0.7,en;q=0.65"), Some(Locale::ZhCn));
        assert_eq!(of("en;q=0,zh;q=0.001"), Some(Locale::ZhCn));
        assert_eq!(of("fr"), None);
        assert_eq!(of("en;q=high"), None);
    }
}
