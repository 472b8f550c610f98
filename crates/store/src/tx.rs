//! Transactions: the statements of one, and savepoints in it. `run.rs` begins, commits, rolls back and tries again.

mod run;

use crate::conn::Db;
use crate::error::{self, StoreError};
use diesel::connection::TransactionManager;
use diesel::result::Error;
use diesel::{Connection, QueryResult};

type Manager = <Db as Connection>::TransactionManager;

/// One open transaction. It lives in a closure on a blocking thread, so that nothing can await, and
/// no gateway can be called, while it is open.
pub struct Tx<'c> {
    db: &'c mut Db,
    again: bool,
    last: Option<Last>,
    full: bool,
}

/// A statement that runs right before the commit and returns a version. It may lock a row that many
/// transactions change, because the lock is held for the shortest time.
pub(crate) type Last = fn(&mut Tx<'_>) -> Result<i64, StoreError>;

impl Tx<'_> {
    /// Runs one statement. Every query goes through here: an error that allows another try is
    /// recorded where the driver raises it, so that later wrapping cannot hide it.
    pub(crate) fn q<R>(
        &mut self,
        statement: impl FnOnce(&mut Db) -> QueryResult<R>,
    ) -> Result<R, StoreError> {
        statement(self.db).map_err(|error| self.note(error))
    }

    /// Runs `last` once, right before the commit of this transaction. The shop has one such
    /// statement, so a second call changes nothing.
    pub(crate) fn at_end(&mut self, last: Last) {
        self.last = Some(last);
    }

    fn note(&mut self, error: Error) -> StoreError {
        self.again |= error::is_contention(&error) || error::is_lost(&error);
        self.full |= error::is_full(&error);
        StoreError::from_diesel(error)
    }

    /// Runs `work` in a savepoint: on `Err` its writes are undone and the transaction goes on.
    ///
    /// # Errors
    /// What `work` returns, or a failure of the savepoint itself.
    pub fn savepoint<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.q(Manager::begin_transaction)?;
        match work(self) {
            Ok(value) => {
                self.q(Manager::commit_transaction)?;
                Ok(value)
            }
            Err(error) => match self.q(Manager::rollback_transaction) {
                // SQLite has rolled back everything when the disk was full: the first error is the
                // cause.
                Err(_) if self.full => Err(error),
                Err(failed) => Err(failed.into()),
                Ok(()) => Err(error),
            },
        }
    }

    /// Inserts unless a unique rule refuses the row: `Some` for a new row, `None` for a known one.
    /// On PostgreSQL a refused INSERT would abort the transaction; the savepoint prevents that.
    ///
    /// # Errors
    /// Every failure but the unique violation.
    pub(crate) fn insert_or_known<R>(
        &mut self,
        insert: impl FnOnce(&mut Db) -> QueryResult<R>,
    ) -> Result<Option<R>, StoreError> {
        match self.savepoint(|tx| tx.q(insert)) {
            Ok(row) => Ok(Some(row)),
            Err(StoreError::Conflict(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Runs an UPDATE that must change exactly one row: the second half of every compare-and-set.
    ///
    /// # Errors
    /// [`StoreError::Gone`] when no row matched, [`StoreError::Broken`] when several did.
    pub(crate) fn one(
        &mut self,
        update: impl FnOnce(&mut Db) -> QueryResult<usize>,
    ) -> Result<(), StoreError> {
        match self.q(update)? {
            1 => Ok(()),
            0 => Err(StoreError::Gone),
            n => Err(StoreError::broken(format!(
                "a compare-and-set changed {n} rows"
            ))),
        }
    }
}

#[cfg(test)]
mod tests;
