//! Compares Alipay's bills with the books: daily those that are due, and each one that was uploaded.

use super::{Leased, file::ReconcileJob};
use crate::{Error, Shop};
use domain::time::MINUTE;

/// Time of one part: well within the lease.
const PART: i64 = MINUTE;

/// Runs it. The daily one reschedules itself.
pub(super) async fn run(shop: &Shop, held: Leased) -> Result<(), Error> {
    let ReconcileJob { bill, by } = held.payload()?;
    let until = shop.now().plus(PART);
    let next = match bill {
        None => Some(shop.reconcile_due(until).await?),
        Some(key) => {
            let is_left = shop.compare_uploaded(&key, by, until).await?;
            is_left.then(|| shop.now())
        }
    };
    shop.store
        .write(move |tx| match next {
            Some(at) => held.again(tx, at),
            None => held.done(tx),
        })
        .await
}
