//! A clock that moves only when a test moves it.

use domain::time::Millis;
use shop::clock::Clock;
use std::sync::atomic::{AtomicI64, Ordering};

/// 2026-11-22 10:00:00 in Shanghai.
pub const MORNING: Millis = Millis::new(1_795_312_800_000);

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct FrozenClock(AtomicI64);

impl FrozenClock {
    /// A clock that shows `at`.
    #[must_use]
    pub fn at(at: Millis) -> Self {
        Self(AtomicI64::new(at.get()))
    }

    /// Moves the clock by `ms`.
    pub fn advance(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    /// Sets the clock to `at`.
    pub fn set(&self, at: Millis) {
        self.0.store(at.get(), Ordering::SeqCst);
    }
}

impl Default for FrozenClock {
    fn default() -> Self {
        Self::at(MORNING)
    }
}

impl Clock for FrozenClock {
    fn now(&self) -> Millis {
        Millis::new(self.0.load(Ordering::SeqCst))
    }
}
