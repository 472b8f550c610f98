//! What keeps guessing slow: a count of tries per login, kept in the database so that all processes share it, and a
//! bound on hashing at once.

use super::password::Hashing;
use crate::{Error, Shop};
use domain::time::MINUTE;
use sha2::{Digest, Sha256};
use store::queries::login_tries;

/// What bounds the work of one running shop.
pub(crate) struct Limits {
    /// The bounded hasher.
    pub(crate) hashing: Hashing,
}

impl Limits {
    /// Fresh limits for this machine.
    pub(crate) fn new() -> Self {
        Self {
            hashing: Hashing::new(),
        }
    }
}

impl Shop {
    /// Counts a try on `login`; false if there were 5 within the last minute already. A refused try is not counted, so
    /// nobody can be kept out for longer than a minute by asking on.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub(super) async fn admit_try(&self, login: &str) -> Result<bool, Error> {
        let (hash, now) = (hashed(login), self.now());
        self.store
            .write(move |tx| Ok::<_, Error>(login_tries::admit(tx, &hash, now, now.plus(-MINUTE))?))
            .await
    }

    /// Forgets the tries on `login`: its owner came in.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub(super) async fn forget_tries(&self, login: &str) -> Result<(), Error> {
        let hash = hashed(login);
        self.store
            .write(move |tx| Ok::<_, Error>(login_tries::forget(tx, &hash)?))
            .await
    }
}

/// The table holds nobody's address, and rows of one length whatever was typed.
fn hashed(login: &str) -> String {
    hex::encode(Sha256::digest(login.as_bytes()))
}
