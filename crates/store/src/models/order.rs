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
    /// The account it belongs to.
    pub user_id: Option<i64>,
    /// The form key it was placed with.
    pub checkout_key: String,
    /// Language it was placed in.
    #[diesel(deserialize_as = Word<Locale>)]
    pub locale: Locale,
    /// Lifecycle axis.
    #[diesel(deserialize_as = Word<Lifecycle>)]
    pub lifecycle: Lifecycle,
    /// Payment axis.
    #[diesel(deserialize_as = Word<PayState>)]
    pub pay_state: PayState,
    /// Shipment axis.
    #[diesel(deserialize_as = Word<ShipState>)]
    pub ship_state: ShipState,
    /// Who asked for a cancellation that is still pending.
    #[diesel(deserialize_as = MaybeWord<CancelIntent>)]
    pub cancel_intent: Option<CancelIntent>,
    /// Why it was cancelled.
    #[diesel(deserialize_as = MaybeWord<CancelReason>)]
    pub cancel_reason: Option<CancelReason>,
    /// Product total.
    #[diesel(deserialize_as = Number<Fen>)]
    pub items_fen: Fen,
    /// Discount on products.
    #[diesel(deserialize_as = Number<Fen>)]
    pub discount_fen: Fen,
    /// Shipping.
    #[diesel(deserialize_as = Number<Fen>)]
    pub postage_fen: Fen,
    /// Amount to pay.
    #[diesel(deserialize_as = Number<Fen>)]
    pub total_fen: Fen,
    /// Recipient.
    pub contact_name: String,
    /// Their phone number.
    pub contact_phone: String,
    /// Address as JSON: `region`, `street`.
    pub address_json: String,
    /// The customer's note.
    pub buyer_note: Option<String>,
    /// Staff note.
    pub staff_note: Option<String>,
    /// When it expires if unpaid.
    #[diesel(deserialize_as = Number<Millis>)]
    pub pay_deadline: Millis,
    /// When it was placed.
    #[diesel(deserialize_as = Number<Millis>)]
    pub placed_at: Millis,
    /// When it was paid.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub paid_at: Option<Millis>,
    /// When the last units were shipped.
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
    /// Version: every state write compares it.
    pub version: i64,
    /// When it counts as received, without pauses; set once it is shipped whole.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub receive_by: Option<Millis>,
    /// When the customer asked for more time to confirm the receipt.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub receive_extended_at: Option<Millis>,
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
    /// Product or shipping.
    #[diesel(deserialize_as = Word<LineKind>)]
    pub kind: LineKind,
    /// SKU of a product line.
    pub sku_id: Option<i64>,
    /// Chinese title at purchase.
    pub title_zh: String,
    /// English title at purchase.
    pub title_en: String,
    /// Chinese options at purchase.
    pub options_zh: String,
    /// English options at purchase.
    pub options_en: String,
    /// Picture at purchase: hex SHA-256.
    pub image_sha: Option<String>,
    /// Unit price.
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
    /// Units reserved for it.
    pub reserved_qty: i64,
    /// Units shipped.
    pub shipped_qty: i64,
    /// Units returned.
    pub returned_qty: i64,
    /// Units in refunds that are under way or succeeded.
    pub refund_qty: i64,
    /// Amount in refunds that are under way or succeeded.
    #[diesel(deserialize_as = Number<Fen>)]
    pub refund_fen: Fen,
}

/// An order to insert: open, unpaid, not shipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrder {
    /// Order number, drawn.
    pub number: String,
    /// The account it belongs to.
    pub user_id: i64,
    /// Checkout key of the cart.
    pub checkout_key: String,
    /// Language.
    pub locale: Locale,
    /// Product total.
    pub items: Fen,
    /// Discount.
    pub discount: Fen,
    /// Shipping.
    pub postage: Fen,
    /// Total.
    pub total: Fen,
    /// Recipient.
    pub contact_name: String,
    /// Phone.
    pub contact_phone: String,
    /// `region` and `street` as JSON.
    pub address_json: String,
    /// Note.
    pub buyer_note: Option<String>,
    /// When it expires if unpaid.
    pub pay_deadline: Millis,
    /// When it is placed.
    pub placed_at: Millis,
    /// Network prefix of the client.
    pub placed_from: Option<String>,
}

/// An order line to insert; its units are not reserved yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrderDetail {
    /// Number within the order, from 1.
    pub line_no: i64,
    /// Product or shipping.
    pub kind: LineKind,
    /// SKU of a product line.
    pub sku_id: Option<i64>,
    /// Chinese title.
    pub title_zh: String,
    /// English title.
    pub title_en: String,
    /// Chinese options.
    pub options_zh: String,
    /// English options.
    pub options_en: String,
    /// Picture: hex SHA-256.
    pub image_sha: Option<String>,
    /// Unit price.
    pub unit: Fen,
    /// Units.
    pub qty: i64,
    /// Share of the discount.
    pub discount: Fen,
    /// `unit × qty - discount`.
    pub paid: Fen,
}
