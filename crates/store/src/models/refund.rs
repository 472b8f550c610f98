//! Refunds and their lines.

use super::word::{MaybeNumber, MaybeWord, Number, Word};
use crate::schema::{refund_lines, refunds};
use diesel::{Queryable, Selectable};
use domain::{
    money::Fen,
    refund::{NUMBER_TAKEN, RefundOrigin, RefundState, TakenFrom},
    time::Millis,
};

/// A row of `refunds`. Number and amount never change; every send reads them from here.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = refunds)]
pub struct Refund {
    /// Key.
    pub id: i64,
    /// The attempt it is taken from.
    pub payment_attempt_id: i64,
    /// Its order.
    pub order_id: i64,
    /// Our number at the gateway.
    pub out_request_no: String,
    /// Amount.
    #[diesel(deserialize_as = Number<Fen>)]
    pub amount_fen: Fen,
    /// Where it came from.
    #[diesel(deserialize_as = Word<RefundOrigin>)]
    pub origin: RefundOrigin,
    /// Why: a reason's word, or the disposition of an automatic one.
    pub reason_code: String,
    /// What the shopper is told.
    pub reason_text: Option<String>,
    /// What only staff read.
    pub staff_note: Option<String>,
    /// The form it was posted with.
    pub form_key: Option<String>,
    /// The account it was reserved from.
    #[diesel(deserialize_as = MaybeWord<TakenFrom>)]
    pub taken_from: Option<TakenFrom>,
    /// State.
    #[diesel(deserialize_as = Word<RefundState>)]
    pub state: RefundState,
    /// Last send.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub sent_at: Option<Millis>,
    /// Sends so far.
    pub tries: i64,
    /// While it is being sent: until when its sender must have recorded the answer.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub lease_until: Option<Millis>,
    /// The code of the last send's answer, if that was no success.
    pub gateway_code: Option<String>,
    /// Its words.
    pub gateway_msg: Option<String>,
    /// When the money left.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub succeeded_at: Option<Millis>,
    /// Next question or send.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub next_check_at: Option<Millis>,
    /// The user who asked for it.
    pub requested_by: Option<i64>,
    /// The member of staff who decided.
    pub decided_by: Option<i64>,
    /// When the row was made.
    #[diesel(deserialize_as = Number<Millis>)]
    pub created_at: Millis,
    /// Counts state writes.
    pub version: i64,
}

impl Refund {
    /// True if it failed because the gateway shows its number with another amount.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        self.state == RefundState::Failed && self.gateway_code.as_deref() == Some(NUMBER_TAKEN)
    }
}

/// A row of `refund_lines`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = refund_lines)]
pub struct RefundLine {
    /// Its refund.
    pub refund_id: i64,
    /// The order line.
    pub order_detail_id: i64,
    /// Units; 0 is goodwill.
    pub qty: i64,
    /// Amount.
    #[diesel(deserialize_as = Number<Fen>)]
    pub amount_fen: Fen,
    /// Units that go back on the shelf.
    pub restock_qty: i64,
}

/// A refund to insert: approved, or succeeded if it was made outside the shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRefund {
    /// The attempt it is taken from.
    pub payment_attempt_id: i64,
    /// Its order.
    pub order_id: i64,
    /// Its number.
    pub out_request_no: String,
    /// Amount.
    pub amount: Fen,
    /// Where it came from.
    pub origin: RefundOrigin,
    /// Why.
    pub reason_code: String,
    /// What the shopper is told.
    pub reason_text: Option<String>,
    /// What only staff read.
    pub staff_note: Option<String>,
    /// The form it was posted with.
    pub form_key: Option<String>,
    /// The account it is reserved from.
    pub taken_from: TakenFrom,
    /// `Approved` or `Succeeded`.
    pub state: RefundState,
    /// First send.
    pub next_check_at: Option<Millis>,
    /// When the money left, for one made outside.
    pub succeeded_at: Option<Millis>,
    /// The member of staff who decided.
    pub decided_by: Option<i64>,
    /// Now.
    pub created_at: Millis,
}

/// A refund line to insert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewRefundLine {
    /// The order line.
    pub order_detail_id: i64,
    /// Units; 0 is goodwill.
    pub qty: i64,
    /// Amount.
    pub amount: Fen,
    /// Units that go back on the shelf.
    pub restock_qty: i64,
}
