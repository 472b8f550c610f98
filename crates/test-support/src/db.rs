//! A migrated database per test, removed when the test ends. SQLite always; PostgreSQL where
//! `TEST_POSTGRES_URL` names a server that allows CREATE DATABASE.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "tests read their environment, and one that gets no database has failed"
)]

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicU32, Ordering};
use store::{DatabaseUrl, OpenOptions, Store, testing};

/// A migrated, empty database.
pub struct TestDb {
    store: Store,
    url: DatabaseUrl,
    home: Home,
}

/// Where the database is, and what removes it.
enum Home {
    Sqlite(tempfile::TempDir),
    Postgres { server: DatabaseUrl, name: String },
}

impl TestDb {
    /// A new SQLite file.
    pub async fn sqlite() -> Self {
        let home = tempfile::tempdir().expect("a temporary directory");
        let url = DatabaseUrl::sqlite(home.path().join("shop.db"));
        let options = OpenOptions {
            create: true,
            ..OpenOptions::default()
        };
        let store = Store::open(&url, options).await.expect("a new file opens");
        store.migrate().await.expect("migrations apply");
        Self {
            store,
            url,
            home: Home::Sqlite(home),
        }
    }

    /// A new PostgreSQL database, or `None` without `TEST_POSTGRES_URL`.
    ///
    /// # Panics
    /// Without that variable if `TEST_POSTGRES_REQUIRED` is `1`: CI must not pass because the
    /// database is missing.
    pub async fn postgres() -> Option<Self> {
        let Some(server) = server() else {
            let required = std::env::var_os("TEST_POSTGRES_REQUIRED").is_some_and(|v| v == "1");
            assert!(
                !required,
                "TEST_POSTGRES_REQUIRED is set, TEST_POSTGRES_URL is not"
            );
            return None;
        };
        let template = template(&server).await;
        let name = fresh_name("test");
        testing::on_server(
            &server,
            &format!("CREATE DATABASE {name} TEMPLATE {template}"),
        )
        .expect("the template can be copied");
        let url = testing::other_database(&server, &name).expect("a URL with a database");
        let store = Store::open(&url, OpenOptions::default())
            .await
            .expect("the copy opens");
        Some(Self {
            store,
            url,
            home: Home::Postgres { server, name },
        })
    }

    /// The open database.
    #[must_use]
    pub fn store(&self) -> Store {
        self.store.clone()
    }

    /// Its URL, for a second [`Store`] or another process.
    #[must_use]
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        match &self.home {
            Home::Sqlite(_deletes_itself) => {}
            Home::Postgres { server, name } => {
                let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                if let Err(error) = testing::on_server(server, &drop) {
                    eprintln!("the test database {name} stays behind: {error}");
                }
            }
        }
    }
}

/// Runs a test on SQLite and, where there is a server, on PostgreSQL.
pub async fn for_both(test: impl AsyncFn(TestDb)) {
    test(TestDb::sqlite().await).await;
    if let Some(db) = TestDb::postgres().await {
        test(db).await;
    }
}

fn server() -> Option<DatabaseUrl> {
    let text = std::env::var_os("TEST_POSTGRES_URL")?;
    let text = text.to_str().expect("TEST_POSTGRES_URL is UTF-8");
    if text.is_empty() {
        return None;
    }
    match DatabaseUrl::parse(text) {
        Ok(url) => Some(url),
        Err(error) => panic!("TEST_POSTGRES_URL: {error}"),
    }
}

/// The migrated database that all tests copy. The first test process makes it and renames it when
/// it is complete, so that others never see a partial one.
async fn template(server: &DatabaseUrl) -> String {
    let mut hasher = DefaultHasher::new();
    testing::migration_texts("postgres")
        .expect("the migrations are there")
        .hash(&mut hasher);
    let name = format!("template_{:016x}", hasher.finish());
    if exists(server, &name) {
        return name;
    }
    let draft = fresh_name("draft");
    testing::on_server(server, &format!("CREATE DATABASE {draft}")).expect("databases can be made");
    let url = testing::other_database(server, &draft).expect("a URL with a database");
    let store = Store::open(&url, OpenOptions::default())
        .await
        .expect("the draft opens");
    store.migrate().await.expect("migrations apply");
    drop(store);
    // Renaming fails while a connection is open, and the pool closes its connections in the
    // background.
    let rename = format!(
        "ALTER DATABASE {draft} ALLOW_CONNECTIONS false;\
         SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{draft}'"
    );
    testing::on_server(server, &rename).expect("the draft can be closed");
    let published = (0..200).any(|_| {
        testing::on_server(server, &format!("ALTER DATABASE {draft} RENAME TO {name}")).is_ok()
            || exists(server, &name)
    });
    assert!(published, "the template could not be published");
    // If another process was faster, this draft is not needed.
    testing::on_server(
        server,
        &format!("DROP DATABASE IF EXISTS {draft} WITH (FORCE)"),
    )
    .expect("a left-over draft can be dropped");
    name
}

/// Whether a database with this name exists.
fn exists(server: &DatabaseUrl, name: &str) -> bool {
    let ask =
        format!("SELECT CAST(datname AS TEXT) AS answer FROM pg_database WHERE datname = '{name}'");
    !testing::ask_server(server, &ask)
        .expect("the server responds")
        .is_empty()
}

/// A name that no other test on this server uses.
fn fresh_name(kind: &str) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let since = std::time::UNIX_EPOCH.elapsed().unwrap_or_default();
    format!("{kind}_{}_{count}_{}", std::process::id(), since.as_nanos())
}
