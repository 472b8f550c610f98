//! Orders: placing, finding, locking, and the only way to change a state.

mod change;
mod find;
mod unpaid;

pub use self::change::{OrderChange, change, lock, set_staff_note};
pub(super) use self::find::unshipped;
pub use self::find::{
    OrdersTab, any, by_checkout_key, by_ids, by_number, by_numbers, details, details_of, get,
    images, last_of_user, owned, page,
};
pub use self::unpaid::{Unpaid, Whose, unpaid};

use crate::{
    error::StoreError,
    models::order::{NewOrder, NewOrderDetail},
    schema::{order_details, orders},
    tx::Tx,
};
use diesel::prelude::*;
use domain::order::{Lifecycle, PayState, ShipState};

/// Inserts an order: open, unpaid, not shipped. Returns its id.
///
/// # Errors
/// `Conflict("orders_number")` or `Conflict("orders_checkout_key")` if either is taken.
pub fn insert(tx: &mut Tx<'_>, order: &NewOrder) -> Result<i64, StoreError> {
    tx.q(|c| {
        diesel::insert_into(orders::table)
            .values((
                (
                    orders::number.eq(&order.number),
                    orders::user_id.eq(Some(order.user_id)),
                    orders::checkout_key.eq(&order.checkout_key),
                    orders::locale.eq(order.locale.as_str()),
                    orders::lifecycle.eq(Lifecycle::Open.as_str()),
                    orders::pay_state.eq(PayState::Unpaid.as_str()),
                    orders::ship_state.eq(ShipState::None.as_str()),
                    orders::items_fen.eq(order.items.get()),
                    orders::discount_fen.eq(order.discount.get()),
                    orders::postage_fen.eq(order.postage.get()),
                    orders::total_fen.eq(order.total.get()),
                ),
                (
                    orders::contact_name.eq(&order.contact_name),
                    orders::contact_phone.eq(&order.contact_phone),
                    orders::address_json.eq(&order.address_json),
                    orders::buyer_note.eq(order.buyer_note.as_deref()),
                    orders::pay_deadline.eq(order.pay_deadline.get()),
                    orders::placed_at.eq(order.placed_at.get()),
                    orders::version.eq(1_i64),
                    orders::placed_from.eq(order.placed_from.as_deref()),
                ),
            ))
            .returning(orders::id)
            .get_result(c)
    })
}

/// Inserts an order line with nothing reserved. Returns its id.
pub fn insert_detail(
    tx: &mut Tx<'_>,
    order_id: i64,
    line: &NewOrderDetail,
) -> Result<i64, StoreError> {
    tx.q(|c| {
        diesel::insert_into(order_details::table)
            .values((
                (
                    order_details::order_id.eq(order_id),
                    order_details::line_no.eq(line.line_no),
                    order_details::kind.eq(line.kind.as_str()),
                    order_details::sku_id.eq(line.sku_id),
                    order_details::title_zh.eq(&line.title_zh),
                    order_details::title_en.eq(&line.title_en),
                    order_details::options_zh.eq(&line.options_zh),
                    order_details::options_en.eq(&line.options_en),
                    order_details::image_sha.eq(line.image_sha.as_deref()),
                ),
                (
                    order_details::unit_fen.eq(line.unit.get()),
                    order_details::qty.eq(line.qty),
                    order_details::discount_fen.eq(line.discount.get()),
                    order_details::paid_fen.eq(line.paid.get()),
                    order_details::reserved_qty.eq(0_i64),
                    order_details::shipped_qty.eq(0_i64),
                    order_details::returned_qty.eq(0_i64),
                    order_details::refund_qty.eq(0_i64),
                    order_details::refund_fen.eq(0_i64),
                ),
            ))
            .returning(order_details::id)
            .get_result(c)
    })
}

/// Moves `units` of an order line from the reserved ones to the shipped ones, or back if negative.
/// False, without a change, if the line has no such units.
pub fn ship_units(tx: &mut Tx<'_>, detail_id: i64, units: i64) -> Result<bool, StoreError> {
    let changed = tx.q(|c| {
        diesel::update(
            order_details::table
                .filter(order_details::id.eq(detail_id))
                .filter((order_details::reserved_qty - units).ge(0_i64))
                .filter((order_details::shipped_qty + units).ge(order_details::returned_qty)),
        )
        .set((
            order_details::reserved_qty.eq(order_details::reserved_qty - units),
            order_details::shipped_qty.eq(order_details::shipped_qty + units),
        ))
        .execute(c)
    })?;
    Ok(changed == 1)
}

/// Adds `units` (may be negative) to the reserved units of an order line. False if the line has no
/// such units.
pub fn add_reserved(tx: &mut Tx<'_>, detail_id: i64, units: i64) -> Result<bool, StoreError> {
    let changed = tx.q(|c| {
        diesel::update(
            order_details::table
                .filter(order_details::id.eq(detail_id))
                .filter((order_details::reserved_qty + units).ge(0_i64)),
        )
        .set(order_details::reserved_qty.eq(order_details::reserved_qty + units))
        .execute(c)
    })?;
    Ok(changed == 1)
}
