//! Checkout: from selected cart lines to an order with reserved stock.

use crate::{Error, Shop, Viewer};
use domain::{form::CheckoutForm, view::cart::CheckoutView};

/// The order's number, new or found again by its `checkout_key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Order number.
    pub number: String,
}

impl Shop {
    /// The selected lines, ready to order.
    ///
    /// # Errors
    /// `LoginRequired`; `Refused(NothingSelected)`, or the first line's problem (`OutOfStock`, `OnlyLeft`, `NotForSale`).
    pub async fn checkout(&self, viewer: &Viewer) -> Result<CheckoutView, Error> { todo!() }

    /// Places the order: prices again, compares with the total shown, reserves stock, writes order and lines.
    ///
    /// # Errors
    /// `LoginRequired`; `Refused` with field codes, `TotalChanged`, `OutOfStock`, `OnlyLeft`, `NotForSale`, `FormStale`.
    pub async fn place_order(&self, viewer: &Viewer, form: CheckoutForm) -> Result<Placed, Error> { todo!() }
}
