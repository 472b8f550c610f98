//! Cart and checkout.

use super::catalog::ImageView;
use crate::{cart::Cap, locale::Words, money::Fen};
use serde::{Deserialize, Serialize};

/// A note beside a cart line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LineNote {
    /// The price has changed since the line was added.
    PriceChanged {
        /// The price seen before.
        was: Fen,
    },
    /// Fewer units are available than wanted.
    OnlyLeft {
        /// Available units, 1 or more.
        free: i64,
    },
    /// Out of stock.
    OutOfStock,
    /// The SKU or its product is archived.
    NotForSale,
}

/// What differs from what was wished where several lines go into the cart at once: at sign-in, or 再次购买.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Difference {
    /// The line holds fewer units.
    Lowered {
        /// Units now, 1..=99.
        qty: i64,
        /// Why.
        cap: Cap,
    },
    /// Out of stock.
    OutOfStock,
    /// The SKU or its product is archived.
    NotForSale,
    /// The cart holds as many lines as it may.
    NoRoom,
    /// The price of one has risen since the order.
    Dearer {
        /// Then.
        was: Fen,
        /// Now.
        now: Fen,
    },
}

/// A line with what differs, for the notice on the next page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DifferentLine {
    /// Product title.
    pub title: Words,
    /// SKU options.
    pub options: Words,
    /// What differs.
    pub difference: Difference,
}

/// A line of the cart or of the checkout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartLineView {
    /// SKU code.
    pub sku: String,
    /// Product slug.
    pub slug: String,
    /// Its `options_key`, for the link to the product.
    pub options_key: String,
    /// Product title.
    pub title: Words,
    /// SKU options.
    pub options: Words,
    /// SKU picture.
    pub image: Option<ImageView>,
    /// 1..99.
    pub qty: i64,
    /// Unit price now.
    pub unit: Fen,
    /// `unit × qty`.
    pub amount: Fen,
    /// True if selected.
    pub selected: bool,
    /// The largest quantity: `min(99, free)`, at least 1.
    pub max_qty: i64,
    /// Notes.
    pub notes: Vec<LineNote>,
}

/// Product total, shipping and total of the selected lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Σ unit × qty of the selected lines.
    pub items: Fen,
    /// Discount on products; zero until there are coupons.
    pub discount: Fen,
    /// Shipping.
    pub postage: Fen,
    /// Amount to pay.
    pub total: Fen,
    /// Amount missing for free shipping; `None` if it is free already or never.
    pub to_free_postage: Option<Fen>,
}

/// `/cart`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartView {
    /// Newest first.
    pub lines: Vec<CartLineView>,
    /// Totals of the selected lines.
    pub totals: Totals,
    /// Units in the selected lines.
    pub selected_units: i64,
    /// True if at least one line is selected and every selected line can be ordered.
    pub can_checkout: bool,
}

/// The cart link in the header.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartBadge {
    /// Units in the cart.
    pub units: i64,
    /// Their price.
    pub amount: Fen,
}

/// Recipient of the customer's last order, to prefill the form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressView {
    /// Recipient.
    pub contact_name: String,
    /// Phone.
    pub contact_phone: String,
    /// Province, city, district.
    pub region: String,
    /// Street, house, door.
    pub street: String,
}

/// `/checkout`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutView {
    /// The selected lines.
    pub lines: Vec<CartLineView>,
    /// Their totals.
    pub totals: Totals,
    /// Hidden field of the form.
    pub checkout_key: String,
    /// Recipient of the last order.
    pub address: AddressView,
    /// Minutes to pay the order.
    pub pay_minutes: i64,
}
