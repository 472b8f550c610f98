//! Days in Shanghai, counted from 1970-01-01, and the weeks and months they are in.

use crate::time::{DAY, HOUR, Millis};
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How far the day in Shanghai is ahead of UTC, in milliseconds. Statements write it into their SQL.
pub const AHEAD: i64 = 8 * HOUR;

/// A day in Shanghai: days since 1970-01-01.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default,
)]
#[serde(transparent)]
pub struct Day(i64);

/// The text is not a day from 2000 to 2099, written `2026-11-28`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a day")]
pub struct NotADay;

impl Day {
    /// Wraps a count of days.
    #[must_use]
    pub const fn new(day: i64) -> Self {
        Self(day)
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The day of a point in time.
    #[must_use]
    pub const fn of(at: Millis) -> Self {
        Self(at.get().saturating_add(AHEAD).div_euclid(DAY))
    }

    /// Its first millisecond.
    #[must_use]
    pub const fn begin(self) -> Millis {
        Millis::new(self.0.saturating_mul(DAY).saturating_sub(AHEAD))
    }

    /// The first millisecond after it.
    #[must_use]
    pub const fn end(self) -> Millis {
        self.plus(1).begin()
    }

    /// So many days later, or earlier.
    #[must_use]
    pub const fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Days from `earlier` to this one.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The Monday of its week. 1970-01-01 was a Thursday.
    #[must_use]
    pub const fn week(self) -> Self {
        Self(
            self.0
                .saturating_sub(self.0.saturating_add(3).rem_euclid(7)),
        )
    }

    /// The first day of its month.
    #[must_use]
    pub fn month(self) -> Self {
        Self::in_calendar(self.date().first_of_month())
    }

    /// The first day of the month before its own.
    #[must_use]
    pub fn month_before(self) -> Self {
        self.month().plus(-1).month()
    }

    /// The first day of the month after its own.
    #[must_use]
    pub fn month_after(self) -> Self {
        Self::in_calendar(self.date().last_of_month()).plus(1)
    }

    fn date(self) -> Date {
        let epoch = date(1970, 1, 1);
        let days = i32::try_from(self.0).unwrap_or_default();
        // A day that the calendar lacks is shown as the first one; stored days are near today.
        epoch.checked_add(days.days()).unwrap_or(epoch)
    }

    fn in_calendar(day: Date) -> Self {
        let span = day.since(date(1970, 1, 1));
        Self(span.map_or(0, |span| i64::from(span.get_days())))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)
    }
}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        if text.len() != "2026-11-28".len() {
            return Err(NotADay);
        }
        let day = Date::strptime("%Y-%m-%d", text).map_err(|_unreadable| NotADay)?;
        if (2000..2100).contains(&day.year()) {
            Ok(Self::in_calendar(day))
        } else {
            Err(NotADay)
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_day_begins_at_midnight_in_shanghai() {
        let day: Day = "2026-11-28".parse().unwrap();
        assert_eq!(
            day.begin().shanghai("%Y-%m-%d %H:%M:%S"),
            "2026-11-28 00:00:00"
        );
        assert_eq!(day.end(), day.plus(1).begin());
        assert_eq!(Day::of(day.begin()), day);
        assert_eq!(Day::of(day.begin().plus(-1)), day.plus(-1));
        assert_eq!(Day::of(Millis::new(0)), Day::new(0));
    }

    #[test]
    fn weeks_begin_on_monday_and_months_on_their_first() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!(day("2026-11-28").week(), day("2026-11-23"));
        assert_eq!(day("2026-11-23").week(), day("2026-11-23"));
        assert_eq!(day("2026-11-22").week(), day("2026-11-16"));
        assert_eq!(day("2026-01-31").month(), day("2026-01-01"));
        assert_eq!(day("2026-01-31").month_before(), day("2025-12-01"));
        assert_eq!(day("2026-01-31").month_after(), day("2026-02-01"));
    }

    #[test]
    fn other_texts_are_no_day() {
        for text in [
            "",
            "2026-2-3",
            "2026-02-30",
            "26-11-28",
            "2026/11/28",
            "1999-12-31",
            "2100-01-01",
            "2026-11-28 ",
            "２０２６",
        ] {
            assert_eq!(text.parse::<Day>(), Err(NotADay), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(days in 10_957_i64..47_482) {
            let day = Day::new(days);
            prop_assert_eq!(day.to_string().parse::<Day>(), Ok(day));
            prop_assert!(day.week() <= day && day.since(day.week()) < 7);
            prop_assert!(day.month() <= day && day < day.month_after());
        }
    }
}
