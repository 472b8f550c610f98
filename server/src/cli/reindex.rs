//! `zhanggui reindex`.

use super::Outcome;
use crate::{
    compose::{self, Schema},
    config::{BooksConfig, Source},
    offline, out,
};
use anyhow::Context;

/// Makes shelves, facets and search anew, a few products at a time.
///
/// # Errors
/// Wrong configuration, or the database cannot be written.
pub async fn run(source: Source) -> anyhow::Result<Outcome> {
    let config = BooksConfig::load(source)?;
    let store = compose::open_store(&config.data, Schema::Expect).await?;
    let shop = compose::shop(store, offline::gateway()?, config.policy);
    let steps = shop.rebuild_listing().await.context("reindexing")?;
    out::say(&format!(
        "Shelves and search are up to date ({steps} steps)."
    ));
    Ok(Outcome::Done)
}
