//! The simulator's time: the wall clock, moved by tests.
//!
//! It has two shifts. `base` is the shop's time (set by tests with a frozen clock); `advance` is
//! how far the simulator is ahead of it. So a shop that does not know of an advance still gets its
//! requests accepted, and its absolute deadlines keep their length.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

/// Shared, movable clock; all values are epoch milliseconds.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    base: AtomicI64,
    advance: AtomicI64,
    /// Shows only what it was set to.
    is_stopped: bool,
}

impl Clock {
    /// A clock that stands still until it is set again.
    pub(crate) fn stopped() -> Self {
        Self {
            is_stopped: true,
            ..Self::default()
        }
    }

    /// What the shifts are added to.
    fn origin_ms(&self) -> i64 {
        if self.is_stopped { 0 } else { wall_ms() }
    }

    /// The simulator's time.
    pub(crate) fn now(&self) -> i64 {
        self.shop_now()
            .saturating_add(self.advance.load(Ordering::SeqCst))
    }

    /// The time of a shop that knows of no advance.
    pub(crate) fn shop_now(&self) -> i64 {
        self.origin_ms()
            .saturating_add(self.base.load(Ordering::SeqCst))
    }

    /// Moves ahead; negative values move back.
    pub(crate) fn advance(&self, ms: i64) {
        let moved = self.advance.load(Ordering::SeqCst).saturating_add(ms);
        self.advance.store(moved, Ordering::SeqCst);
    }

    /// Sets both times to `now_ms`.
    pub(crate) fn set(&self, now_ms: i64) {
        self.base
            .store(now_ms.saturating_sub(self.origin_ms()), Ordering::SeqCst);
        self.advance.store(0, Ordering::SeqCst);
    }

    /// `(base, advance)`, for the journal.
    pub(crate) fn shifts(&self) -> (i64, i64) {
        (
            self.base.load(Ordering::SeqCst),
            self.advance.load(Ordering::SeqCst),
        )
    }

    /// Restores the shifts from the journal.
    pub(crate) fn restore(&self, base: i64, advance: i64) {
        self.base.store(base, Ordering::SeqCst);
        self.advance.store(advance, Ordering::SeqCst);
    }

    /// The shift that converts a request's absolute times to this clock.
    ///
    /// `None`: the timestamp matches neither time, so the request is stale.
    pub(crate) fn shift_for(&self, timestamp_ms: i64, tolerance_ms: i64) -> Option<i64> {
        let here = self.now().saturating_sub(timestamp_ms).saturating_abs();
        let there = self
            .shop_now()
            .saturating_sub(timestamp_ms)
            .saturating_abs();
        if here.min(there) > tolerance_ms {
            return None;
        }
        if here <= there {
            Some(0)
        } else {
            Some(self.advance.load(Ordering::SeqCst))
        }
    }
}

/// A duration in the shop's time, scaled; at least one millisecond.
pub(crate) fn scaled(ms: i64, scale: u32) -> i64 {
    ms.checked_div(i64::from(scale.max(1))).unwrap_or(ms).max(1)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the only place that reads the wall clock"
)]
fn wall_ms() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|since| i64::try_from(since.as_millis()).ok())
        .unwrap_or_default()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::*;

    #[test]
    fn a_leap_keeps_requests_of_both_worlds_valid() {
        let clock = Clock::default();
        let hour = 3_600_000;
        clock.advance(25 * hour);
        let shift_for = |ms| clock.shift_for(ms, 12 * hour);
        assert_eq!(shift_for(clock.shop_now()), Some(25 * hour));
        assert_eq!(shift_for(clock.now()), Some(0));
        assert_eq!(shift_for(clock.shop_now() - 8 * hour), Some(25 * hour));
        assert_eq!(shift_for(clock.shop_now() - 13 * hour), None);
    }

    #[test]
    fn setting_the_clock_ends_a_leap() {
        let clock = Clock::default();
        clock.advance(5_000);
        clock.set(1_700_000_000_000);
        assert!(clock.now() - 1_700_000_000_000 < 5_000);
        assert_eq!(clock.shift_for(clock.shop_now(), 1000).unwrap(), 0);
    }

    #[test]
    fn a_stopped_clock_shows_what_it_was_set_to() {
        let clock = Clock::stopped();
        clock.set(1_700_000_000_000);
        assert_eq!(clock.now(), 1_700_000_000_000);
        assert_eq!(clock.shift_for(1_700_000_000_000, 0), Some(0));
    }

    #[test]
    fn compression_divides_and_never_reaches_zero() {
        assert_eq!(scaled(240_000, 60), 4_000);
        assert_eq!(scaled(1, 60), 1);
        assert_eq!(scaled(240_000, 0), 240_000);
    }
}
