//! The double-entry ledger: postings are inserted, never changed.

use crate::{
    error::StoreError,
    schema::{ledger_entries, ledger_txns},
    tx::Tx,
};
use diesel::{dsl::sql, prelude::*, sql_types::BigInt};
use domain::{
    ledger::{Account, Posting},
    money::{self, Fen},
    time::Millis,
};

/// Posts a balanced transaction. False if its key is known: each event is posted once.
///
/// # Errors
/// `Broken` if the legs do not sum to zero.
pub fn post(
    tx: &mut Tx<'_>,
    posting: &Posting,
    order_id: Option<i64>,
    at: Millis,
    memo: &str,
) -> Result<bool, StoreError> {
    let sum = money::sum(posting.legs.iter().map(|leg| leg.amount)).map_err(StoreError::broken)?;
    if sum != Fen::ZERO {
        return Err(StoreError::broken(format!(
            "the posting {} does not balance",
            posting.key
        )));
    }
    let inserted: Option<i64> = tx.insert_or_known(|c| {
        diesel::insert_into(ledger_txns::table)
            .values((
                ledger_txns::idem_key.eq(&posting.key),
                ledger_txns::kind.eq(posting.kind.as_str()),
                ledger_txns::order_id.eq(order_id),
                ledger_txns::at.eq(at.get()),
                ledger_txns::memo.eq(memo),
            ))
            .returning(ledger_txns::id)
            .get_result(c)
    })?;
    let Some(txn_id) = inserted else {
        return Ok(false);
    };
    let legs: Vec<_> = posting
        .legs
        .iter()
        .zip(1_i64..)
        .map(|(leg, seq)| {
            (
                ledger_entries::txn_id.eq(txn_id),
                ledger_entries::seq.eq(seq),
                ledger_entries::account.eq(leg.account.as_str()),
                ledger_entries::subject_id.eq(leg.subject_id),
                ledger_entries::amount_fen.eq(leg.amount.get()),
            )
        })
        .collect();
    both!(tx, |c| diesel::insert_into(ledger_entries::table)
        .values(&legs)
        .execute(c))?;
    Ok(true)
}

/// The balance of one subject of an account: debit positive, 0 without postings.
pub fn balance(tx: &mut Tx<'_>, account: Account, subject_id: i64) -> Result<Fen, StoreError> {
    let sum: i64 = tx.q(|c| {
        ledger_entries::table
            .filter(ledger_entries::account.eq(account.as_str()))
            .filter(ledger_entries::subject_id.eq(subject_id))
            .select(sql::<BigInt>(
                "CAST(COALESCE(SUM(amount_fen), 0) AS BIGINT)",
            ))
            .first(c)
    })?;
    Ok(Fen::new(sum))
}
