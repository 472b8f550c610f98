//! The payment deadline, and when the gateway is queried about an attempt.

use super::AttemptState;
use crate::time::{DAY, HOUR, MINUTE, Millis, SECOND};

/// No payment starts later than this before the deadline, so that no cashier opens that closes at
/// once.
pub const LAST_MINUTE: i64 = MINUTE;
/// Delay of the expiry job after the deadline, for last-second payments.
pub const EXPIRY_GRACE: i64 = MINUTE;

/// Queries after a return or 刷新状态, counted from it.
const AFTER_RETURN: &[i64] = &[0, 3 * SECOND, 8 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE];
/// Further queries, counted likewise, while an attempt without another job gets no response; then
/// daily.
const IN_DOUBT: &[i64] = &[5 * MINUTE, HOUR, 6 * HOUR];
/// Queries after opening, counted from it.
const AFTER_OPENING: &[i64] = &[MINUTE, 3 * MINUTE, 10 * MINUTE];
/// The query after expiry, counted from `time_expire`.
const AFTER_EXPIRY: i64 = MINUTE;
/// Queries of an abandoned attempt, counted from `time_expire`; then daily.
const ABANDONED: &[i64] = &[5 * MINUTE, HOUR, 6 * HOUR, 25 * HOUR];
/// Pauses between tries to close an attempt; the last one repeats.
const CLOSE_TRIES: &[i64] = &[
    3 * SECOND,
    10 * SECOND,
    30 * SECOND,
    MINUTE,
    5 * MINUTE,
    15 * MINUTE,
];

/// When an order placed at `placed_at` expires: `minutes` later, rounded up to a whole minute
/// because the gateway may cut expiry times to minutes.
#[must_use]
pub const fn deadline(placed_at: Millis, minutes: i64) -> Millis {
    placed_at.plus(minutes.saturating_mul(MINUTE)).ceil_minute()
}

/// When the last payment may start: 60 s before the deadline.
#[must_use]
pub const fn last_payable(pay_deadline: Millis) -> Millis {
    pay_deadline.plus(-LAST_MINUTE)
}

/// When the expiry job runs: see [`EXPIRY_GRACE`].
#[must_use]
pub const fn expiry(pay_deadline: Millis) -> Millis {
    pay_deadline.plus(EXPIRY_GRACE)
}

/// True if a payment may still be started at `now`.
#[must_use]
pub fn is_payable(pay_deadline: Millis, now: Millis) -> bool {
    now < last_payable(pay_deadline)
}

/// The next query of an attempt, strictly after `now`; `None` if the attempt needs none.
///
/// `opened_at`: when the attempt was created. `asked_for`: the last return or 刷新状态; its first query
/// is due at once and not returned here.
#[must_use]
pub fn next_question(
    state: AttemptState,
    opened_at: Millis,
    asked_for: Option<Millis>,
    time_expire: Millis,
    now: Millis,
) -> Option<Millis> {
    let wished = asked_for
        .into_iter()
        .flat_map(|at| AFTER_RETURN.iter().map(move |after| at.plus(*after)));
    match state {
        AttemptState::Open | AttemptState::Closing => wished
            .chain(AFTER_OPENING.iter().map(|after| opened_at.plus(*after)))
            .chain([time_expire.plus(AFTER_EXPIRY)])
            .filter(|at| *at > now)
            .min()
            // The schedule has ended, and the attempt is still neither paid nor closed: keep
            // querying.
            .or_else(|| Some(now.plus(5 * MINUTE))),
        AttemptState::Abandoned => wished
            .chain(ABANDONED.iter().map(|after| time_expire.plus(*after)))
            .chain([daily(time_expire.plus(25 * HOUR), now)])
            .filter(|at| *at > now)
            .min(),
        AttemptState::Closed | AttemptState::Paid | AttemptState::Finished => None,
    }
}

/// The next query, strictly after `now`, of a closed attempt that a message at `asked_for`
/// contradicts: quickly at first, then daily, until a response arrives.
#[must_use]
pub fn next_doubt(asked_for: Millis, now: Millis) -> Millis {
    AFTER_RETURN
        .iter()
        .chain(IN_DOUBT)
        .map(|after| asked_for.plus(*after))
        .find(|at| *at > now)
        .unwrap_or_else(|| daily(asked_for, now))
}

/// The next try to close an attempt after the `tries`-th one (from 1).
#[must_use]
pub fn next_close(tries: i64, now: Millis) -> Millis {
    let place = usize::try_from(tries.saturating_sub(1).max(0)).unwrap_or(usize::MAX);
    now.plus(CLOSE_TRIES.get(place).copied().unwrap_or(15 * MINUTE))
}

/// The first time after `now` that is a whole number of days after `start`.
fn daily(start: Millis, now: Millis) -> Millis {
    let days = now.since(start).max(0) / DAY + 1;
    start.plus(days.saturating_mul(DAY))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const T: Millis = Millis::new(1_800_000_000_000);

    #[test]
    fn a_deadline_is_a_whole_minute_and_paying_ends_before() {
        let placed = T.ceil_minute();
        assert_eq!(deadline(placed, 30), placed.plus(30 * MINUTE));
        let late = deadline(placed.plus(1), 30);
        assert_eq!(late, placed.plus(31 * MINUTE));
        assert_eq!(last_payable(late), late.plus(-60_000));
        assert!(is_payable(late, last_payable(late).plus(-1)));
        assert!(!is_payable(late, last_payable(late)));
    }

    fn walk(
        state: AttemptState,
        asked_for: Option<Millis>,
        from: Millis,
        count: usize,
    ) -> Vec<i64> {
        let mut now = from;
        (0..count)
            .map(|_| {
                now = next_question(state, T, asked_for, T.plus(30 * MINUTE), now).unwrap();
                now.since(T) / SECOND
            })
            .collect()
    }

    #[test]
    fn an_open_attempt_is_asked_about_as_written() {
        assert_eq!(
            walk(AttemptState::Open, None, T, 5),
            [60, 180, 600, 31 * 60, 36 * 60]
        );
    }

    #[test]
    fn a_return_adds_quick_questions() {
        let back = T.plus(2 * MINUTE);
        assert_eq!(
            walk(AttemptState::Open, Some(back), back, 7),
            [123, 128, 135, 150, 180, 600, 31 * 60]
        );
    }

    #[test]
    fn an_abandoned_attempt_is_asked_about_until_answered() {
        let expire = T.plus(30 * MINUTE);
        let hours: Vec<i64> = walk(AttemptState::Abandoned, None, expire, 6)
            .into_iter()
            .map(|s| (s - 1_800) / 60)
            .collect();
        assert_eq!(hours, [5, 60, 360, 1_500, 1_500 + 1_440, 1_500 + 2 * 1_440]);
    }

    #[test]
    fn a_doubt_is_asked_about_quickly_and_then_daily() {
        let mut now = T;
        let seconds: Vec<i64> = (0..10)
            .map(|_| {
                now = next_doubt(T, now);
                now.since(T) / SECOND
            })
            .collect();
        assert_eq!(
            seconds,
            [3, 8, 15, 30, 60, 300, 3_600, 21_600, 86_400, 172_800]
        );
    }

    #[test]
    fn settled_attempts_are_left_alone() {
        for state in [
            AttemptState::Closed,
            AttemptState::Paid,
            AttemptState::Finished,
        ] {
            assert_eq!(next_question(state, T, Some(T), T, T), None);
        }
    }

    #[test]
    fn closing_slows_down_to_a_quarter_of_an_hour() {
        let pauses: Vec<i64> = (0..9)
            .map(|tries| next_close(tries, T).since(T) / SECOND)
            .collect();
        assert_eq!(pauses, [3, 3, 10, 30, 60, 300, 900, 900, 900]);
    }

    proptest! {
        #[test]
        fn a_watched_attempt_always_has_a_question_ahead(
            state in prop::sample::select(AttemptState::ALL),
            asked in prop::option::of(0_i64..DAY),
            late in 0_i64..60 * DAY,
        ) {
            let now = T.plus(late);
            let next = next_question(state, T, asked.map(|ms| T.plus(ms)), T.plus(30 * MINUTE), now);
            prop_assert_eq!(next.is_some(), state.is_watched());
            if let Some(next) = next {
                prop_assert!(next > now && next.since(now) <= DAY);
            }
        }

        #[test]
        fn deadlines_never_shorten(placed in 0_i64..2_000_000_000_000, minutes in 1_i64..10_000) {
            let end = deadline(Millis::new(placed), minutes);
            let length = end.since(Millis::new(placed));
            prop_assert!(length >= minutes * MINUTE && length < (minutes + 1) * MINUTE);
            prop_assert_eq!(end.get() % MINUTE, 0);
        }
    }
}
