//! For tests only: plain SQL, and temporary databases. Compiled with the feature `testing`, which
//! no release enables.

mod balances;
mod life;
mod people;
mod plan;
mod shelf;

pub use balances::balances;
pub use life::{Cut, Life, mortal};
pub use people::lock_account;
pub use plan::{Planned, plans};
pub use shelf::{archive_sku, set_price};

use crate::{
    conn::{Answer, Db, Manager, Role},
    error::{BoxError, StoreError},
    migrate,
    pool::Store,
    url::DatabaseUrl,
};
use diesel::{RunQueryDsl, connection::SimpleConnection, r2d2::ManageConnection};
use std::path::Path;

/// Runs statements, separated by `;`, in one transaction.
pub async fn batch(store: &Store, sql: &str) -> Result<(), StoreError> {
    let sql = sql.to_owned();
    store.write(move |tx| tx.q(|c| c.batch_execute(&sql))).await
}

/// The rows of a query that selects one text column named `answer`.
pub async fn answers(store: &Store, sql: &str) -> Result<Vec<String>, StoreError> {
    let sql = sql.to_owned();
    store
        .read(move |tx| {
            let rows: Vec<Answer> =
                both!(tx, |c| diesel::sql_query(sql.clone()).load::<Answer>(c))?;
            Ok(rows.into_iter().map(|row| row.answer).collect())
        })
        .await
}

/// Reverts every migration, newest first.
pub async fn revert_all(store: &Store) -> Result<Vec<String>, StoreError> {
    let gate = store.writers.clone();
    let permit = gate.enter().await?;
    tokio::task::spawn_blocking(move || {
        let _turn = permit;
        let mut db = gate.connection()?;
        migrate::revert_all(&mut db).map_err(StoreError::Broken)
    })
    .await
    .map_err(StoreError::broken)?
}

/// Every `up.sql` and `down.sql` below `migrations/<engine>` as (version directory, file, text),
/// in order, read from the sources.
///
/// # Errors
/// When the source files are missing.
pub fn migration_texts(engine: &str) -> std::io::Result<Vec<(String, String, String)>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../migrations")
        .join(engine);
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(root)? {
        let entry = entry?;
        for file in ["down.sql", "up.sql"] {
            let text = std::fs::read_to_string(entry.path().join(file))?;
            let version = entry.file_name().to_string_lossy().into_owned();
            texts.push((version, file.to_owned(), text));
        }
    }
    texts.sort();
    Ok(texts)
}

/// Runs a statement on a PostgreSQL server outside a transaction, as CREATE and DROP DATABASE
/// require.
pub fn on_server(url: &DatabaseUrl, sql: &str) -> Result<(), BoxError> {
    let manager = Manager {
        url: url.clone(),
        role: Role::Writer,
        create: false,
    };
    let mut db: Db = manager.connect()?;
    Ok(db.batch_execute(sql)?)
}

/// The rows of a query on a PostgreSQL server that selects one text column named `answer`.
pub fn ask_server(url: &DatabaseUrl, sql: &str) -> Result<Vec<String>, BoxError> {
    let manager = Manager {
        url: url.clone(),
        role: Role::Writer,
        create: false,
    };
    match manager.connect()? {
        Db::Sqlite(_) => Err("not a server".into()),
        Db::Pg(mut conn) => {
            let rows: Vec<Answer> = diesel::sql_query(sql.to_owned()).load(&mut conn)?;
            Ok(rows.into_iter().map(|row| row.answer).collect())
        }
    }
}

/// The whole text of a URL, password included, for the environment of another process.
#[must_use]
pub fn whole_url(url: &DatabaseUrl) -> String {
    let secret = url.postgres_secret().map(str::to_owned);
    secret.unwrap_or_else(|| url.to_string())
}

/// The URL of another database on the same PostgreSQL server.
///
/// # Errors
/// For a URL that names no database.
pub fn other_database(url: &DatabaseUrl, name: &str) -> Result<DatabaseUrl, BoxError> {
    let text = url.postgres_secret().ok_or("not a PostgreSQL URL")?;
    let (before, query) = match text.split_once('?') {
        Some((before, query)) => (before, format!("?{query}")),
        None => (text, String::new()),
    };
    let (scheme, place) = before.split_once("://").ok_or("no scheme")?;
    let (host, _database) = place.split_once('/').ok_or("the URL names no database")?;
    Ok(DatabaseUrl::parse(&format!(
        "{scheme}://{host}/{name}{query}"
    ))?)
}
