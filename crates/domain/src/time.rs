//! Times as epoch milliseconds, shown at +08:00 whatever the time zone of the machine, because Alipay uses that offset.

use jiff::{
    Timestamp,
    tz::{Offset, TimeZone},
};
use serde::{Deserialize, Serialize};

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Millis(i64);

/// One second, in milliseconds.
pub const SECOND: i64 = 1_000;
/// One minute, in milliseconds.
pub const MINUTE: i64 = 60 * SECOND;
/// One hour, in milliseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// One day, in milliseconds.
pub const DAY: i64 = 24 * HOUR;

/// The largest clock difference between two machines that is accepted.
pub const SKEW: i64 = MINUTE;

/// The latest stamp that a machine can have written before `now`. A later one was written by a
/// clock that was ahead. For SQL statements; elsewhere use [`Millis::age`].
#[must_use]
pub const fn horizon(now: Millis) -> Millis {
    now.plus(SKEW)
}

impl Millis {
    /// Wraps epoch milliseconds.
    #[must_use]
    pub const fn new(ms: i64) -> Self {
        Self(ms)
    }

    /// Epoch milliseconds.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// This time plus `ms`, which may be negative; saturates.
    #[must_use]
    pub const fn plus(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this time; negative if `earlier` is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// How long ago this stamp was written, in milliseconds and never below 0. `None` if it lies
    /// ahead of `now` by more than [`SKEW`]: a clock that was ahead wrote it, so it counts as
    /// absent.
    #[must_use]
    pub const fn age(self, now: Self) -> Option<i64> {
        if self.0 > horizon(now).0 {
            return None;
        }
        let age = now.since(self);
        Some(if age < 0 { 0 } else { age })
    }

    /// Rounded up to a whole minute, because the gateway may cut expiry times to minutes.
    #[must_use]
    pub const fn ceil_minute(self) -> Self {
        let rest = self.0.rem_euclid(MINUTE);
        if rest == 0 {
            self
        } else {
            Self(self.0.saturating_add(MINUTE - rest))
        }
    }

    /// Shanghai time by a `strftime` pattern, e.g. `%Y-%m-%d %H:%M:%S`; empty outside the calendar.
    #[must_use]
    pub fn shanghai(self, pattern: &str) -> String {
        let Ok(moment) = Timestamp::from_millisecond(self.0) else {
            return String::new();
        };
        let zone = TimeZone::fixed(Offset::constant(8));
        moment.to_zoned(zone).strftime(pattern).to_string()
    }

    /// The start of its day in Shanghai.
    #[must_use]
    pub const fn shanghai_midnight(self) -> Self {
        const DAY: i64 = 86_400_000;
        const AHEAD: i64 = 28_800_000;
        Self(
            self.0
                .saturating_sub(self.0.saturating_add(AHEAD).rem_euclid(DAY)),
        )
    }

    /// The start of a day in Shanghai, written `2026-11-22` or `20261122`.
    #[must_use]
    pub fn of_shanghai_day(typed: &str) -> Option<Self> {
        let plain: String = typed.trim().chars().filter(|c| *c != '-').collect();
        if plain.len() != 8 || !plain.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let day = jiff::civil::Date::strptime("%Y%m%d", &plain).ok()?;
        let zone = TimeZone::fixed(Offset::constant(8));
        let start = day.to_zoned(zone).ok()?;
        Some(Self(start.timestamp().as_millisecond()))
    }

    /// The Shanghai calendar day as `YYYYMMDD`, the head of order and trade numbers.
    #[must_use]
    pub fn shanghai_day(self) -> String {
        self.shanghai("%Y%m%d")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_its_milliseconds() {
        for ms in [i64::MIN, -7, 0, 7, i64::MAX] {
            assert_eq!(Millis::new(ms).get(), ms);
        }
    }

    #[test]
    fn a_day_begins_at_midnight_in_shanghai() {
        let midnight = Millis::new(16 * 3_600_000);
        assert_eq!(
            midnight.shanghai("%Y-%m-%d %H:%M:%S"),
            "1970-01-02 00:00:00"
        );
        assert_eq!(midnight.shanghai_midnight(), midnight);
        assert_eq!(midnight.plus(1).shanghai_midnight(), midnight);
        assert_eq!(midnight.plus(86_399_999).shanghai_midnight(), midnight);
        assert_eq!(
            midnight.plus(-1).shanghai_midnight(),
            midnight.plus(-86_400_000)
        );
    }

    #[test]
    fn days_are_read_as_browsers_and_people_write_them() {
        let day = Millis::of_shanghai_day("2026-11-22");
        assert_eq!(day, Millis::of_shanghai_day(" 20261122 "));
        let day = day.unwrap_or_default();
        assert_eq!(day.shanghai("%Y-%m-%d %H:%M:%S"), "2026-11-22 00:00:00");
        assert_eq!(day.shanghai_midnight(), day);
        for wrong in [
            "",
            "2026-02-30",
            "2026-13-01",
            "22.11.2026",
            "2026-1-1",
            "yesterday",
        ] {
            assert_eq!(Millis::of_shanghai_day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_stamp_from_the_future_counts_as_absent() {
        let now = Millis::new(1_800_000_000_000);
        assert_eq!(now.plus(-HOUR).age(now), Some(HOUR));
        assert_eq!(now.age(now), Some(0));
        // The clock of another machine may be slightly ahead.
        assert_eq!(horizon(now).age(now), Some(0));
        assert_eq!(horizon(now).plus(1).age(now), None);
        assert_eq!(Millis::new(i64::MAX).age(now), None);
    }

    #[test]
    fn shanghai_is_eight_hours_ahead_all_year() {
        assert_eq!(
            Millis::new(0).shanghai("%Y-%m-%d %H:%M:%S"),
            "1970-01-01 08:00:00"
        );
        assert_eq!(Millis::new(1_800_000_000_000).shanghai_day(), "20270115");
        // China has summer time in 1990, but the gateway always uses +08:00.
        assert_eq!(Millis::new(647_000_000_000).shanghai("%H:%M"), "18:13");
    }

    /// Compared with plain numbers, because other tests use the constants.
    #[test]
    fn durations_are_what_their_names_say() {
        use crate::{actions, payment, refund};

        assert_eq!(
            [SECOND, MINUTE, HOUR, DAY],
            [1_000, 60_000, 3_600_000, 86_400_000]
        );
        assert_eq!(actions::REQUEST_WITHIN, 1_296_000_000, "15 days");
        assert_eq!(crate::shipping::EXTENSION, 259_200_000, "3 days");
        assert_eq!(payment::schedule::LAST_MINUTE, 60_000);
        assert_eq!(payment::step::SILENCE_AFTER_EXPIRY, 7_200_000, "2 hours");
        assert_eq!(payment::step::NOT_EXIST_AFTER_EXPIRY, 300_000, "5 minutes");
        assert_eq!(refund::schedule::DROP_WITHIN, 60_000);
        assert_eq!(refund::schedule::ALARM_AFTER, 3_600_000);
        assert_eq!(refund::step::NOT_SHOWN_COUNTS_AFTER, 10_000);
    }

    #[test]
    fn minutes_are_rounded_up() {
        assert_eq!(Millis::new(MINUTE).ceil_minute(), Millis::new(MINUTE));
        assert_eq!(
            Millis::new(MINUTE + 1).ceil_minute(),
            Millis::new(2 * MINUTE)
        );
    }
}
