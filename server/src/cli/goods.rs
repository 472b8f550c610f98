//! `zhanggui goods`.

mod bar;
mod fetch;
mod import;

use super::{Outcome, Usage};
use crate::{
    compose::{self, Schema},
    config::{BooksConfig, Source},
    goods_sheet::Kind,
    offline, out,
};
use anyhow::Context;
use clap::{Args, Subcommand};
use domain::locale::Locale;
use shop::Shop;
use std::path::{Path, PathBuf};

/// Goods as spreadsheets
#[derive(Debug, Subcommand)]
pub enum Goods {
    /// Write all products with their variants, prices and stock to a CSV or XLSX file
    Export(Export),
    /// Create and change products from a CSV or XLSX file, or from an export of Shopify or WooCommerce
    Import(import::Import),
}

/// Write all products to a spreadsheet
#[derive(Debug, Args)]
#[command(
    after_help = "Changes nothing and may run beside the shop. An existing file is replaced."
)]
pub struct Export {
    /// File to write; its name ends in .csv or .xlsx
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl Goods {
    /// Runs the command.
    ///
    /// # Errors
    /// Wrong usage or configuration, or the database or the file cannot be used.
    pub async fn run(&self, source: Source) -> anyhow::Result<Outcome> {
        match self {
            Self::Export(export) => export.run(source).await,
            Self::Import(import) => import.run(source).await,
        }
    }
}

impl Export {
    async fn run(&self, source: Source) -> anyhow::Result<Outcome> {
        let kind = kind(&self.file)?;
        let shop = open(source).await?;
        let goods = shop.goods().await.context("reading the products")?;
        // Written as a whole, so that a failure leaves no half of a sheet.
        let bytes = kind.write(&goods, Locale::ZhCn)?;
        tokio::fs::write(&self.file, &bytes)
            .await
            .with_context(|| format!("writing {}", self.file.display()))?;
        let skus: usize = goods.iter().map(|product| product.skus.len()).sum();
        out::say(&format!(
            "{}: {} products, {skus} variants.",
            self.file.display(),
            goods.len()
        ));
        Ok(Outcome::Done)
    }
}

async fn open(source: Source) -> anyhow::Result<Shop> {
    let config = BooksConfig::load(source)?;
    let store = compose::open_store(&config.data, Schema::Expect).await?;
    let media = config.data.media_dir();
    compose::create_private(&media)?;
    let shop = compose::shop(store, offline::gateway()?, config.policy);
    Ok(shop.with_media(&media))
}

/// By the end of the name.
fn kind(file: &Path) -> Result<Kind, Usage> {
    let end = file
        .extension()
        .and_then(|end| end.to_str())
        .unwrap_or_default();
    let named = |kind: &Kind| kind.end().eq_ignore_ascii_case(end);
    let found = [Kind::Csv, Kind::Xlsx].into_iter().find(named);
    found.ok_or_else(|| {
        Usage(format!(
            "{}: the name must end in .csv or .xlsx",
            file.display()
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_tells_the_kind() {
        for (name, wanted) in [
            ("goods.csv", Some(Kind::Csv)),
            ("a/Goods.XLSX", Some(Kind::Xlsx)),
            ("goods.xls", None),
            ("csv", None),
        ] {
            assert_eq!(kind(Path::new(name)).ok(), wanted, "{name}");
        }
    }
}
