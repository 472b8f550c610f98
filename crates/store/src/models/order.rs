//! Orders, their lines and their history.

use super::word::{MaybeNumber, MaybeWord, Number, Word};
use crate::schema::{order_details, orders};
use diesel::{Queryable, Selectable};
use domain::{
    locale::Locale,
    money::Fen,
    order::{CancelIntent, CancelReason, Lifecycle, LineKind, PayState, ShipState},
    time::Millis,
};

/// A row of `orders`. Its amounts never change.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = orders)]
pub struct Order {
    /// Key.
    pub id: i64,
    /// Order number.
    pub number: String,
    /// Its shopper.
    pub user_id: Option<i64>,
    /// The form key it was placed with.
    pub checkout_key: String,
    /// Language it was placed in.
    #[diesel(deserialize_as = Word<Locale>)]
    pub locale: Locale,
    /// Axis 1.
    #[diesel(deserialize_as = Word<Lifecycle>)]
    pub lifecycle: Lifecycle,
    /// Axis 2.
    #[diesel(deserialize_as = Word<PayState>)]
    pub pay_state: PayState,
    /// Axis 3.
    #[diesel(deserialize_as = Word<ShipState>)]
    pub ship_state: ShipState,
    /// Who wants it cancelled, while that is pending.
    #[diesel(deserialize_as = MaybeWord<CancelIntent>)]
    pub cancel_intent: Option<CancelIntent>,
    /// Why it was cancelled.
    #[diesel(deserialize_as = MaybeWord<CancelReason>)]
    pub cancel_reason: Option<CancelReason>,
    /// Goods.
    #[diesel(deserialize_as = Number<Fen>)]
    pub items_fen: Fen,
    /// Discount on goods.
    #[diesel(deserialize_as = Number<Fen>)]
    pub discount_fen: Fen,
    /// Postage.
    #[diesel(deserialize_as = Number<Fen>)]
    pub postage_fen: Fen,
    /// What is to be paid.
    #[diesel(deserialize_as = Number<Fen>)]
    pub total_fen: Fen,
    /// Recipient.
    pub contact_name: String,
    /// Their phone number.
    pub contact_phone: String,
    /// Address as JSON: `region`, `street`.
    pub address_json: String,
    /// The buyer's note.
    pub buyer_note: Option<String>,
    /// Staff's note.
    pub staff_note: Option<String>,
    /// Until when it can be paid.
    #[diesel(deserialize_as = Number<Millis>)]
    pub pay_deadline: Millis,
    /// When it was placed.
    #[diesel(deserialize_as = Number<Millis>)]
    pub placed_at: Millis,
    /// When it was paid.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub paid_at: Option<Millis>,
    /// When the last parcel left.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub shipped_at: Option<Millis>,
    /// When it was received.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub received_at: Option<Millis>,
    /// When it was completed.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub completed_at: Option<Millis>,
    /// When it was cancelled.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub cancelled_at: Option<Millis>,
    /// Counts writes; every state write compares it.
    pub version: i64,
}

/// A row of `order_details`: a snapshot of the product, and counts of shipped, returned and refunded units.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = order_details)]
pub struct OrderDetail {
    /// Key.
    pub id: i64,
    /// Its order.
    pub order_id: i64,
    /// Number within the order, from 1.
    pub line_no: i64,
    /// Goods or postage.
    #[diesel(deserialize_as = Word<LineKind>)]
    pub kind: LineKind,
    /// SKU of goods.
    pub sku_id: Option<i64>,
    /// Title then.
    pub title_zh: String,
    /// Title then.
    pub title_en: String,
    /// Options then.
    pub options_zh: String,
    /// Options then.
    pub options_en: String,
    /// Picture then: hex SHA-256.
    pub image_sha: Option<String>,
    /// Price of one.
    #[diesel(deserialize_as = Number<Fen>)]
    pub unit_fen: Fen,
    /// Units.
    pub qty: i64,
    /// Share of the discount.
    #[diesel(deserialize_as = Number<Fen>)]
    pub discount_fen: Fen,
    /// `unit_fen × qty - discount_fen`.
    #[diesel(deserialize_as = Number<Fen>)]
    pub paid_fen: Fen,
    /// Units held for it on the shelf.
    pub reserved_qty: i64,
    /// Units that left.
    pub shipped_qty: i64,
    /// Units that came back.
    pub returned_qty: i64,
    /// Units in live and finished refunds.
    pub refund_qty: i64,
    /// Amount in live and finished refunds.
    #[diesel(deserialize_as = Number<Fen>)]
    pub refund_fen: Fen,
}

/// An order to insert: open, unpaid, not shipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrder {
    /// Order number, drawn.
    pub number: String,
    /// Its shopper.
    pub user_id: i64,
    /// The cart's key.
    pub checkout_key: String,
    /// Language.
    pub locale: Locale,
    /// Goods.
    pub items: Fen,
    /// Discount.
    pub discount: Fen,
    /// Postage.
    pub postage: Fen,
    /// Total.
    pub total: Fen,
    /// Recipient.
    pub contact_name: String,
    /// Telephone.
    pub contact_phone: String,
    /// `region` and `street` as JSON.
    pub address_json: String,
    /// Note.
    pub buyer_note: Option<String>,
    /// Until when it can be paid.
    pub pay_deadline: Millis,
    /// Now.
    pub placed_at: Millis,
    /// Network it is placed from.
    pub placed_from: Option<String>,
}

/// An order line to insert; its units are not reserved yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrderDetail {
    /// Number within the order, from 1.
    pub line_no: i64,
    /// Goods or postage.
    pub kind: LineKind,
    /// SKU of goods.
    pub sku_id: Option<i64>,
    /// Title.
    pub title_zh: String,
    /// Title.
    pub title_en: String,
    /// Options.
    pub options_zh: String,
    /// Options.
    pub options_en: String,
    /// Picture.
    pub image_sha: Option<String>,
    /// Price of one.
    pub unit: Fen,
    /// Units.
    pub qty: i64,
    /// Share of the discount.
    pub discount: Fen,
    /// `unit × qty - discount`.
    pub paid: Fen,
}
