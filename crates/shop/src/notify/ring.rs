//! The last messages that did not verify, in memory: enough to see a wrong key, nothing a forger could fill.

use domain::time::Millis;
use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

/// Most messages remembered.
const ROOM: usize = 1_000;

/// A message that did not verify. Its content is not kept: anybody may have written it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// When it came.
    pub at: Millis,
    /// Why it is not believed.
    pub reason: String,
    /// Its length.
    pub bytes: usize,
}

/// The last 1,000 of them.
#[derive(Debug, Default)]
pub(crate) struct Ring(Mutex<VecDeque<Reject>>);

impl Ring {
    /// Remembers one; the oldest makes room.
    pub(crate) fn push(&self, reject: Reject) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.len() >= ROOM {
            held.pop_front();
        }
        held.push_back(reject);
    }

    /// What is remembered, newest first.
    pub(crate) fn newest_first(&self) -> Vec<Reject> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
            .rev()
            .cloned()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_thousand_are_kept() {
        let ring = Ring::default();
        for at in 0..1_500 {
            ring.push(Reject {
                at: Millis::new(at),
                reason: "forged".to_owned(),
                bytes: 1,
            });
        }
        let held = ring.newest_first();
        assert_eq!(held.len(), ROOM);
        assert_eq!(held.first().map(|r| r.at.get()), Some(1_499));
        assert_eq!(held.last().map(|r| r.at.get()), Some(500));
    }
}
