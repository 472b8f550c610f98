//! The customer's list of orders.

use super::{snapshot, view};
use crate::{Error, Shop, Viewer};
use domain::{
    actions::{Actor, allowed_actions},
    order::{is_partly_refunded, label},
    view::order::{OrderCard, OrderTab, OrdersView},
};
use store::queries::order::{self, OrdersTab};

/// Orders on a page.
const PAGE: usize = 20;
/// The same number plus one: an extra row shows that there is another page.
const PAGE_AND_ONE: i64 = 21;

impl Shop {
    /// The list, newest first, 20 a page.
    ///
    /// # Errors
    /// `LoginRequired`; `NotFound` if `before` is not an order of the viewer's.
    pub async fn orders(
        &self,
        viewer: &Viewer,
        tab: OrderTab,
        before: Option<&str>,
    ) -> Result<OrdersView, Error> {
        let user_id = viewer.shopper()?.user_id;
        let (locale, now, before) = (viewer.locale, self.now(), before.map(str::to_owned));
        let wanted = match tab {
            OrderTab::All => OrdersTab::All,
            OrderTab::ToPay => OrdersTab::ToPay,
            OrderTab::ToShip => OrdersTab::ToShip,
            OrderTab::ToReceive => OrdersTab::ToReceive,
            OrderTab::AfterSale => OrdersTab::AfterSale,
        };
        let within = self.settings().await?.request_within();
        self.store
            .read(move |tx| {
                let before = match &before {
                    Some(number) => Some(
                        order::owned(tx, number, user_id)?
                            .ok_or(Error::NotFound)?
                            .id,
                    ),
                    None => None,
                };
                let mut rows = order::page(tx, user_id, wanted, before, PAGE_AND_ONE)?;
                let more = rows.len() > PAGE;
                rows.truncate(PAGE);
                let next = if more {
                    rows.last().map(|order| order.number.clone())
                } else {
                    None
                };
                let snapshots = snapshot::load_all(tx, rows)?;
                let mut orders = Vec::with_capacity(snapshots.len());
                for snapshot in snapshots {
                    let snapshot = snapshot.within(within);
                    let facts = snapshot.facts();
                    orders.push(OrderCard {
                        number: snapshot.order.number.clone(),
                        label: label(&facts, now),
                        partly_refunded: is_partly_refunded(facts.pay_state),
                        total: snapshot.order.total_fen,
                        placed_at: snapshot.order.placed_at,
                        pay_deadline: snapshot.order.pay_deadline,
                        lines: view::lines(tx, &snapshot.details, locale)?,
                        actions: allowed_actions(&facts, &Actor::Buyer, now),
                    });
                }
                Ok(OrdersView { tab, orders, next })
            })
            .await
    }
}
