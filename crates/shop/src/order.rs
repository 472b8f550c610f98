//! A shopper's orders: list, status page, cancel, buy again.

use crate::{Error, Shop, Viewer};
use domain::{form::OrderForm, view::order::{OrderTab, OrderView, OrdersView}};

/// What became of a wish to cancel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cancelled {
    /// Cancelled, stock released.
    Done,
    /// The gateway has not yet confirmed that nothing can be paid any more.
    Pending,
    /// A payment was faster: the order is paid.
    PaidMeanwhile,
}

impl Shop {
    /// The status page.
    ///
    /// # Errors
    /// `LoginRequired` for nobody, `NotFound` for a number that is not the viewer's.
    pub async fn order_status(&self, viewer: &Viewer, number: &str) -> Result<OrderView, Error> { todo!() }
    /// The list, newest first, 20 a page.
    pub async fn orders(&self, viewer: &Viewer, tab: OrderTab, before: Option<&str>) -> Result<OrdersView, Error> { todo!() }
    /// Cancels an unpaid order, the open attempt closed at the gateway first (tried once here, at most 3 s).
    pub async fn cancel_order(&self, viewer: &Viewer, form: OrderForm) -> Result<Cancelled, Error> { todo!() }
    /// Puts the order's goods into the cart again. Returns how many lines could be taken.
    pub async fn buy_again(&self, viewer: &Viewer, form: OrderForm) -> Result<i64, Error> { todo!() }
}
