//! The catalog's version: one row that grows with every commit that changes a public page.

use crate::{error::StoreError, pool::Store, schema::catalogue_version, tx::Tx};
use diesel::prelude::*;
use std::sync::atomic::Ordering;

/// Raises the version and returns it: the last statement of a transaction.
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
    /// Raises the catalog's version at the commit of this transaction, because a public page
    /// changes. Every function that writes products, pictures, SKUs or stock calls it.
    pub(crate) fn catalog_changed(&mut self) {
        self.at_end(bump);
    }
}

/// The committed version.
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
    /// The newest version this process has written or read; 0 before the first. Sends no query.
    #[must_use]
    pub fn catalog_seen(&self) -> i64 {
        self.catalog.load(Ordering::SeqCst)
    }

    /// Reads the version, which includes changes of other processes.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn catalog_version(&self) -> Result<i64, StoreError> {
        let read = self.read(read).await?;
        // Never lowers it: another commit of ours may come between the read and this line.
        Ok(self.catalog.fetch_max(read, Ordering::SeqCst).max(read))
    }
}
