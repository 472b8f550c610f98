//! The schema's versions, inside the binary. Both databases have the same ones.

use crate::conn::{Answer, Db};
use crate::error::{BoxError, StoreError};
use crate::pool::Store;
use diesel::Connection;
use diesel::backend::Backend;
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::migration::{MigrationConnection, MigrationSource};
use diesel::pg::Pg;
use diesel::sqlite::Sqlite;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use std::collections::BTreeSet;

const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

/// The schema of a database, compared with this binary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaState {
    /// Exactly what this binary knows.
    Current,
    /// This many migrations are missing.
    Behind(usize),
    /// The database has a version this binary does not know: a newer binary has migrated it.
    Unknown,
}

/// A newer binary has migrated this database.
#[derive(Debug, thiserror::Error)]
#[error("the database holds a schema this version does not know; use a newer one")]
struct NewerSchema;

impl Store {
    /// Applies all missing migrations in one transaction, or none. Returns the versions applied. On
    /// SQLite it also switches the file to WAL.
    ///
    /// # Errors
    /// [`StoreError::Broken`] for a schema newer than this binary, or a failed statement.
    pub async fn migrate(&self) -> Result<Vec<String>, StoreError> {
        let gate = self.writers.clone();
        let permit = gate.enter().await?;
        tokio::task::spawn_blocking(move || {
            let _turn = permit;
            let mut db = gate.connection()?;
            if state(&mut db).map_err(StoreError::Broken)? == SchemaState::Unknown {
                return Err(StoreError::broken(NewerSchema));
            }
            let applied = match &mut *db {
                Db::Sqlite(conn) => conn
                    .batch_execute("PRAGMA journal_mode=WAL")
                    .map_err(Into::into)
                    .and_then(|()| apply(conn, "BEGIN IMMEDIATE", SQLITE)),
                // The table lock makes two nodes that migrate at once take turns.
                Db::Pg(conn) => apply(
                    conn,
                    "BEGIN; LOCK TABLE __diesel_schema_migrations IN SHARE ROW EXCLUSIVE MODE",
                    POSTGRES,
                ),
            };
            applied.map_err(StoreError::Broken)
        })
        .await
        .map_err(StoreError::broken)?
    }

    /// Compares the schema with this binary. Writes nothing.
    ///
    /// # Errors
    /// [`StoreError::Broken`] when the database does not answer.
    pub async fn schema_state(&self) -> Result<SchemaState, StoreError> {
        let gate = self.readers.clone();
        let permit = gate.enter().await?;
        tokio::task::spawn_blocking(move || {
            let _turn = permit;
            let mut db = gate.connection()?;
            state(&mut db).map_err(StoreError::Broken)
        })
        .await
        .map_err(StoreError::broken)?
    }
}

fn apply<C, B>(
    conn: &mut C,
    begin: &str,
    source: EmbeddedMigrations,
) -> Result<Vec<String>, BoxError>
where
    B: Backend,
    C: Connection<Backend = B, TransactionManager = AnsiTransactionManager>
        + MigrationConnection
        + MigrationHarness<B>,
    EmbeddedMigrations: MigrationSource<B>,
{
    conn.setup()?;
    AnsiTransactionManager::begin_transaction_sql(conn, begin)?;
    // Diesel's transaction for each migration becomes a savepoint inside ours.
    let applied = conn
        .run_pending_migrations(source)
        .map(|versions| versions.iter().map(ToString::to_string).collect());
    match applied {
        Ok(versions) => {
            AnsiTransactionManager::commit_transaction(conn)?;
            Ok(versions)
        }
        Err(error) => {
            AnsiTransactionManager::rollback_transaction(conn)?;
            Err(error)
        }
    }
}

fn state(db: &mut Db) -> Result<SchemaState, BoxError> {
    let (known, applied) = match db {
        Db::Sqlite(conn) => {
            let there = "SELECT name AS answer FROM sqlite_master WHERE name = '__diesel_schema_migrations'";
            (versions::<Sqlite>(&SQLITE)?, recorded(conn, there)?)
        }
        Db::Pg(conn) => {
            let there = "SELECT CAST(table_name AS TEXT) AS answer FROM information_schema.tables \
                 WHERE table_schema = current_schema() \
                 AND table_name = '__diesel_schema_migrations'";
            (versions::<Pg>(&POSTGRES)?, recorded(conn, there)?)
        }
    };
    if !applied.is_subset(&known) {
        return Ok(SchemaState::Unknown);
    }
    Ok(match known.difference(&applied).count() {
        0 => SchemaState::Current,
        missing => SchemaState::Behind(missing),
    })
}

/// The versions recorded in the database; none when it has never been migrated.
fn recorded<C>(conn: &mut C, there: &str) -> Result<BTreeSet<String>, BoxError>
where
    C: Connection,
    diesel::query_builder::SqlQuery: diesel::query_dsl::LoadQuery<'static, C, Answer>,
{
    use diesel::query_dsl::LoadQuery;
    let tables: Vec<Answer> = diesel::sql_query(there)
        .internal_load(conn)?
        .collect::<Result<_, _>>()?;
    if tables.is_empty() {
        return Ok(BTreeSet::new());
    }
    let rows =
        diesel::sql_query("SELECT CAST(version AS TEXT) AS answer FROM __diesel_schema_migrations")
            .internal_load(conn)?
            .map(|row| row.map(|row| row.answer))
            .collect::<Result<_, _>>()?;
    Ok(rows)
}

fn versions<B: Backend>(source: &EmbeddedMigrations) -> Result<BTreeSet<String>, BoxError>
where
    EmbeddedMigrations: MigrationSource<B>,
{
    Ok(source
        .migrations()?
        .iter()
        .map(|migration| migration.name().version().to_string())
        .collect())
}

/// Takes every migration back, newest first.
#[cfg(any(test, feature = "testing"))]
pub(crate) fn revert_all(db: &mut Db) -> Result<Vec<String>, BoxError> {
    let reverted = match db {
        Db::Sqlite(conn) => conn.revert_all_migrations(SQLITE)?,
        Db::Pg(conn) => conn.revert_all_migrations(POSTGRES)?,
    };
    Ok(reverted.iter().map(ToString::to_string).collect())
}
