//! Actions on an order other than refunds.

use crate::{
    Error, Shop, Viewer,
    order::{Cancelled, snapshot},
    payment::Checked,
};
use domain::{
    actions::{Action, Actor, is_allowed},
    form::OrderForm,
    order::{CancelIntent, Cause},
    staff::{Role, StaffAct},
};
use serde_json::json;
use store::queries::order;

impl Shop {
    /// Cancels an unpaid order as staff.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused(NotCancellable)`.
    pub async fn admin_cancel_order(
        &self,
        viewer: &Viewer,
        form: OrderForm,
    ) -> Result<Cancelled, Error> {
        let acting = viewer.acting(Role::Orders)?;
        let order_id = self.order_id(form.number).await?;
        let (shop, by) = (self.clone(), acting.by(Cause::Cancel));
        self.cancel_as(order_id, CancelIntent::Staff, by, move |tx, order| {
            let now = shop.now();
            let facts = snapshot::load(tx, order.clone())?.facts();
            let allowed = is_allowed(&facts, &Actor::Staff(acting.roles()), Action::Cancel, now);
            if allowed {
                // Runs under the order lock in the same transaction, so that the log holds only
                // what was done.
                let (before, after) = (
                    json!({"cancel_intent": null}),
                    json!({"cancel_intent": CancelIntent::Staff}),
                );
                let act = StaffAct::OrderCancel;
                acting.log(tx, act, &order.number, &before, &after, now)?;
            }
            Ok(allowed)
        })
        .await
    }

    /// Queries the gateway about an order as staff.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`.
    pub async fn admin_check_payment(
        &self,
        viewer: &Viewer,
        form: OrderForm,
    ) -> Result<Checked, Error> {
        viewer.any_staff()?;
        let order_id = self.order_id(form.number).await?;
        self.check_order(order_id).await
    }

    async fn order_id(&self, number: String) -> Result<i64, Error> {
        self.store
            .read(move |tx| {
                order::by_number(tx, &number)?
                    .map(|order| order.id)
                    .ok_or(Error::NotFound)
            })
            .await
    }
}
