//! `zhanggui seed`.

use super::Outcome;
use crate::{
    compose::{self, Schema, create_private},
    config::{BooksConfig, Source},
    offline, out,
};
use anyhow::Context;

/// Fills an empty shop; a shop that has products keeps them.
///
/// # Errors
/// Wrong configuration, or the database or media folder cannot be used.
pub async fn run(source: Source) -> anyhow::Result<Outcome> {
    let config = BooksConfig::load(source)?;
    let media = config.data.media_dir();
    create_private(&media)?;
    let store = compose::open_store(&config.data, Schema::Expect).await?;
    let shop = compose::shop(store, offline::gateway()?, config.policy);
    let accounts = shop.seed_demo(&media).await.context("seeding the shop")?;
    out::json(&accounts)?;
    out::say(
        "The shop holds the demo products and these accounts. Remove the accounts before real customers come.",
    );
    Ok(Outcome::Done)
}
