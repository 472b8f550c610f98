//! `zhanggui backup DIR`.

mod draft;

use self::draft::Draft;
use super::{Outcome, Usage};
use crate::{
    compose::{self, Schema, create_private},
    config::{BooksConfig, DataConfig, Source},
    offline, out, shutdown,
};
use anyhow::Context;
use clap::Args;
use jiff::Timestamp;
use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};
use store::{DatabaseUrl, Engine};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

/// Copy database and pictures of a running shop
#[derive(Debug, Args)]
#[command(
    after_help = "Writes DIR/zhanggui-<UTC time>.db, and DIR/media with the pictures that are not there yet; prints \
                  the database's path. The shop goes on working. The copy's books are audited before it counts: exit 1 \
                  if they are not consistent. Keys are not copied: keep them elsewhere.\n\
                  For PostgreSQL use its own tools, e.g. pg_dump, and copy the folder media."
)]
pub struct Backup {
    /// Folder of the copies; created if it is missing
    #[arg(value_name = "DIR")]
    dir: PathBuf,
}

/// Within this time a stopped copy has ended, or its file exists and can be removed.
const BEGINS: Duration = Duration::from_secs(2);

impl Backup {
    /// Copies, checks, and only then renames the copy. A failed copy is removed.
    ///
    /// # Errors
    /// Wrong configuration; PostgreSQL; the folder cannot be written.
    pub async fn run(&self, source: Source) -> anyhow::Result<Outcome> {
        let config = BooksConfig::load(source)?;
        if config.data.database.engine() == Engine::Postgres {
            let words = "PostgreSQL is backed up with its own tools: pg_dump for the database, and a copy of the \
                         folder media";
            return Err(Usage(words.to_owned()).into());
        }
        create_private(&self.dir)?;
        let name = format!(
            "zhanggui-{}.db",
            Timestamp::now().strftime("%Y%m%dT%H%M%SZ")
        );
        let draft = Draft::of(self.dir.join(name));
        let stop = CancellationToken::new();
        let (copied, breaches) = {
            let mut copying = std::pin::pin!(self.copy(&draft, config, &stop));
            tokio::select! {
                copied = &mut copying => copied?,
                asked = shutdown::asked(&stop) => {
                    stop.cancel();
                    // SQLite copies in another thread. Its file cannot be removed before it exists.
                    drop(timeout(BEGINS, copying).await);
                    asked.context("listening for signals")?;
                    anyhow::bail!("stopped before the copy was complete");
                }
            }
        };
        let whole = draft.finish()?;
        out::line(&whole.display().to_string());
        out::say(&format!("{copied} new pictures. Keys are not in the copy."));
        if breaches > 0 {
            out::say("The books in the copy are not consistent: run `zhanggui audit`.");
            return Ok(Outcome::CheckFailed);
        }
        Ok(Outcome::Done)
    }

    /// Writes the database into `draft` and new pictures beside it. Returns the number of pictures
    /// and of broken rules. Takes no further step after `stop`.
    async fn copy(
        &self,
        draft: &Draft,
        config: BooksConfig,
        stop: &CancellationToken,
    ) -> anyhow::Result<(usize, usize)> {
        let store = compose::open_store(&config.data, Schema::Expect).await?;
        store
            .copy_to(draft.path())
            .await
            .context("copying the database")?;
        anyhow::ensure!(!stop.is_cancelled(), "stopped");
        // Pictures after the database: each one was written before the row that names it.
        let pictures = copy_new(&config.data.media_dir(), &self.dir.join("media"), stop)?;
        let breaches = self.audit(draft.path(), config).await?;
        Ok((pictures, breaches))
    }

    /// Opens the copy and checks its books.
    async fn audit(&self, copy: &Path, config: BooksConfig) -> anyhow::Result<usize> {
        let data = DataConfig {
            database: DatabaseUrl::sqlite(copy),
            ..DataConfig::below(&self.dir)
        };
        let store = compose::open_store(&data, Schema::Expect).await?;
        let shop = compose::shop(store, offline::gateway()?, config.policy);
        let report = shop.audit().await.context("auditing the copy")?;
        Ok(report.breaches.len())
    }
}

/// Copies the files of `from` that `to` lacks. Their names are hashes of the content, so existing
/// files are equal.
fn copy_new(from: &Path, to: &Path, stop: &CancellationToken) -> anyhow::Result<usize> {
    create_private(to)?;
    let mut copied = 0;
    let files = match fs::read_dir(from) {
        Ok(files) => files,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(error).context("reading the pictures"),
    };
    for file in files {
        anyhow::ensure!(!stop.is_cancelled(), "stopped");
        let file = file?;
        let whole = to.join(file.file_name());
        // A file that is still being written has no row yet.
        let is_draft = whole.extension().is_some_and(|end| end == "part");
        if is_draft || !file.file_type()?.is_file() || whole.exists() {
            continue;
        }
        let draft = Draft::of(whole);
        let copying = "copying a picture";
        let mut picture = fs::File::open(file.path()).context(copying)?;
        io::copy(&mut picture, &mut draft.create()?).context(copying)?;
        draft.finish()?;
        copied += 1;
    }
    Ok(copied)
}
