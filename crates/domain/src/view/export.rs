//! Rows of exports.

use crate::{
    export::{ExportKind, ExportTime},
    ledger::{Account, PostingKind},
    locale::Words,
    money::Fen,
    order::{Lifecycle, LineKind, PayState, ShipState},
    refund::{RefundOrigin, RefundState},
    time::Millis,
};

/// A cell of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text. It stays what it is: no formula, no number with fewer digits, no date.
    Text(String),
    /// A number, an amount or a date of ours, which programs may calculate with.
    Figure(String),
}

/// The page of exports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportView {
    /// The lists that this member of staff may export.
    pub kinds: Vec<ExportKind>,
    /// The chosen list.
    pub kind: ExportKind,
    /// The chosen time.
    pub time: ExportTime,
    /// The first day as typed.
    pub from: String,
    /// The last day as typed.
    pub to: String,
    /// The chosen state.
    pub state: String,
    /// True if the days cannot be read or end before they begin.
    pub wrong_days: bool,
    /// So many rows are chosen, at most [`ExportView::many`]; `None` if the days are wrong.
    pub rows: Option<i64>,
    /// Beyond this number rows are not counted, and there is no workbook of them.
    pub many: i64,
}

/// A row of any list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportRow {
    /// An order.
    Order(Box<OrderOut>),
    /// A line of an order.
    Line(Box<LineOut>),
    /// A refund.
    Refund(Box<RefundOut>),
    /// An entry of the ledger.
    Entry(Box<EntryOut>),
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderOut {
    /// Order number.
    pub number: String,
    /// When it was placed.
    pub placed_at: Millis,
    /// When it was paid.
    pub paid_at: Option<Millis>,
    /// Lifecycle axis.
    pub lifecycle: Lifecycle,
    /// Payment axis.
    pub pay_state: PayState,
    /// Shipment axis.
    pub ship_state: ShipState,
    /// Units of all lines.
    pub units: i64,
    /// Product total.
    pub items: Fen,
    /// Discount.
    pub discount: Fen,
    /// Shipping.
    pub postage: Fen,
    /// Amount to pay.
    pub total: Fen,
    /// What went back or is on its way back.
    pub refunded: Fen,
    /// Recipient.
    pub contact_name: String,
    /// Their phone number: masked, unless the viewer works on orders.
    pub contact_phone: String,
    /// Region and street; empty, unless the viewer works on orders.
    pub address: String,
    /// The customer's note.
    pub buyer_note: String,
}

/// A line of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineOut {
    /// Order number.
    pub number: String,
    /// When the order was placed.
    pub placed_at: Millis,
    /// When the order was paid.
    pub paid_at: Option<Millis>,
    /// Payment axis of the order.
    pub pay_state: PayState,
    /// Number within the order.
    pub line_no: i64,
    /// Product or shipping.
    pub kind: LineKind,
    /// SKU code of a product line.
    pub code: String,
    /// Title at purchase.
    pub title: Words,
    /// Options at purchase.
    pub options: Words,
    /// Unit price.
    pub unit: Fen,
    /// Units.
    pub qty: i64,
    /// Share of the discount.
    pub discount: Fen,
    /// What was to be paid for the line.
    pub paid: Fen,
    /// Units refunded.
    pub refund_qty: i64,
    /// What went back or is on its way back.
    pub refund: Fen,
}

/// A refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundOut {
    /// `out_request_no`.
    pub out_request_no: String,
    /// Order number.
    pub number: String,
    /// State.
    pub state: RefundState,
    /// Who made it necessary.
    pub origin: RefundOrigin,
    /// Amount.
    pub amount: Fen,
    /// When it was created.
    pub created_at: Millis,
    /// When it arrived.
    pub succeeded_at: Option<Millis>,
    /// Message to the customer.
    pub reason: String,
}

/// An entry of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryOut {
    /// When it was posted.
    pub at: Millis,
    /// What it books.
    pub kind: PostingKind,
    /// Order number.
    pub number: String,
    /// `out_trade_no` or `out_request_no`.
    pub memo: String,
    /// Account.
    pub account: Account,
    /// Debit positive.
    pub amount: Fen,
}
