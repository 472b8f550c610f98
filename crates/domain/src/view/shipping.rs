//! The forms that ship, what they choose from, and what is printed for packing.

use super::{cart::AddressView, catalog::ImageView, order::OrderLineView};
use crate::{
    error::Refusal,
    form::{ShipForm, ShipManyForm},
    locale::Words,
    shipping::{ShipFault, ShipWarning},
    time::Millis,
};
use serde::{Deserialize, Serialize};

/// A line that may be shipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShipLineView {
    /// The order line.
    pub line: OrderLineView,
    /// Units that may be shipped now.
    pub may_ship: i64,
}

/// The form that ships an order, or a part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShipView {
    /// Lines with units that may be shipped.
    pub lines: Vec<ShipLineView>,
    /// The form, with everything that may be shipped.
    pub form: ShipForm,
    /// Units that a refund under way keeps back.
    pub kept_back: i64,
}

/// What becomes of an order of a bulk shipment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShipVerdict {
    /// Nothing was typed for it yet.
    Open,
    /// It can be shipped.
    Ready,
    /// All of it was shipped before: it is skipped.
    Shipped,
    /// It is not shipped; the text is the order that has the number.
    Refused(ShipFault, String),
}

/// An order of a bulk shipment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShipRowView {
    /// Order number, or the text of a line that cannot be read.
    pub order: String,
    /// Recipient.
    pub contact_name: String,
    /// Where it goes: province and city.
    pub region: String,
    /// The first line.
    pub title: Words,
    /// Units of it.
    pub qty: i64,
    /// Further lines.
    pub more: i64,
    /// What becomes of it.
    pub verdict: ShipVerdict,
    /// What to look at before.
    pub warnings: Vec<ShipWarning>,
}

/// `/admin/orders/ship`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShipManyView {
    /// The form, with a row for each of `rows`.
    pub form: ShipManyForm,
    /// The orders, as the form's rows.
    pub rows: Vec<ShipRowView>,
    /// Lines that became no row.
    pub wrong: Vec<ShipRowView>,
    /// True once something was checked.
    pub checked: bool,
    /// Orders that would be shipped now.
    pub ready: usize,
    /// Orders that were shipped before.
    pub shipped: usize,
    /// Orders and lines that are refused.
    pub refused: usize,
    /// Why the pasted lines do not fit.
    pub refusal: Option<Refusal>,
}

/// A SKU of the pick list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickView {
    /// SKU code.
    pub code: String,
    /// Title in the reader's language.
    pub title: Words,
    /// Options.
    pub options: Words,
    /// Units over all orders.
    pub qty: i64,
    /// The orders that want it, by number, with their units.
    pub orders: Vec<(String, i64)>,
}

/// A packing slip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipView {
    /// Order number.
    pub number: String,
    /// When it was paid.
    pub paid_at: Option<Millis>,
    /// Where it goes; the phone is masked.
    pub address: AddressView,
    /// The customer's note.
    pub buyer_note: Option<String>,
    /// SKU code, title, options and units to pack.
    pub lines: Vec<(String, Words, Words, i64)>,
}

/// What is printed for packing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackingView {
    /// When it was read.
    pub at: Millis,
    /// Units by SKU.
    pub picks: Vec<PickView>,
    /// One slip an order.
    pub slips: Vec<SlipView>,
    /// Chosen orders of which nothing may be shipped now.
    pub left_out: Vec<String>,
}

/// What the list of orders to be shipped is narrowed to, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToShipFilter {
    /// The first day of payment.
    pub from: String,
    /// The last day of payment.
    pub to: String,
    /// The beginning of the region, e.g. a province.
    pub region: String,
    /// A SKU code, or a part of a title.
    pub has: String,
    /// True: only with a note of the customer.
    pub noted: bool,
    /// True: only with one unit in all.
    pub single: bool,
}

/// An order to be shipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToShipRow {
    /// Order number.
    pub number: String,
    /// When it was paid.
    pub paid_at: Option<Millis>,
    /// The picture of the first line.
    pub image: Option<ImageView>,
    /// The first line with units to ship.
    pub title: Words,
    /// Its options.
    pub options: Words,
    /// Units of it that may be shipped.
    pub qty: i64,
    /// Further lines with units to ship.
    pub more: i64,
    /// Recipient.
    pub contact_name: String,
    /// Where it goes.
    pub region: String,
    /// The customer's note.
    pub buyer_note: Option<String>,
    /// Total.
    pub total: crate::money::Fen,
    /// True if a part was shipped before.
    pub partial: bool,
    /// True while a refund is under way: it is decided first, so the order cannot be ticked.
    pub in_refund: bool,
}

/// `/admin/orders?tab=to-ship`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToShipView {
    /// The filter.
    pub filter: ToShipFilter,
    /// The oldest payment first, at most 50.
    pub rows: Vec<ToShipRow>,
    /// `?after=` of the next page: the number of the last order that was looked at.
    pub next: Option<String>,
    /// True if the viewer may ship.
    pub may_ship: bool,
}
