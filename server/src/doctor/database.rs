//! The database: reachable, of our schema, durable, and not ahead of the clock.

use crate::{compose, config::DataConfig};
use domain::time::Millis;
use shop::doctor::{Finding, clock, database};
use store::{OpenOptions, SchemaState, Store, StoreError, queries::event};

/// Looks at the database; answers it if it can be worked with.
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
