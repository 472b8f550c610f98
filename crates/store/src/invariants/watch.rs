//! A14: every attempt, refund and mail under way has a job, and no job is late or failed.

use super::{Found, texts};
use crate::{error::StoreError, queries::job::desk, tx::Tx};
use domain::{
    payment::AttemptState,
    time::{DAY, MINUTE, Millis},
};
use std::collections::BTreeSet;

/// How late a job may run.
const LATE: i64 = 10 * MINUTE;
/// How long the queries about a payment that went back may take.
const UNEXPLAINED: i64 = DAY;

/// What waiting and running jobs name.
#[derive(Default)]
struct Attended {
    attempts: BTreeSet<i64>,
    refunds: BTreeSet<i64>,
    mails: BTreeSet<i64>,
}

pub(super) fn check(tx: &mut Tx<'_>, now: Millis, found: &mut Found) -> Result<(), StoreError> {
    let Attended {
        attempts,
        refunds,
        mails,
    } = attended(tx)?;
    let watched = super::list(
        AttemptState::ALL
            .iter()
            .filter(|state| state.is_watched())
            .map(|state| state.as_str()),
    );
    let alone = without(
        tx,
        &attempts,
        &format!(
            "SELECT id || ' payment_attempts id=' || id || ' out_trade_no=' || out_trade_no
               || ' state=' || state AS answer
             FROM payment_attempts WHERE state IN ({watched}) ORDER BY id"
        ),
    )?;
    found.note("A14", "an attempt that may still be paid has no job", alone);
    let alone = without(
        tx,
        &refunds,
        "SELECT id || ' refunds id=' || id || ' out_request_no=' || out_request_no
           || ' state=' || state AS answer
         FROM refunds WHERE state IN ('approved', 'sending', 'unknown') ORDER BY id",
    )?;
    found.note("A14", "a refund in progress has no job", alone);
    let alone = without(
        tx,
        &refunds,
        "SELECT r.id || ' refunds id=' || r.id || ' out_request_no=' || r.out_request_no
           || ' state=' || r.state AS answer
         FROM refunds r JOIN returns t ON t.refund_id = r.id
         WHERE r.state = 'awaiting_return' AND t.sent_at IS NULL ORDER BY r.id",
    )?;
    found.note("A14", "goods that are awaited have no job", alone);
    let alone = without(
        tx,
        &mails,
        "SELECT id || ' mails id=' || id || ' kind=' || kind || ' state=' || state AS answer
         FROM mails WHERE state = 'waiting' ORDER BY id",
    )?;
    found.note("A14", "a mail that waits has no job", alone);
    let limit = now.plus(-LATE).get();
    found.ask(
        tx,
        "A14",
        "a job is more than 10 minutes late",
        &format!(
            "SELECT 'jobs id=' || id || ' kind=' || kind || ' state=' || state
               || ' run_at=' || run_at AS answer
             FROM jobs
             WHERE (state = 'ready' AND run_at < {limit})
               OR (state = 'running' AND lease_until < {limit})
             ORDER BY id"
        ),
    )?;
    found.ask(
        tx,
        "A14",
        "a job has failed",
        "SELECT 'jobs id=' || id || ' kind=' || kind || ' tries=' || tries
           || ' last_error=' || COALESCE(last_error, '') AS answer
         FROM jobs WHERE state = 'dead' ORDER BY id",
    )?;
    let limit = now.plus(-UNEXPLAINED).get();
    found.ask(
        tx,
        "A14",
        "Alipay returned all of a payment, and after a day the refunds do not explain it",
        &format!(
            "SELECT 'payment_attempts id=' || id || ' out_trade_no=' || out_trade_no
               || ' went_back_at=' || went_back_at AS answer
             FROM payment_attempts WHERE went_back_at < {limit} ORDER BY id"
        ),
    )
}

/// The attempts, refunds and mails that a waiting or running job names.
fn attended(tx: &mut Tx<'_>) -> Result<Attended, StoreError> {
    let mut named = Attended::default();
    for about in desk::attended(tx)? {
        named.attempts.extend(about.attempt_id);
        named.refunds.extend(about.refund_id);
        named.mails.extend(about.mail_id);
    }
    Ok(named)
}

/// The rows whose key is not among `attended`. Each row starts with its key and a blank.
fn without(
    tx: &mut Tx<'_>,
    attended: &BTreeSet<i64>,
    sql: &str,
) -> Result<Vec<String>, StoreError> {
    let rows = texts(tx, sql)?;
    Ok(rows
        .iter()
        .filter_map(|row| row.split_once(' '))
        .filter(|(id, _)| !id.parse().is_ok_and(|id| attended.contains(&id)))
        .map(|(_, row)| row.to_owned())
        .collect())
}
