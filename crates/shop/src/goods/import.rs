//! Goods from a sheet into the shop.
//!
//! Products are written one by one, each whole or not at all, a few in a transaction. What is stored already is left alone, so
//! an import that was stopped or killed is continued by the same sheet.

pub use crate::admin::product::import::Counts;

use super::pictures::Pictures;
use crate::{
    Error, Shop, Viewer,
    acting::Acting,
    admin::product::import::{Failed, Fate, Sheet, import},
};
use domain::{staff::Role, time::Millis};
use sheets::{Goods, GoodsProduct, Wrong};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};
use store::{StoreError, Tx};
use tokio_util::sync::CancellationToken;

/// Products in a transaction: few, so that a checkout never waits long for one.
pub(super) const BATCH: usize = 10;

/// Who imports.
#[derive(Debug, Clone, Copy)]
pub enum Importer<'v> {
    /// A member of staff.
    Staff(&'v Viewer),
    /// A command on the shop's machine.
    CommandLine,
}

impl Importer<'_> {
    /// Who it is, for the activity log.
    pub(super) fn acting(self) -> Result<Acting, Error> {
        match self {
            Self::Staff(viewer) => viewer.acting(Role::Catalog),
            Self::CommandLine => Ok(Acting::command_line()),
        }
    }
}

/// What is done with the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Every rule is checked, and nothing is written.
    DryRun,
    /// The same first; then all is written, unless a row is wrong.
    WhenRight,
    /// Rows that are wrong are skipped.
    SkipWrong,
}

/// The result.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Rows that were imported, or would be.
    pub counts: Counts,
    /// Every cell that is refused, in the order of the rows.
    pub wrong: Vec<Wrong>,
    /// Rows that are skipped because of them.
    pub skipped: usize,
    /// True if this was written, except for what was unchanged.
    pub is_written: bool,
    /// True if it was stopped before the last product.
    pub is_stopped: bool,
}

/// The pictures of a sheet.
pub(super) type Keys = Arc<BTreeMap<String, String>>;

/// The products of a transaction.
pub(super) type Batch = Vec<Result<Fate, Vec<Wrong>>>;

/// Why a transaction was undone.
enum Undone {
    Tried(Batch),
    Failed(Error),
}

impl From<StoreError> for Undone {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

impl Shop {
    /// Imports a sheet. `seen` is told the number of products done so far, in each pass from the start; after `stop` no further
    /// product is begun.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `Busy`, `Internal`, after which the products before are imported.
    pub async fn import_goods(
        &self,
        by: Importer<'_>,
        goods: &Arc<Goods>,
        pictures: &Pictures,
        how: How,
        stop: &CancellationToken,
        mut seen: impl FnMut(usize) + Send,
    ) -> Result<Imported, Error> {
        let (acting, keys) = (by.acting()?, &pictures.keys);
        if how != How::SkipWrong {
            let tried = self
                .pass(&acting, goods, keys, true, stop, &mut seen)
                .await?;
            let is_right = tried.wrong.is_empty() && !tried.is_stopped;
            if how == How::DryRun || !is_right {
                return Ok(tried);
            }
        }
        self.pass(&acting, goods, keys, false, stop, &mut seen)
            .await
    }

    async fn pass(
        &self,
        acting: &Acting,
        goods: &Arc<Goods>,
        keys: &Keys,
        is_dry: bool,
        stop: &CancellationToken,
        seen: &mut (impl FnMut(usize) + Send),
    ) -> Result<Imported, Error> {
        let mut done = Imported {
            wrong: goods.wrong.clone(),
            is_written: !is_dry,
            ..Imported::default()
        };
        let mut skipped = goods.skipped.clone();
        let mut places = goods.products.iter().enumerate();
        for number in 0..goods.products.len().div_ceil(BATCH) {
            if stop.is_cancelled() {
                done.is_stopped = true;
                break;
            }
            let from = number.saturating_mul(BATCH);
            let to = from.saturating_add(BATCH).min(goods.products.len());
            let ended = self.batch(acting, goods, keys, from..to, is_dry).await?;
            for (ended, (place, product)) in ended.into_iter().zip(&mut places) {
                let ended = match ended {
                    // Another person may have created it in this moment; now it is seen.
                    Err(_) if !is_dry => {
                        let alone = place..place.saturating_add(1);
                        self.batch(acting, goods, keys, alone, is_dry).await?
                    }
                    only => vec![only],
                };
                for ended in ended {
                    match ended {
                        Ok(fate) => done.counts.add(fate.counts),
                        Err(wrong) => {
                            skipped.extend(rows(product));
                            done.wrong.extend(wrong);
                        }
                    }
                }
            }
            seen(to);
        }
        done.skipped = skipped.len();
        done.wrong.sort_by_key(|wrong| wrong.row);
        Ok(done)
    }

    /// The products at these places, to be imported in one transaction.
    pub(super) fn part(
        &self,
        acting: &Acting,
        goods: &Arc<Goods>,
        pictures: &Keys,
        places: Range<usize>,
    ) -> Part {
        Part {
            acting: acting.clone(),
            goods: Arc::clone(goods),
            pictures: Arc::clone(pictures),
            keys: places.clone().map(|_| self.draw_key()).collect(),
            from: places.start,
            now: self.now(),
        }
    }

    /// What importing a part would do; nothing is written.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub(super) async fn try_part(&self, part: &Arc<Part>) -> Result<Batch, Error> {
        let part = Arc::clone(part);
        let tried = self
            .store
            .write(move |tx| {
                let batch = part.run(tx, &BTreeMap::new()).map_err(Undone::Failed)?;
                Err::<Batch, _>(Undone::Tried(batch))
            })
            .await;
        match tried {
            Ok(batch) | Err(Undone::Tried(batch)) => Ok(batch),
            Err(Undone::Failed(error)) => Err(error),
        }
    }

    /// Imports the products at these places.
    async fn batch(
        &self,
        acting: &Acting,
        goods: &Arc<Goods>,
        pictures: &Keys,
        places: Range<usize>,
        is_dry: bool,
    ) -> Result<Batch, Error> {
        let part = Arc::new(self.part(acting, goods, pictures, places));
        if is_dry {
            return self.try_part(&part).await;
        }
        self.store
            .write(move |tx| part.run(tx, &BTreeMap::new()))
            .await
    }
}

/// Some products of a sheet, with what importing them needs.
pub(super) struct Part {
    acting: Acting,
    goods: Arc<Goods>,
    pictures: Keys,
    /// A form key for each product.
    keys: Vec<String>,
    from: usize,
    now: Millis,
}

impl Part {
    /// The products.
    pub(super) fn products(&self) -> impl Iterator<Item = &GoodsProduct> {
        let products = self.goods.products.iter();
        products.skip(self.from).take(self.keys.len())
    }

    /// Imports them. One with a mistake leaves the others, and so does one that is not stored as `expected` by its first row.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub(super) fn run(
        &self,
        tx: &mut Tx<'_>,
        expected: &BTreeMap<u32, String>,
    ) -> Result<Batch, Error> {
        let sheet = Sheet {
            acting: &self.acting,
            columns: &self.goods.columns,
            pictures: &self.pictures,
            now: self.now,
        };
        let mut batch = Batch::new();
        for (product, key) in self.products().zip(&self.keys) {
            let expected = expected.get(&product.row).map(String::as_str);
            let ended = tx.savepoint(|tx| import(tx, sheet, product, key, expected));
            batch.push(match ended {
                Ok(fate) => Ok(fate),
                Err(Failed::Wrong(wrong)) => Err(wrong),
                Err(Failed::Other(error)) => return Err(error),
            });
        }
        Ok(batch)
    }
}

/// The rows of a product.
pub(super) fn rows(product: &GoodsProduct) -> BTreeSet<u32> {
    let skus = product.skus.iter().map(|sku| sku.row);
    skus.chain([product.row]).collect()
}
