//! Limits on unpaid orders: without them one person could reserve the whole stock repeatedly
//! without paying.

use crate::{Error, policy::Policy};
use domain::error::{ErrorCode, Refusal};
use store::{
    Tx,
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
    policy: &Policy,
    user_id: i64,
    network: Option<&str>,
    units: i64,
) -> Result<(), Error> {
    let cap = policy.unpaid_per_account;
    let held = order::unpaid(tx, Whose::User(user_id))?;
    if held.orders >= cap.orders {
        let refusal = Refusal::new(ErrorCode::UnpaidOrders).with("count", cap.orders);
        return Err(refusal.into());
    }
    if held.units.saturating_add(units) > cap.units {
        let refusal = Refusal::new(ErrorCode::UnpaidUnits).with("count", cap.units);
        return Err(refusal.into());
    }
    let Some(network) = network else {
        return Ok(());
    };
    let cap = policy.unpaid_per_network;
    let held = order::unpaid(tx, Whose::Network(network))?;
    if held.orders >= cap.orders || held.units.saturating_add(units) > cap.units {
        return Err(Error::refused(ErrorCode::UnpaidNetwork));
    }
    Ok(())
}
