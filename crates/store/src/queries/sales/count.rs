//! Counting days. A day is counted once no more can be booked on it by its own clock; what is booked on it later takes the
//! mark away in the same transaction, until it is counted again.
//!
//! Counting and booking exclude each other by the row of the day: whoever comes second waits for the first, and then sees
//! what the first wrote.

use super::{ANY, SUMS, live_orders, moved};
use crate::{
    error::StoreError,
    schema::{orders, sales_days, sales_orders},
    tx::Tx,
};
use diesel::{dsl::min, prelude::*, sql_query};
use domain::{day::Day, time::Millis};

/// The days that are counted, in order.
pub fn counted(tx: &mut Tx<'_>) -> Result<Vec<Day>, StoreError> {
    let days: Vec<i64> = tx.q(|c| {
        sales_orders::table
            .filter(sales_orders::counted_at.is_not_null())
            .order(sales_orders::day.asc())
            .select(sales_orders::day)
            .load(c)
    })?;
    Ok(days.into_iter().map(Day::new).collect())
}

/// The day of the first order.
pub fn first_day(tx: &mut Tx<'_>) -> Result<Option<Day>, StoreError> {
    let at: Option<i64> = tx.q(|c| orders::table.select(min(orders::placed_at)).first(c))?;
    Ok(at.map(|at| Day::of(Millis::new(at))))
}

/// A payment or a refund was booked at `now` on a day: its figures are outdated. The day of `now` itself is not counted
/// yet, unless a clock was ahead; then its row is there.
pub fn outdate(tx: &mut Tx<'_>, day: Day, now: Millis) -> Result<(), StoreError> {
    let is_known = mark(tx, day)?;
    if is_known || day == Day::of(now) {
        return Ok(());
    }
    if insert(tx, day)? {
        return Ok(());
    }
    // It was counted meanwhile.
    mark(tx, day)?;
    Ok(())
}

/// Takes the mark of a day away. False if the day has no row.
fn mark(tx: &mut Tx<'_>, day: Day) -> Result<bool, StoreError> {
    let changed = tx.q(|c| {
        diesel::update(sales_orders::table.filter(sales_orders::day.eq(day.get())))
            .set(sales_orders::counted_at.eq(None::<i64>))
            .execute(c)
    })?;
    Ok(changed > 0)
}

/// The row of a day that is not counted. False if there is one.
fn insert(tx: &mut Tx<'_>, day: Day) -> Result<bool, StoreError> {
    let inserted = tx.insert_or_known(|c| {
        diesel::insert_into(sales_orders::table)
            .values((
                sales_orders::day.eq(day.get()),
                sales_orders::placed.eq(0_i64),
                sales_orders::paid.eq(0_i64),
            ))
            .execute(c)
    })?;
    Ok(inserted.is_some())
}

/// Counts a day, whatever was known of it.
pub fn tally(tx: &mut Tx<'_>, day: Day, now: Millis) -> Result<(), StoreError> {
    insert(tx, day)?;
    // Locks the row before anything is read: what was booked on the day before this lock is seen, and what is booked after
    // it takes the mark away.
    mark(tx, day)?;
    tx.q(|c| diesel::delete(sales_days::table.filter(sales_days::day.eq(day.get()))).execute(c))?;
    let moved = moved(day.begin(), day.end());
    let sql = format!(
        "INSERT INTO sales_days (day, sku_id, units, gross_fen, refund_fen)
         SELECT m.day, m.sku_id, {SUMS} FROM ({moved}) m GROUP BY m.day, m.sku_id {ANY}"
    );
    both!(tx, |c| sql_query(&sql).execute(c))?;
    let found = live_orders(tx, day.begin(), day.end())?;
    let orders = found.first().copied().unwrap_or_default();
    tx.one(|c| {
        diesel::update(sales_orders::table.filter(sales_orders::day.eq(day.get())))
            .set((
                sales_orders::placed.eq(orders.placed),
                sales_orders::paid.eq(orders.paid),
                sales_orders::counted_at.eq(Some(now.get())),
            ))
            .execute(c)
    })
}

/// Takes the marks of all days away.
pub fn forget_all(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    tx.q(|c| {
        diesel::update(sales_orders::table)
            .set(sales_orders::counted_at.eq(None::<i64>))
            .execute(c)
    })?;
    Ok(())
}
