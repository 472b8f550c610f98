//! Reading orders. The owner is part of the `WHERE`, so that another user's order is not found.

use crate::{
    conn::Db,
    error::StoreError,
    models::{
        order::{Order, OrderDetail},
        picture::Image,
    },
    schema::{order_details, orders, product_images, refunds},
    text::may_stand,
    tx::Tx,
};
use diesel::prelude::*;
use domain::order::{Lifecycle, PayState, ShipState};

/// A tab of the customer's order list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrdersTab {
    /// Every order.
    All,
    /// Open and unpaid.
    ToPay,
    /// Paid, with something left to ship.
    ToShip,
    /// On its way.
    ToReceive,
    /// With a refund of any kind.
    AfterSale,
}

/// An order by key.
///
/// # Errors
/// `Gone` if there is none.
pub fn get(tx: &mut Tx<'_>, id: i64) -> Result<Order, StoreError> {
    tx.q(|c| {
        orders::table
            .filter(orders::id.eq(id))
            .select(Order::as_select())
            .first(c)
            .optional()
    })?
    .ok_or(StoreError::Gone)
}

/// True if there is any order.
pub fn any(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    let first: Option<i64> = tx.q(|c| orders::table.select(orders::id).first(c).optional())?;
    Ok(first.is_some())
}

/// The orders with these keys, in any order.
pub fn by_ids(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<Order>, StoreError> {
    tx.q(|c| {
        orders::table
            .filter(orders::id.eq_any(ids))
            .select(Order::as_select())
            .load(c)
    })
}

/// An order by number, of any owner: for staff and gateway messages only.
pub fn by_number(tx: &mut Tx<'_>, number: &str) -> Result<Option<Order>, StoreError> {
    if !may_stand(number) {
        return Ok(None);
    }
    tx.q(|c| {
        orders::table
            .filter(orders::number.eq(number))
            .select(Order::as_select())
            .first(c)
            .optional()
    })
}

/// The orders with these numbers, in no particular order.
pub fn by_numbers(tx: &mut Tx<'_>, numbers: &[&str]) -> Result<Vec<Order>, StoreError> {
    let numbers: Vec<&str> = numbers.iter().copied().filter(|n| may_stand(n)).collect();
    tx.q(|c| {
        orders::table
            .filter(orders::number.eq_any(&numbers))
            .select(Order::as_select())
            .load(c)
    })
}

/// An order by number, if it belongs to this account.
pub fn owned(tx: &mut Tx<'_>, number: &str, user_id: i64) -> Result<Option<Order>, StoreError> {
    if !may_stand(number) {
        return Ok(None);
    }
    tx.q(|c| {
        orders::table
            .filter(orders::number.eq(number))
            .filter(orders::user_id.eq(user_id))
            .select(Order::as_select())
            .first(c)
            .optional()
    })
}

/// The order that was placed with this checkout key.
pub fn by_checkout_key(tx: &mut Tx<'_>, key: &str) -> Result<Option<Order>, StoreError> {
    if !may_stand(key) {
        return Ok(None);
    }
    tx.q(|c| {
        orders::table
            .filter(orders::checkout_key.eq(key))
            .select(Order::as_select())
            .first(c)
            .optional()
    })
}

/// The newest order of an account.
pub fn last_of_user(tx: &mut Tx<'_>, user_id: i64) -> Result<Option<Order>, StoreError> {
    tx.q(|c| {
        orders::table
            .filter(orders::user_id.eq(user_id))
            .order(orders::id.desc())
            .select(Order::as_select())
            .first(c)
            .optional()
    })
}

/// The orders of an account with keys below `before`, newest first, at most `limit`.
pub fn page(
    tx: &mut Tx<'_>,
    user_id: i64,
    tab: OrdersTab,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Order>, StoreError> {
    let mut query = orders::table
        .filter(orders::user_id.eq(user_id))
        .order(orders::id.desc())
        .limit(limit)
        .select(Order::as_select())
        .into_boxed::<<Db as Connection>::Backend>();
    if let Some(before) = before {
        query = query.filter(orders::id.lt(before));
    }
    let paid = [
        PayState::Paid.as_str(),
        PayState::PartiallyRefunded.as_str(),
    ];
    query = match tab {
        OrdersTab::All => query,
        OrdersTab::ToPay => query
            .filter(orders::lifecycle.eq(Lifecycle::Open.as_str()))
            .filter(orders::pay_state.eq(PayState::Unpaid.as_str())),
        OrdersTab::ToShip => query
            .filter(orders::lifecycle.eq(Lifecycle::Open.as_str()))
            .filter(orders::pay_state.eq_any(paid))
            .filter(
                orders::ship_state.eq_any([ShipState::None.as_str(), ShipState::Partial.as_str()]),
            )
            .filter(diesel::dsl::exists(unshipped())),
        OrdersTab::ToReceive => query
            .filter(orders::lifecycle.eq(Lifecycle::Open.as_str()))
            .filter(orders::ship_state.eq(ShipState::Shipped.as_str())),
        OrdersTab::AfterSale => {
            // A subquery per order: a list of all refunds would be read whole.
            let refunded = refunds::table.filter(refunds::order_id.eq(orders::id));
            query.filter(diesel::dsl::exists(refunded))
        }
    };
    tx.q(|c| query.load(c))
}

/// Lines of the order with units left to ship.
#[diesel::dsl::auto_type]
pub(in crate::queries) fn unshipped() -> _ {
    let none: i64 = 0;
    order_details::table
        .filter(order_details::order_id.eq(orders::id))
        .filter(order_details::reserved_qty.gt(none))
}

/// The lines of an order, by line number.
pub fn details(tx: &mut Tx<'_>, order_id: i64) -> Result<Vec<OrderDetail>, StoreError> {
    details_of(tx, &[order_id])
}

/// The lines of several orders, by order and line number.
pub fn details_of(tx: &mut Tx<'_>, order_ids: &[i64]) -> Result<Vec<OrderDetail>, StoreError> {
    tx.q(|c| {
        order_details::table
            .filter(order_details::order_id.eq_any(order_ids))
            .order((order_details::order_id.asc(), order_details::line_no.asc()))
            .select(OrderDetail::as_select())
            .load(c)
    })
}

/// The pictures of order lines, by hash. Deleted pictures are left out.
pub fn images(tx: &mut Tx<'_>, shas: &[String]) -> Result<Vec<Image>, StoreError> {
    tx.q(|c| {
        product_images::table
            .filter(product_images::sha256.eq_any(shas))
            .order(product_images::id.asc())
            .select(Image::as_select())
            .load(c)
    })
}
