//! Checks or imports a sheet of goods, a part at a time: between two parts other jobs run.

use super::{Leased, file::ImportJob};
use crate::{Error, Shop};
use domain::time::SECOND;

/// Time of one part: well within the lease.
const PART: i64 = 20 * SECOND;

/// Runs it.
pub(super) async fn run(shop: &Shop, held: Leased) -> Result<(), Error> {
    let job: ImportJob = held.payload()?;
    let is_left = shop.work_on_import(&job.import, PART).await?;
    let now = shop.now();
    shop.store
        .write(move |tx| {
            if is_left {
                held.again(tx, now)
            } else {
                held.done(tx)
            }
        })
        .await
}
