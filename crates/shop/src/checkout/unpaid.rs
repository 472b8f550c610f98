//! Limits on unpaid orders: without them one person could reserve the whole stock repeatedly
//! without paying.

use crate::Error;
use domain::{
    error::{ErrorCode, Refusal},
    setting::Settings,
};
use store::{
    Tx,
    bug::{Bug, is_planted},
    queries::order::{self, Whose},
};

/// Refuses an order of `units` that exceeds a limit together with earlier unpaid ones. The caller
/// holds the lock of the user's cart, so that orders of one account are counted one by one.
/// Concurrent orders from one network may exceed its limit together.
///
/// # Errors
/// `Refused(UnpaidOrders)` or `Refused(UnpaidUnits)`, with the limit as `count`;
/// `Refused(UnpaidNetwork)`.
pub(super) fn admit(
    tx: &mut Tx<'_>,
    settings: &Settings,
    user_id: i64,
    network: Option<&str>,
    units: i64,
) -> Result<(), Error> {
    if is_planted(Bug::NoUnpaidCap) {
        return Ok(());
    }
    let held = order::unpaid(tx, Whose::User(user_id))?;
    if let Some(most) = full(settings.unpaid_orders_per_account, held.orders, 1) {
        let refusal = Refusal::new(ErrorCode::UnpaidOrders).with("count", most);
        return Err(refusal.into());
    }
    if let Some(most) = full(settings.unpaid_units_per_account, held.units, units) {
        let refusal = Refusal::new(ErrorCode::UnpaidUnits).with("count", most);
        return Err(refusal.into());
    }
    let Some(network) = network else {
        return Ok(());
    };
    let held = order::unpaid(tx, Whose::Network(network))?;
    let orders = full(settings.unpaid_orders_per_network, held.orders, 1);
    let units = full(settings.unpaid_units_per_network, held.units, units);
    match orders.or(units) {
        Some(_) => Err(Error::refused(ErrorCode::UnpaidNetwork)),
        None => Ok(()),
    }
}

/// The limit, if `more` beside those `held` would exceed it.
fn full(most: Option<i64>, held: i64, more: i64) -> Option<i64> {
    most.filter(|most| held.saturating_add(more) > *most)
}
