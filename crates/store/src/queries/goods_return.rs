//! Goods on their way back.

use crate::{
    error::StoreError,
    models::goods_return::{GoodsReturn, NewGoodsReturn},
    schema::returns,
    tx::Tx,
};
use diesel::prelude::*;
use domain::time::Millis;

/// Inserts a return.
///
/// # Errors
/// `Conflict` if the refund has one.
pub fn insert(tx: &mut Tx<'_>, new: &NewGoodsReturn) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::insert_into(returns::table)
            .values((
                returns::refund_id.eq(new.refund_id),
                returns::address.eq(&new.address),
                returns::asked_at.eq(new.asked_at.get()),
                returns::asked_by.eq(new.asked_by),
                returns::until_at.eq(new.until_at.get()),
                returns::version.eq(1_i64),
            ))
            .execute(c)
    })
}

/// The return of a refund, if its goods were asked for.
pub fn of_refund(tx: &mut Tx<'_>, refund_id: i64) -> Result<Option<GoodsReturn>, StoreError> {
    Ok(of_refunds(tx, &[refund_id])?.pop())
}

/// The returns of several refunds.
pub fn of_refunds(tx: &mut Tx<'_>, refund_ids: &[i64]) -> Result<Vec<GoodsReturn>, StoreError> {
    tx.q(|c| {
        returns::table
            .filter(returns::refund_id.eq_any(refund_ids))
            .order(returns::refund_id.asc())
            .select(GoodsReturn::as_select())
            .load(c)
    })
}

/// Stores the parcel that the customer names; a later one replaces it.
///
/// # Errors
/// `Gone` if the return has changed.
pub fn set_parcel(
    tx: &mut Tx<'_>,
    seen: &GoodsReturn,
    carrier: &str,
    tracking_no: &str,
    at: Millis,
) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::update(
            returns::table
                .filter(returns::id.eq(seen.id))
                .filter(returns::version.eq(seen.version)),
        )
        .set((
            returns::carrier.eq(Some(carrier)),
            returns::tracking_no.eq(Some(tracking_no)),
            returns::sent_at.eq(Some(at.get())),
            returns::version.eq(seen.version.saturating_add(1)),
        ))
        .execute(c)
    })
}

/// Stores that the goods were received.
///
/// # Errors
/// `Gone` if the return has changed.
pub fn set_received(
    tx: &mut Tx<'_>,
    seen: &GoodsReturn,
    by: i64,
    at: Millis,
) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::update(
            returns::table
                .filter(returns::id.eq(seen.id))
                .filter(returns::version.eq(seen.version)),
        )
        .set((
            returns::received_at.eq(Some(at.get())),
            returns::received_by.eq(Some(by)),
            returns::version.eq(seen.version.saturating_add(1)),
        ))
        .execute(c)
    })
}
