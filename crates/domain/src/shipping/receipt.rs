//! When an order that was shipped counts as received without the customer's word.

use crate::time::{DAY, Millis};

/// How much later the customer may ask the receipt to be, once.
pub const EXTENSION: i64 = 3 * DAY;

/// A refund under way: from its request or decision to its end; without an end it still is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// When it began.
    pub from: Millis,
    /// When it ended.
    pub until: Option<Millis>,
}

/// What an order's receipt waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// When it counts as received; while paused, if the pause ended now.
    pub due: Millis,
    /// True while a refund is under way.
    pub paused: bool,
}

/// The clock of a receipt that is due at `by` without pauses, for an order that was shipped whole
/// at `since`. The time of each refund under way is added; where two overlap, it is added once.
#[must_use]
pub fn clock(since: Millis, by: Millis, pauses: &[Pause], now: Millis) -> Clock {
    let mut spans: Vec<(Millis, Millis)> = pauses
        .iter()
        .map(|pause| (pause.from.max(since), pause.until.unwrap_or(now).min(now)))
        .filter(|(from, until)| from < until)
        .collect();
    spans.sort_unstable();
    let mut added = 0_i64;
    let mut counted_to = since;
    for (from, until) in spans {
        let from = from.max(counted_to);
        if from < until {
            added = added.saturating_add(until.since(from));
            counted_to = until;
        }
    }
    Clock {
        due: by.plus(added),
        paused: pauses.iter().any(|pause| pause.until.is_none()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const T: Millis = Millis::new(1_800_000_000_000);

    fn days(days: i64) -> Millis {
        T.plus(days * DAY)
    }

    fn pause(from: i64, until: Option<i64>) -> Pause {
        Pause {
            from: days(from),
            until: until.map(days),
        }
    }

    #[test]
    fn without_refunds_it_is_due_as_planned() {
        let clock = clock(T, days(10), &[], days(4));
        assert_eq!((clock.due, clock.paused), (days(10), false));
    }

    #[test]
    fn a_refund_stops_the_clock_and_its_end_starts_it() {
        let open = clock(T, days(10), &[pause(8, None)], days(20));
        assert_eq!((open.due, open.paused), (days(22), true));
        let ended = clock(T, days(10), &[pause(8, Some(20))], days(21));
        assert_eq!((ended.due, ended.paused), (days(22), false));
    }

    #[test]
    fn time_before_the_shipment_and_time_twice_do_not_count() {
        let before = clock(
            T,
            days(10),
            &[pause(-5, Some(-1)), pause(-2, Some(1))],
            days(2),
        );
        assert_eq!(before.due, days(11));
        let twice = [pause(4, Some(8)), pause(2, Some(6)), pause(5, Some(6))];
        assert_eq!(clock(T, days(10), &twice, days(9)).due, days(16));
        // A clock that was ahead wrote the end.
        let ahead = clock(T, days(10), &[pause(2, Some(90))], days(3));
        assert_eq!(ahead.due, days(11));
    }
}
