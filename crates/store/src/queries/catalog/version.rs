//! The catalog's version: one row that grows with every commit that changes what a public page shows.

use crate::{error::StoreError, pool::Store, schema::catalogue_version, tx::Tx};
use diesel::prelude::*;
use std::sync::atomic::Ordering;

/// Counts a change and returns the new version: the last statement of a transaction.
///
/// # Errors
/// `Gone` if the row is missing.
fn bump(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    tx.q(|c| {
        diesel::update(catalogue_version::table)
            .set(catalogue_version::version.eq(catalogue_version::version + 1))
            .returning(catalogue_version::version)
            .get_result(c)
    })
}

impl Tx<'_> {
    /// Notes that this transaction changes what a public page shows: the catalog's version grows with its commit.
    /// Every function that writes products, pictures, SKUs or stock calls it.
    pub(crate) fn catalog_changed(&mut self) {
        self.at_end(bump);
    }
}

/// The version as committed.
///
/// # Errors
/// `Gone` if the row is missing.
pub fn read(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    tx.q(|c| {
        catalogue_version::table
            .select(catalogue_version::version)
            .first(c)
    })
}

impl Store {
    /// The newest version this process has written or read; 0 before the first. Asks nobody.
    #[must_use]
    pub fn catalog_seen(&self) -> i64 {
        self.catalog.load(Ordering::SeqCst)
    }

    /// Reads the version, and with it what other processes have changed.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn catalog_version(&self) -> Result<i64, StoreError> {
        let read = self.read(read).await?;
        // Never back: a commit of ours may have come between the reading and this line.
        Ok(self.catalog.fetch_max(read, Ordering::SeqCst).max(read))
    }
}
