//! Refunds of all orders by state: the queue of staff.

use crate::{
    error::StoreError,
    models::refund::Refund,
    schema::{orders, refunds, staff_roles, users},
    tx::Tx,
};
use diesel::prelude::*;
use domain::{
    account::UserStatus,
    order::PayState,
    refund::{RefundOrigin, RefundState},
    staff::Role,
};
use std::collections::BTreeSet;

/// Where a page of the queue begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueuePage {
    /// The oldest first, after this refund: who waits longest stands first.
    Oldest(Option<i64>),
    /// The newest first, before this refund: what is closed.
    Newest(Option<i64>),
}

/// A page of the refunds in these states.
pub fn page(
    tx: &mut Tx<'_>,
    states: &[RefundState],
    at: QueuePage,
    limit: i64,
) -> Result<Vec<Refund>, StoreError> {
    match at {
        QueuePage::Oldest(after) => {
            let words: Vec<&str> = states.iter().map(|state| state.as_str()).collect();
            tx.q(|c| {
                refunds::table
                    .filter(refunds::state.eq_any(words))
                    .filter(refunds::id.gt(after.unwrap_or(0)))
                    .order(refunds::id.asc())
                    .limit(limit)
                    .select(Refund::as_select())
                    .load(c)
            })
        }
        QueuePage::Newest(before) => newest(tx, states, before, limit),
    }
}

/// The newest in these states. Most refunds are closed, so the rows are read by age, and the others are left out here:
/// an index by state would read and sort all of them.
fn newest(
    tx: &mut Tx<'_>,
    states: &[RefundState],
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Refund>, StoreError> {
    let most = usize::try_from(limit).unwrap_or_default();
    let mut found = Vec::new();
    let mut before = before.unwrap_or(i64::MAX);
    loop {
        let rows: Vec<Refund> = tx.q(|c| {
            refunds::table
                .filter(refunds::id.lt(before))
                .order(refunds::id.desc())
                .limit(limit)
                .select(Refund::as_select())
                .load(c)
        })?;
        let is_last = rows.len() < most;
        before = rows.last().map_or(0, |row| row.id);
        found.extend(rows.into_iter().filter(|row| states.contains(&row.state)));
        if is_last || found.len() >= most {
            found.truncate(most);
            return Ok(found);
        }
    }
}

/// Numbers of refunds in each of these states; a state without any is left out.
///
/// # Errors
/// `Broken` for a state that no enum knows.
pub fn counts(
    tx: &mut Tx<'_>,
    states: &[RefundState],
) -> Result<Vec<(RefundState, i64)>, StoreError> {
    let words: Vec<&str> = states.iter().map(|state| state.as_str()).collect();
    let rows: Vec<(String, i64)> = tx.q(|c| {
        refunds::table
            .filter(refunds::state.eq_any(words))
            .group_by(refunds::state)
            .select((refunds::state, diesel::dsl::count_star()))
            .load(c)
    })?;
    rows.into_iter()
        .map(|(word, count)| Ok((word.parse().map_err(StoreError::broken)?, count)))
        .collect()
}

/// The active members of staff who may decide about refunds.
pub fn members(tx: &mut Tx<'_>) -> Result<BTreeSet<i64>, StoreError> {
    let ids: Vec<i64> = tx.q(|c| {
        staff_roles::table
            .inner_join(users::table)
            .filter(users::status.eq(UserStatus::Active.as_str()))
            .filter(staff_roles::role.eq_any([Role::Refunds.as_str(), Role::Owner.as_str()]))
            .select(staff_roles::user_id)
            .load(c)
    })?;
    Ok(ids.into_iter().collect())
}

/// What is known of a customer: paid orders, and refunds that succeeded, other than automatic ones.
pub fn history(tx: &mut Tx<'_>, user_id: i64) -> Result<(i64, i64), StoreError> {
    let paid: i64 = tx.q(|c| {
        orders::table
            .filter(orders::user_id.eq(user_id))
            .filter(orders::pay_state.ne(PayState::Unpaid.as_str()))
            .count()
            .get_result(c)
    })?;
    let of_people = [
        RefundOrigin::Shopper.as_str(),
        RefundOrigin::Admin.as_str(),
        RefundOrigin::External.as_str(),
    ];
    let refunded: i64 = tx.q(|c| {
        refunds::table
            .inner_join(orders::table)
            .filter(orders::user_id.eq(user_id))
            .filter(refunds::state.eq(RefundState::Succeeded.as_str()))
            .filter(refunds::origin.eq_any(of_people))
            .count()
            .get_result(c)
    })?;
    Ok((paid, refunded))
}
