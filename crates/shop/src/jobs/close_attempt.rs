//! Closes an attempt at the gateway and repeats until it is closed, unknown there, or paid.

use super::{Leased, file::AttemptJob};
use crate::{
    Error, Shop,
    payment::{ask, close::Closing},
};

/// Runs it: prepare, call, record. If the gateway refuses to close the attempt, it is queried.
pub(super) async fn run(shop: &Shop, job: Leased) -> Result<(), Error> {
    let AttemptJob { attempt_id } = job.payload()?;
    if shop.try_close(attempt_id, Some(job)).await? == Closing::AskNow {
        shop.ask(attempt_id, ask::Scope::Watched, ask::nothing_more())
            .await?;
    }
    Ok(())
}
