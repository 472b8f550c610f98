//! Housekeeping: deletes expired sessions, old sign-in tries and counts, old done jobs, and the raw
//! messages of old notifications and calls, old alarms and old mail. Reschedules itself.

use super::Leased;
use crate::{Error, Shop};
use domain::time::{DAY, HOUR, MINUTE, SECOND};
use store::queries::{alarm, inbox, job, login_tries, mail, pace, provider_call, session};

/// Rows deleted in one transaction: a long one would delay customers.
const AT_ONCE: i64 = 500;
/// The pause before the next run while more is left.
const SOON: i64 = 5 * SECOND;
/// Done jobs are kept this long, so that an operator can look them up.
const KEEP_JOBS: i64 = 30 * DAY;

/// Raw messages of the gateway contain the buyer's masked login, and mails an address. They and
/// noted alarms are kept this long.
const KEEP_BODIES: i64 = 400 * DAY;

/// Runs it: one transaction.
pub(super) async fn run(shop: &Shop, held: Leased) -> Result<(), Error> {
    let now = shop.now();
    shop.store
        .write(move |tx| {
            let sessions = session::expire(tx, now, AT_ONCE)?;
            let jobs = job::purge(tx, now.plus(-KEEP_JOBS), AT_ONCE)?;
            let tries = login_tries::purge(tx, now.plus(-MINUTE), AT_ONCE)?;
            let bodies = inbox::forget_bodies(tx, now.plus(-KEEP_BODIES), AT_ONCE)?;
            let messages = provider_call::forget_messages(tx, now.plus(-KEEP_BODIES), AT_ONCE)?;
            let alarms = alarm::purge(tx, now.plus(-KEEP_BODIES), AT_ONCE)?;
            let mails = mail::purge(tx, now.plus(-KEEP_BODIES), AT_ONCE)?;
            let paces = pace::purge(tx, now.plus(-HOUR), AT_ONCE)?;
            tracing::debug!(
                sessions,
                tries,
                paces,
                jobs,
                bodies,
                messages,
                alarms,
                mails,
                "housekeeping"
            );
            // The rest does not wait an hour: in a busy shop more sessions expire in an hour than
            // one run deletes.
            let left = [
                sessions, tries, paces, jobs, bodies, messages, alarms, mails,
            ]
            .into_iter()
            .any(|count| i64::try_from(count).is_ok_and(|count| count >= AT_ONCE));
            held.again(tx, now.plus(if left { SOON } else { HOUR }))
        })
        .await
}
