//! Sending a failed refund again under its number; and finding the refund of a decision.

use super::{Decided, decide::REQUEST_SENDS_FIRST};
use crate::{Error, Shop, Viewer, acting::Acting, jobs::refund as file, order::snapshot};
use domain::{
    actions::{Action, Actor, is_allowed_on},
    error::ErrorCode,
    form::RefundDecisionForm,
    staff::{Role, StaffAct},
};
use serde_json::json;
use store::{
    Tx,
    models::{order::Order, refund::Refund},
    queries::{order, refund},
};

impl Shop {
    /// Sends a failed refund again: same number, same amount.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused(RefundStateMoved)` if it is no longer failed.
    pub async fn retry_refund(
        &self,
        viewer: &Viewer,
        form: RefundDecisionForm,
    ) -> Result<Decided, Error> {
        let acting = viewer.acting_proven(Role::Refunds, self.now())?;
        let shop = self.clone();
        let (number, seen) = self
            .store
            .write(move |tx| {
                let now = shop.now();
                let (order, seen) = lock(tx, &form)?;
                allowed(tx, &seen, &acting, Action::RetryRefund)?;
                let (before, after) = (json!({"state": seen.state}), json!({"sends": seen.tries}));
                let act = StaffAct::RefundRetry;
                acting.log(tx, act, &seen.out_request_no, &before, &after, now)?;
                let at = now.plus(REQUEST_SENDS_FIRST);
                refund::set_next_check(tx, seen.id, Some(at))?;
                file::send(tx, &seen, now, at)?;
                Ok::<_, Error>((order.number, seen))
            })
            .await?;
        self.send_now(seen.id, seen.tries).await;
        self.decided(number, seen.id).await
    }
}

/// Finds an order and one of its refunds.
pub(super) fn find(tx: &mut Tx<'_>, form: &RefundDecisionForm) -> Result<(Order, Refund), Error> {
    let order = order::by_number(tx, &form.number)?.ok_or(Error::NotFound)?;
    let seen = refund::by_request_no(tx, &form.out_request_no)?
        .filter(|refund| refund.order_id == order.id)
        .ok_or(Error::NotFound)?;
    Ok((order, seen))
}

/// Reads order and refund again under the order lock.
pub(super) fn lock(tx: &mut Tx<'_>, form: &RefundDecisionForm) -> Result<(Order, Refund), Error> {
    let (order, seen) = find(tx, form)?;
    let order = order::lock(tx, order.id)?;
    Ok((order, refund::get(tx, seen.id)?))
}

/// Checks the rules under the order lock.
///
/// # Errors
/// `Refused(RefundStateMoved)`.
pub(super) fn allowed(
    tx: &mut Tx<'_>,
    seen: &Refund,
    acting: &Acting,
    action: Action,
) -> Result<(), Error> {
    let order = order::get(tx, seen.order_id)?;
    let facts = snapshot::load(tx, order)?.refund_facts(seen);
    if is_allowed_on(&facts, &Actor::Staff(acting.roles()), action) {
        Ok(())
    } else {
        Err(Error::refused(ErrorCode::RefundStateMoved))
    }
}
