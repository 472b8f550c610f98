//! Alipay's time: Shanghai, UTC+8 all year, whatever the machine's zone is.

use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

const SHANGHAI: Offset = jiff::tz::offset(8);

/// Formats epoch milliseconds as `yyyy-MM-dd HH:mm:ss` in Shanghai; fractions are cut, years end at
/// 9999.
#[must_use]
pub fn format_shanghai(ms: i64) -> String {
    let edge = if ms < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    let time = SHANGHAI.to_datetime(Timestamp::from_millisecond(ms).unwrap_or(edge));
    format!(
        "{:04}-{:02}-{:02} {:02}:{:02}:{:02}",
        time.year(),
        time.month(),
        time.day(),
        time.hour(),
        time.minute(),
        time.second()
    )
}

/// Parses `yyyy-MM-dd HH:mm:ss`, with or without a fraction of up to nine digits, as epoch
/// milliseconds.
///
/// `None` for any other form and for days and hours that do not exist.
#[must_use]
pub fn parse_shanghai(text: &str) -> Option<i64> {
    let (date, clock) = text.split_once(' ')?;
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    let [hour, minute, second] = numbers(clock, ':', [2, 2, 2])?;
    if fraction.len() > 9 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let ms = fraction
        .bytes()
        .chain(*b"000")
        .take(3)
        .fold(0, |n, b| n * 10 + i64::from(b - b'0'));
    let small = |n: i16| i8::try_from(n).ok();
    let time = DateTime::new(
        year,
        small(month)?,
        small(day)?,
        small(hour)?,
        small(minute)?,
        small(second)?,
        0,
    )
    .ok()?;
    let time = SHANGHAI.to_timestamp(time).ok()?;
    Some(
        time.checked_add(SignedDuration::from_millis(ms))
            .ok()?
            .as_millisecond(),
    )
}

/// Three numbers of exactly these lengths.
fn numbers(text: &str, between: char, lengths: [usize; 3]) -> Option<[i16; 3]> {
    let mut parts = text.split(between);
    let mut found = [0; 3];
    for (slot, length) in found.iter_mut().zip(lengths) {
        let part = parts.next()?;
        if part.len() != length || !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        *slot = part.parse().ok()?;
    }
    parts.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::{format_shanghai, parse_shanghai};
    use proptest::prelude::*;

    /// 2024-05-01 12:00:00 in Shanghai.
    const NOON: i64 = 1_714_536_000_000;

    #[test]
    fn shanghai_is_eight_hours_ahead() {
        assert_eq!(format_shanghai(0), "1970-01-01 08:00:00");
        assert_eq!(format_shanghai(NOON), "2024-05-01 12:00:00");
        assert_eq!(format_shanghai(NOON + 999), "2024-05-01 12:00:00");
        // China has summer time in 1988, but Alipay always uses +08:00.
        assert_eq!(parse_shanghai("1988-07-01 00:00:00"), Some(583_689_600_000));
        assert_eq!(format_shanghai(i64::MAX), "9999-12-31 06:00:00");
    }

    #[test]
    fn fractions_are_read_to_the_millisecond() {
        for (text, ms) in [
            ("2024-05-01 12:00:00", 0),
            ("2024-05-01 12:00:00.", 0),
            ("2024-05-01 12:00:00.1", 100),
            ("2024-05-01 12:00:00.123", 123),
            ("2024-05-01 12:00:00.123456789", 123),
        ] {
            assert_eq!(parse_shanghai(text), Some(NOON + ms), "{text}");
        }
    }

    #[test]
    fn other_shapes_are_refused() {
        for text in [
            "",
            " ",
            "2024-05-01",
            "2024-05-01T12:00:00",
            "2024-5-1 12:00:00",
            "2024-02-30 12:00:00",
            "2024-05-01 24:00:00",
            "2024-05-01 12:00",
            "2024-05-01 12:00:60",
            "2024-05-01 12:00:00.1234567890",
            "2024-05-01 12:00:00+08",
            "+024-05-01 12:00:00",
            "2024-05-01 12:00:00.1a",
            "２024-05-01 12:00:00",
        ] {
            assert_eq!(parse_shanghai(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn written_and_read_again_is_the_same_second(s in 0_i64..253_000_000_000) {
            prop_assert_eq!(parse_shanghai(&format_shanghai(s * 1000)), Some(s * 1000));
        }

        #[test]
        fn any_text_is_refused_or_means_what_it_says(text in "\\PC{0,30}|[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]{8,12}") {
            if let Some(ms) = parse_shanghai(&text) {
                prop_assert!(text.starts_with(&format_shanghai(ms)));
            }
        }

        #[test]
        fn any_number_is_written(ms in any::<i64>()) {
            prop_assert!(format_shanghai(ms).len() >= 19);
        }
    }
}
