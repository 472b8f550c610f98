//! Password hashes: argon2id, a bounded number at once, off the async threads.

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

/// Bytes of salt.
pub(super) const SALT_LEN: usize = 16;
/// Memory of one hash, in KiB.
const MEMORY_KIB: u32 = 19 * 1_024;
/// Passes over it.
const PASSES: u32 = 2;
/// Requests that may wait for their turn; more are refused at once instead of piling up.
const QUEUE: usize = 16;

/// What an unknown login is compared with: same parameters, so same work, and no password fits.
const DUMMY: &str = "$argon2id$v=19$m=19456,t=2,p=1$emhhbmdndWktZHVtbXkhIQ$\
    bm9ib2R5LWhhcy10aGlzLXBhc3N3b3JkLWV2ZXItMCE";

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

/// What a comparison told.
pub(super) struct Checked {
    /// The password is right.
    pub(super) fits: bool,
    /// A new hash to store, if the stored one was made with other parameters than today's.
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

    /// Compares a password with the `stored` hash, or with one that nothing fits.
    ///
    /// # Errors
    /// `Busy` when the queue is full, `Internal` for a stored text that is no hash.
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
        // The permits go with the work: a request that hangs up does not make room early.
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
    /// Ready for one hash, which is counted: nobody gets it otherwise.
    fn one(&self) -> Result<Argon2<'static>, password_hash::Error> {
        let params = Params::new(MEMORY_KIB, PASSES, 1, None)?;
        self.made.fetch_add(1, Ordering::Relaxed);
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }

    fn hash(&self, salt: &[u8], password: &str) -> Result<String, password_hash::Error> {
        let salt = SaltString::encode_b64(salt)?;
        Ok(self
            .one()?
            .hash_password(password.as_bytes(), &salt)?
            .to_string())
    }

    fn verify(
        &self,
        stored: Option<&str>,
        salt: &[u8],
        password: &str,
    ) -> Result<Checked, password_hash::Error> {
        let parsed = PasswordHash::new(stored.unwrap_or(DUMMY))?;
        let fits = match self.one()?.verify_password(password.as_bytes(), &parsed) {
            Ok(()) => stored.is_some(),
            Err(password_hash::Error::Password) => false,
            Err(other) => return Err(other),
        };
        let rehashed = if fits && !is_current(&parsed) {
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
