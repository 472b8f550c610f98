//! Observes every call.

use crate::call::CallRecord;

/// Receives the record of every finished call. It may write a log or a row; it cannot change the
/// result.
///
/// Called on the task of the call, so it must not block. Implemented for every `Fn(&CallRecord)`.
pub trait Observer: Send + Sync {
    /// Called when a call has ended, with any result.
    fn called(&self, record: &CallRecord);
}

impl<F: Fn(&CallRecord) + Send + Sync> Observer for F {
    fn called(&self, record: &CallRecord) {
        self(record);
    }
}
