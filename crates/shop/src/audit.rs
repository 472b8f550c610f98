//! `zhanggui audit`: the rules of the books, checked row by row.

use crate::{Error, Shop};
use store::invariants;

/// A broken rule with its rows.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Breach {
    /// `A1`..`A15`.
    pub rule: String,
    /// What is wrong, in one sentence.
    pub what: String,
    /// The rows that break it, e.g. `refunds id=3 out_request_no=P…R01`.
    pub rows: Vec<String>,
}

/// The result of an audit.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct AuditReport {
    /// Rules checked, in order.
    pub rules: Vec<String>,
    /// Empty: the books are consistent.
    pub breaches: Vec<Breach>,
}

impl Shop {
    /// Checks every rule in one snapshot.
    ///
    /// # Errors
    /// Only if the database fails; a breach is not an error.
    pub async fn audit(&self) -> Result<AuditReport, Error> {
        let now = self.now();
        let found = self
            .store
            .read(move |tx| Ok::<_, Error>(invariants::check(tx, now)?))
            .await?;
        Ok(AuditReport {
            rules: invariants::RULES
                .iter()
                .map(|rule| (*rule).to_owned())
                .collect(),
            breaches: found
                .into_iter()
                .map(|breach| Breach {
                    rule: breach.rule.to_owned(),
                    what: breach.what,
                    rows: breach.rows,
                })
                .collect(),
        })
    }
}
