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
use std::collections::HashMap;

/// Postings in one statement: two entries of five values each, and a statement has at most 32,766.
const AT_ONCE: usize = 500;

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
    must_balance(posting)?;
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

/// Posts many balanced transactions without an order, all new.
///
/// # Errors
/// `Broken` if one does not balance; `Conflict` if a key is known.
pub fn post_new(
    tx: &mut Tx<'_>,
    postings: &[Posting],
    at: Millis,
    memo: &str,
) -> Result<(), StoreError> {
    for some in postings.chunks(AT_ONCE) {
        post_some(tx, some, at, memo)?;
    }
    Ok(())
}

fn post_some(
    tx: &mut Tx<'_>,
    postings: &[Posting],
    at: Millis,
    memo: &str,
) -> Result<(), StoreError> {
    let mut rows = Vec::with_capacity(postings.len());
    for posting in postings {
        must_balance(posting)?;
        rows.push((
            ledger_txns::idem_key.eq(&posting.key),
            ledger_txns::kind.eq(posting.kind.as_str()),
            ledger_txns::at.eq(at.get()),
            ledger_txns::memo.eq(memo),
        ));
    }
    both!(tx, |c| diesel::insert_into(ledger_txns::table)
        .values(&rows)
        .execute(c))?;
    let ids: HashMap<String, i64> = tx
        .q(|c| {
            let keys = postings.iter().map(|posting| posting.key.as_str());
            ledger_txns::table
                .filter(ledger_txns::idem_key.eq_any(keys))
                .select((ledger_txns::idem_key, ledger_txns::id))
                .load::<(String, i64)>(c)
        })?
        .into_iter()
        .collect();
    let mut legs = Vec::with_capacity(postings.len().saturating_mul(2));
    for posting in postings {
        let txn_id = *ids.get(&posting.key).ok_or(StoreError::Gone)?;
        legs.extend(posting.legs.iter().zip(1_i64..).map(|(leg, seq)| {
            (
                ledger_entries::txn_id.eq(txn_id),
                ledger_entries::seq.eq(seq),
                ledger_entries::account.eq(leg.account.as_str()),
                ledger_entries::subject_id.eq(leg.subject_id),
                ledger_entries::amount_fen.eq(leg.amount.get()),
            )
        }));
    }
    both!(tx, |c| diesel::insert_into(ledger_entries::table)
        .values(&legs)
        .execute(c))?;
    Ok(())
}

fn must_balance(posting: &Posting) -> Result<(), StoreError> {
    let sum = money::sum(posting.legs.iter().map(|leg| leg.amount)).map_err(StoreError::broken)?;
    if sum == Fen::ZERO {
        Ok(())
    } else {
        Err(StoreError::broken(format!(
            "the posting {} does not balance",
            posting.key
        )))
    }
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
