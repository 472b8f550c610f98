//! The database: whether it can be opened, its schema, its settings, and whether the clock is behind its entries.

use crate::{compose, config::DataConfig};
use domain::time::Millis;
use shop::doctor::{Finding, clock, database};
use store::{OpenOptions, SchemaState, Store, StoreError, queries::event};

/// Checks the database; returns it if it can be used.
pub(super) async fn check(data: &DataConfig, now: Millis) -> (Option<Store>, Vec<Finding>) {
    let exists = data.database.sqlite_path().is_none_or(|path| path.exists());
    let store = match Store::open(&data.database, OpenOptions::default()).await {
        Ok(store) => store,
        Err(error) => {
            return (None, database::unusable(&compose::causes(&error), exists));
        }
    };
    let found = ask(&store, now)
        .await
        .unwrap_or_else(|error| database::unusable(&compose::causes(&error), true));
    (Some(store), found)
}

async fn ask(store: &Store, now: Millis) -> Result<Vec<Finding>, StoreError> {
    let state = store.schema_state().await?;
    let mut found = database::schema(&state);
    found.extend(database::settings(store.engine(), &store.settings().await?));
    if state == SchemaState::Current {
        let newest = store.read(event::newest).await?;
        found.extend(clock::against_books(now, newest));
    }
    Ok(found)
}
