//! Orders as staff see them.

use crate::{Error, Shop, Viewer};
use domain::view::admin::{AdminOrderView, AdminOrdersView, AdminTab};

/// A place in the keyset-paged index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// The newest orders.
    First,
    /// Orders older than this number.
    Before(String),
    /// Orders newer than this number.
    After(String),
}

impl Shop {
    /// The order index: saved view, exact search (order number, trade number, telephone), page.
    pub async fn admin_orders(&self, viewer: &Viewer, tab: AdminTab, q: &str, page: Page) -> Result<AdminOrdersView, Error> { todo!() }
    /// Everything known about an order and its money.
    pub async fn admin_order(&self, viewer: &Viewer, number: &str) -> Result<AdminOrderView, Error> { todo!() }
    /// Cancels an unpaid order as staff.
    pub async fn admin_cancel_order(&self, viewer: &Viewer, form: domain::form::OrderForm) -> Result<crate::order::Cancelled, Error> { todo!() }
    /// Asks the gateway about an order as staff.
    pub async fn admin_check_payment(&self, viewer: &Viewer, form: domain::form::OrderForm) -> Result<crate::payment::Checked, Error> { todo!() }
}
