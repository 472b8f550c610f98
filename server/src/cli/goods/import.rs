//! `zhanggui goods import`.

use crate::{
    cli::{Outcome, Usage},
    config::Source,
    out, shutdown,
};
use anyhow::Context;
use clap::Args;
use domain::locale::Locale;
use kit::{flash, text::error::sentence};
use serde::Serialize;
use sheets::{Goods, Wrong};
use shop::goods::{How, Imported, Importer};
use std::{
    fs::File,
    io::{IsTerminal, stderr},
    path::PathBuf,
    sync::Arc,
};
use tokio_util::sync::CancellationToken;

/// Create and change products from a spreadsheet
#[derive(Debug, Args)]
#[command(
    after_help = "A column that the sheet lacks, and a product or variant that it does not name, stay as they are. The same\n\
                  sheet changes nothing the second time, so an import that was stopped is continued by running it again;\n\
                  Ctrl-C stops it after the products at hand. It may run beside the shop.\n\
                  Nothing is imported if any row is wrong, unless --skip-wrong says otherwise.\n\
                  Exit codes: 0 done; 1 a row is wrong, or it was stopped; 2 wrong usage or configuration."
)]
pub struct Import {
    /// File to read: CSV (UTF-8 or GBK) or XLSX
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Check everything and write nothing
    #[arg(long, conflicts_with = "skip_wrong")]
    dry_run: bool,
    /// Import the right rows and skip those that are wrong
    #[arg(long)]
    skip_wrong: bool,
    /// The prices of another shop's export are in yuan; such an export is not imported without this
    #[arg(long)]
    yuan: bool,
    /// Print the result as one JSON object
    #[arg(long)]
    json: bool,
}

/// The result for programs.
#[derive(Serialize)]
struct Told<'t> {
    new: usize,
    changed: usize,
    unchanged: usize,
    wrong: Vec<ToldWrong<'t>>,
}

#[derive(Serialize)]
struct ToldWrong<'t> {
    row: u32,
    column: &'t str,
    value: &'t str,
    why: &'t str,
}

impl Import {
    pub(super) async fn run(&self, source: Source) -> anyhow::Result<Outcome> {
        let goods = self.read().await?;
        if goods.source.asks_currency() && !self.yuan && !self.dry_run {
            return Err(Usage(format!(
                "{} is an export of another shop. If its prices are in yuan, say so with --yuan",
                self.file.display()
            ))
            .into());
        }
        let shop = super::open(source).await?;
        let how = match (self.dry_run, self.skip_wrong) {
            (true, _) => How::DryRun,
            (false, true) => How::SkipWrong,
            (false, false) => How::WhenRight,
        };
        let (stop, all) = (CancellationToken::new(), goods.products.len());
        let (is_shown, mut tenth) = (stderr().is_terminal(), 0);
        let mut importing =
            std::pin::pin!(
                shop.import_goods(Importer::CommandLine, &goods, how, &stop, |done| {
                    let now = done.saturating_mul(10) / all.max(1);
                    if is_shown && now != tenth {
                        out::say(&format!("{done} of {all} products"));
                    }
                    tenth = now;
                })
            );
        let ended = tokio::select! {
            ended = &mut importing => ended,
            asked = shutdown::asked(&stop) => {
                asked.context("listening for signals")?;
                stop.cancel();
                importing.await
            }
        };
        let done = ended.context("importing")?;
        self.tell(&goods, &done)?;
        if done.wrong.is_empty() && !done.is_stopped {
            Ok(Outcome::Done)
        } else {
            Ok(Outcome::CheckFailed)
        }
    }

    async fn read(&self) -> anyhow::Result<Arc<Goods>> {
        let file = self.file.clone();
        let read = tokio::task::spawn_blocking(move || {
            let file = File::open(file)?;
            Ok::<_, anyhow::Error>(sheets::read(file)?)
        });
        let goods = read
            .await?
            .with_context(|| format!("reading {}", self.file.display()))?;
        Ok(Arc::new(goods))
    }

    fn tell(&self, goods: &Goods, done: &Imported) -> anyhow::Result<()> {
        let counts = done.counts;
        if self.json {
            out::json(&Told {
                new: counts.new,
                changed: counts.changed,
                unchanged: counts.unchanged,
                wrong: done.wrong.iter().map(told).collect(),
            })?;
        } else {
            for wrong in &done.wrong {
                out::line(&line(wrong));
            }
        }
        if !goods.unread.is_empty() {
            out::say(&format!("Not read: {}.", goods.unread.join(", ")));
        }
        let pictures = goods.addresses().len();
        if pictures > 0 {
            out::say(&format!(
                "{pictures} pictures are named by their address and were not fetched."
            ));
        }
        out::say(&format!(
            "{} new, {} changed, {} unchanged, {} skipped rows.{}",
            counts.new,
            counts.changed,
            counts.unchanged,
            done.skipped,
            remark(self.dry_run, done)
        ));
        Ok(())
    }
}

/// What became of the rows.
const fn remark(is_dry: bool, done: &Imported) -> &'static str {
    match (done.is_written, done.is_stopped) {
        (true, true) => " Stopped; the same sheet continues.",
        (true, false) => "",
        (false, true) => " Stopped while checking; nothing was imported.",
        (false, false) if is_dry => " Dry run: nothing was imported.",
        (false, false) => " Nothing was imported; correct these rows, or use --skip-wrong.",
    }
}

fn told(wrong: &Wrong) -> ToldWrong<'_> {
    ToldWrong {
        row: wrong.row,
        column: &wrong.column,
        value: &wrong.value,
        why: wrong.why.as_str(),
    }
}

fn line(wrong: &Wrong) -> String {
    let why = sentence(Locale::En, wrong.why, &flash::Args::default());
    format!(
        "row {}, {}, \"{}\": {why}",
        wrong.row, wrong.column, wrong.value
    )
}
