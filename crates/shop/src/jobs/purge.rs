//! Housekeeping: sessions that ended, jobs done long ago, bodies of old notifies. Files its successor by putting itself off.

use super::Leased;
use crate::{Error, Shop};
use domain::time::{DAY, HOUR};
use store::queries::{inbox, job, session};

/// Rows removed in one go: a long transaction would make shoppers wait.
const AT_ONCE: i64 = 500;
/// Done jobs are kept this long, for whoever asks what happened.
const KEEP_JOBS: i64 = 30 * DAY;

/// Bodies of notifies hold the buyer's masked login; they are kept this long.
const KEEP_BODIES: i64 = 400 * DAY;

/// Runs it: one transaction.
///
/// # Errors
/// Those of the database.
pub(super) async fn run(shop: &Shop, held: Leased) -> Result<(), Error> {
    let now = shop.now();
    shop.store
        .write(move |tx| {
            let sessions = session::expire(tx, now, AT_ONCE)?;
            let jobs = job::purge(tx, now.plus(-KEEP_JOBS), AT_ONCE)?;
            let bodies = inbox::forget_bodies(tx, now.plus(-KEEP_BODIES), AT_ONCE)?;
            tracing::debug!(sessions, jobs, bodies, "housekeeping");
            held.again(tx, now.plus(HOUR))
        })
        .await
}
