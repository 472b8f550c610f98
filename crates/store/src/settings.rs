//! The database settings that decide whether a confirmed payment can be lost.

use crate::{
    conn::{Answer, Db},
    error::{BoxError, StoreError},
    pool::Store,
};
use diesel::RunQueryDsl;

impl Store {
    /// Names and values, as read on the writing connection. SQLite: `journal_mode`,
    /// `synchronous`; PostgreSQL: `fsync`, `synchronous_commit`, `full_page_writes`.
    ///
    /// # Errors
    /// [`StoreError::Broken`] if the database does not answer.
    pub async fn settings(&self) -> Result<Vec<(String, String)>, StoreError> {
        let permit = self.writers.enter().await?;
        let gate = self.writers.clone();
        let asked = tokio::task::spawn_blocking(move || {
            let _turn = permit;
            let mut pooled = gate.connection()?;
            ask(&mut pooled).map_err(StoreError::Broken)
        });
        asked.await.map_err(StoreError::broken)?
    }
}

fn ask(db: &mut Db) -> Result<Vec<(String, String)>, BoxError> {
    match db {
        Db::Sqlite(conn) => ["journal_mode", "synchronous"]
            .into_iter()
            .map(|name| {
                let question = format!("SELECT CAST({name} AS TEXT) AS answer FROM pragma_{name}");
                let said = diesel::sql_query(question).get_result::<Answer>(conn)?;
                Ok((name.to_owned(), said.answer))
            })
            .collect(),
        Db::Pg(conn) => ["fsync", "synchronous_commit", "full_page_writes"]
            .into_iter()
            .map(|name| {
                let question = format!("SELECT current_setting('{name}') AS answer");
                let said = diesel::sql_query(question).get_result::<Answer>(conn)?;
                Ok((name.to_owned(), said.answer))
            })
            .collect(),
    }
}
