//! Errors of use cases.

use domain::{
    error::{ErrorCode, Refusal},
    job::Failure,
    money::MoneyError,
};
use store::StoreError;

/// A failed use case, sorted by what the caller can do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Shown to the person: wrong input, or a rule forbids it. Nothing was changed.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Does not exist, or belongs to another person: the caller responds 404 in both cases.
    #[error("not found")]
    NotFound,
    /// Was public and is withdrawn for good: the caller responds 410.
    #[error("gone")]
    Gone,
    /// Nobody is signed in: the caller redirects to the login page.
    #[error("login required")]
    LoginRequired,
    /// The member of staff lacks the role.
    #[error("role missing")]
    RoleMissing,
    /// The database was busy for too long, or its disk is full. Nothing was changed; try again
    /// later.
    #[error("busy")]
    Busy,
    /// Unexpected; logged with a reference, never shown.
    #[error("internal: {0}")]
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// A refusal with only a `code`.
    #[must_use]
    pub fn refused(code: ErrorCode) -> Self {
        Self::Refused(Refusal::new(code))
    }

    /// Wraps an unexpected error.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }

    /// Reads the stored text of an error, which is its `Display`.
    pub(crate) fn failure(stored: &str) -> Failure {
        match stored {
            "busy" => Failure::Busy,
            "not found" | "gone" => Failure::NotFound,
            "login required" | "role missing" => Failure::Refused,
            refused if refused.starts_with("refused: ") => Failure::Refused,
            _internal => Failure::Internal,
        }
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

#[cfg(test)]
mod tests {
    use super::Error;
    use domain::{error::ErrorCode, job::Failure};

    #[test]
    fn a_stored_error_is_read_as_what_it_was() {
        for (error, failure) in [
            (Error::Busy, Failure::Busy),
            (Error::NotFound, Failure::NotFound),
            (Error::Gone, Failure::NotFound),
            (Error::LoginRequired, Failure::Refused),
            (Error::RoleMissing, Failure::Refused),
            (Error::refused(ErrorCode::NotPayable), Failure::Refused),
            (Error::internal("busy"), Failure::Internal),
        ] {
            assert_eq!(Error::failure(&error.to_string()), failure, "{error}");
        }
        assert_eq!(Error::failure("another version's text"), Failure::Internal);
    }
}
