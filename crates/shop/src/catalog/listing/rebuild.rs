//! Many products at once: after a category was renamed or moved, after an upgrade, once a day for
//! what was sold.

use super::{Tree, refresh_in};
use crate::{
    Error, Shop,
    jobs::{Leased, file},
};
use domain::time::{DAY, Millis, SECOND};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{
    Tx,
    queries::{category, listing},
};

/// Products of one transaction: a long one would delay customers.
const AT_ONCE: i64 = 50;
/// Counts of one run; the rest follows soon.
const COUNTS: usize = 500;
/// Sales count for this long.
const SALES: i64 = 90 * DAY;

/// Payload of `refresh_listing`: the products to bring in line, by key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Batch {
    /// The category, with those below it; `None` for all products.
    category_id: Option<i64>,
    /// Tells the changes of one category apart.
    version: i64,
    /// The last product that is done.
    after: i64,
}

impl Batch {
    const fn of_category(category_id: i64, version: i64) -> Self {
        Self {
            category_id: Some(category_id),
            version,
            after: 0,
        }
    }

    const ALL: Self = Self {
        category_id: None,
        version: 0,
        after: 0,
    };

    fn key(&self) -> String {
        let kind = file::REFRESH_LISTING;
        match self.category_id {
            Some(id) => format!("{kind}:{id}:{}", self.version),
            None => format!("{kind}:all"),
        }
    }

    /// Brings the next products in line. Returns what is left, if anything is.
    fn step(self, tx: &mut Tx<'_>) -> Result<Option<Self>, Error> {
        let tree = Tree::load(tx)?;
        let ids = match self.category_id {
            Some(id) => category::products_of(tx, &tree.below(id), self.after, AT_ONCE)?,
            None => listing::products_after(tx, self.after, AT_ONCE)?,
        };
        for id in &ids {
            refresh_in(tx, &tree, *id)?;
        }
        let is_full = i64::try_from(ids.len()).is_ok_and(|count| count == AT_ONCE);
        Ok(ids.last().filter(|_| is_full).map(|last| Self {
            after: *last,
            ..self
        }))
    }

    fn file(&self, tx: &mut Tx<'_>, now: Millis) -> Result<(), Error> {
        file::refresh_listing(tx, self.key(), self, now)
    }

    /// Runs the job: one transaction, which files the next.
    pub(crate) async fn run(shop: &Shop, job: Leased) -> Result<(), Error> {
        let batch: Self = job.payload()?;
        let now = shop.now();
        shop.store
            .write(move |tx| {
                let left = batch.clone().step(tx)?;
                job.done(tx)?;
                match left {
                    Some(left) => left.file(tx, now),
                    None => Ok(()),
                }
            })
            .await
    }
}

/// Brings the products of a category and of those below it in line, after the category was renamed,
/// moved, hidden or shown: a few at once, more by a job.
///
/// # Errors
/// `Busy`, `Internal`.
pub fn refresh_category(
    tx: &mut Tx<'_>,
    category_id: i64,
    version: i64,
    now: Millis,
) -> Result<(), Error> {
    match Batch::of_category(category_id, version).step(tx)? {
        Some(left) => left.file(tx, now),
        None => Ok(()),
    }
}

impl Shop {
    /// Files the job that makes shelves and search, if there are none: after the upgrade to the
    /// release that has them.
    pub(crate) async fn prepare_listing(&self) -> Result<(), Error> {
        let now = self.now();
        self.store
            .write(move |tx| {
                file::count_sales(tx, now)?;
                if listing::is_empty(tx)? && !listing::products_after(tx, 0, 1)?.is_empty() {
                    Batch::ALL.file(tx, now)?;
                }
                Ok(())
            })
            .await
    }

    /// Makes shelves, facets and search anew, a few products at a time, while the shop is open.
    /// Returns the number of transactions.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn rebuild_listing(&self) -> Result<usize, Error> {
        let (mut left, mut steps) = (Some(Batch::ALL), 0_usize);
        while let Some(batch) = left {
            left = self.store.write(move |tx| batch.clone().step(tx)).await?;
            steps = steps.saturating_add(1);
        }
        Ok(steps)
    }
}

/// Runs the job: counts, and again tomorrow.
pub(crate) async fn count_sales(shop: &Shop, job: Leased) -> Result<(), Error> {
    let is_more = shop.count_sales().await?;
    let next = shop.now().plus(if is_more { SECOND } else { DAY });
    shop.store.write(move |tx| job.again(tx, next)).await
}

impl Shop {
    /// Counts what was sold in 90 days and keeps what has changed, up to 500 products. Returns true
    /// if there is more.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn count_sales(&self) -> Result<bool, Error> {
        let since = self.now().plus(-SALES);
        let (sold, counted) = self
            .store
            .read(move |tx| {
                let sold = listing::sold_since(tx, since)?;
                Ok::<_, Error>((sold, listing::counted(tx)?))
            })
            .await?;
        let sold: BTreeMap<i64, i64> = sold.into_iter().collect();
        let counted: BTreeMap<i64, i64> = counted.into_iter().collect();
        let now_sold = sold
            .iter()
            .filter(|(id, units)| counted.get(*id) != Some(*units))
            .map(|(id, units)| (*id, *units));
        let no_more = counted
            .keys()
            .filter(|id| !sold.contains_key(*id))
            .map(|id| (*id, 0));
        let mut changes: Vec<(i64, i64)> = now_sold.chain(no_more).collect();
        let is_more = changes.len() > COUNTS;
        changes.truncate(COUNTS);
        self.store
            .write(move |tx| {
                for (product_id, units) in &changes {
                    listing::lock(tx, *product_id)?;
                    listing::set_sold(tx, *product_id, *units)?;
                }
                Ok::<_, Error>(())
            })
            .await?;
        Ok(is_more)
    }
}
