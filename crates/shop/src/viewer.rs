//! The person behind a request: the first argument of every use case that a person starts.

use crate::{Error, pace::counted_network, session::Drawn};
use domain::{
    error::ErrorCode,
    locale::Locale,
    staff::{Role, Roles, factor::Step},
    time::{MINUTE, Millis},
};
use store::bug::{Bug, is_planted};

/// A signed-in person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// `users.id`; never leaves the server.
    pub user_id: i64,
    /// For the page header.
    pub display_name: String,
}

/// A signed-in member of staff, from the admin session only: a customer session never has roles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Staff {
    /// `users.id`.
    pub user_id: i64,
    /// For the page header and the activity log.
    pub display_name: String,
    /// Roles, read from the database for this request.
    pub roles: Roles,
    /// When the password was last confirmed in this session.
    pub proved_at: Option<Millis>,
    /// Two-step sign-in is set up.
    pub two_step: bool,
    /// What is missing before the admin pages open.
    pub step: Step,
}

/// How long a confirmed password allows refunds.
const PROOF: i64 = 10 * MINUTE;

impl Staff {
    /// Placeholder actor for failed sign-ins and for commands.
    pub(crate) fn nobody() -> Self {
        Self::default()
    }
}

/// The person behind a request, their language and network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// The customer, if signed in.
    pub user: Option<SignedIn>,
    /// The member of staff, on admin pages.
    pub staff: Option<Staff>,
    /// Hex SHA-256 of the session token, if a session row exists: the key of a guest's cart.
    pub session: Option<String>,
    /// The session to insert with a guest's first cart line, if there is none yet.
    pub guest: Option<Box<Drawn>>,
    /// Language of responses.
    pub locale: Locale,
    /// The client's address, or its network where attempts to sign in are counted. Only its hash is
    /// stored.
    pub client: String,
    /// Network prefix of the client (IPv4 /24, IPv6 /48), for the activity log.
    pub ip_prefix: String,
}

impl Viewer {
    /// A visitor who is not signed in.
    #[must_use]
    pub fn anonymous(locale: Locale) -> Self {
        Self {
            user: None,
            staff: None,
            session: None,
            guest: None,
            locale,
            client: String::new(),
            ip_prefix: String::new(),
        }
    }

    /// The network that orders and new accounts are counted by. `None` if unknown or this machine's
    /// own.
    #[must_use]
    pub fn network(&self) -> Option<&str> {
        counted_network(&self.ip_prefix)
    }

    /// The customer.
    ///
    /// # Errors
    /// `LoginRequired` if nobody is signed in.
    pub fn shopper(&self) -> Result<&SignedIn, Error> {
        self.user.as_ref().ok_or(Error::LoginRequired)
    }

    /// The member of staff, if they have any role and nothing is missing after the password.
    ///
    /// # Errors
    /// `LoginRequired` without an admin session, `RoleMissing` without any role; `Refused(CodeRequired)` and
    /// `Refused(SetUpRequired)` before the second step.
    pub fn any_staff(&self) -> Result<&Staff, Error> {
        let staff = self.oneself()?;
        match staff.step {
            Step::Done => Ok(staff),
            Step::Code => Err(Error::refused(ErrorCode::CodeRequired)),
            Step::SetUp => Err(Error::refused(ErrorCode::SetUpRequired)),
        }
    }

    /// The member of staff on the pages of their own account, which are open to those who must set up their second
    /// factor first.
    ///
    /// # Errors
    /// As [`Self::any_staff`] without `SetUpRequired`.
    pub fn oneself(&self) -> Result<&Staff, Error> {
        let staff = self.staff.as_ref().ok_or(Error::LoginRequired)?;
        if !staff.roles.is_staff() {
            return Err(Error::RoleMissing);
        }
        match staff.step {
            Step::Done | Step::SetUp => Ok(staff),
            Step::Code => Err(Error::refused(ErrorCode::CodeRequired)),
        }
    }

    /// As [`Self::oneself`], with the password confirmed within the last 10 minutes.
    ///
    /// # Errors
    /// As [`Self::oneself`]; `Refused(ProveAgain)` if the confirmation is too old.
    pub fn oneself_proven(&self, now: Millis) -> Result<&Staff, Error> {
        self.oneself().and_then(|staff| proven(staff, now))
    }

    /// The member of staff, if they have `role` and confirmed the password within the last 10
    /// minutes: for actions on money.
    ///
    /// # Errors
    /// As [`Self::staff_with`]; `Refused(ProveAgain)` if the confirmation is too old.
    pub fn proven_with(&self, role: Role, now: Millis) -> Result<&Staff, Error> {
        self.staff_with(role).and_then(|staff| proven(staff, now))
    }

    /// The member of staff, if they have `role` or are the owner.
    ///
    /// # Errors
    /// As [`Self::any_staff`].
    pub fn staff_with(&self, role: Role) -> Result<&Staff, Error> {
        let staff = self.any_staff()?;
        if staff.roles.has(role) {
            Ok(staff)
        } else {
            Err(Error::RoleMissing)
        }
    }
}

/// The member of staff, if they confirmed the password within the last 10 minutes.
fn proven(staff: &Staff, now: Millis) -> Result<&Staff, Error> {
    let age = |at: Millis| {
        let is_planted = is_planted(Bug::ProofFromTomorrow);
        at.age(now).or(is_planted.then(|| now.since(at)))
    };
    match staff.proved_at.and_then(age) {
        Some(age) if age < PROOF => Ok(staff),
        Some(_) | None => Err(Error::refused(ErrorCode::ProveAgain)),
    }
}
