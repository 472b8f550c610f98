//! Numbers that are the same in every demo.

use shop::ids::Ids;
use std::sync::atomic::{AtomicU64, Ordering};

/// The step of SplitMix64.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// SplitMix64: not secret, and never the same twice.
#[derive(Debug)]
pub struct Seeded(AtomicU64);

impl Seeded {
    /// Starts from `seed`.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    fn next(&self) -> u64 {
        let state = self.0.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `count`; 0 for none.
    pub(super) fn below(&self, count: usize) -> usize {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        let drawn = self.next().checked_rem(count).unwrap_or_default();
        usize::try_from(drawn).unwrap_or_default()
    }

    /// One of `all`; `None` if there are none.
    pub(super) fn one_of<'a, T>(&self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
}

impl Ids for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            for (byte, drawn) in chunk.iter_mut().zip(self.next().to_be_bytes()) {
                *byte = drawn;
            }
        }
    }
}
