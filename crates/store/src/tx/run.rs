//! Runs transactions: begins, commits, rolls back, and tries again.

use super::{Manager, Tx};
use crate::conn::Db;
use crate::error::{self, StoreError};
use crate::pool::{Gate, Store};
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::result::Error;
use diesel::{PgConnection, QueryResult, SqliteConnection};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;

/// Tries of a writing transaction before it is [`StoreError::Busy`].
pub(super) const TRIES: u32 = 5;

/// How a transaction begins.
#[derive(Clone, Copy)]
enum Mode {
    Write,
    Read,
}

/// How one try ended: with a result, or with a request to try again.
enum Try<T, E> {
    Done(Result<T, E>),
    Again,
}

impl Store {
    /// Runs `work` in one writing transaction, and commits if it returns `Ok`.
    ///
    /// When the database rolls the transaction back in favour of another, `work` runs again, up to
    /// five times: it must have no effect outside the transaction.
    ///
    /// # Errors
    /// What `work` returns; [`StoreError::Busy`] when no connection was free in time or every try
    /// failed; [`StoreError::Broken`] when the database failed. If the response to COMMIT is lost,
    /// the error is `Broken` and the result unknown: read again before acting.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        #[cfg(any(test, feature = "testing"))]
        if let Some(life) = &self.life {
            life.begin(true).await;
        }
        let ended = run(&self.writers, &self.catalog, Mode::Write, work).await;
        #[cfg(any(test, feature = "testing"))]
        if let Some(life) = &self.life {
            life.end(ended.is_ok()).await;
        }
        ended
    }

    /// Runs `work` over one read-only snapshot.
    ///
    /// # Errors
    /// As [`Store::write`]; a statement that writes fails.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        #[cfg(any(test, feature = "testing"))]
        if let Some(life) = &self.life {
            life.begin(false).await;
        }
        let ended = run(&self.readers, &self.catalog, Mode::Read, work).await;
        #[cfg(any(test, feature = "testing"))]
        if let Some(life) = &self.life {
            life.end(false).await;
        }
        ended
    }
}

async fn run<T, E, F>(gate: &Gate, catalog: &Arc<AtomicI64>, mode: Mode, work: F) -> Result<T, E>
where
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + Sync + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let work = Arc::new(work);
    let mut permit = gate.enter().await?;
    for tried in 0..TRIES {
        if tried > 0 {
            tokio::time::sleep(pause(tried)).await;
        }
        let (gate, work) = (gate.clone(), Arc::clone(&work));
        let catalog = Arc::clone(catalog);
        let task = tokio::task::spawn_blocking(move || {
            let ended = once(&gate, &catalog, mode, work.as_ref());
            (ended, permit)
        });
        let (ended, back): (Try<T, E>, OwnedSemaphorePermit) = match task.await {
            Ok(ended) => ended,
            Err(failed) => match failed.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(cancelled) => return Err(StoreError::broken(cancelled).into()),
            },
        };
        match ended {
            Try::Done(answer) => return answer,
            Try::Again => permit = back,
        }
    }
    tracing::warn!(tries = TRIES, "a transaction conflicted in every try");
    Err(StoreError::Busy.into())
}

/// Back-off with jitter.
fn pause(tried: u32) -> Duration {
    let mut byte = [0_u8; 1];
    let jitter = match getrandom::fill(&mut byte) {
        Ok(()) => u64::from(byte[0]),
        // Without entropy the delay has no jitter.
        Err(_no_entropy) => 128,
    };
    Duration::from_micros((2_000 << tried.min(6)) * (128 + jitter) / 256)
}

fn once<T, E, F>(gate: &Gate, catalog: &AtomicI64, mode: Mode, work: &F) -> Try<T, E>
where
    F: Fn(&mut Tx<'_>) -> Result<T, E>,
    E: From<StoreError>,
{
    let mut db = match gate.connection() {
        Ok(db) => db,
        Err(error) => return Try::Done(Err(error.into())),
    };
    if let Err(error) = begin(&mut db, mode) {
        return failed(error);
    }
    let mut tx = Tx {
        db: &mut db,
        again: false,
        last: None,
        full: false,
    };
    let answer = work(&mut tx);
    let mut version = None;
    let answer = match (answer, tx.last.take()) {
        (Ok(value), Some(last)) if !tx.again => match last(&mut tx) {
            Ok(new) => {
                version = Some(new);
                Ok(value)
            }
            Err(error) => Err(error.into()),
        },
        (answer, _) => answer,
    };
    // This flag decides, not the result: the closure may have wrapped or swallowed the error, but
    // the database has already rolled the transaction back.
    let again = tx.again;
    if tx.full {
        gate.note_full(true);
    }
    match answer {
        Ok(value) if !again => match Manager::commit_transaction(&mut db) {
            Ok(()) => {
                if let Some(version) = version {
                    catalog.fetch_max(version, Ordering::SeqCst);
                }
                Try::Done(Ok(value))
            }
            Err(error) => {
                roll_back(&mut db);
                commit_failed(gate, error)
            }
        },
        answer => {
            roll_back(&mut db);
            if again { Try::Again } else { Try::Done(answer) }
        }
    }
}

fn begin(db: &mut Db, mode: Mode) -> QueryResult<()> {
    match db {
        // A deferred transaction that reads and then writes fails at once when another one writes,
        // whatever the timeout; IMMEDIATE waits.
        Db::Sqlite(conn) => {
            let sql = match mode {
                Mode::Write => "BEGIN IMMEDIATE",
                Mode::Read => "BEGIN DEFERRED",
            };
            AnsiTransactionManager::begin_transaction_sql::<SqliteConnection>(conn, sql)
        }
        // `lock_timeout` matches SQLite's busy timeout. It is set per transaction, so that a
        // transaction pooler in between does not change it.
        Db::Pg(conn) => {
            let sql = match mode {
                Mode::Write => {
                    "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = '5s'"
                }
                Mode::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            };
            AnsiTransactionManager::begin_transaction_sql::<PgConnection>(conn, sql)
        }
    }
}

/// A failure before or inside the transaction, with nothing committed.
fn failed<T, E: From<StoreError>>(error: Error) -> Try<T, E> {
    if error::is_contention(&error) || error::is_lost(&error) {
        return Try::Again;
    }
    Try::Done(Err(StoreError::from_diesel(error).into()))
}

/// A COMMIT refused for contention or a full disk did not happen; one whose response was lost may
/// have.
fn commit_failed<T, E: From<StoreError>>(gate: &Gate, error: Error) -> Try<T, E> {
    let inner = if let Error::RollbackErrorOnCommit { commit_error, .. } = &error {
        commit_error.as_ref()
    } else {
        &error
    };
    if error::is_contention(inner) {
        return Try::Again;
    }
    if error::is_full(inner) {
        gate.note_full(true);
        return Try::Done(Err(StoreError::Full.into()));
    }
    Try::Done(Err(StoreError::broken(CommitUnknown(error)).into()))
}

#[derive(Debug, thiserror::Error)]
#[error("COMMIT failed or its response was lost: {0}")]
struct CommitUnknown(#[source] Error);

/// Rolls back. After a failure the connection is marked as broken and the pool drops it; the
/// database then rolls back automatically.
fn roll_back(db: &mut Db) {
    let depth = Manager::transaction_manager_status_mut(db).transaction_depth();
    if matches!(depth, Ok(None)) {
        return;
    }
    if let Err(error) = Manager::rollback_transaction(db) {
        tracing::warn!(%error, "a rollback failed; the connection is dropped");
    }
}
