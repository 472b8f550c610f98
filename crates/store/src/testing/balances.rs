//! Balances of the ledger, for tests that compare all of it.

use crate::{error::StoreError, schema::ledger_entries, tx::Tx};
use diesel::{dsl::sql, prelude::*, sql_types::BigInt};
use domain::{ledger::Account, money::Fen};

/// The balance of every subject of an account, by subject.
pub fn balances(tx: &mut Tx<'_>, account: Account) -> Result<Vec<(i64, Fen)>, StoreError> {
    let rows: Vec<(i64, i64)> = tx.q(|c| {
        ledger_entries::table
            .filter(ledger_entries::account.eq(account.as_str()))
            .group_by(ledger_entries::subject_id)
            .select((
                ledger_entries::subject_id,
                sql::<BigInt>("CAST(SUM(amount_fen) AS BIGINT)"),
            ))
            .order(ledger_entries::subject_id)
            .load(c)
    })?;
    Ok(rows
        .into_iter()
        .map(|(id, sum)| (id, Fen::new(sum)))
        .collect())
}
