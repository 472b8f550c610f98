//! An order as its shopper sees it.

use super::{cart::AddressView, catalog::ImageView};
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
    /// Which.
    pub step: Step,
    /// When it was reached.
    pub at: Option<Millis>,
}

/// A line of an order: a snapshot of the product on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLineView {
    /// Number within the order.
    pub line_no: i64,
    /// Title then.
    pub title: Words,
    /// Options then.
    pub options: Words,
    /// Picture then.
    pub image: Option<ImageView>,
    /// Price of one.
    pub unit: Fen,
    /// Units.
    pub qty: i64,
    /// `unit × qty - discount`.
    pub paid: Fen,
    /// Units in live and finished refunds.
    pub refund_qty: i64,
    /// Amount in live and finished refunds.
    pub refund_amount: Fen,
}

/// A refund as the shopper sees it.
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
    /// Why.
    pub reason: Option<RefundReason>,
    /// What staff wrote for the shopper.
    pub reason_text: Option<String>,
    /// When it was decided.
    pub created_at: Millis,
    /// When the money left.
    pub succeeded_at: Option<Millis>,
}

/// Money that arrived and does not belong to the order, on its way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurplusView {
    /// Why it does not count: never `Applied`.
    pub disposition: Disposition,
    /// What was paid.
    pub paid: Fen,
    /// When.
    pub paid_at: Option<Millis>,
    /// The gateway's number.
    pub trade_no: Option<String>,
    /// Its automatic refund.
    pub refund: Option<RefundView>,
}

/// One recorded step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventView {
    /// When.
    pub at: Millis,
    /// By whom.
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
    /// Shows 部分退款 beside it.
    pub partly_refunded: bool,
    /// True if the shopper wanted to cancel and a payment was faster.
    pub payment_beat_cancel: bool,
    /// Goods.
    pub items: Fen,
    /// Discount.
    pub discount: Fen,
    /// Postage.
    pub postage: Fen,
    /// Total.
    pub total: Fen,
    /// Succeeded refunds of the payment that counts.
    pub refunded: Fen,
    /// When it was placed.
    pub placed_at: Millis,
    /// Until when it can be paid; shown while unpaid.
    pub pay_deadline: Millis,
    /// True while unpaid in the last 60 s: 订单即将关闭.
    pub closing_soon: bool,
    /// Gateway's number of the payment that counts.
    pub trade_no: Option<String>,
    /// Timeline.
    pub steps: Vec<StepView>,
    /// What its forms may do now.
    pub actions: Vec<Action>,
    /// Item lines.
    pub lines: Vec<OrderLineView>,
    /// Refunds of the payment that counts.
    pub refunds: Vec<RefundView>,
    /// Payments that do not count.
    pub surplus: Vec<SurplusView>,
    /// Recipient, telephone masked.
    pub address: AddressView,
    /// The buyer's note.
    pub buyer_note: Option<String>,
    /// Everything that happened, oldest first.
    pub events: Vec<EventView>,
}

/// `/change_status?order_id=` for a browser that came back from the gateway without a session: no name, no address, no
/// goods.
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

/// An order in the shopper's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderCard {
    /// Order number.
    pub number: String,
    /// Label.
    pub label: OrderLabel,
    /// Shows 部分退款 beside it.
    pub partly_refunded: bool,
    /// Total.
    pub total: Fen,
    /// When.
    pub placed_at: Millis,
    /// Until when it can be paid.
    pub pay_deadline: Millis,
    /// First lines.
    pub lines: Vec<OrderLineView>,
    /// What its buttons may do now.
    pub actions: Vec<Action>,
}

/// `/orders?tab=&before=`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrdersView {
    /// Present tab.
    pub tab: OrderTab,
    /// Newest first, at most 20.
    pub orders: Vec<OrderCard>,
    /// `?before=` of the next page: the order number of the last row.
    pub next: Option<String>,
}
