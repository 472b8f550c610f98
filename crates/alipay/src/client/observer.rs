//! Who sees every call.

use crate::answer::CallRecord;

/// Sees the record of every call as it ends. It may write a log or a row; it cannot change the answer.
///
/// Called on the task that made the call, so it must not block. Every `Fn(&CallRecord)` is one.
pub trait Observer: Send + Sync {
    /// A call came to an end, whichever.
    fn called(&self, record: &CallRecord);
}

impl<F: Fn(&CallRecord) + Send + Sync> Observer for F {
    fn called(&self, record: &CallRecord) {
        self(record);
    }
}
