//! Limits on guessing passwords: counts of tries in the database, which all processes share, and a
//! bound on concurrent hashing.

use super::password::Hashing;
use crate::{Error, Shop, Viewer, pace::hashed};
use domain::{
    error::ErrorCode,
    time::{HOUR, MINUTE},
};
use store::queries::{login_tries, pace};

/// Tries an hour from one address on one account.
const FROM_ONE_ADDRESS: i64 = 20;
/// Tries an hour on one account from all addresses. One address alone cannot use them up.
const ON_ONE_ACCOUNT: i64 = 100;
/// Tries an hour to confirm the password in one session.
const IN_ONE_SESSION: i64 = 20;

/// Tries of a code an hour on one account from all addresses. Whoever tries knows the password already, so this may keep
/// its owner out: of a million codes, three of which count, 40 tries an hour find one in years.
const CODES_ON_ONE_ACCOUNT: i64 = 40;

/// Work limits of one process.
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

/// Keys under which a try is counted: 5 a minute and some an hour under the narrow key, and some an
/// hour under a wider one.
#[derive(Debug, Clone)]
pub(crate) struct Counted {
    own: String,
    an_hour: i64,
    wider: Option<(String, i64)>,
}

impl Counted {
    /// Signing in: by account and address, so that wrong tries of a stranger do not lock the owner
    /// out; and by account alone with a higher limit.
    pub(crate) fn sign_in(login: &str, viewer: &Viewer) -> Self {
        Self {
            own: hashed(&["sign_in", login, &viewer.client]),
            an_hour: FROM_ONE_ADDRESS,
            wider: Some((hashed(&["sign_in", login]), ON_ONE_ACCOUNT)),
        }
    }

    /// Confirming the password: by session, because only a signed-in person has one.
    pub(crate) fn prove(login: &str, viewer: &Viewer) -> Self {
        let session = viewer.session.as_deref().unwrap_or_default();
        Self {
            own: hashed(&["prove", login, session]),
            an_hour: IN_ONE_SESSION,
            wider: None,
        }
    }

    /// Codes of the second step: by account and address, and by account alone.
    pub(crate) fn code(user_id: i64, viewer: &Viewer) -> Self {
        let account = user_id.to_string();
        Self {
            own: hashed(&["code", &account, &viewer.client]),
            an_hour: FROM_ONE_ADDRESS,
            wider: Some((hashed(&["code", &account]), CODES_ON_ONE_ACCOUNT)),
        }
    }
}

impl Shop {
    /// Counts a try. A refused try is not counted, so that trying on does not extend the lock.
    ///
    /// # Errors
    /// `Refused(TooManyTries)`; `Busy`, `Internal`.
    pub(crate) async fn admit_try(&self, counted: &Counted) -> Result<(), Error> {
        let (counted, now) = (counted.clone(), self.now());
        self.store
            .write(move |tx| {
                let Counted {
                    own,
                    an_hour,
                    wider,
                } = &counted;
                let mut admitted = login_tries::admit(tx, own, now, now.plus(-MINUTE))?
                    && pace::admit(tx, own, now, HOUR, *an_hour)?;
                if let Some((wider, most)) = wider {
                    admitted = admitted && pace::admit(tx, wider, now, HOUR, *most)?;
                }
                if admitted {
                    Ok(())
                } else {
                    // The error rolls back the counts before the full one.
                    Err(Error::refused(ErrorCode::TooManyTries))
                }
            })
            .await
    }

    /// Deletes the tries under the narrow key after a success. The wider count stays, because
    /// others may be guessing.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub(crate) async fn forget_tries(&self, counted: &Counted) -> Result<(), Error> {
        let own = counted.own.clone();
        self.store
            .write(move |tx| {
                login_tries::forget(tx, &own)?;
                Ok::<_, Error>(pace::forget(tx, &own)?)
            })
            .await
    }
}
