//! The simulator's own time: the wall clock, moved by tests.
//!
//! Two shifts are kept apart. `base` is where the shop's world stands (a test with a frozen clock
//! sets it); `advance` is how far the simulator has leapt ahead of that world. A shop that was not
//! told about a leap still gets its requests accepted, and its absolute deadlines stay as long as
//! it meant them.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

/// Shared, movable clock; all values are epoch milliseconds.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    base: AtomicI64,
    advance: AtomicI64,
}

impl Clock {
    /// Time as the simulator sees it.
    pub(crate) fn now(&self) -> i64 {
        self.shop_now()
            .saturating_add(self.advance.load(Ordering::SeqCst))
    }

    /// Time as a shop that knows of no leap sees it.
    pub(crate) fn shop_now(&self) -> i64 {
        wall_ms().saturating_add(self.base.load(Ordering::SeqCst))
    }

    /// Leaps ahead; negative values go back.
    pub(crate) fn advance(&self, ms: i64) {
        let moved = self.advance.load(Ordering::SeqCst).saturating_add(ms);
        self.advance.store(moved, Ordering::SeqCst);
    }

    /// Puts both worlds at `now_ms`.
    pub(crate) fn set(&self, now_ms: i64) {
        self.base
            .store(now_ms.saturating_sub(wall_ms()), Ordering::SeqCst);
        self.advance.store(0, Ordering::SeqCst);
    }

    /// `(base, advance)`, for the journal.
    pub(crate) fn shifts(&self) -> (i64, i64) {
        (
            self.base.load(Ordering::SeqCst),
            self.advance.load(Ordering::SeqCst),
        )
    }

    /// Puts back what the journal remembers.
    pub(crate) fn restore(&self, base: i64, advance: i64) {
        self.base.store(base, Ordering::SeqCst);
        self.advance.store(advance, Ordering::SeqCst);
    }

    /// What to add to a request's absolute times to read them on this clock.
    ///
    /// `None`: the timestamp fits neither world and the request is stale.
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

/// A span in the shop's time, compressed; never below one millisecond.
pub(crate) fn scaled(ms: i64, scale: u32) -> i64 {
    ms.checked_div(i64::from(scale.max(1))).unwrap_or(ms).max(1)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the simulator's only look at the wall clock"
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
    fn compression_divides_and_never_reaches_zero() {
        assert_eq!(scaled(240_000, 60), 4_000);
        assert_eq!(scaled(1, 60), 1);
        assert_eq!(scaled(240_000, 0), 240_000);
    }
}
