//! The job runner: claims due jobs by lease and runs each kind.
//!
//! `jobs` is the outbox too: a job is filed in the transaction that needs it. Its effect and its
//! end share one transaction, so that a worker with an expired lease changes nothing. Every job may
//! run twice.

mod close_attempt;
mod expire_order;
mod expire_return;
pub(crate) mod file;
mod import_goods;
mod purge;
mod query_attempt;
mod receive_order;
mod reconcile;
pub(crate) mod refund;
mod runner;
mod sweep;

use crate::Error;
use domain::time::Millis;
use serde::de::DeserializeOwned;
use store::{
    Tx,
    models::job::{Job, Lease},
    queries::job,
};

/// A claimed job: kind, payload, and the lease that its end must present.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leased {
    lease: Lease,
    /// Kind of the job.
    pub(crate) kind: String,
    /// Number of claims, including this one.
    pub(crate) tries: i64,
    /// Failures in a row before this claim.
    failures: i64,
    payload_json: String,
    max_tries: Option<i64>,
}

impl Leased {
    fn of(claimed: Job) -> Self {
        Self {
            lease: claimed.lease(),
            kind: claimed.kind,
            tries: claimed.tries,
            failures: claimed.failures,
            payload_json: claimed.payload_json,
            max_tries: claimed.max_tries,
        }
    }

    /// The arguments of the job.
    ///
    /// # Errors
    /// `Internal` if the payload belongs to another kind.
    pub(crate) fn payload<P: DeserializeOwned>(&self) -> Result<P, Error> {
        serde_json::from_str(&self.payload_json).map_err(Error::internal)
    }

    /// Ends the job, in the transaction of its effect.
    ///
    /// # Errors
    /// If the lease was lost: then the effect rolls back too.
    pub(crate) fn done(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        Ok(job::finish(tx, self.lease)?)
    }

    /// Reschedules the job for `at`, in the transaction of its effect.
    ///
    /// # Errors
    /// If the lease was lost: then the effect rolls back too.
    pub(crate) fn again(&self, tx: &mut Tx<'_>, at: Millis) -> Result<(), Error> {
        Ok(job::reschedule(tx, self.lease, at, None)?)
    }
}
