//! `zhanggui goods import`.

use super::{
    bar::Bar,
    fetch::{Fetched, Fetcher},
};
use crate::{
    cli::{Outcome, Usage},
    config::Source,
    out, shutdown,
};
use anyhow::Context;
use clap::Args;
use domain::{error::ErrorCode, locale::Locale};
use kit::{flash, text::error::sentence};
use serde::Serialize;
use sheets::{Goods, Wrong};
use shop::{
    Shop,
    doctor::public::is_public,
    goods::{How, Imported, Importer, Pictures},
    media::upload::refusal,
};
use std::{fs::File, path::PathBuf, sync::Arc};
use tokio_util::sync::CancellationToken;

/// Create and change products from a spreadsheet
#[derive(Debug, Args)]
#[command(
    after_help = "A column that the sheet lacks, and a product or variant that it does not name, stay as they are. The same\n\
                  sheet changes nothing the second time, so an import that was stopped is continued by running it again;\n\
                  Ctrl-C stops it after the products at hand. It may run beside the shop.\n\
                  Nothing is imported if any row is wrong, unless --skip-wrong says otherwise.\n\
                  Pictures are the files of a ZIP that the sheet names, with or without their folders; an export names those\n\
                  that the shop has. A product whose pictures are missing is imported without them, and each is named once.\n\
                  Pictures that were taken wait a week for their products, after a dry run too.\n\
                  Exit codes: 0 done; 1 a row is wrong, or it was stopped; 2 wrong usage or configuration."
)]
pub struct Import {
    /// File to read: CSV (UTF-8 or GBK) or XLSX
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// ZIP with the pictures that the sheet names
    #[arg(long, value_name = "ZIP")]
    pictures: Option<PathBuf>,
    /// Fetch the pictures that the sheet names by public addresses of http and https
    #[arg(long)]
    fetch_pictures: bool,
    /// Check everything and import nothing
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
        let stop = CancellationToken::new();
        let mut work = std::pin::pin!(self.work(&shop, &goods, &stop));
        let ended = tokio::select! {
            ended = &mut work => ended,
            asked = shutdown::asked(&stop) => {
                asked.context("listening for signals")?;
                stop.cancel();
                work.await
            }
        };
        let done = ended?;
        self.tell(&goods, &done)?;
        if done.wrong.is_empty() && !done.is_stopped {
            Ok(Outcome::Done)
        } else {
            Ok(Outcome::CheckFailed)
        }
    }

    /// First the pictures, then the rows.
    async fn work(
        &self,
        shop: &Shop,
        goods: &Arc<Goods>,
        stop: &CancellationToken,
    ) -> anyhow::Result<Imported> {
        let mut pictures = self.unpack(shop, goods, stop).await?;
        self.tell_pictures(&pictures);
        let unfetched = self.fetch(shop, goods, stop, &mut pictures).await?;
        for (address, why) in &unfetched {
            out::say(&format!("{address}: not fetched: {why}"));
        }
        let how = match (self.dry_run, self.skip_wrong) {
            (true, _) => How::DryRun,
            (false, true) => How::SkipWrong,
            (false, false) => How::WhenRight,
        };
        let bar = Bar::new("products", goods.products.len());
        let by = Importer::CommandLine;
        shop.import_goods(by, goods, &pictures, how, stop, |done| bar.at(done))
            .await
            .context("importing")
    }

    /// The pictures of the ZIP.
    async fn unpack(
        &self,
        shop: &Shop,
        goods: &Arc<Goods>,
        stop: &CancellationToken,
    ) -> anyhow::Result<Pictures> {
        let by = Importer::CommandLine;
        let Some(zip) = &self.pictures else {
            let pictures = shop.pictures_without_zip(by, goods).await;
            return pictures.context("looking for pictures");
        };
        let reading = || format!("reading {}", zip.display());
        let path = zip.clone();
        let file = tokio::task::spawn_blocking(move || File::open(path)).await?;
        let file = file.with_context(reading)?;
        let bar = Bar::new("pictures", goods.file_names().len());
        let taken = shop
            .pictures_of_zip(by, file, goods, stop, |done| bar.at(done))
            .await;
        taken.map_err(|error| match error {
            shop::Error::Refused(refusal) => {
                let why = sentence(Locale::En, refusal.code, &refusal.args);
                anyhow::anyhow!("{}: {why}", zip.display())
            }
            other @ (shop::Error::NotFound
            | shop::Error::Gone
            | shop::Error::LoginRequired
            | shop::Error::RoleMissing
            | shop::Error::Busy
            | shop::Error::Internal(_)) => anyhow::Error::from(other).context(reading()),
        })
    }

    /// Fetches pictures, and returns those that did not come, with the reason.
    async fn fetch(
        &self,
        shop: &Shop,
        goods: &Arc<Goods>,
        stop: &CancellationToken,
        pictures: &mut Pictures,
    ) -> anyhow::Result<Vec<(String, String)>> {
        let addresses: Vec<String> = goods.addresses().into_keys().map(str::to_owned).collect();
        if !self.fetch_pictures || addresses.is_empty() {
            return Ok(Vec::new());
        }
        let bar = Bar::new("pictures", addresses.len());
        let fetcher = Fetcher::new(is_public).context("setting up the client of pictures")?;
        let fetched: Vec<Fetched> = fetcher
            .all(shop, addresses, stop, |done| bar.at(done))
            .await;
        let mut unfetched = Vec::new();
        for (address, ended) in fetched {
            match ended {
                Some(Ok(hash)) => pictures.add(address, hash),
                Some(Err(why)) => unfetched.push((address, why)),
                None => {}
            }
        }
        Ok(unfetched)
    }

    /// Pictures that products go without.
    fn tell_pictures(&self, pictures: &Pictures) {
        for (name, why) in &pictures.refused {
            out::say(&refused(name, *why));
        }
        if !pictures.missing.is_empty() {
            let names = pictures.missing.join(", ");
            let said = if self.pictures.is_some() {
                format!("Not in the ZIP: {names}.")
            } else {
                format!("Pictures that are not in the shop: {names}. Give them with --pictures.")
            };
            out::say(&said);
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
        if pictures > 0 && !self.fetch_pictures {
            out::say(&format!(
                "{pictures} pictures are named by their address and were not fetched; --fetch-pictures does it."
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

/// Why a file of the ZIP is not a picture of the shop.
fn refused(name: &str, why: ErrorCode) -> String {
    let told = sentence(Locale::En, why, &refusal(name, why).args);
    // The marks around a name are for pages.
    let told = told.replace(['\u{2068}', '\u{2069}'], "");
    if told.starts_with(name) {
        told
    } else {
        format!("{name}: {told}")
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
