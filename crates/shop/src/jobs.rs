//! The job runner: claims due jobs by lease and runs each kind.
//!
//! `jobs` is the outbox too: a job is filed in the transaction that makes it necessary. Its effect and its end share
//! one transaction, so a worker that slept past its lease changes nothing. Every job may run twice.

mod close_attempt;
mod expire_order;
pub(crate) mod file;
mod purge;
mod query_attempt;
pub(crate) mod refund;
mod runner;

use crate::Error;
use domain::time::Millis;
use serde::de::DeserializeOwned;
use store::{
    Tx,
    models::job::{Job, Lease},
    queries::job,
};

/// A job as its handler sees it: kind, payload, and the lease that its end must show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leased {
    lease: Lease,
    /// What to do.
    pub(crate) kind: String,
    /// How often it was claimed, this time included.
    pub(crate) tries: i64,
    /// How often it failed in a row before this time.
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

    /// What to do it with.
    ///
    /// # Errors
    /// `Internal` if the payload is another kind's.
    pub(crate) fn payload<P: DeserializeOwned>(&self) -> Result<P, Error> {
        serde_json::from_str(&self.payload_json).map_err(Error::internal)
    }

    /// Ends the job, in the transaction of its effect.
    ///
    /// # Errors
    /// If the lease was lost: the effect rolls back too.
    pub(crate) fn done(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        Ok(job::finish(tx, self.lease)?)
    }

    /// Puts the job off until `at`, in the transaction of its effect.
    ///
    /// # Errors
    /// If the lease was lost: the effect rolls back too.
    pub(crate) fn again(&self, tx: &mut Tx<'_>, at: Millis) -> Result<(), Error> {
        Ok(job::reschedule(tx, self.lease, at, None)?)
    }
}
