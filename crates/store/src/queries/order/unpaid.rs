//! Counts unpaid orders and the units they keep from other customers.

use crate::{
    conn::Db,
    error::StoreError,
    schema::{order_details, orders},
    tx::Tx,
};
use diesel::prelude::*;
use domain::order::{Lifecycle, PayState};

/// Whose unpaid orders are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose<'a> {
    /// Those of one account.
    User(i64),
    /// Those placed from one network.
    Network(&'a str),
}

/// Open, unpaid orders and the units they reserve.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unpaid {
    /// Orders.
    pub orders: i64,
    /// Units of goods.
    pub units: i64,
}

/// Counts the open, unpaid orders.
pub fn unpaid(tx: &mut Tx<'_>, whose: Whose<'_>) -> Result<Unpaid, StoreError> {
    let query = orders::table
        .filter(orders::lifecycle.eq(Lifecycle::Open.as_str()))
        .filter(orders::pay_state.eq(PayState::Unpaid.as_str()))
        .select(orders::id)
        .into_boxed::<<Db as Connection>::Backend>();
    let query = match whose {
        Whose::User(user_id) => query.filter(orders::user_id.eq(user_id)),
        Whose::Network(network) => query.filter(orders::placed_from.eq(network.to_owned())),
    };
    let ids: Vec<i64> = tx.q(|c| query.load(c))?;
    if ids.is_empty() {
        return Ok(Unpaid::default());
    }
    let units: Vec<i64> = tx.q(|c| {
        order_details::table
            .filter(order_details::order_id.eq_any(&ids))
            .select(order_details::reserved_qty)
            .load(c)
    })?;
    Ok(Unpaid {
        orders: i64::try_from(ids.len()).unwrap_or(i64::MAX),
        units: units.iter().sum(),
    })
}
