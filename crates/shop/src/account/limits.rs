//! What keeps guessing slow: a count of tries per login, and a bound on hashing at once.
//!
//! No table counts tries, so they are counted here: bounded, per process, gone with a restart.

use super::password::Hashing;
use domain::time::{MINUTE, Millis};
use sha2::{Digest, Sha256};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Tries on one login within a minute.
const TRIES: usize = 5;
/// Logins counted at once; beyond that those tried longest ago are forgotten.
const LOGINS: usize = 16_384;

/// The limits of one running shop.
pub(crate) struct Limits {
    /// Tries per login.
    pub(crate) tries: Tries,
    /// The bounded hasher.
    pub(crate) hashing: Hashing,
}

impl Limits {
    /// Fresh limits for this machine.
    pub(crate) fn new() -> Self {
        Self {
            tries: Tries::default(),
            hashing: Hashing::new(),
        }
    }
}

/// Recent tries by the hash of the login, so that the map holds nobody's address.
#[derive(Default)]
pub(crate) struct Tries {
    recent: Mutex<HashMap<[u8; 32], Vec<Millis>>>,
}

impl Tries {
    /// Counts a try on `login`; false if there were 5 within the last minute already. A refused
    /// try is not counted, so nobody can be kept out for longer than a minute by asking on.
    pub(crate) fn admit(&self, login: &str, now: Millis) -> bool {
        let mut recent = self.lock();
        if recent.len() >= LOGINS && !recent.contains_key(&key(login)) {
            make_room(&mut recent, now);
        }
        let tries = recent.entry(key(login)).or_default();
        tries.retain(|at| is_recent(*at, now));
        let admitted = tries.len() < TRIES;
        if admitted {
            tries.push(now);
        }
        admitted
    }

    /// Forgets the tries on `login`: its owner came in.
    pub(crate) fn forget(&self, login: &str) {
        self.lock().remove(&key(login));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<[u8; 32], Vec<Millis>>> {
        // A panic while counting leaves a map that is still a map.
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn key(login: &str) -> [u8; 32] {
    Sha256::digest(login.as_bytes()).into()
}

fn is_recent(at: Millis, now: Millis) -> bool {
    now.since(at) < MINUTE
}

/// Drops what is over; if all are fresh, the half tried longest ago.
fn make_room(recent: &mut HashMap<[u8; 32], Vec<Millis>>, now: Millis) {
    recent.retain(|_, tries| tries.last().is_some_and(|at| is_recent(*at, now)));
    if recent.len() < LOGINS {
        return;
    }
    let mut last: Vec<Millis> = recent
        .values()
        .filter_map(|tries| tries.last().copied())
        .collect();
    last.sort_unstable();
    let middle = last.get(last.len() / 2).copied().unwrap_or(now);
    recent.retain(|_, tries| tries.last().is_some_and(|at| *at > middle));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_tries_a_minute_are_admitted() {
        let (tries, start) = (Tries::default(), Millis::new(0));
        for second in 0..5 {
            assert!(tries.admit("a@b.cn", start.plus(second * 1_000)));
        }
        assert!(!tries.admit("a@b.cn", start.plus(30_000)));
        assert!(
            tries.admit("c@d.cn", start.plus(30_000)),
            "another login is another count"
        );
        assert!(
            tries.admit("a@b.cn", start.plus(MINUTE)),
            "the first try is a minute old"
        );
        assert!(
            !tries.admit("a@b.cn", start.plus(MINUTE)),
            "the other four are not"
        );
    }

    #[test]
    fn coming_in_clears_the_count() {
        let (tries, now) = (Tries::default(), Millis::new(0));
        for _ in 0..5 {
            assert!(tries.admit("a@b.cn", now));
        }
        tries.forget("a@b.cn");
        assert!(tries.admit("a@b.cn", now));
    }

    #[test]
    fn the_map_stays_bounded() {
        let tries = Tries::default();
        for n in 0..40_000 {
            tries.admit(&format!("{n}@b.cn"), Millis::new(n));
        }
        assert!(tries.lock().len() <= LOGINS);
    }
}
