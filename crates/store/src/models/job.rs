//! Jobs, which also serve as the outbox.

use super::word::{MaybeNumber, Number, Word, meanings};
use crate::schema::jobs;
use diesel::{Queryable, Selectable};
use domain::{error::UnknownWord, time::Millis};
use std::str::FromStr;

/// The state of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// Waits for its time.
    Ready,
    /// Leased by a worker, until `lease_until`.
    Running,
    /// Its effect is committed.
    Done,
    /// Failed; staff must look at it.
    Dead,
}

impl JobState {
    /// The stored word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Running => "running",
            Self::Done => "done",
            Self::Dead => "dead",
        }
    }
}

meanings!(Word, MaybeWord: JobState);

impl FromStr for JobState {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        match text {
            "ready" => Ok(Self::Ready),
            "running" => Ok(Self::Running),
            "done" => Ok(Self::Done),
            "dead" => Ok(Self::Dead),
            _ => Err(UnknownWord {
                kind: "JobState",
                word: text.to_owned(),
            }),
        }
    }
}

/// A row of `jobs`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = jobs)]
pub struct Job {
    /// Key.
    pub id: i64,
    /// What to do.
    pub kind: String,
    /// At most one ready job has it.
    pub dedupe_key: Option<String>,
    /// Its arguments. The audit reads `attempt_id` and `refund_id` in it.
    pub payload_json: String,
    /// Earliest time to run.
    #[diesel(deserialize_as = Number<Millis>)]
    pub run_at: Millis,
    /// Number of claims.
    pub tries: i64,
    /// Failures since the last success: they delay it, ordinary repeats do not.
    pub failures: i64,
    /// Failures in a row until it is dead; `None` for jobs about money, which never are.
    pub max_tries: Option<i64>,
    /// State.
    #[diesel(deserialize_as = Word<JobState>)]
    pub state: JobState,
    /// When another worker may take it over.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub lease_until: Option<Millis>,
    /// Fencing number: one higher with each claim.
    pub lease_epoch: i64,
    /// Why the last run did not finish it.
    pub last_error: Option<String>,
    /// When it was filed.
    #[diesel(deserialize_as = Number<Millis>)]
    pub created_at: Millis,
    /// When `run_at` was set: at filing, or at the last claim.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub set_at: Option<Millis>,
}

/// A job to file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// What to do.
    pub kind: String,
    /// At most one ready job has it.
    pub dedupe_key: Option<String>,
    /// Its arguments. A job about an attempt or a refund must hold `attempt_id` or `refund_id`: the
    /// audit looks for them.
    pub payload_json: String,
    /// Earliest time to run.
    pub run_at: Millis,
    /// Failures in a row until it is dead; `None` for jobs about money.
    pub max_tries: Option<i64>,
    /// When it is filed.
    pub created_at: Millis,
}

/// The kinds of job that a worker runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kinds {
    /// Every kind.
    All,
    /// These.
    Only(&'static [&'static str]),
    /// All but those in these lists.
    Except(&'static [&'static [&'static str]]),
}

/// A worker's claim on a job: each later write must present it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease {
    /// The job.
    pub id: i64,
    /// The epoch of the claim.
    pub epoch: i64,
}

impl Job {
    /// The lease of the claim that returned this row.
    #[must_use]
    pub const fn lease(&self) -> Lease {
        Lease {
            id: self.id,
            epoch: self.lease_epoch,
        }
    }
}
