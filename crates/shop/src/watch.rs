//! Figures for monitoring: what waits, since when, and money that belongs to no order.

use crate::{Error, Shop};
use domain::money::Fen;
use store::queries::watch;

/// Things of one kind that wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Kind of a job, state of a refund.
    pub word: String,
    /// How many there are.
    pub count: i64,
    /// Seconds that the oldest has waited.
    pub oldest_s: i64,
}

/// The figures of one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// Jobs that are due.
    pub due: Vec<Waiting>,
    /// Jobs that failed for good.
    pub dead: Vec<Waiting>,
    /// Refunds that need the gateway or a person.
    pub refunds: Vec<Waiting>,
    /// Payments that belong to no order and are not refunded yet.
    pub suspense: Fen,
}

impl Shop {
    /// The figures of this moment.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn watch(&self) -> Result<Watch, Error> {
        let now = self.now();
        self.store
            .read(move |tx| {
                let waiting = |rows: Vec<watch::Oldest>| {
                    rows.into_iter()
                        .map(|row| Waiting {
                            word: row.word,
                            count: row.count,
                            oldest_s: now.since(row.since).max(0) / 1_000,
                        })
                        .collect()
                };
                Ok::<_, Error>(Watch {
                    due: waiting(watch::due_jobs(tx, now)?),
                    dead: waiting(watch::dead_jobs(tx)?),
                    refunds: waiting(watch::refunds_in_work(tx)?),
                    suspense: watch::suspense(tx)?,
                })
            })
            .await
    }
}
