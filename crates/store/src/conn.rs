//! One connection to either database, and how it is made.

use crate::error::BoxError;
use crate::url::{DatabaseUrl, Engine};
use diesel::connection::{SimpleConnection, TransactionManager};
use diesel::r2d2::ManageConnection;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection};
use std::path::Path;

/// A connection to one of the two databases. Queries written once run on both.
#[derive(diesel::MultiConnection)]
pub(crate) enum Db {
    Sqlite(SqliteConnection),
    Pg(PgConnection),
}

/// What a pooled connection is for. On PostgreSQL both roles are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Writer,
    Reader,
}

/// Makes connections for a pool. It picks the driver by scheme: Diesel's derived `establish` tries
/// one driver after the other, so a mistyped PostgreSQL URL would create a SQLite file.
#[derive(Clone, Debug)]
pub(crate) struct Manager {
    pub(crate) url: DatabaseUrl,
    pub(crate) role: Role,
    /// Whether a missing SQLite file is created.
    pub(crate) create: bool,
}

/// The oldest SQLite that may be used: earlier ones can corrupt a WAL database under two
/// connections.
const SQLITE_AT_LEAST: [u32; 3] = [3, 51, 3];

/// Why no usable connection was made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConnectError {
    #[error("there is no database at {0}; `migrate` creates it")]
    Missing(String),
    #[error("cannot open the database {url}: {cause}")]
    Refused {
        url: String,
        #[source]
        cause: BoxError,
    },
    #[error("SQLite {0} is too old: 3.51.3 or later is needed")]
    OldSqlite(String),
    #[error("PostgreSQL runs with {0} off: a payment confirmed to Alipay could be lost")]
    NotDurable(&'static str),
}

impl Manager {
    fn sqlite(&self) -> Result<SqliteConnection, BoxError> {
        let Some(path) = self.url.sqlite_path() else {
            return Err("not a SQLite URL".into());
        };
        if !self.create && !path.exists() {
            return Err(ConnectError::Missing(path.display().to_string()).into());
        }
        if self.create {
            create_private(path)?;
        }
        let path = path.to_str().ok_or("the path is not UTF-8")?;
        let mode = if self.create { "rwc" } else { "rw" };
        let mut conn = SqliteConnection::establish(&format!("file:{}?mode={mode}", escape(path)))?;
        // One statement each, the timeout first because the others may already have to wait. FULL,
        // because Alipay does not repeat what we confirmed, and WAL with NORMAL may lose the last
        // commits on power loss. Recursive triggers, so that a REPLACE runs the append-only
        // triggers too.
        for pragma in [
            "PRAGMA busy_timeout=5000",
            "PRAGMA synchronous=FULL",
            "PRAGMA foreign_keys=ON",
            "PRAGMA wal_autocheckpoint=1000",
            "PRAGMA recursive_triggers=ON",
        ] {
            conn.batch_execute(pragma)?;
        }
        if self.role == Role::Reader {
            conn.batch_execute("PRAGMA query_only=ON")?;
        }
        Ok(conn)
    }

    fn open(&self) -> Result<Db, BoxError> {
        match self.url.engine() {
            Engine::Sqlite => Ok(Db::Sqlite(self.sqlite()?)),
            Engine::Postgres => {
                let url = self.url.postgres_secret().unwrap_or_default();
                Ok(Db::Pg(PgConnection::establish(url)?))
            }
        }
    }
}

/// Makes an empty file that only this user can read, if there is none. SQLite would make it
/// readable for others; the files beside it get the same mode. False if there is a file.
pub(crate) fn create_private(path: &Path) -> std::io::Result<bool> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    match options.open(path) {
        Ok(_created) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// A path inside a SQLite `file:` URI.
pub(crate) fn escape(path: &str) -> String {
    path.replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23")
}

impl ManageConnection for Manager {
    type Connection = Db;
    type Error = ConnectError;

    fn connect(&self) -> Result<Db, ConnectError> {
        self.open()
            .map_err(|cause| match cause.downcast::<ConnectError>() {
                Ok(known) => *known,
                Err(cause) => ConnectError::Refused {
                    url: self.url.to_string(),
                    cause,
                },
            })
    }

    fn is_valid(&self, db: &mut Db) -> Result<(), ConnectError> {
        db.batch_execute("SELECT 1")
            .map_err(|cause| ConnectError::Refused {
                url: self.url.to_string(),
                cause: Box::new(cause),
            })
    }

    /// A connection left inside a transaction, e.g. by a panic, is not reused.
    fn has_broken(&self, db: &mut Db) -> bool {
        std::thread::panicking()
            || <Db as Connection>::TransactionManager::is_broken_transaction_manager(db)
    }
}

/// One text column, for queries in plain SQL.
#[derive(QueryableByName)]
pub(crate) struct Answer {
    #[diesel(sql_type = diesel::sql_types::Text)]
    pub(crate) answer: String,
}

/// Checks that the settings of a database keep committed payments safe.
pub(crate) fn check(db: &mut Db) -> Result<(), BoxError> {
    match db {
        Db::Sqlite(conn) => {
            let version = diesel::sql_query("SELECT sqlite_version() AS answer")
                .get_result::<Answer>(conn)?
                .answer;
            if !recent_enough(&version) {
                return Err(ConnectError::OldSqlite(version).into());
            }
        }
        Db::Pg(conn) => {
            for name in ["fsync", "synchronous_commit"] {
                let question = format!("SELECT current_setting('{name}') AS answer");
                let setting = diesel::sql_query(question)
                    .get_result::<Answer>(conn)?
                    .answer;
                if setting == "off" {
                    return Err(ConnectError::NotDurable(name).into());
                }
            }
        }
    }
    Ok(())
}

fn recent_enough(version: &str) -> bool {
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0_u32));
    let found = std::array::from_fn(|_| parts.next().unwrap_or(0));
    found >= SQLITE_AT_LEAST
}

#[cfg(test)]
mod tests {
    use super::{escape, recent_enough};

    #[test]
    fn old_sqlite_is_refused() {
        for (version, good) in [
            ("3.51.3", true),
            ("3.53.2", true),
            ("4.0.0", true),
            ("3.51.2", false),
            ("3.9.9", false),
            ("", false),
        ] {
            assert_eq!(recent_enough(version), good, "{version}");
        }
    }

    #[test]
    fn a_path_stays_a_path_inside_the_uri() {
        assert_eq!(escape("/a b/50%?.db#1"), "/a b/50%25%3f.db%231");
    }
}
