//! What a use case answers when it does not do what was asked.

use domain::error::{ErrorCode, Refusal};
use domain::money::MoneyError;
use store::StoreError;

/// A use case's failure, sorted by what the caller can do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Told to the person: wrong input, or a rule says no. Nothing was changed.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Does not exist, or is not theirs: the caller answers 404 and does not tell which.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in and somebody must be: the caller leads to the login page.
    #[error("login required")]
    LoginRequired,
    /// The member of staff lacks the role.
    #[error("role missing")]
    RoleMissing,
    /// The database was busy for too long, or its disk is full. Nothing was changed; trying again later is right.
    #[error("busy")]
    Busy,
    /// Not foreseen; logged under a reference, never shown.
    #[error("internal: {0}")]
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// A refusal by `code` alone.
    #[must_use]
    pub fn refused(code: ErrorCode) -> Self {
        Self::Refused(Refusal::new(code))
    }

    /// Wraps what was not foreseen.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy | StoreError::Full => Self::Busy,
            other @ (StoreError::Conflict(_) | StoreError::Gone | StoreError::Broken(_)) => {
                Self::Internal(Box::new(other))
            }
        }
    }
}

impl From<MoneyError> for Error {
    fn from(error: MoneyError) -> Self {
        Self::Internal(Box::new(error))
    }
}
