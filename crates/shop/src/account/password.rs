//! Password hashes: argon2id on blocking threads, with a limit on concurrent ones.

use crate::Error;
use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::{self, SaltString},
};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

/// Bytes of salt.
pub(super) const SALT_LEN: usize = 16;
/// Memory of one hash, in KiB.
const MEMORY_KIB: u32 = 19 * 1_024;
/// Passes over it.
const PASSES: u32 = 2;
/// Requests that may wait. Further ones are refused at once.
const QUEUE: usize = 16;

/// The hash that unknown logins are compared with: the same parameters, so the same work. No
/// password matches it.
const DUMMY: &str = "$argon2id$v=19$m=19456,t=2,p=1$emhhbmdndWktZHVtbXkhIQ$\
    bm9ib2R5LWhhcy10aGlzLXBhc3N3b3JkLWV2ZXItMCE";

/// The password in Unicode form C: keyboards encode the same letters as different bytes, and hashes
/// compare bytes.
pub(super) fn normal(password: &str) -> String {
    password.nfc().collect()
}

/// The bounded hasher.
pub(crate) struct Hashing {
    /// One permit per hash that may run.
    running: Arc<Semaphore>,
    /// One permit per hash that may run or wait.
    admitted: Arc<Semaphore>,
    hasher: Hasher,
}

/// Makes the hashes, and counts them.
#[derive(Clone, Default)]
struct Hasher {
    made: Arc<AtomicU64>,
}

/// The result of a comparison.
pub(super) struct Checked {
    /// The password is right.
    pub(super) fits: bool,
    /// A new hash to store, if the stored one has outdated parameters.
    pub(super) rehashed: Option<String>,
}

impl Hashing {
    /// Half of the machine's cores may hash at once.
    pub(super) fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self::bounded((cores / 2).max(1), QUEUE)
    }

    fn bounded(running: usize, queue: usize) -> Self {
        Self {
            running: Arc::new(Semaphore::new(running)),
            admitted: Arc::new(Semaphore::new(running + queue)),
            hasher: Hasher::default(),
        }
    }

    /// Hashes made so far.
    pub(super) fn made(&self) -> u64 {
        self.hasher.made.load(Ordering::Relaxed)
    }

    /// Hashes a password: a PHC text.
    ///
    /// # Errors
    /// `Busy` when the queue is full.
    pub(super) async fn hash(
        &self,
        salt: [u8; SALT_LEN],
        password: String,
    ) -> Result<String, Error> {
        let hasher = self.hasher.clone();
        self.run(move || hasher.hash(&salt, &password)).await
    }

    /// Compares a password with the `stored` hash, or without one with [`DUMMY`].
    ///
    /// # Errors
    /// `Busy` when the queue is full, `Internal` for a stored text that is not a hash.
    pub(super) async fn verify(
        &self,
        stored: Option<String>,
        salt: [u8; SALT_LEN],
        password: String,
    ) -> Result<Checked, Error> {
        let hasher = self.hasher.clone();
        self.run(move || hasher.verify(stored.as_deref(), &salt, &password))
            .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, password_hash::Error> + Send + 'static,
    ) -> Result<T, Error> {
        let Ok(admitted) = Arc::clone(&self.admitted).try_acquire_owned() else {
            return Err(Error::Busy);
        };
        let running = Arc::clone(&self.running)
            .acquire_owned()
            .await
            .map_err(Error::internal)?;
        // Moved into the task: a client that disconnects does not free the permits early.
        let task = tokio::task::spawn_blocking(move || {
            let done = work();
            drop((running, admitted));
            done
        });
        task.await
            .map_err(Error::internal)?
            .map_err(|cause| Error::internal(cause.to_string()))
    }
}

impl Hasher {
    /// An Argon2 instance for one hash. Counts it, so that tests can compare work without measuring time.
    fn one(&self) -> Result<Argon2<'static>, password_hash::Error> {
        let params = Params::new(MEMORY_KIB, PASSES, 1, None)?;
        self.made.fetch_add(1, Ordering::Relaxed);
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }

    fn hash(&self, salt: &[u8], password: &str) -> Result<String, password_hash::Error> {
        let salt = SaltString::encode_b64(salt)?;
        Ok(self
            .one()?
            .hash_password(normal(password).as_bytes(), &salt)?
            .to_string())
    }

    fn fits(
        &self,
        password: &str,
        parsed: &PasswordHash<'_>,
    ) -> Result<bool, password_hash::Error> {
        match self.one()?.verify_password(password.as_bytes(), parsed) {
            Ok(()) => Ok(true),
            Err(password_hash::Error::Password) => Ok(false),
            Err(other) => Err(other),
        }
    }

    fn verify(
        &self,
        stored: Option<&str>,
        salt: &[u8],
        password: &str,
    ) -> Result<Checked, password_hash::Error> {
        let parsed = PasswordHash::new(stored.unwrap_or(DUMMY))?;
        let normal = normal(password);
        let mut fits = self.fits(&normal, &parsed)?;
        // Older hashes were made from the bytes as typed. Compared for unknown logins too, so that
        // the work is the same.
        let old = !fits && normal != password;
        if old {
            fits = self.fits(password, &parsed)?;
        }
        fits &= stored.is_some();
        let rehashed = if fits && (old || !is_current(&parsed)) {
            Some(self.hash(salt, password)?)
        } else {
            None
        };
        Ok(Checked { fits, rehashed })
    }
}

fn is_current(parsed: &PasswordHash<'_>) -> bool {
    let same_params = Params::try_from(parsed).is_ok_and(|params| {
        params.m_cost() == MEMORY_KIB && params.t_cost() == PASSES && params.p_cost() == 1
    });
    same_params && parsed.algorithm == Algorithm::Argon2id.ident()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let stored = Hasher::default()
            .hash(&[7; SALT_LEN], "山高月小水落石出")
            .unwrap();
        assert!(
            stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{stored}"
        );
        let right = Hasher::default()
            .verify(Some(&stored), &[1; SALT_LEN], "山高月小水落石出")
            .unwrap();
        assert!(right.fits && right.rehashed.is_none());
        assert!(
            !Hasher::default()
                .verify(Some(&stored), &[1; SALT_LEN], "山高月小")
                .unwrap()
                .fits
        );
    }

    #[test]
    fn the_dummy_costs_the_same_and_fits_nothing() {
        assert!(is_current(&PasswordHash::new(DUMMY).unwrap()));
        assert!(
            !Hasher::default()
                .verify(None, &[1; SALT_LEN], "anything")
                .unwrap()
                .fits
        );
        assert!(
            !Hasher::default()
                .verify(
                    Some("$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA"),
                    &[1; SALT_LEN],
                    "x"
                )
                .unwrap()
                .fits
        );
    }

    #[test]
    fn old_parameters_are_hashed_again() {
        let salt = SaltString::encode_b64(&[9; SALT_LEN]).unwrap();
        let old = Argon2::new(
            Algorithm::Argon2id,
            Version::V0x13,
            Params::new(64, 1, 1, None).unwrap(),
        )
        .hash_password(b"an old password", &salt)
        .unwrap()
        .to_string();
        let checked = Hasher::default()
            .verify(Some(&old), &[1; SALT_LEN], "an old password")
            .unwrap();
        let new = checked.rehashed.unwrap();
        assert!(checked.fits && is_current(&PasswordHash::new(&new).unwrap()));
        assert!(
            Hasher::default()
                .verify(Some(&old), &[1; SALT_LEN], "another")
                .unwrap()
                .rehashed
                .is_none()
        );
    }

    /// é and が as one character each, and as a letter with a combining mark.
    const COMPOSED: &str = "caf\u{e9} \u{304c}\u{304e}";
    const DECOMPOSED: &str = "cafe\u{301} \u{304b}\u{3099}\u{304d}\u{3099}";

    #[test]
    fn the_same_letters_are_the_same_password() {
        for (first, second) in [(COMPOSED, DECOMPOSED), (DECOMPOSED, COMPOSED)] {
            let hasher = Hasher::default();
            let stored = hasher.hash(&[7; SALT_LEN], first).unwrap();
            for typed in [first, second] {
                let checked = hasher.verify(Some(&stored), &[1; SALT_LEN], typed).unwrap();
                assert!(checked.fits && checked.rehashed.is_none(), "{typed:?}");
            }
        }
    }

    #[test]
    fn a_hash_of_the_bytes_as_typed_still_opens_and_is_made_anew() {
        let salt = SaltString::encode_b64(&[9; SALT_LEN]).unwrap();
        let hasher = Hasher::default();
        let old = hasher
            .one()
            .unwrap()
            .hash_password(DECOMPOSED.as_bytes(), &salt)
            .unwrap()
            .to_string();
        let checked = hasher
            .verify(Some(&old), &[1; SALT_LEN], DECOMPOSED)
            .unwrap();
        let new = checked.rehashed.unwrap();
        assert!(checked.fits);
        for typed in [COMPOSED, DECOMPOSED] {
            let checked = hasher.verify(Some(&new), &[1; SALT_LEN], typed).unwrap();
            assert!(checked.fits && checked.rehashed.is_none(), "{typed:?}");
        }
        let wrong = hasher
            .verify(Some(&old), &[1; SALT_LEN], "cafe\u{301}")
            .unwrap();
        assert!(!wrong.fits && wrong.rehashed.is_none());
    }

    #[test]
    fn an_unknown_login_costs_the_same_work_for_such_a_password_too() {
        let work = |stored: Option<&str>| {
            let hasher = Hasher::default();
            assert!(
                !hasher
                    .verify(stored, &[1; SALT_LEN], DECOMPOSED)
                    .unwrap()
                    .fits
            );
            hasher.made.load(Ordering::Relaxed)
        };
        let stored = Hasher::default().hash(&[7; SALT_LEN], "another").unwrap();
        assert_eq!(work(None), work(Some(&stored)));
    }

    #[tokio::test]
    async fn a_full_queue_is_busy() {
        let hashing = Hashing::bounded(1, 0);
        let taken = Arc::clone(&hashing.admitted).try_acquire_owned().unwrap();
        let refused = hashing
            .hash([0; SALT_LEN], "some password".to_owned())
            .await;
        assert!(matches!(refused, Err(Error::Busy)));
        drop(taken);
        assert!(
            hashing
                .hash([0; SALT_LEN], "some password".to_owned())
                .await
                .is_ok()
        );
    }
}
