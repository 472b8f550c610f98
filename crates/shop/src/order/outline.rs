//! The outline of an order for a browser without a session that returned from the gateway.

use super::snapshot;
use crate::{Error, Shop, Viewer, payment::Glimpse};
use domain::{number, order::label, view::order::OrderOutline};
use store::queries::order;

impl Shop {
    /// Label, amount and number of the order that `glimpse` names, while it is valid and nobody is
    /// signed in.
    ///
    /// # Errors
    /// `LoginRequired` without a glimpse of `number`; `NotFound` for a signed-in person, who sees
    /// only their own orders.
    pub async fn order_outline(
        &self,
        viewer: &Viewer,
        glimpse: Option<&Glimpse>,
        number: &str,
    ) -> Result<OrderOutline, Error> {
        if viewer.user.is_some() {
            return Err(Error::NotFound);
        }
        let now = self.now();
        let number = number::typed(number);
        let number = match glimpse {
            Some(glimpse) if glimpse.number == number && glimpse.holds(now) => number,
            Some(_) | None => return Err(Error::LoginRequired),
        };
        self.store
            .read(move |tx| {
                let order = order::by_number(tx, &number)?.ok_or(Error::NotFound)?;
                let total = order.total_fen;
                let facts = snapshot::load(tx, order)?.facts();
                Ok(OrderOutline {
                    number: number.clone(),
                    label: label(&facts, now),
                    total,
                })
            })
            .await
    }
}
