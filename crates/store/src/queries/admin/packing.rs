//! The orders to be shipped, and what packing needs to know.

use crate::{
    error::StoreError,
    models::order::Order,
    queries::order::unshipped,
    schema::{orders, skus},
    text::may_stand,
    tx::Tx,
};
use diesel::prelude::*;
use domain::{
    order::{Lifecycle, PayState, ShipState},
    time::Millis,
};

/// The states of an order of which something is left to ship.
const UNSENT: [ShipState; 2] = [ShipState::None, ShipState::Partial];

const fn paid() -> [&'static str; 2] {
    [
        PayState::Paid.as_str(),
        PayState::PartiallyRefunded.as_str(),
    ]
}

/// At most `limit` orders to be shipped that were paid within `span`, the oldest payment first, that
/// follow `after`, a payment's time and an order's key.
///
/// One statement for each state, because an index holds the orders of one state by payment.
pub fn to_ship(
    tx: &mut Tx<'_>,
    span: (Millis, Millis),
    after: Option<(Millis, i64)>,
    limit: i64,
) -> Result<Vec<Order>, StoreError> {
    let (paid_at, id) = after.map_or((i64::MIN, i64::MIN), |(at, id)| (at.get(), id));
    let mut found: Vec<Order> = Vec::new();
    for state in UNSENT {
        let rows: Vec<Order> = tx.q(|c| {
            orders::table
                .filter(orders::lifecycle.eq(Lifecycle::Open.as_str()))
                .filter(orders::ship_state.eq(state.as_str()))
                .filter(orders::pay_state.eq_any(paid()))
                .filter(orders::paid_at.ge(span.0.get().max(paid_at)))
                .filter(orders::paid_at.lt(span.1.get()))
                .filter(orders::paid_at.gt(paid_at).or(orders::id.gt(id)))
                .filter(diesel::dsl::exists(unshipped()))
                .order((orders::paid_at.asc(), orders::id.asc()))
                .limit(limit)
                .select(Order::as_select())
                .load(c)
        })?;
        found.extend(rows);
    }
    found.sort_by_key(|order| (order.paid_at, order.id));
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// The orders to be shipped with one of these phone numbers.
pub fn of_recipients(tx: &mut Tx<'_>, phones: &[&str]) -> Result<Vec<Order>, StoreError> {
    let phones: Vec<&str> = phones.iter().copied().filter(|p| may_stand(p)).collect();
    tx.q(|c| {
        orders::table
            .filter(orders::contact_phone.eq_any(&phones))
            .filter(orders::lifecycle.eq(Lifecycle::Open.as_str()))
            .filter(orders::pay_state.eq_any(paid()))
            .filter(orders::ship_state.eq_any(UNSENT.map(ShipState::as_str)))
            .filter(diesel::dsl::exists(unshipped()))
            .select(Order::as_select())
            .load(c)
    })
}

/// The codes of these SKUs.
pub fn sku_codes(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<(i64, String)>, StoreError> {
    tx.q(|c| {
        skus::table
            .filter(skus::id.eq_any(ids))
            .select((skus::id, skus::code))
            .load(c)
    })
}
