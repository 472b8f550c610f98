//! A copy of a SQLite database while the shop is running.

use crate::{
    conn::{Answer, Db, create_private, escape},
    error::{BoxError, StoreError},
    pool::Store,
};
use diesel::{
    Connection, RunQueryDsl, SqliteConnection, connection::SimpleConnection, sql_types::Text,
};
use std::path::{Path, PathBuf};

/// Why no copy was made.
#[derive(Debug, thiserror::Error)]
enum NoCopy {
    #[error("PostgreSQL is backed up with its own tools, e.g. pg_dump")]
    NotSqlite,
    #[error("{0} exists")]
    Exists(PathBuf),
    #[error("the path {0} is not UTF-8")]
    Path(PathBuf),
    #[error("the copy is damaged: {0}")]
    Damaged(String),
}

impl Store {
    /// Writes the database as one file to `to`, which must not exist. It holds everything committed
    /// before and nothing that is still open; other processes go on reading and writing. SQLite
    /// checks the copy, and it is on the disk when this returns.
    ///
    /// # Errors
    /// [`StoreError::Broken`] on PostgreSQL, if `to` exists or cannot be written, or if the copy is damaged.
    pub async fn copy_to(&self, to: &Path) -> Result<(), StoreError> {
        let permit = self.writers.enter().await?;
        let (gate, to) = (self.writers.clone(), to.to_owned());
        let copied = tokio::task::spawn_blocking(move || {
            let _turn = permit;
            let mut pooled = gate.connection()?;
            match &mut *pooled {
                Db::Sqlite(conn) => copy(conn, &to).map_err(StoreError::broken),
                Db::Pg(_) => Err(StoreError::broken(NoCopy::NotSqlite)),
            }
        });
        copied.await.map_err(StoreError::broken)?
    }
}

fn copy(conn: &mut SqliteConnection, to: &Path) -> Result<(), BoxError> {
    // SQLite fills an existing empty file and keeps its mode. An existing file or link is refused, so that the copy is
    // not written through it.
    if !create_private(to)? {
        return Err(NoCopy::Exists(to.to_owned()).into());
    }
    let path = to.to_str().ok_or_else(|| NoCopy::Path(to.to_owned()))?;
    diesel::sql_query("VACUUM INTO ?")
        .bind::<Text, _>(path)
        .execute(conn)?;
    let mut copy = SqliteConnection::establish(&format!("file:{}?mode=rw", escape(path)))?;
    // The copy has the default journal mode, and a shop started on it needs WAL.
    copy.batch_execute("PRAGMA synchronous=FULL; PRAGMA journal_mode=WAL")?;
    let verdict = diesel::sql_query("SELECT integrity_check AS answer FROM pragma_integrity_check")
        .load::<Answer>(&mut copy)?;
    if let Some(trouble) = verdict.iter().find(|row| row.answer != "ok") {
        return Err(NoCopy::Damaged(trouble.answer.clone()).into());
    }
    drop(copy);
    std::fs::File::open(to)?.sync_all()?;
    Ok(())
}

#[cfg(all(test, unix))]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use crate::{DatabaseUrl, OpenOptions, Store};
    use std::os::unix::fs::symlink;

    /// The name of a copy can be guessed, so another user of its folder could redirect the data
    /// with a symbolic link.
    #[tokio::test(flavor = "multi_thread")]
    async fn a_copy_is_not_written_through_a_link() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        let store = Store::open(
            &DatabaseUrl::sqlite(at("shop.db")),
            OpenOptions {
                create: true,
                ..OpenOptions::default()
            },
        )
        .await
        .unwrap();
        symlink(at("elsewhere"), at("copy.db")).unwrap();
        assert!(store.copy_to(&at("copy.db")).await.is_err());
        assert!(!at("elsewhere").exists());
        store.copy_to(&at("other.db")).await.unwrap();
    }
}
