//! The cart of a guest or an account.

pub(crate) mod change;
pub(crate) mod fill;
pub(crate) mod merge;
pub(crate) mod view;

pub use fill::Filled;

use crate::{Error, Shop, Viewer, catalog::image::Thumbs, ids};
use change::Owner;
use domain::{
    cart::{Cap, quantity},
    error::{ErrorCode, FieldError, Refusal},
    form::{CartAddForm, CartRemoveForm, CartSelectForm, CartSetForm},
    price,
    view::cart::{CartBadge, CartView},
};
use store::queries::cart as carts;

/// Whether a quantity was lowered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// As requested.
    AsAsked,
    /// Lowered to this, with the reason.
    Capped(i64, Cap),
}

impl Shop {
    /// The cart; empty without one.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn cart(&self, viewer: &Viewer) -> Result<CartView, Error> {
        let (lines, thumbs) = match Owner::of(viewer) {
            None => Default::default(),
            Some(owner) => {
                self.store
                    .read(move |tx| match owner.open_cart(tx)? {
                        Some(cart) => {
                            let lines = carts::lines(tx, cart.id)?;
                            let thumbs = Thumbs::of(
                                tx,
                                lines.iter().filter_map(|line| line.image.as_ref()),
                            )?;
                            Ok::<_, Error>((lines, thumbs))
                        }
                        None => Ok(Default::default()),
                    })
                    .await?
            }
        };
        let settings = self.settings().await?;
        view::cart(&lines, &thumbs, viewer.locale, &settings)
    }

    /// Units and amount for the page header.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn cart_badge(&self, viewer: &Viewer) -> Result<CartBadge, Error> {
        let Some(owner) = Owner::of(viewer) else {
            return Ok(CartBadge::default());
        };
        let units = self
            .store
            .read(move |tx| match owner.open_cart(tx)? {
                Some(cart) => carts::units(tx, cart.id).map_err(Error::from),
                None => Ok(Vec::new()),
            })
            .await?;
        let amount = price::items(units.iter().copied())?;
        Ok(CartBadge {
            units: units.iter().map(|(_, qty)| qty).sum(),
            amount,
        })
    }

    /// Adds units. A guest needs a session: `viewer.session`, or `viewer.guest` to open one with
    /// the cart.
    ///
    /// # Errors
    /// `Refused`: `Quantity`, `NotForSale`, `OutOfStock`, `CartFull`; `FormStale` for a guest without a session, and
    /// `NetworkFull` if too many began at the guest's network. A refusal opens none.
    pub async fn cart_add(&self, viewer: &Viewer, form: CartAddForm) -> Result<Quantity, Error> {
        self.take(viewer, form, change::add).await
    }

    /// Sets this line and selects it alone (立即购买); the caller continues to checkout. Errors as
    /// [`Self::cart_add`].
    pub async fn buy_now(&self, viewer: &Viewer, form: CartAddForm) -> Result<Quantity, Error> {
        self.take(viewer, form, change::put_alone).await
    }

    /// Takes units from the shelf into the cart, opened if there is none, as `how` does.
    async fn take(
        &self,
        viewer: &Viewer,
        form: CartAddForm,
        how: change::Taking,
    ) -> Result<Quantity, Error> {
        let wanted = read_quantity(&form.qty)?;
        let owner = owner(viewer)?;
        let (key, at, most) = (self.draw_key(), self.now(), self.policy.cart_lines);
        self.store
            .write(move |tx| {
                let sku = change::on_the_shelf(tx, &form.sku)?;
                let cart = owner.lock_cart(tx, &key, at)?;
                let done = how(tx, &cart, &sku, wanted, most, at)?;
                carts::renew_key(tx, cart.id, &key, at)?;
                Ok(done)
            })
            .await
    }

    /// Sets a line's quantity, lowered to the available units. Errors as [`Self::cart_add`];
    /// `FormStale` for a line that no longer exists.
    pub async fn cart_set(&self, viewer: &Viewer, form: CartSetForm) -> Result<Quantity, Error> {
        let wanted = read_quantity(&form.qty)?;
        let owner = owner(viewer)?;
        let (key, at) = (self.draw_key(), self.now());
        self.store
            .write(move |tx| {
                let cart = owner.lock_cart_if_any(tx)?.ok_or_else(stale)?;
                let lines = carts::lines(tx, cart.id)?;
                let line = lines
                    .iter()
                    .find(|line| line.code == form.sku)
                    .ok_or_else(stale)?;
                let done = change::set(tx, &cart, line, wanted)?;
                carts::renew_key(tx, cart.id, &key, at)?;
                Ok(done)
            })
            .await
    }

    /// Removes a line; does nothing if it no longer exists.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn cart_remove(&self, viewer: &Viewer, form: CartRemoveForm) -> Result<(), Error> {
        let Some(owner) = Owner::of(viewer) else {
            return Ok(());
        };
        let (key, at) = (self.draw_key(), self.now());
        self.store
            .write(move |tx| {
                let Some(cart) = owner.lock_cart_if_any(tx)? else {
                    return Ok(());
                };
                let lines = carts::lines(tx, cart.id)?;
                let Some(line) = lines.iter().find(|line| line.code == form.sku) else {
                    return Ok(());
                };
                carts::remove_lines(tx, cart.id, &[line.sku_id])?;
                carts::renew_key(tx, cart.id, &key, at)?;
                Ok(())
            })
            .await
    }

    /// Selects a line, or all.
    ///
    /// # Errors
    /// `Refused`: `FormInvalid` for a value other than `1` and `0`, `FormStale` for a line that no
    /// longer exists.
    pub async fn cart_select(&self, viewer: &Viewer, form: CartSelectForm) -> Result<(), Error> {
        let selected = match form.selected.as_str() {
            "1" => true,
            "0" => false,
            _ => return Err(field("selected", ErrorCode::FormInvalid)),
        };
        let owner = owner(viewer)?;
        let (key, at) = (self.draw_key(), self.now());
        self.store
            .write(move |tx| {
                let cart = owner.lock_cart_if_any(tx)?.ok_or_else(stale)?;
                let changed = if form.sku.is_empty() {
                    carts::select_all(tx, cart.id, selected)?
                } else {
                    let lines = carts::lines(tx, cart.id)?;
                    let line = lines
                        .iter()
                        .find(|line| line.code == form.sku)
                        .ok_or_else(stale)?;
                    carts::select_line(tx, cart.id, line.sku_id, selected)?
                };
                // The checkout page shows the selected lines, so a changed selection needs a new
                // key.
                if changed > 0 {
                    carts::renew_key(tx, cart.id, &key, at)?;
                }
                Ok(())
            })
            .await
    }

    /// A new key for a form: 128 random bits.
    pub(crate) fn draw_key(&self) -> String {
        domain::number::key(&ids::draw(self.ids.as_ref()))
    }
}

fn owner(viewer: &Viewer) -> Result<Owner, Error> {
    Owner::of(viewer).ok_or_else(stale)
}

fn read_quantity(text: &str) -> Result<i64, Error> {
    quantity(text).map_err(|code| field("qty", code))
}

/// A refusal with `code`, on a field.
fn field(name: &str, code: ErrorCode) -> Error {
    let mut refusal = Refusal::new(code);
    refusal.fields.push(FieldError {
        field: name.to_owned(),
        code,
    });
    refusal.into()
}

/// The page is older than the cart, or its session has ended.
fn stale() -> Error {
    Error::refused(ErrorCode::FormStale)
}
