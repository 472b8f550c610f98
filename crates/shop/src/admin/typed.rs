//! Reading a form on the admin pages: all fields are read, and all errors are reported together.

use crate::Error;
use domain::error::{ErrorCode, FieldError, Refusal};

/// The errors of the fields read so far.
#[derive(Default)]
pub(super) struct Typed {
    wrong: Vec<FieldError>,
}

impl Typed {
    /// The value of a field; after an error a default, which [`Self::done`] never returns.
    pub(super) fn read<T: Default>(&mut self, field: &str, found: Result<T, ErrorCode>) -> T {
        found.unwrap_or_else(|code| {
            self.refuse(field, code);
            T::default()
        })
    }

    /// Adds an error of a field.
    pub(super) fn refuse(&mut self, field: &str, code: ErrorCode) {
        self.wrong.push(FieldError {
            field: field.to_owned(),
            code,
        });
    }

    /// The errors so far.
    pub(super) fn wrong(self) -> Vec<FieldError> {
        self.wrong
    }

    /// `read`, if no field has an error.
    ///
    /// # Errors
    /// `Refused` with the wrong fields.
    pub(super) fn done<T>(self, read: T) -> Result<T, Error> {
        if self.wrong.is_empty() {
            Ok(read)
        } else {
            Err(Refusal::fields(self.wrong).into())
        }
    }
}
