#![expect(clippy::unwrap_used, reason = "test")]

use super::*;
use crate::time::{HOUR, MINUTE};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// 14:05 on a day.
fn at(text: &str) -> Millis {
    day(text).begin().plus(14 * HOUR + 5 * MINUTE)
}

fn told(choice: Choice, now: Millis) -> [String; 2] {
    let (this, before) = periods(choice, now);
    [this, before].map(|one| format!("{} – {}", one.from, one.until.shanghai("%Y-%m-%d %H:%M")))
}

#[test]
fn the_period_before_ends_at_the_same_hour() {
    let now = at("2026-11-28");
    for (range, this, before) in [
        (
            SalesRange::Today,
            "2026-11-28 – 2026-11-28 14:05",
            "2026-11-27 – 2026-11-27 14:05",
        ),
        (
            SalesRange::Yesterday,
            "2026-11-27 – 2026-11-28 00:00",
            "2026-11-26 – 2026-11-27 00:00",
        ),
        (
            SalesRange::Week,
            "2026-11-22 – 2026-11-28 14:05",
            "2026-11-15 – 2026-11-21 14:05",
        ),
        (
            SalesRange::Month,
            "2026-10-30 – 2026-11-28 14:05",
            "2026-09-30 – 2026-10-29 14:05",
        ),
        (
            SalesRange::ThisMonth,
            "2026-11-01 – 2026-11-28 14:05",
            "2026-10-01 – 2026-10-28 14:05",
        ),
        (
            SalesRange::LastMonth,
            "2026-10-01 – 2026-11-01 00:00",
            "2026-09-01 – 2026-10-01 00:00",
        ),
    ] {
        assert_eq!(told(Choice::Named(range), now), [this, before], "{range}");
    }
}

#[test]
fn a_month_before_that_is_shorter_ends_with_its_last_day() {
    assert_eq!(
        told(Choice::Named(SalesRange::ThisMonth), at("2026-03-31")),
        [
            "2026-03-01 – 2026-03-31 14:05",
            "2026-02-01 – 2026-03-01 00:00"
        ]
    );
}

#[test]
fn chosen_days_end_now_at_the_latest() {
    let now = at("2026-11-28");
    let told = |from: &str, to: &str| told(Choice::Days(day(from), day(to)), now);
    assert_eq!(
        told("2026-11-03", "2026-11-04"),
        [
            "2026-11-03 – 2026-11-05 00:00",
            "2026-11-01 – 2026-11-03 00:00"
        ]
    );
    assert_eq!(
        told("2026-11-27", "2026-12-31"),
        [
            "2026-11-27 – 2026-11-28 14:05",
            "2026-11-25 – 2026-11-26 14:05"
        ]
    );
    let (later, _) = periods(Choice::Days(day("2027-01-01"), day("2027-01-02")), now);
    assert_eq!(
        (later.until, later.last()),
        (later.from.begin(), later.from.plus(-1))
    );
}

#[test]
fn too_many_bars_become_longer_steps() {
    assert_eq!(step(SalesStep::Day, 366), SalesStep::Day);
    assert_eq!(step(SalesStep::Day, 367), SalesStep::Week);
    assert_eq!(step(SalesStep::Week, MOST_DAYS), SalesStep::Month);
    assert_eq!(step(SalesStep::Month, 1), SalesStep::Month);
}

proptest! {
    /// The two periods are equally long, next to each other, and the step covers each day once.
    #[test]
    fn periods_and_steps_fit_together(from in 18_000_i64..22_000, days in 0_i64..500, now in 18_000_i64..22_500) {
        let now = Day::new(now).begin().plus(14 * HOUR);
        let choice = Choice::Days(Day::new(from), Day::new(from + days));
        let (this, before) = periods(choice, now);
        prop_assert_eq!(
            this.until.since(this.from.begin()),
            before.until.since(before.from.begin())
        );
        prop_assert!(before.until <= this.from.begin());
        for step in SalesStep::ALL {
            let first = step.first(Day::new(from));
            prop_assert!(first.get() <= from && from < step.next(first).get());
            prop_assert_eq!(step.first(step.next(first)), step.next(first));
        }
    }
}

#[test]
fn a_named_range_has_a_first_and_a_last_day() {
    let now = at("2026-11-28");
    let told = SalesRange::ALL.iter().map(|range| {
        let (first, last) = range.days(now);
        format!("{range}: {first} – {last}")
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "today: 2026-11-28 – 2026-11-28",
            "yesterday: 2026-11-27 – 2026-11-27",
            "7d: 2026-11-22 – 2026-11-28",
            "30d: 2026-10-30 – 2026-11-28",
            "month: 2026-11-01 – 2026-11-28",
            "last-month: 2026-10-01 – 2026-10-31",
        ]
    );
}
