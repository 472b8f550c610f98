//! The rules of the books, A1 to A21, each a query for the rows that break it. No rows: the rule
//! holds.
//!
//! The queries run unchanged on both databases and take no parameters: numbers are written into the SQL, and words
//! come only from the enums of `domain`.

mod evidence;
mod history;
mod listing;
mod money;
mod orders;
mod recon;
mod refunds;
mod sales;
mod shipping;
mod staff;
mod watch;

use crate::{conn::Answer, error::StoreError, tx::Tx};
use diesel::RunQueryDsl;
use domain::time::Millis;

/// The rules that [`check`] checks, in order.
pub const RULES: &[&str] = &[
    "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10", "A11", "A12", "A13", "A14", "A15",
    "A16", "A18", "A19", "A20", "A21",
];

/// A broken rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// One of [`RULES`].
    pub rule: &'static str,
    /// What is wrong, in one sentence.
    pub what: String,
    /// Every row that breaks it, in the form `table id=.. ..`.
    pub rows: Vec<String>,
}

/// Checks every rule in the snapshot of `tx`. An empty list: the books are consistent. `now`
/// decides what is late.
///
/// # Errors
/// Only if the database fails; a breach is not an error.
pub fn check(tx: &mut Tx<'_>, now: Millis) -> Result<Vec<Breach>, StoreError> {
    let mut found = Found::default();
    money::check(tx, &mut found)?;
    refunds::check(tx, &mut found)?;
    orders::check(tx, now, &mut found)?;
    evidence::check(tx, now, &mut found)?;
    history::check(tx, &mut found)?;
    watch::check(tx, now, &mut found)?;
    recon::check(tx, &mut found)?;
    listing::check(tx, &mut found)?;
    shipping::check(tx, &mut found)?;
    staff::check(tx, &mut found)?;
    sales::check(tx, &mut found)?;
    let mut breaches = found.0;
    breaches.sort_by_key(|breach| RULES.iter().position(|rule| *rule == breach.rule));
    Ok(breaches)
}

/// The breaches found so far.
#[derive(Default)]
struct Found(Vec<Breach>);

impl Found {
    /// Records the rows that break a rule, if there are any.
    fn note(&mut self, rule: &'static str, what: &str, rows: Vec<String>) {
        if !rows.is_empty() {
            self.0.push(Breach {
                rule,
                what: what.to_owned(),
                rows,
            });
        }
    }

    /// Queries the rows that break a rule: `sql` selects one text named `answer` for each.
    fn ask(
        &mut self,
        tx: &mut Tx<'_>,
        rule: &'static str,
        what: &str,
        sql: &str,
    ) -> Result<(), StoreError> {
        let rows = texts(tx, sql)?;
        self.note(rule, what, rows);
        Ok(())
    }
}

fn texts(tx: &mut Tx<'_>, sql: &str) -> Result<Vec<String>, StoreError> {
    let rows: Vec<Answer> = both!(tx, |c| diesel::sql_query(sql).load(c))?;
    Ok(rows.into_iter().map(|row| row.answer).collect())
}

/// Words as an SQL list: `'a', 'b'`.
fn list(words: impl IntoIterator<Item = &'static str>) -> String {
    words
        .into_iter()
        .map(|word| format!("'{word}'"))
        .collect::<Vec<_>>()
        .join(", ")
}
