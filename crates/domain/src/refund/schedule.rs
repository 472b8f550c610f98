//! When a refund is queried, sent again automatically, and reported to staff.

use super::step::NOT_SHOWN_COUNTS_AFTER;
use crate::time::{DAY, HOUR, MINUTE, Millis, SECOND};

/// A failed refund is cancelled only after a refund query not older than this.
pub const DROP_WITHIN: i64 = MINUTE;
/// A refund that is unconfirmed for this long raises an alarm.
pub const ALARM_AFTER: i64 = HOUR;

/// A refusal of the gateway that nobody listed as final is taken for one after so many sends. By then they are a day
/// apart, and a person has to decide: the money would stay reserved for ever.
pub const SENDS: i64 = 5;

/// Queries after a send, counted from it; then daily.
const CHECKS: &[i64] = &[15 * SECOND, MINUTE, 5 * MINUTE, HOUR];
/// Sends after a refusal for low balance, counted from it; then daily.
const RETRIES: &[i64] = &[HOUR, 6 * HOUR];

/// The first query after a send with an unclear response: the first point of the schedule, or now
/// if that has passed. `tries` as in [`next_check`].
#[must_use]
pub fn first_check(sent_at: Millis, tries: i64, now: Millis) -> Millis {
    next_check(sent_at, tries, sent_at).max(now)
}

/// The earliest useful query: the gateway may not show a refund in the first seconds after
/// `sent_at`. Used after a lost lease, and after a message of the gateway about the refund.
#[must_use]
pub fn earliest_check(sent_at: Millis, now: Millis) -> Millis {
    sent_at.plus(NOT_SHOWN_COUNTS_AFTER).max(now)
}

/// The query after one at `now` that left a refund unconfirmed: 15 s, 1 min, 5 min, 1 h after
/// `sent_at`, then daily.
///
/// Each send after the first (`tries` counts them) skips one more early point, so that a refund
/// lost with every send slows down to daily instead of repeating every 15 s.
#[must_use]
pub fn next_check(sent_at: Millis, tries: i64, now: Millis) -> Millis {
    let skip = usize::try_from(tries.saturating_sub(1).max(0)).unwrap_or(usize::MAX);
    if let Some(point) = CHECKS
        .iter()
        .skip(skip)
        .map(|after| sent_at.plus(*after))
        .find(|point| *point > now)
    {
        return point;
    }
    // Daily, counted from the send, so that a late worker does not shift the schedule.
    let days = now.since(sent_at).max(0) / DAY + 1;
    sent_at.plus(days.saturating_mul(DAY))
}

/// When a refund that failed for low balance is sent again automatically: 1 h and 6 h after the
/// refusal, then daily. `tries` counts its sends so far.
#[must_use]
pub fn next_retry(tries: i64, failed_at: Millis) -> Millis {
    let round = usize::try_from(tries.saturating_sub(1).max(0)).unwrap_or(usize::MAX);
    let before = round
        .checked_sub(1)
        .and_then(|last| RETRIES.get(last))
        .copied()
        .unwrap_or(0);
    failed_at.plus(RETRIES.get(round).map_or(DAY, |after| after - before))
}

/// True if an unconfirmed refund created at `created_at` raises an alarm; also if that stamp lies
/// in the future.
#[must_use]
pub fn needs_alarm(created_at: Millis, now: Millis) -> bool {
    created_at.age(now).is_none_or(|age| age >= ALARM_AFTER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const T: Millis = Millis::new(1_800_000_000_000);

    #[test]
    fn the_first_send_is_asked_about_at_every_point() {
        let mut now = T;
        let mut seen = Vec::new();
        for _ in 0..7 {
            now = next_check(T, 1, now);
            seen.push(now.since(T));
        }
        assert_eq!(
            seen,
            [15 * SECOND, MINUTE, 5 * MINUTE, HOUR, DAY, 2 * DAY, 3 * DAY]
        );
    }

    #[test]
    fn each_further_send_is_asked_about_later() {
        let first: Vec<i64> = (1..=6)
            .map(|tries| next_check(T, tries, T).since(T))
            .collect();
        assert_eq!(first, [15 * SECOND, MINUTE, 5 * MINUTE, HOUR, DAY, DAY]);
    }

    #[test]
    fn a_low_balance_is_tried_again_ever_more_slowly() {
        let after = |tries| next_retry(tries, T).since(T);
        assert_eq!(
            [after(1), after(2), after(3), after(9)],
            [HOUR, 5 * HOUR, DAY, DAY]
        );
    }

    #[test]
    fn where_no_query_followed_the_send_it_is_asked_now() {
        assert_eq!(first_check(T, 1, T).since(T), 15 * SECOND);
        let late = T.plus(2 * HOUR);
        assert_eq!(first_check(T, 1, late), late);
        assert_eq!(next_check(T, 1, late).since(T), DAY, "after a query");
        for tries in [1, 4, 9] {
            assert_eq!(earliest_check(T, T).since(T), NOT_SHOWN_COUNTS_AFTER);
            assert_eq!(earliest_check(T, late), late, "a dead sender, send {tries}");
        }
    }

    #[test]
    fn an_age_that_cannot_be_right_is_reported() {
        assert!(!needs_alarm(T, T.plus(HOUR - 1)));
        assert!(needs_alarm(T, T.plus(HOUR)));
        assert!(needs_alarm(T.plus(DAY), T));
    }

    proptest! {
        #[test]
        fn the_next_check_lies_ahead_and_within_a_day(tries in 0_i64..50, late in 0_i64..90 * DAY) {
            let now = T.plus(late);
            let next = next_check(T, tries, now);
            prop_assert!(next > now);
            prop_assert!(next.since(now) <= DAY);
            prop_assert!(next.since(T) >= 15 * SECOND, "no query before the gateway can report the refund");
        }
    }
}
