//! Formats amounts and times for pages.

use domain::{locale::Locale, money::Fen, time::Millis};

/// `¥88.80`.
#[must_use]
pub fn yuan(amount: Fen) -> String {
    match amount.yuan().strip_prefix('-') {
        Some(size) => format!("-¥{size}"),
        None => format!("¥{amount}"),
    }
}

/// The parts of an amount, which pages show in different sizes: sign and `¥`, yuan, point and fen.
#[must_use]
pub fn parts(amount: Fen) -> (&'static str, String, String) {
    let text = amount.yuan();
    let (sign, size) = match text.strip_prefix('-') {
        Some(size) => ("-¥", size),
        None => ("¥", text.as_str()),
    };
    let (whole, fen) = size.split_once('.').unwrap_or((size, "00"));
    (sign, whole.to_owned(), format!(".{fen}"))
}

/// A time in Shanghai: `2026-11-22 14:32`, in English `22 Nov 2026, 14:32`.
#[must_use]
pub fn moment(at: Millis, locale: Locale) -> String {
    at.shanghai(match locale {
        Locale::ZhCn => "%Y-%m-%d %H:%M",
        Locale::En => "%-d %b %Y, %H:%M",
    })
}

/// With seconds, for staff.
#[must_use]
pub fn exact(at: Millis) -> String {
    at.shanghai("%Y-%m-%d %H:%M:%S")
}

/// Date and time separately, for the timeline.
#[must_use]
pub fn short(at: Millis, locale: Locale) -> (String, String) {
    let day = at.shanghai(match locale {
        Locale::ZhCn => "%m-%d",
        Locale::En => "%-d %b",
    });
    (day, clock(at))
}

/// `14:32`.
#[must_use]
pub fn clock(at: Millis) -> String {
    at.shanghai("%H:%M")
}

/// For `datetime=`.
#[must_use]
pub fn machine(at: Millis) -> String {
    at.shanghai("%Y-%m-%dT%H:%M:%S+08:00")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_always_has_two_decimals() {
        for (fen, text) in [
            (0, "¥0.00"),
            (1, "¥0.01"),
            (8_880, "¥88.80"),
            (-5, "-¥0.05"),
        ] {
            assert_eq!(yuan(Fen::new(fen)), text);
            let (sign, whole, rest) = parts(Fen::new(fen));
            assert_eq!(format!("{sign}{whole}{rest}"), text);
        }
        assert_eq!(
            parts(Fen::new(129_900)),
            ("¥", "1299".to_owned(), ".00".to_owned())
        );
    }

    #[test]
    fn moments_are_on_the_shanghai_clock() {
        let at = Millis::new(1_795_331_520_000);
        assert_eq!(moment(at, Locale::ZhCn), at.shanghai("%Y-%m-%d %H:%M"));
        assert_eq!(moment(Millis::new(0), Locale::ZhCn), "1970-01-01 08:00");
        assert_eq!(moment(Millis::new(0), Locale::En), "1 Jan 1970, 08:00");
        assert_eq!(machine(Millis::new(0)), "1970-01-01T08:00:00+08:00");
        assert_eq!(
            short(Millis::new(0), Locale::En),
            ("1 Jan".to_owned(), "08:00".to_owned())
        );
    }
}
