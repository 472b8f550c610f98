//! A second database for a test that needs two.
#![expect(clippy::expect_used, reason = "a test whose server is gone has failed")]

use crate::TestDb;
use store::Engine;

impl TestDb {
    /// Another new database of the same kind.
    ///
    /// # Panics
    /// If the server is gone.
    pub async fn another(&self) -> Self {
        match self.store().engine() {
            Engine::Sqlite => Self::sqlite().await,
            Engine::Postgres => Self::postgres().await.expect("the same server"),
        }
    }
}
