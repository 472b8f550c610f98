//! A customer's orders: list, status page, cancel, buy again.

mod again;
pub(crate) mod cancel;
pub(crate) mod complete;
pub(crate) mod history;
mod list;
mod outline;
pub(crate) mod receipt;
pub(crate) mod settled;
pub(crate) mod shipped;
pub(crate) mod snapshot;
pub(crate) mod stock;
pub(crate) mod view;

use crate::{Error, Shop, Viewer};
use domain::{
    actions::{Action, Actor, is_allowed},
    form::OrderForm,
    number,
    order::{CancelIntent, Cause},
    view::order::OrderView,
};
use history::By;
use store::queries::order;

/// The result of cancelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cancelled {
    /// Cancelled, stock released.
    Done,
    /// Pending until the gateway confirms that no payment is possible.
    Pending,
    /// A payment came first: the order is paid.
    PaidMeanwhile,
}

impl Shop {
    /// The status page.
    ///
    /// # Errors
    /// `LoginRequired` without a sign-in, `NotFound` for a number that is not the viewer's.
    pub async fn order_status(&self, viewer: &Viewer, number: &str) -> Result<OrderView, Error> {
        let user_id = viewer.shopper()?.user_id;
        let (locale, now, number) = (viewer.locale, self.now(), number::typed(number));
        let within = self.settings().await?.request_within();
        self.store
            .read(move |tx| {
                let order = order::owned(tx, &number, user_id)?.ok_or(Error::NotFound)?;
                let snapshot = snapshot::load(tx, order)?.within(within);
                view::order_view(tx, &snapshot, &Actor::Buyer, locale, now)
            })
            .await
    }

    /// Cancels an unpaid order. Its open attempt is closed at the gateway first, with one try of at most 3 s here.
    ///
    /// # Errors
    /// `LoginRequired`, `NotFound`; `Refused(NotCancellable)`.
    pub async fn cancel_order(&self, viewer: &Viewer, form: OrderForm) -> Result<Cancelled, Error> {
        let user_id = viewer.shopper()?.user_id;
        let order_id = self
            .store
            .read(move |tx| {
                order::owned(tx, &form.number, user_id)?
                    .map(|order| order.id)
                    .ok_or(Error::NotFound)
            })
            .await?;
        let shop = self.clone();
        self.cancel_as(
            order_id,
            CancelIntent::Shopper,
            By::shopper(user_id, Cause::Cancel),
            move |tx, order| {
                let facts = snapshot::load(tx, order.clone())?.facts();
                Ok(is_allowed(
                    &facts,
                    &Actor::Buyer,
                    Action::Cancel,
                    shop.now(),
                ))
            },
        )
        .await
    }
}
