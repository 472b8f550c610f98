//! The language of an answer.

use domain::locale::Locale;
use http::{HeaderMap, header};

/// The first of our languages the browser asks for.
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
        // Strictly greater: of equal weights the first one stands.
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
