//! What can go wrong in the store, sorted by what the caller can do.

use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error};

/// Any cause, kept whole for the log.
pub type BoxError = Box<dyn std::error::Error + Send + Sync + 'static>;

/// Why a transaction or a query did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database is busy: no connection in time, a lock held too long, or conflicts with
    /// other writers in every try. Nothing was written; the same call may succeed later.
    #[error("the database is busy")]
    Busy,
    /// A unique rule refused the row. Holds the columns, `table.column` joined by `, `, equal on
    /// both databases.
    #[error("already taken: {0}")]
    Conflict(String),
    /// The row does not exist, or not in the expected state and version.
    #[error("the row is gone or has changed")]
    Gone,
    /// The disk of the database is full. Nothing was written; the same call succeeds once there is room.
    #[error("the disk of the database is full")]
    Full,
    /// Everything else: a failed CHECK or foreign key (a bug of ours), a lost server.
    #[error("the database failed: {0}")]
    Broken(#[source] BoxError),
}

impl StoreError {
    /// Wraps an unexpected cause.
    pub fn broken(cause: impl Into<BoxError>) -> Self {
        Self::Broken(cause.into())
    }

    /// Reads the driver's error. Not a `From`, so that no Diesel type is in a public signature.
    pub(crate) fn from_diesel(error: Error) -> Self {
        if matches!(error, Error::NotFound) {
            return Self::Gone;
        }
        if let Error::DatabaseError(DatabaseErrorKind::UniqueViolation, info) = &error {
            return Self::Conflict(taken(info.as_ref()));
        }
        if is_contention(&error) || is_lock_timeout(&error) {
            return Self::Busy;
        }
        if is_full(&error) {
            return Self::Full;
        }
        Self::Broken(Box::new(error))
    }
}

/// The columns of a violated unique rule. SQLite names them in its message. PostgreSQL names them
/// in the detail `Key (a, b)=(1, 2) already exists.`: its words follow the server's language, its
/// brackets do not.
fn taken(info: &dyn DatabaseErrorInformation) -> String {
    if let Some(columns) = info.message().strip_prefix("UNIQUE constraint failed: ") {
        return columns.to_owned();
    }
    let columns = info
        .details()
        .and_then(|detail| detail.split_once('('))
        .and_then(|(_, rest)| rest.split_once(")=("))
        .map(|(columns, _)| columns);
    match (info.table_name(), columns) {
        (Some(table), Some(columns)) => columns
            .split(", ")
            .map(|column| format!("{table}.{column}"))
            .collect::<Vec<_>>()
            .join(", "),
        _ => info
            .constraint_name()
            .unwrap_or_else(|| info.message())
            .to_owned(),
    }
}

/// The message of an error that Diesel has no kind for.
fn unknown(error: &Error) -> Option<&str> {
    if let Error::DatabaseError(DatabaseErrorKind::Unknown, info) = error {
        Some(info.message())
    } else {
        None
    }
}

/// True when the disk has no room for the write. PostgreSQL passes on the system's words, in the
/// server's language.
pub(crate) fn is_full(error: &Error) -> bool {
    unknown(error).is_some_and(|message| {
        message == "database or disk is full"
            || message.contains("No space left on device")
            || message.contains("设备上没有空间")
    })
}

/// True when the database rolled the transaction back in favour of another one, so that a new run
/// may succeed. Diesel has a kind for serialization failures but reports a deadlock as `Unknown`;
/// its text follows the server's `lc_messages`.
pub(crate) fn is_contention(error: &Error) -> bool {
    matches!(
        error,
        Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _)
    ) || unknown(error)
        .is_some_and(|message| message.contains("deadlock detected") || message.contains("死锁"))
}

/// True when the connection was lost. Nothing is written before COMMIT is sent, so another
/// connection may try again.
pub(crate) fn is_lost(error: &Error) -> bool {
    matches!(
        error,
        Error::DatabaseError(DatabaseErrorKind::ClosedConnection, _)
            | Error::BrokenTransactionManager
    ) || unknown(error).is_some_and(|message| {
        message.contains("server closed the connection unexpectedly")
            || message.contains("terminating connection")
    })
}

/// True when a lock was not free within our limit: SQLite's busy timeout, PostgreSQL's
/// `lock_timeout`.
fn is_lock_timeout(error: &Error) -> bool {
    unknown(error).is_some_and(|message| {
        message == "database is locked"
            || message == "database table is locked"
            || message.contains("lock timeout")
    })
}

#[cfg(test)]
mod tests {
    use super::{StoreError, is_contention, is_lost};
    use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error};

    struct Pg;

    impl DatabaseErrorInformation for Pg {
        fn message(&self) -> &'static str {
            "duplicate key value violates unique constraint \"notify_inbox_message\""
        }
        fn details(&self) -> Option<&str> {
            Some("Key (notify_id, digest)=(a)=(b, c) already exists.")
        }
        fn hint(&self) -> Option<&str> {
            None
        }
        fn table_name(&self) -> Option<&str> {
            Some("notify_inbox")
        }
        fn column_name(&self) -> Option<&str> {
            None
        }
        fn constraint_name(&self) -> Option<&str> {
            Some("notify_inbox_message")
        }
        fn statement_position(&self) -> Option<i32> {
            None
        }
    }

    fn unknown(message: &str) -> Error {
        Error::DatabaseError(DatabaseErrorKind::Unknown, Box::new(message.to_owned()))
    }

    #[test]
    fn both_databases_name_a_conflict_alike() {
        let pg = Error::DatabaseError(DatabaseErrorKind::UniqueViolation, Box::new(Pg));
        let sqlite = Error::DatabaseError(
            DatabaseErrorKind::UniqueViolation,
            Box::new(
                "UNIQUE constraint failed: notify_inbox.notify_id, notify_inbox.digest".to_owned(),
            ),
        );
        for error in [pg, sqlite] {
            let error = StoreError::from_diesel(error);
            assert!(
                matches!(&error, StoreError::Conflict(what)
                    if what == "notify_inbox.notify_id, notify_inbox.digest"),
                "{error}"
            );
        }
    }

    #[test]
    fn contention_and_loss_are_told_apart() {
        assert!(is_contention(&unknown("ERROR: deadlock detected")));
        assert!(!is_contention(&unknown("disk I/O error")));
        assert!(is_lost(&unknown(
            "terminating connection due to administrator command"
        )));
        assert!(!is_lost(&unknown("deadlock detected")));
        assert!(matches!(
            StoreError::from_diesel(unknown("database is locked")),
            StoreError::Busy
        ));
        for full in [
            "database or disk is full",
            "could not extend file \"base/5/2619\": No space left on device",
        ] {
            assert!(matches!(
                StoreError::from_diesel(unknown(full)),
                StoreError::Full
            ));
        }
        assert!(matches!(
            StoreError::from_diesel(Error::NotFound),
            StoreError::Gone
        ));
        assert!(matches!(
            StoreError::from_diesel(unknown("disk I/O error")),
            StoreError::Broken(_)
        ));
    }
}
