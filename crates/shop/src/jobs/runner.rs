//! Claims and runs due jobs in three lanes, so that a stalled gateway delays only the jobs that call
//! it, and a mail server only mail.

use super::{
    Leased, close_attempt, expire_order, expire_return, file, import_goods, purge, query_attempt,
    receive_order, reconcile, refund, sweep,
};
use crate::{Error, Shop, catalog::listing, ids, mail, sales};
use domain::time::{DAY, HOUR, MINUTE, SECOND};
use futures::StreamExt;
use std::{collections::BTreeSet, time::Duration};
use store::{
    StoreError,
    models::job::{Job, Kinds},
    queries::job,
};
use tokio_util::sync::CancellationToken;

/// A worker that records nothing for this long loses its job. Longer than any call to the gateway.
const LEASE: i64 = 2 * MINUTE;
/// Jobs read at a time.
const BATCH: i64 = 32;
/// The jobs that do not call the gateway. They have a lane of their own.
const DATABASE_ONLY: &[&str] = &[
    file::EXPIRE_ORDER,
    file::RECEIVE_ORDER,
    file::EXPIRE_RETURN,
    file::PURGE,
    file::REFRESH_LISTING,
    file::COUNT_SALES,
    file::TALLY_SALES,
];
/// The jobs that talk to the mail server.
const MAIL_ONLY: &[&str] = &[file::SEND_MAIL];
/// Concurrent mails: many servers allow a client few connections.
const MAILS: usize = 2;
/// Concurrent jobs in the gateway's lane: they wait most of the time.
const SIDE_BY_SIDE: usize = 4;
/// Pauses after failures in a row; then daily.
const PAUSES: &[i64] = &[
    5 * SECOND,
    15 * SECOND,
    MINUTE,
    5 * MINUTE,
    15 * MINUTE,
    HOUR,
    6 * HOUR,
];

/// The jobs of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// The due ones of these kinds.
    Due(Kinds),
    /// The due ones of all kinds, without those that a clock ahead set.
    DueThen,
}

impl Shop {
    /// Runs every due job once; returns how many ran. Tests call it after moving the clock. Jobs
    /// that become due meanwhile run too.
    ///
    /// # Errors
    /// If due jobs cannot be read. A failed job is rescheduled and not reported here.
    pub async fn run_due_jobs(&self) -> Result<usize, Error> {
        self.run_all_due(Wanted::Due(Kinds::All), 1, &CancellationToken::new())
            .await
    }

    /// As [`Self::run_due_jobs`], for a shop whose clock is behind on purpose, because it makes up a
    /// history beside a shop of today: jobs of today's are left to that shop.
    ///
    /// # Errors
    /// As [`Self::run_due_jobs`].
    pub async fn run_past_jobs(&self) -> Result<usize, Error> {
        self.run_all_due(Wanted::DueThen, 1, &CancellationToken::new())
            .await
    }

    /// Runs jobs until `stop`; looks for due ones every `pause_ms`. After `stop` the batch under way is finished.
    pub async fn run_jobs(&self, stop: CancellationToken, pause_ms: u64) {
        let now = self.now();
        let has_pictures = self.pictures.is_some();
        let filed = self
            .store
            .write(move |tx| {
                file::purge(tx, now)?;
                sales::start(tx, now)?;
                if has_pictures {
                    file::sweep(tx, now)?;
                }
                Ok::<_, Error>(())
            })
            .await;
        if let Err(error) = filed {
            tracing::error!(%error, "the housekeeping jobs were not filed");
        }
        if let Err(error) = self.prepare_listing().await {
            tracing::error!(%error, "the jobs of shelves and search were not filed");
        }
        if let Err(error) = self.prepare_reconcile().await {
            tracing::error!(%error, "the job of the bills was not filed");
        }
        let pause = Duration::from_millis(pause_ms);
        tokio::join!(
            self.run_lane(Kinds::Only(DATABASE_ONLY), 1, &stop, pause),
            self.run_lane(Kinds::Only(MAIL_ONLY), MAILS, &stop, pause),
            self.run_lane(
                Kinds::Except(&[DATABASE_ONLY, MAIL_ONLY]),
                SIDE_BY_SIDE,
                &stop,
                pause
            ),
        );
    }

    async fn run_lane(
        &self,
        kinds: Kinds,
        side_by_side: usize,
        stop: &CancellationToken,
        pause: Duration,
    ) {
        while !stop.is_cancelled() {
            let wanted = Wanted::Due(kinds);
            if let Err(error) = self.run_all_due(wanted, side_by_side, stop).await {
                tracing::error!(%error, "due jobs could not be read");
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    async fn run_all_due(
        &self,
        wanted: Wanted,
        side_by_side: usize,
        stop: &CancellationToken,
    ) -> Result<usize, Error> {
        self.keep_alarms().await;
        let owner = hex::encode(ids::draw::<8>(self.ids.as_ref()));
        let mut seen = BTreeSet::new();
        let mut count = 0_usize;
        loop {
            let now = self.now();
            let due = self
                .store
                .read(move |tx| {
                    Ok::<_, Error>(match wanted {
                        Wanted::Due(kinds) => job::due(tx, kinds, now, BATCH)?,
                        Wanted::DueThen => job::due_then(tx, Kinds::All, now, BATCH)?,
                    })
                })
                .await?;
            let fresh: Vec<Job> = due
                .into_iter()
                .filter(|found| seen.insert(found.id))
                .collect();
            if fresh.is_empty() || stop.is_cancelled() {
                return Ok(count);
            }
            let ran = futures::stream::iter(fresh)
                .map(|found| self.claim_and_run(found, &owner))
                .buffer_unordered(side_by_side)
                .filter(|ran| futures::future::ready(*ran))
                .count()
                .await;
            count = count.saturating_add(ran);
        }
    }

    async fn claim_and_run(&self, found: Job, owner: &str) -> bool {
        let (lease, owner, now) = (found.lease(), owner.to_owned(), self.now());
        let claimed = self
            .store
            .write(move |tx| Ok::<_, Error>(job::claim(tx, lease, &owner, now, now.plus(LEASE))?))
            .await;
        let claimed = match claimed {
            Ok(Some(claimed)) => Leased::of(claimed),
            Ok(None) => return false,
            Err(error) => {
                tracing::warn!(%error, job = found.id, "a job could not be claimed");
                return false;
            }
        };
        let shop = self.clone();
        let work = claimed.clone();
        // In a task of its own, so that a panic fails only this job.
        let ended = match tokio::spawn(async move { shop.run_job(work).await }).await {
            Ok(ended) => ended,
            Err(stopped) => Err(Error::internal(stopped)),
        };
        if let Err(error) = ended {
            self.put_off(&claimed, &error).await;
        }
        true
    }

    async fn run_job(&self, job: Leased) -> Result<(), Error> {
        match job.kind.as_str() {
            file::EXPIRE_ORDER => expire_order::run(self, job).await,
            file::RECEIVE_ORDER => receive_order::run(self, job).await,
            file::EXPIRE_RETURN => expire_return::run(self, job).await,
            file::CLOSE_ATTEMPT => close_attempt::run(self, job).await,
            file::QUERY_ATTEMPT => query_attempt::run(self, job).await,
            file::PURGE => purge::run(self, job).await,
            file::REFRESH_LISTING => listing::Batch::run(self, job).await,
            file::COUNT_SALES => listing::count_sales(self, job).await,
            file::SWEEP => sweep::run(self, job).await,
            file::TALLY_SALES => sales::run(self, job).await,
            file::IMPORT_GOODS => import_goods::run(self, job).await,
            file::SEND_MAIL => mail::send::run(self, job).await,
            file::RECONCILE => reconcile::run(self, job).await,
            kind if refund::KINDS.contains(&kind) => refund::run(self, job).await,
            unknown => Err(Error::internal(format!(
                "no handler for jobs of kind {unknown}"
            ))),
        }
    }

    /// After a failure: reschedules the job, or marks it dead once it has no tries left.
    async fn put_off(&self, claimed: &Leased, error: &Error) {
        // Counts failures, not tries: rescheduling itself is normal.
        let failures = claimed.failures.saturating_add(1);
        tracing::error!(%error, job = claimed.lease.id, kind = %claimed.kind, failures, "a job failed");
        let (held, now, told) = (claimed.clone(), self.now(), error.to_string());
        let done = self
            .store
            .write(move |tx| {
                if held.max_tries.is_some_and(|most| failures >= most) {
                    job::fail(tx, held.lease, &told)
                } else {
                    job::reschedule(tx, held.lease, now.plus(pause(failures)), Some(&told))
                }
            })
            .await;
        match done {
            // The lease was lost: the new owner continues.
            Ok(()) | Err(StoreError::Gone) => {}
            Err(error) => {
                tracing::error!(%error, job = claimed.lease.id, "a failed job keeps its lease until it ends")
            }
        }
    }
}

fn pause(failures: i64) -> i64 {
    let place = usize::try_from(failures.saturating_sub(1).max(0)).unwrap_or(usize::MAX);
    PAUSES.get(place).copied().unwrap_or(DAY)
}
