//! Housekeeping: sessions that ended, tries to sign in that are over, jobs done long ago, bodies of old notifies. Files
//! its successor by putting itself off.

use super::Leased;
use crate::{Error, Shop};
use domain::time::{DAY, HOUR, MINUTE, SECOND};
use store::queries::{inbox, job, login_tries, session};

/// Rows removed in one go: a long transaction would make shoppers wait.
const AT_ONCE: i64 = 500;
/// The pause before the next go while more is left.
const SOON: i64 = 5 * SECOND;
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
            let tries = login_tries::purge(tx, now.plus(-MINUTE), AT_ONCE)?;
            let bodies = inbox::forget_bodies(tx, now.plus(-KEEP_BODIES), AT_ONCE)?;
            tracing::debug!(sessions, tries, jobs, bodies, "housekeeping");
            // What is left over must not wait: a busy shop ends more sessions an hour than go at once.
            let left = [sessions, tries, jobs, bodies]
                .into_iter()
                .any(|count| i64::try_from(count).is_ok_and(|count| count >= AT_ONCE));
            held.again(tx, now.plus(if left { SOON } else { HOUR }))
        })
        .await
}
