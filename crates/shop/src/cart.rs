//! The cart of a guest or a shopper.

use crate::{Error, Shop, Viewer};
use domain::{form::{CartAddForm, CartRemoveForm, CartSelectForm, CartSetForm}, view::cart::{CartBadge, CartView}};

/// What was done to a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// As asked.
    AsAsked,
    /// Lowered to what is free.
    Capped(i64),
}

impl Shop {
    /// The cart; empty without one.
    pub async fn cart(&self, viewer: &Viewer) -> Result<CartView, Error> { todo!() }
    /// Units and amount for the page header.
    pub async fn cart_badge(&self, viewer: &Viewer) -> Result<CartBadge, Error> { todo!() }
    /// Adds units. A guest needs a session row (`viewer.session`).
    ///
    /// # Errors
    /// `Refused`: `Quantity`, `NotForSale`, `OutOfStock`, `CartFull`.
    pub async fn cart_add(&self, viewer: &Viewer, form: CartAddForm) -> Result<Quantity, Error> { todo!() }
    /// Sets and selects this line alone (立即购买); the caller goes on to checkout. Errors as [`Self::cart_add`].
    pub async fn buy_now(&self, viewer: &Viewer, form: CartAddForm) -> Result<Quantity, Error> { todo!() }
    /// Sets a line's quantity, lowered to what is free. Errors as [`Self::cart_add`].
    pub async fn cart_set(&self, viewer: &Viewer, form: CartSetForm) -> Result<Quantity, Error> { todo!() }
    /// Removes a line; a line that is gone is fine.
    pub async fn cart_remove(&self, viewer: &Viewer, form: CartRemoveForm) -> Result<(), Error> { todo!() }
    /// Ticks a line, or all.
    pub async fn cart_select(&self, viewer: &Viewer, form: CartSelectForm) -> Result<(), Error> { todo!() }
}
