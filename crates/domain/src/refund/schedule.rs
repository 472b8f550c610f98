//! When a refund is asked about, sent again by itself, and reported to a person.

use super::step::BALANCE_NOT_ENOUGH;
use crate::time::{DAY, HOUR, MINUTE, Millis, SECOND};

/// A failed refund is given up only with a refund query not older than this.
pub const DROP_WITHIN: i64 = MINUTE;
/// An unknown refund of this age needs a person.
pub const ALARM_AFTER: i64 = HOUR;

/// Questions after a send, counted from it; then daily.
const CHECKS: &[i64] = &[15 * SECOND, MINUTE, 5 * MINUTE, HOUR];
/// Sends after a refusal for want of balance, counted from it; then daily.
const RETRIES: &[i64] = &[HOUR, 6 * HOUR];

/// The next question about an unknown refund: 15 s, 1 min, 5 min, 1 h after `sent_at`, then daily.
///
/// Each send after the first (`tries` counts them) leaves out one more of the early points, so that a refund that is
/// lost again and again slows down to daily instead of circling every 15 s.
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
    // Daily, still counted from the send: a late worker does not shift the rest.
    let days = now.since(sent_at).max(0) / DAY + 1;
    sent_at.plus(days.saturating_mul(DAY))
}

/// When a failed refund is sent again by itself: only for want of balance, 1 h and 6 h after the refusal, then daily.
/// `tries` counts its sends so far.
#[must_use]
pub fn next_retry(code: Option<&str>, tries: i64, failed_at: Millis) -> Option<Millis> {
    if code != Some(BALANCE_NOT_ENOUGH) {
        return None;
    }
    let round = usize::try_from(tries.saturating_sub(1).max(0)).unwrap_or(usize::MAX);
    let before = round
        .checked_sub(1)
        .and_then(|last| RETRIES.get(last))
        .copied()
        .unwrap_or(0);
    Some(failed_at.plus(RETRIES.get(round).map_or(DAY, |after| after - before)))
}

/// True if an unknown refund created at `created_at` is to be reported.
#[must_use]
pub fn needs_alarm(created_at: Millis, now: Millis) -> bool {
    now.since(created_at) >= ALARM_AFTER
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
    fn only_want_of_balance_heals_by_itself() {
        let after = |tries| next_retry(Some(BALANCE_NOT_ENOUGH), tries, T).map(|at| at.since(T));
        assert_eq!(
            [after(1), after(2), after(3), after(9)],
            [Some(HOUR), Some(5 * HOUR), Some(DAY), Some(DAY)]
        );
        assert_eq!(next_retry(Some("ACQ.TRADE_HAS_FINISHED"), 1, T), None);
        assert_eq!(next_retry(None, 1, T), None);
    }

    proptest! {
        #[test]
        fn the_next_check_lies_ahead_and_within_a_day(tries in 0_i64..50, late in 0_i64..90 * DAY) {
            let now = T.plus(late);
            let next = next_check(T, tries, now);
            prop_assert!(next > now);
            prop_assert!(next.since(now) <= DAY);
            prop_assert!(next.since(T) >= 15 * SECOND, "never before the gateway can know it");
        }
    }
}
