//! Stock: each change is one conditional update and one row of `stock_moves`.

pub mod history;
pub mod watch;

use crate::{
    error::StoreError,
    queries::listing::turn_stock,
    schema::{sku_stock, stock_moves},
    tx::Tx,
};
use diesel::prelude::*;
use domain::{time::Millis, view::catalog::shown_stock};

pub use domain::stock::MoveKind;

/// A change of one SKU's stock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The SKU.
    pub sku_id: i64,
    /// Reason.
    pub kind: MoveKind,
    /// Units: positive, except for `Adjust`, and for `Ship` when a parcel is taken back.
    pub units: i64,
    /// The order line concerned.
    pub order_detail_id: Option<i64>,
    /// The refund concerned.
    pub refund_id: Option<i64>,
    /// Remark.
    pub reason: Option<String>,
    /// The member of staff, if any.
    pub actor_id: Option<i64>,
    /// When it happens.
    pub at: Millis,
    /// Key of the event, e.g. `reserve:<line>`: it moves stock only once.
    pub idem_key: String,
}

/// Moves stock. False, without a change, if stock does not allow it: too few available, too few
/// reserved, or no stock row.
///
/// # Errors
/// `Conflict("stock_moves_idem_key")` if this event already moved stock.
pub fn apply(tx: &mut Tx<'_>, change: &Move) -> Result<bool, StoreError> {
    let (on_hand, reserved) = change.kind.deltas(change.units);
    let shelf: Option<(i64, i64)> = tx.q(|c| {
        diesel::update(
            sku_stock::table
                .filter(sku_stock::sku_id.eq(change.sku_id))
                .filter((sku_stock::reserved + reserved).ge(0_i64))
                .filter((sku_stock::on_hand + on_hand).ge(sku_stock::reserved + reserved)),
        )
        .set((
            sku_stock::on_hand.eq(sku_stock::on_hand + on_hand),
            sku_stock::reserved.eq(sku_stock::reserved + reserved),
            sku_stock::version.eq(sku_stock::version + 1),
        ))
        .returning((sku_stock::on_hand, sku_stock::reserved))
        .get_result(c)
        .optional()
    })?;
    let Some((now_on_hand, now_reserved)) = shelf else {
        return Ok(false);
    };
    let free = now_on_hand.saturating_sub(now_reserved);
    let before = free.saturating_sub(on_hand.saturating_sub(reserved));
    // Most sales do not change the page, because it shows exact numbers only for a few units.
    if shown_stock(free) != shown_stock(before) {
        tx.catalog_changed();
    }
    if (free > 0) != (before > 0) {
        turn_stock(tx, change.sku_id)?;
    }
    tx.q(|c| {
        diesel::insert_into(stock_moves::table)
            .values((
                stock_moves::sku_id.eq(change.sku_id),
                stock_moves::kind.eq(change.kind.as_str()),
                stock_moves::on_hand_delta.eq(on_hand),
                stock_moves::reserved_delta.eq(reserved),
                stock_moves::order_detail_id.eq(change.order_detail_id),
                stock_moves::refund_id.eq(change.refund_id),
                stock_moves::reason.eq(change.reason.as_deref()),
                stock_moves::actor_id.eq(change.actor_id),
                stock_moves::at.eq(change.at.get()),
                stock_moves::idem_key.eq(&change.idem_key),
            ))
            .execute(c)
    })?;
    Ok(true)
}

/// Available units of a SKU: `on_hand - reserved`; 0 without a stock row.
pub fn free(tx: &mut Tx<'_>, sku_id: i64) -> Result<i64, StoreError> {
    let found: Option<i64> = tx.q(|c| {
        sku_stock::table
            .filter(sku_stock::sku_id.eq(sku_id))
            .select(sku_stock::on_hand - sku_stock::reserved)
            .first(c)
            .optional()
    })?;
    Ok(found.unwrap_or(0))
}

/// Units on hand of a SKU; 0 without a stock row.
pub fn on_hand(tx: &mut Tx<'_>, sku_id: i64) -> Result<i64, StoreError> {
    let found: Option<i64> = tx.q(|c| {
        sku_stock::table
            .filter(sku_stock::sku_id.eq(sku_id))
            .select(sku_stock::on_hand)
            .first(c)
            .optional()
    })?;
    Ok(found.unwrap_or(0))
}

/// Inserts an empty stock row for a SKU. A `Receive` move fills it.
///
/// # Errors
/// `Conflict` if it has one.
pub fn open(tx: &mut Tx<'_>, sku_id: i64) -> Result<(), StoreError> {
    tx.q(|c| {
        diesel::insert_into(sku_stock::table)
            .values((
                sku_stock::sku_id.eq(sku_id),
                sku_stock::on_hand.eq(0_i64),
                sku_stock::reserved.eq(0_i64),
                sku_stock::version.eq(1_i64),
            ))
            .execute(c)
    })?;
    Ok(())
}
