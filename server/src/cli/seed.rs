//! `zhanggui seed`.

use super::Outcome;
use crate::{
    compose::{self, Schema, create_private},
    config::{BooksConfig, Source},
    offline, out,
};
use anyhow::{Context, bail};
use clap::Args;
use demo::scale::{self, Filled};
use std::time::Instant;

/// Fill an empty shop with the demo products
#[derive(Debug, Args)]
#[command(
    after_help = "A shop with products keeps its own. Creates no account, because the passwords of the demo accounts\n\
                  are published. `serve` makes the widths of the pictures."
)]
pub struct Seed {
    /// Instead of them N plain products and N orders, the same for the same N, to measure with
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    scale: Option<u32>,
}

impl Seed {
    /// Fills the shop.
    ///
    /// # Errors
    /// Wrong configuration, the database or media folder cannot be used, or `--scale` in a shop with
    /// orders of its own.
    pub async fn run(&self, source: Source) -> anyhow::Result<Outcome> {
        let config = BooksConfig::load(source)?;
        let media = config.data.media_dir();
        create_private(&media)?;
        let store = compose::open_store(&config.data, Schema::Expect).await?;
        let shop = compose::shop(store, offline::gateway()?, config.policy);
        let Some(number) = self.scale else {
            demo::seed_catalog(&shop, &media)
                .await
                .context("seeding the shop")?;
            out::say(
                "The shop has the demo products. `zhanggui admin create` creates the owner's account.",
            );
            return Ok(Outcome::Done);
        };
        let began = Instant::now();
        match scale::fill(&shop, number)
            .await
            .context("filling the shop")?
        {
            Filled::Rows(rows) => out::say(&format!(
                "The shop has {number} products and {number} orders more: {rows} rows in {:.1} s.",
                began.elapsed().as_secs_f64()
            )),
            Filled::RealOrders => bail!(
                "the shop has orders of its own; --scale writes orders that nobody placed, so use an empty database"
            ),
        }
        Ok(Outcome::Done)
    }
}
