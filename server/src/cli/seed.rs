//! `zhanggui seed`.

use super::Outcome;
use crate::{
    compose::{self, Schema, create_private},
    config::{BooksConfig, Source},
    offline, out,
};
use anyhow::Context;

/// Adds the demo products to an empty shop; a shop with products keeps its own. `serve` makes the
/// widths of their pictures when it starts. Creates no account, because the passwords of the demo
/// accounts are published.
///
/// # Errors
/// Wrong configuration, or the database or media folder cannot be used.
pub async fn run(source: Source) -> anyhow::Result<Outcome> {
    let config = BooksConfig::load(source)?;
    let media = config.data.media_dir();
    create_private(&media)?;
    let store = compose::open_store(&config.data, Schema::Expect).await?;
    let shop = compose::shop(store, offline::gateway()?, config.policy);
    demo::seed_catalog(&shop, &media)
        .await
        .context("seeding the shop")?;
    out::say(
        "The shop has the demo products. `zhanggui admin create` creates the owner's account.",
    );
    Ok(Outcome::Done)
}
