//! `zhanggui seed`.

use super::Outcome;
use crate::{
    compose::{self, Schema, create_private},
    config::{BooksConfig, Source},
    offline, out,
};
use anyhow::Context;

/// Fills an empty shop with the demo products; a shop that has products keeps them. Opens no
/// account: the demo accounts have passwords that everybody may know.
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
    shop.make_widths(&media)
        .await
        .context("making the pictures' widths")?;
    out::say(
        "The shop holds the demo products. `zhanggui admin create` opens the owner's account.",
    );
    Ok(Outcome::Done)
}
