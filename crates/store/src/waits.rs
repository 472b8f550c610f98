//! How long transactions wait for a connection.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

/// Counts of one pool since the start.
#[derive(Debug, Default)]
pub(crate) struct Waits {
    entered: AtomicU64,
    given_up: AtomicU64,
    micros: AtomicU64,
}

impl Waits {
    /// Counts a transaction that waited so long, and whether it got a connection.
    pub(crate) fn count(&self, waited: Duration, has_entered: bool) {
        let micros = u64::try_from(waited.as_micros()).unwrap_or(u64::MAX);
        self.micros.fetch_add(micros, Ordering::Relaxed);
        let counter = if has_entered {
            &self.entered
        } else {
            &self.given_up
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }

    /// The counts, for a pool with this name and so many free connections.
    pub(crate) fn figures(&self, name: &'static str, free: usize) -> PoolFigures {
        PoolFigures {
            name,
            free,
            entered: self.entered.load(Ordering::Relaxed),
            given_up: self.given_up.load(Ordering::Relaxed),
            waited: Duration::from_micros(self.micros.load(Ordering::Relaxed)),
        }
    }
}

/// What was asked of a pool since the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolFigures {
    /// `writers`, `readers`; `all` where one pool does both.
    pub name: &'static str,
    /// Connections that nobody uses now.
    pub free: usize,
    /// Transactions that got one.
    pub entered: u64,
    /// Transactions that did not get one in time.
    pub given_up: u64,
    /// How long all of them waited.
    pub waited: Duration,
}
