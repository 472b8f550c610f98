//! `zhanggui sales`.

use super::Outcome;
use crate::{
    compose::{self, Schema},
    config::{BooksConfig, Source},
    offline, out,
};
use anyhow::Context;
use clap::Subcommand;

/// Figures of sales
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub enum Sales {
    /// Sum up every day anew from orders, payments and refunds
    #[command(
        after_help = "May run beside the shop. Days without sums are summed up when they are shown."
    )]
    Rebuild,
}

impl Sales {
    /// Runs the command.
    ///
    /// # Errors
    /// Wrong configuration, or the database cannot be written.
    pub async fn run(self, source: Source) -> anyhow::Result<Outcome> {
        let config = BooksConfig::load(source)?;
        let store = compose::open_store(&config.data, Schema::Expect).await?;
        let shop = compose::shop(store, offline::gateway()?, config.policy);
        match self {
            Self::Rebuild => {
                let days = shop.rebuild_sales().await.context("summing up sales")?;
                out::say(&format!("Sales are summed up by day ({days} days)."));
            }
        }
        Ok(Outcome::Done)
    }
}
