//! `zhanggui migrate`.

use super::Outcome;
use crate::{
    compose::create_private,
    config::{BooksConfig, Source},
    out, private,
};
use anyhow::Context;
use store::{OpenOptions, Store};

/// Applies missing migrations, all or none; creates a missing SQLite file; makes the data private
/// to this user.
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
    let closed = private::close(&config.data).context("making the data private")?;
    for path in closed {
        out::say(&format!("{} is now private to this user.", path.display()));
    }
    out::say(&format!(
        "{} migrations applied; the schema is current.",
        applied.len()
    ));
    Ok(Outcome::Done)
}
