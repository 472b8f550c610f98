//! The catalogue's version: one row that grows with every commit that changes what a public page shows.

use crate::{error::StoreError, pool::Store, schema::catalogue_version, tx::Tx};
use diesel::prelude::*;
use std::sync::atomic::Ordering;

/// Counts a change and answers the new version. Called by the door to transactions, right before its commit.
///
/// # Errors
/// Those of the database; `Gone` if the row is missing.
pub(crate) fn bump(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    tx.q(|c| {
        diesel::update(catalogue_version::table)
            .set(catalogue_version::version.eq(catalogue_version::version + 1))
            .returning(catalogue_version::version)
            .get_result(c)
    })
}

/// The version as committed.
///
/// # Errors
/// Those of the database; `Gone` if the row is missing.
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
    pub fn catalogue_seen(&self) -> i64 {
        self.catalogue.load(Ordering::SeqCst)
    }

    /// Reads the version, and with it what other processes have changed.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn catalogue_version(&self) -> Result<i64, StoreError> {
        let read = self.read(read).await?;
        // Never back: a commit of ours may have come between the reading and this line.
        Ok(self.catalogue.fetch_max(read, Ordering::SeqCst).max(read))
    }
}
