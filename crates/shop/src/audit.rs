//! `zhanggui audit`: the rules of the books, checked row by row.

use crate::{
    Error, Shop,
    catalog::{listing::Due, tree::Tree},
};
use store::{Tx, invariants, queries::listing};

/// Products whose shelves and search terms are compared whole; of more products, a sample spread over all.
const SAMPLE: usize = 2_000;
/// Products of one statement.
const AT_ONCE: i64 = 1_000;

/// A broken rule with its rows.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Breach {
    /// `A1`..`A21`.
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
            .read(move |tx| {
                let mut found = invariants::check(tx, now)?;
                let rows = stale_listings(tx)?;
                if !rows.is_empty() {
                    found.push(invariants::Breach {
                        rule: "A18",
                        what: "a product is listed or found otherwise than its words say"
                            .to_owned(),
                        rows,
                    });
                }
                Ok::<_, Error>(found)
            })
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

/// Rows of shelves and search that do not follow from their product.
fn stale_listings(tx: &mut Tx<'_>) -> Result<Vec<String>, Error> {
    let mut ids = Vec::new();
    loop {
        let after = ids.last().copied().unwrap_or(0);
        let some = listing::products_after(tx, after, AT_ONCE)?;
        if some.is_empty() {
            break;
        }
        ids.extend(some);
    }
    let step = ids.len().div_ceil(SAMPLE).max(1);
    let tree = Tree::load(tx)?;
    let mut rows = Vec::new();
    for id in ids.into_iter().step_by(step) {
        rows.extend(Due::faults(tx, &tree, id)?);
    }
    Ok(rows)
}
