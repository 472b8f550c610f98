//! The time for goods to come back has passed.

use super::{Leased, file::ReturnJob};
use crate::{Error, Shop, refund};

/// Runs it: one transaction.
pub(super) async fn run(shop: &Shop, job: Leased) -> Result<(), Error> {
    let ReturnJob { refund_id } = job.payload()?;
    refund::expire(shop, job, refund_id).await
}
