//! Exports: rows by time, a page at a time from the place of the row before, so that no list is ever held whole and no
//! connection is held between two pages.

use crate::{
    conn::Db,
    error::StoreError,
    models::{
        export::{Entry, Posted},
        order::Order,
        refund::Refund,
    },
    schema::{ledger_entries, ledger_txns, order_details, orders, refunds, skus},
    tx::Tx,
};
use diesel::prelude::*;
use domain::{
    export::{ExportKind, ExportTime, Selection},
    time::Millis,
};

type Backend = <Db as Connection>::Backend;

/// The place of a row: its time and its key.
pub type Place = (Millis, i64);

/// Where a selection begins: before every row of its first day.
#[must_use]
pub const fn beginning(selection: &Selection) -> Place {
    (selection.between().0, 0)
}

/// The next orders, at most `limit`, in the order of their time.
pub fn orders(
    tx: &mut Tx<'_>,
    selection: &Selection,
    (at, id): Place,
    limit: i64,
) -> Result<Vec<Order>, StoreError> {
    let (at, until) = (at.get(), selection.between().1.get());
    let query = orders::table.into_boxed::<Backend>().limit(limit);
    // The first condition alone is a range of the index; the second one only leaves out rows of the same millisecond.
    let query = if selection.time == ExportTime::Paid {
        query
            .filter(orders::paid_at.ge(at))
            .filter(orders::paid_at.gt(at).or(orders::id.gt(id)))
            .filter(orders::paid_at.lt(until))
            .order((orders::paid_at.asc(), orders::id.asc()))
    } else {
        query
            .filter(orders::placed_at.ge(at))
            .filter(orders::placed_at.gt(at).or(orders::id.gt(id)))
            .filter(orders::placed_at.lt(until))
            .order((orders::placed_at.asc(), orders::id.asc()))
    };
    let query = match selection.state.as_str() {
        "" => query,
        state => query.filter(orders::pay_state.eq(state.to_owned())),
    };
    tx.q(|c| query.select(Order::as_select()).load(c))
}

/// The next refunds, at most `limit`, in the order of their time.
pub fn refunds(
    tx: &mut Tx<'_>,
    selection: &Selection,
    (at, id): Place,
    limit: i64,
) -> Result<Vec<Refund>, StoreError> {
    let (at, until) = (at.get(), selection.between().1.get());
    let query = refunds::table.into_boxed::<Backend>().limit(limit);
    let query = if selection.time == ExportTime::Arrived {
        query
            .filter(refunds::succeeded_at.ge(at))
            .filter(refunds::succeeded_at.gt(at).or(refunds::id.gt(id)))
            .filter(refunds::succeeded_at.lt(until))
            .order((refunds::succeeded_at.asc(), refunds::id.asc()))
    } else {
        query
            .filter(refunds::created_at.ge(at))
            .filter(refunds::created_at.gt(at).or(refunds::id.gt(id)))
            .filter(refunds::created_at.lt(until))
            .order((refunds::created_at.asc(), refunds::id.asc()))
    };
    let query = match selection.state.as_str() {
        "" => query,
        state => query.filter(refunds::state.eq(state.to_owned())),
    };
    tx.q(|c| query.select(Refund::as_select()).load(c))
}

/// The next postings, at most `limit`, in the order of their time.
pub fn postings(
    tx: &mut Tx<'_>,
    selection: &Selection,
    (at, id): Place,
    limit: i64,
) -> Result<Vec<Posted>, StoreError> {
    let (at, until) = (at.get(), selection.between().1.get());
    tx.q(|c| {
        ledger_txns::table
            .filter(ledger_txns::at.ge(at))
            .filter(ledger_txns::at.gt(at).or(ledger_txns::id.gt(id)))
            .filter(ledger_txns::at.lt(until))
            .order((ledger_txns::at.asc(), ledger_txns::id.asc()))
            .limit(limit)
            .select(Posted::as_select())
            .load(c)
    })
}

/// The entries of postings, by posting; only those of one account unless `account` is empty.
pub fn entries(tx: &mut Tx<'_>, postings: &[i64], account: &str) -> Result<Vec<Entry>, StoreError> {
    let query = ledger_entries::table
        .filter(ledger_entries::txn_id.eq_any(postings.to_vec()))
        .order((ledger_entries::txn_id.asc(), ledger_entries::seq.asc()))
        .into_boxed::<Backend>();
    let query = match account {
        "" => query,
        account => query.filter(ledger_entries::account.eq(account.to_owned())),
    };
    tx.q(|c| query.select(Entry::as_select()).load(c))
}

/// The numbers of orders, by key.
pub fn numbers(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<(i64, String)>, StoreError> {
    tx.q(|c| {
        orders::table
            .filter(orders::id.eq_any(ids))
            .select((orders::id, orders::number))
            .load(c)
    })
}

/// The codes of SKUs, by key.
pub fn codes(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<(i64, String)>, StoreError> {
    tx.q(|c| {
        skus::table
            .filter(skus::id.eq_any(ids))
            .select((skus::id, skus::code))
            .load(c)
    })
}

/// Number of rows of a selection; `limit` means that many or more.
pub fn count(tx: &mut Tx<'_>, selection: &Selection, limit: i64) -> Result<i64, StoreError> {
    let (from, until) = selection.between();
    let (from, until) = (from.get(), until.get());
    let state = selection.state.clone();
    let by_pay = selection.time == ExportTime::Paid;
    let by_arrival = selection.time == ExportTime::Arrived;
    let rows: Vec<i64> = match selection.kind {
        ExportKind::Orders => {
            let query = orders::table.into_boxed::<Backend>();
            let query = if by_pay {
                query.filter(orders::paid_at.ge(from).and(orders::paid_at.lt(until)))
            } else {
                query.filter(orders::placed_at.ge(from).and(orders::placed_at.lt(until)))
            };
            let query = if state.is_empty() {
                query
            } else {
                query.filter(orders::pay_state.eq(state))
            };
            tx.q(|c| query.limit(limit).select(orders::id).load(c))?
        }
        ExportKind::Lines => {
            let query = order_details::table
                .inner_join(orders::table)
                .into_boxed::<Backend>();
            let query = if by_pay {
                query.filter(orders::paid_at.ge(from).and(orders::paid_at.lt(until)))
            } else {
                query.filter(orders::placed_at.ge(from).and(orders::placed_at.lt(until)))
            };
            let query = if state.is_empty() {
                query
            } else {
                query.filter(orders::pay_state.eq(state))
            };
            tx.q(|c| query.limit(limit).select(order_details::id).load(c))?
        }
        ExportKind::Refunds => {
            let query = refunds::table.into_boxed::<Backend>();
            let query = if by_arrival {
                query.filter(
                    refunds::succeeded_at
                        .ge(from)
                        .and(refunds::succeeded_at.lt(until)),
                )
            } else {
                query.filter(
                    refunds::created_at
                        .ge(from)
                        .and(refunds::created_at.lt(until)),
                )
            };
            let query = if state.is_empty() {
                query
            } else {
                query.filter(refunds::state.eq(state))
            };
            tx.q(|c| query.limit(limit).select(refunds::id).load(c))?
        }
        ExportKind::Ledger => {
            let query = ledger_entries::table
                .inner_join(ledger_txns::table)
                .filter(ledger_txns::at.ge(from))
                .filter(ledger_txns::at.lt(until))
                .into_boxed::<Backend>();
            let query = if state.is_empty() {
                query
            } else {
                query.filter(ledger_entries::account.eq(state))
            };
            tx.q(|c| query.limit(limit).select(ledger_entries::txn_id).load(c))?
        }
    };
    Ok(i64::try_from(rows.len()).unwrap_or(limit))
}
