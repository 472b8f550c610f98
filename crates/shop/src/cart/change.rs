//! Changing a cart's lines under its lock.

use super::{Quantity, stale};
use crate::{
    Error, Viewer,
    pace::{Newcomer, counted_network},
    session::Drawn,
};
use domain::{
    cart::{Fitted, fit, merge},
    error::ErrorCode,
    time::Millis,
};
use store::{
    StoreError, Tx,
    models::{
        cart::{Cart, CartLine, CartOwner, NewCartLine},
        catalog::Sku,
    },
    queries::{cart as carts, catalog, session},
};

/// The owner of the viewer's cart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Owner {
    /// `users.id`.
    User(i64),
    /// Token hash of a guest's session.
    Guest(String),
    /// A guest whose session opens with the cart.
    NewGuest(Box<Drawn>),
}

impl Owner {
    /// The user, or the guest's session; `None` for a visitor without a session.
    pub(crate) fn of(viewer: &Viewer) -> Option<Self> {
        match (&viewer.user, &viewer.session, &viewer.guest) {
            (Some(user), _, _) => Some(Self::User(user.user_id)),
            (None, Some(session), _) => Some(Self::Guest(session.clone())),
            (None, None, Some(drawn)) => Some(Self::NewGuest(drawn.clone())),
            (None, None, None) => None,
        }
    }

    /// The open cart, if there is one.
    pub(crate) fn open_cart(&self, tx: &mut Tx<'_>) -> Result<Option<Cart>, StoreError> {
        match self {
            Self::User(id) => carts::open_of_user(tx, *id),
            Self::Guest(session) => carts::open_of_session(tx, session),
            Self::NewGuest(_) => Ok(None),
        }
    }

    /// The open cart, locked; inserts one if there is none.
    pub(crate) fn lock_cart(&self, tx: &mut Tx<'_>, key: &str, at: Millis) -> Result<Cart, Error> {
        let owner = match self {
            Self::User(id) => CartOwner::User(*id),
            Self::Guest(session) => {
                CartOwner::Session(carts::session_key(tx, session)?.ok_or_else(stale)?)
            }
            Self::NewGuest(drawn) => {
                Newcomer::Cart.admit(tx, counted_network(&drawn.row.ip_prefix), at)?;
                let id = session::create(tx, &drawn.row, at)?.ok_or(Error::Busy)?;
                CartOwner::Session(id)
            }
        };
        let cart = carts::open_or_create(tx, owner, key, at)?;
        lock(tx, cart)
    }

    /// The open cart, locked, if there is one.
    pub(crate) fn lock_cart_if_any(&self, tx: &mut Tx<'_>) -> Result<Option<Cart>, Error> {
        self.open_cart(tx)?.map(|cart| lock(tx, cart)).transpose()
    }
}

/// A sign-in in another tab may merge a guest's cart between the read and the lock.
fn lock(tx: &mut Tx<'_>, cart: Cart) -> Result<Cart, Error> {
    match carts::lock(tx, cart.id) {
        Ok(()) => Ok(cart),
        Err(StoreError::Gone) => Err(stale()),
        Err(other) => Err(other.into()),
    }
}

/// The SKU with this code, active and with available units.
///
/// # Errors
/// `Refused`: `NotForSale`, `OutOfStock`.
pub(crate) fn on_the_shelf(tx: &mut Tx<'_>, code: &str) -> Result<Sku, Error> {
    // Text that cannot be a code is not queried: a NUL would be a database error.
    let plausible = (1..=64).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_graphic());
    let sku = if plausible {
        catalog::sellable(tx, code)?
    } else {
        None
    };
    let sku = sku.ok_or_else(|| Error::refused(ErrorCode::NotForSale))?;
    if sku.free() < 1 {
        return Err(Error::refused(ErrorCode::OutOfStock));
    }
    Ok(sku)
}

/// Adds units to the SKU's line, or inserts a selected line.
///
/// # Errors
/// `Refused(CartFull)`.
pub(crate) fn add(
    tx: &mut Tx<'_>,
    cart: &Cart,
    sku: &Sku,
    units: i64,
    most_lines: i64,
    at: Millis,
) -> Result<Quantity, Error> {
    let have = room(tx, cart, sku, most_lines)?;
    write(tx, cart, sku, merge(have, units, sku.free()), at)
}

/// How units of a SKU get into a cart: [`add`] or [`put_alone`]. Units, then the lines that a cart may have.
pub(super) type Taking = fn(&mut Tx<'_>, &Cart, &Sku, i64, i64, Millis) -> Result<Quantity, Error>;

/// Sets the SKU's line to this many units and selects it alone.
///
/// # Errors
/// `Refused(CartFull)`.
pub(super) fn put_alone(
    tx: &mut Tx<'_>,
    cart: &Cart,
    sku: &Sku,
    units: i64,
    most_lines: i64,
    at: Millis,
) -> Result<Quantity, Error> {
    room(tx, cart, sku, most_lines)?;
    let done = write(tx, cart, sku, fit(units, sku.free()), at)?;
    carts::select_only(tx, cart.id, sku.id)?;
    Ok(done)
}

/// Sets the quantity of an existing line; its selection stays.
///
/// # Errors
/// `Refused`: `NotForSale`, `OutOfStock`.
pub(super) fn set(
    tx: &mut Tx<'_>,
    cart: &Cart,
    line: &CartLine,
    units: i64,
) -> Result<Quantity, Error> {
    if !line.is_for_sale() {
        return Err(Error::refused(ErrorCode::NotForSale));
    }
    if line.free() < 1 {
        return Err(Error::refused(ErrorCode::OutOfStock));
    }
    let fitted = fit(units, line.free());
    let line = NewCartLine {
        sku_id: line.sku_id,
        qty: fitted.qty,
        selected: line.is_selected(),
        seen_price: line.price,
        added_at: line.added_at,
    };
    carts::put_line(tx, cart.id, &line)?;
    Ok(told(fitted))
}

/// Units of the SKU in the cart. Another line must fit the cart's limit.
fn room(tx: &mut Tx<'_>, cart: &Cart, sku: &Sku, most_lines: i64) -> Result<i64, Error> {
    let held = carts::held(tx, cart.id)?;
    if let Some((_, have)) = held.iter().find(|(sku_id, _)| *sku_id == sku.id) {
        return Ok(*have);
    }
    let full = i64::try_from(held.len()).map_or(true, |lines| lines >= most_lines);
    if full {
        Err(Error::refused(ErrorCode::CartFull))
    } else {
        Ok(0)
    }
}

fn write(
    tx: &mut Tx<'_>,
    cart: &Cart,
    sku: &Sku,
    fitted: Fitted,
    at: Millis,
) -> Result<Quantity, Error> {
    let line = NewCartLine {
        sku_id: sku.id,
        qty: fitted.qty,
        selected: true,
        seen_price: sku.price,
        added_at: at,
    };
    carts::put_line(tx, cart.id, &line)?;
    Ok(told(fitted))
}

/// The quantity as the shopper is told.
pub(super) fn told(fitted: Fitted) -> Quantity {
    match fitted.cap {
        Some(cap) => Quantity::Capped(fitted.qty, cap),
        None => Quantity::AsAsked,
    }
}
