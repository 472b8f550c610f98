//! An order for its customer.

use super::{
    cart::AddressView,
    catalog::ImageView,
    parcel::{ParcelView, ReceiptView},
};
use crate::{
    actions::Action,
    locale::Words,
    money::Fen,
    order::{ActorKind, Cause, Change, OrderLabel, Remark},
    payment::Disposition,
    refund::{RefundOrigin, RefundReason, RefundState},
    time::Millis,
};
use serde::{Deserialize, Serialize};

text_enum! {
    /// A step of the timeline 下单 · 付款 · 发货 · 收货 · 完成.
    Step { Placed = "placed", Paid = "paid", Shipped = "shipped", Received = "received", Completed = "completed" }
}

/// A step with its time, once reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepView {
    /// The step.
    pub step: Step,
    /// When it was reached.
    pub at: Option<Millis>,
}

/// A line of an order: a snapshot of the product at purchase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLineView {
    /// Number within the order.
    pub line_no: i64,
    /// Title at purchase.
    pub title: Words,
    /// Options at purchase.
    pub options: Words,
    /// Picture at purchase.
    pub image: Option<ImageView>,
    /// Unit price.
    pub unit: Fen,
    /// Units.
    pub qty: i64,
    /// `unit × qty - discount`.
    pub paid: Fen,
    /// Units in refunds that are under way or succeeded.
    pub refund_qty: i64,
    /// Amount in refunds that are under way or succeeded.
    pub refund_amount: Fen,
    /// Units shipped.
    pub shipped: i64,
}

/// A refund for the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundView {
    /// `out_request_no`, to copy.
    pub out_request_no: String,
    /// Amount.
    pub amount: Fen,
    /// State.
    pub state: RefundState,
    /// Origin.
    pub origin: RefundOrigin,
    /// Reason.
    pub reason: Option<RefundReason>,
    /// Reason in words: the customer's own of a request, else staff's for the customer.
    pub reason_text: Option<String>,
    /// What was asked for, if it was asked for.
    pub asked: Option<Fen>,
    /// What the customer is told about the decision.
    pub decision_text: Option<String>,
    /// Number of photographs.
    pub photos: i64,
    /// The goods on their way back, if they were asked for.
    pub goods: Option<ReturnView>,
    /// What the customer may do to it now.
    pub actions: Vec<Action>,
    /// When it was decided or asked for.
    pub created_at: Millis,
    /// When it succeeded.
    pub succeeded_at: Option<Millis>,
}

/// Goods on their way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnView {
    /// Where to send them.
    pub address: String,
    /// When the request ends without a parcel.
    pub until: Millis,
    /// Carrier and number that the customer named.
    pub parcel: Option<(String, String)>,
    /// When they were received.
    pub received_at: Option<Millis>,
}

/// A payment that is not applied to the order and is refunded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurplusView {
    /// Why it is not applied; never `Applied`.
    pub disposition: Disposition,
    /// What was paid.
    pub paid: Fen,
    /// When it was paid.
    pub paid_at: Option<Millis>,
    /// The gateway's `trade_no`.
    pub trade_no: Option<String>,
    /// Its automatic refund.
    pub refund: Option<RefundView>,
}

/// One recorded step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventView {
    /// When it happened.
    pub at: Millis,
    /// Who caused it.
    pub actor: ActorKind,
    /// What changed.
    pub change: Change,
    /// What caused it.
    pub cause: Cause,
    /// Amount or remark.
    pub remark: Option<Remark>,
}

/// `/change_status?order_id=`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderView {
    /// Order number.
    pub number: String,
    /// The label.
    pub label: OrderLabel,
    /// True to show 部分退款 beside it.
    pub partly_refunded: bool,
    /// True if a payment arrived while the customer's cancellation was pending.
    pub payment_beat_cancel: bool,
    /// Product total.
    pub items: Fen,
    /// Discount.
    pub discount: Fen,
    /// Shipping.
    pub postage: Fen,
    /// Total.
    pub total: Fen,
    /// Succeeded refunds of the applied payment.
    pub refunded: Fen,
    /// When it was placed.
    pub placed_at: Millis,
    /// When it expires; shown while unpaid.
    pub pay_deadline: Millis,
    /// True while unpaid in the last 60 s before the deadline.
    pub closing_soon: bool,
    /// The gateway's `trade_no` of the applied payment.
    pub trade_no: Option<String>,
    /// Timeline.
    pub steps: Vec<StepView>,
    /// Actions that its forms may do now.
    pub actions: Vec<Action>,
    /// Product lines.
    pub lines: Vec<OrderLineView>,
    /// Refunds of the applied payment.
    pub refunds: Vec<RefundView>,
    /// Payments that are not applied.
    pub surplus: Vec<SurplusView>,
    /// Recipient, phone masked.
    pub address: AddressView,
    /// The customer's note.
    pub buyer_note: Option<String>,
    /// Parcels, oldest first, without those that were taken back.
    pub parcels: Vec<ParcelView>,
    /// Units left to ship.
    pub to_follow: i64,
    /// When it counts as received, while it is on its way.
    pub receipt: Option<ReceiptView>,
    /// All recorded steps, oldest first.
    pub events: Vec<EventView>,
}

/// `/change_status?order_id=` for a browser that returned from the gateway without a session: no
/// name, no address, no products.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderOutline {
    /// Order number.
    pub number: String,
    /// The label.
    pub label: OrderLabel,
    /// Total.
    pub total: Fen,
}

text_enum! {
    /// A tab of `/orders`.
    OrderTab { All = "all", ToPay = "to_pay", ToShip = "to_ship", ToReceive = "to_receive", AfterSale = "after_sale" }
}

/// An order in the customer's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderCard {
    /// Order number.
    pub number: String,
    /// Label.
    pub label: OrderLabel,
    /// True to show 部分退款 beside it.
    pub partly_refunded: bool,
    /// Total.
    pub total: Fen,
    /// When it was placed.
    pub placed_at: Millis,
    /// When it expires if unpaid.
    pub pay_deadline: Millis,
    /// First lines.
    pub lines: Vec<OrderLineView>,
    /// Actions that its buttons may do now.
    pub actions: Vec<Action>,
}

/// `/orders?tab=&before=`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrdersView {
    /// Selected tab.
    pub tab: OrderTab,
    /// Newest first, at most 20.
    pub orders: Vec<OrderCard>,
    /// `?before=` of the next page: the order number of the last row.
    pub next: Option<String>,
}
