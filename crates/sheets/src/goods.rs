//! Products and their SKUs as a sheet states them.

mod draft;
pub(crate) mod example;
mod own;
mod reading;
mod shopify;
mod woo;
mod words;
pub(crate) mod write;

use crate::{column::Column, file::read_table, unreadable::Unreadable};
use domain::{
    catalog::{ProductStatus, SkuStatus},
    error::ErrorCode,
    money::Fen,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
};

/// Which program wrote the sheet.
pub use domain::import::ImportSource as Source;

/// What a sheet says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goods {
    /// Which program wrote it.
    pub source: Source,
    /// The columns that it has, with their headings. What has no column here is to be left as it is.
    pub columns: BTreeMap<Column, String>,
    /// Products without a mistake, in the order of the sheet.
    pub products: Vec<GoodsProduct>,
    /// Every cell that is refused, in the order of the rows.
    pub wrong: Vec<Wrong>,
    /// Rows that are in no product, because they, or the product, have a mistake.
    pub skipped: BTreeSet<u32>,
    /// Rows below the header.
    pub rows: usize,
    /// Headings of columns with text that we have no place for.
    pub unread: Vec<String>,
}

/// A cell that is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Number of the row in the spreadsheet.
    pub row: u32,
    /// Heading of the column, as the sheet has it.
    pub column: String,
    /// The text of the cell, shortened.
    pub value: String,
    /// Why.
    pub why: ErrorCode,
}

/// A text in both languages; the English one may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Both {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// A picture by the name of a file, or by an address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    /// Name in the ZIP, or an address that begins with `http`.
    pub source: String,
    /// Alternative text; other shops export it.
    pub alt: String,
}

impl Picture {
    /// True for a picture that has to be fetched.
    #[must_use]
    pub fn is_address(&self) -> bool {
        ["http://", "https://"].iter().any(|scheme| {
            let start = self.source.get(..scheme.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        })
    }
}

/// An option and its values, in the order in which the rows name them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoodsAxis {
    /// Its name.
    pub name: Both,
    /// Its values; the Chinese label is unique.
    pub values: Vec<Both>,
}

/// A product.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoodsProduct {
    /// Its first row.
    pub row: u32,
    /// Its name in addresses; `None` if the sheet has none.
    pub slug: Option<String>,
    /// Title. Empty Chinese means that the sheet has none.
    pub title: Both,
    /// Body in Markdown.
    pub body: Both,
    /// Path of the main category, from the top down; empty for none.
    pub category: Vec<String>,
    /// Paths of other categories.
    pub more_categories: Vec<Vec<String>>,
    /// Status; `None` if the sheet has none.
    pub status: Option<ProductStatus>,
    /// Options.
    pub axes: Vec<GoodsAxis>,
    /// SKUs.
    pub skus: Vec<GoodsSku>,
    /// Pictures, the cover first.
    pub pictures: Vec<Picture>,
}

/// A SKU. `None` means that its cell is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoodsSku {
    /// Its row.
    pub row: u32,
    /// Its code.
    pub code: Option<String>,
    /// One Chinese label per axis.
    pub values: Vec<String>,
    /// Price, at least one fen.
    pub price: Option<Fen>,
    /// Compare-at price, above the price.
    pub compare_at: Option<Fen>,
    /// Weight in grams.
    pub weight_g: Option<i64>,
    /// Units on hand.
    pub stock: Option<i64>,
    /// Status.
    pub status: Option<SkuStatus>,
    /// Its own picture.
    pub picture: Option<Picture>,
}

impl Goods {
    /// The pictures that are named by an address, with the first row that names each.
    #[must_use]
    pub fn addresses(&self) -> BTreeMap<&str, u32> {
        self.named(Picture::is_address)
    }

    /// The pictures that are named by a file, with the first row that names each.
    #[must_use]
    pub fn file_names(&self) -> BTreeMap<&str, u32> {
        self.named(|picture| !picture.is_address())
    }

    fn named(&self, is_wanted: impl Fn(&Picture) -> bool) -> BTreeMap<&str, u32> {
        let mut found = BTreeMap::new();
        for product in &self.products {
            let own = product
                .pictures
                .iter()
                .map(|picture| (product.row, picture));
            let skus = product.skus.iter();
            let of_skus = skus.filter_map(|sku| Some((sku.row, sku.picture.as_ref()?)));
            for (row, picture) in own.chain(of_skus) {
                if is_wanted(picture) {
                    found.entry(picture.source.as_str()).or_insert(row);
                }
            }
        }
        found
    }
}

/// Reads goods from a CSV or XLSX file in any of the three formats, which its header row tells.
///
/// # Errors
/// If the file as a whole is not read; mistakes in cells are in [`Goods::wrong`].
pub fn read(source: impl Read) -> Result<Goods, Unreadable> {
    let table = read_table(source)?;
    if shopify::is(&table) {
        Ok(shopify::read(&table))
    } else if woo::is(&table) {
        Ok(woo::read(&table))
    } else if own::is(&table) {
        Ok(own::read(&table))
    } else {
        Err(Unreadable::UnknownHeader)
    }
}
