//! `zhanggui migrate`.

use super::Outcome;
use crate::{
    compose::create_private,
    config::{BooksConfig, Source},
    out,
};
use anyhow::Context;
use store::{OpenOptions, Store};

/// Applies what is missing, all or nothing; creates a missing SQLite file.
///
/// # Errors
/// Wrong configuration, or the database cannot be reached or changed.
pub async fn run(source: Source) -> anyhow::Result<Outcome> {
    let config = BooksConfig::load(source)?;
    create_private(&config.data.data_dir)?;
    let options = OpenOptions {
        create: true,
        ..OpenOptions::default()
    };
    let store = Store::open(&config.data.database, options)
        .await
        .context("opening the database")?;
    let applied = store.migrate().await.context("migrating the database")?;
    for version in &applied {
        out::line(version);
    }
    out::say(&format!(
        "{} migrations applied; the schema is current.",
        applied.len()
    ));
    Ok(Outcome::Done)
}
