//! Refunds and their lines.

use super::word::{MaybeNumber, MaybeWord, Number, Word};
use crate::schema::{refund_lines, refunds};
use diesel::{Queryable, Selectable};
use domain::{
    money::Fen,
    refund::{NUMBER_TAKEN, RefundOrigin, RefundState, TakenFrom},
    time::Millis,
};

/// A row of `refunds`. Number and amount never change; every send reads them from this row.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = refunds)]
pub struct Refund {
    /// Key.
    pub id: i64,
    /// The attempt whose payment it refunds.
    pub payment_attempt_id: i64,
    /// Its order.
    pub order_id: i64,
    /// `out_request_no`: our number at the gateway.
    pub out_request_no: String,
    /// Amount.
    #[diesel(deserialize_as = Number<Fen>)]
    pub amount_fen: Fen,
    /// Where it came from.
    #[diesel(deserialize_as = Word<RefundOrigin>)]
    pub origin: RefundOrigin,
    /// Why: a reason's code, or the disposition for an automatic refund.
    pub reason_code: String,
    /// Reason shown to the customer.
    pub reason_text: Option<String>,
    /// Note for staff only.
    pub staff_note: Option<String>,
    /// Key of the form that posted it.
    pub form_key: Option<String>,
    /// Ledger account it is reserved from.
    #[diesel(deserialize_as = MaybeWord<TakenFrom>)]
    pub taken_from: Option<TakenFrom>,
    /// State.
    #[diesel(deserialize_as = Word<RefundState>)]
    pub state: RefundState,
    /// When it was last sent.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub sent_at: Option<Millis>,
    /// Number of sends.
    pub tries: i64,
    /// While it is being sent: when its sender must have recorded the response.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub lease_until: Option<Millis>,
    /// `sub_code` of the last response, unless it was a success.
    pub gateway_code: Option<String>,
    /// Message of the last response.
    pub gateway_msg: Option<String>,
    /// When it succeeded.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub succeeded_at: Option<Millis>,
    /// When it is queried or sent next.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub next_check_at: Option<Millis>,
    /// The member of staff who decided it.
    pub decided_by: Option<i64>,
    /// When the row was inserted.
    #[diesel(deserialize_as = Number<Millis>)]
    pub created_at: Millis,
    /// Version: every state write compares it.
    pub version: i64,
    /// 1 if the goods come back first.
    pub need_return: i64,
    /// Who asked for it, if it was asked for.
    pub requested_by: Option<i64>,
    /// What was asked for at first; staff may approve less.
    #[diesel(deserialize_as = MaybeNumber<Fen>)]
    pub asked_fen: Option<Fen>,
    /// The first of two members of staff, once they agreed to the present amount.
    pub first_by: Option<i64>,
    /// What the customer is told about the decision.
    pub decision_text: Option<String>,
}

impl Refund {
    /// True if its goods come back first, so that it is of shipped units alone.
    #[must_use]
    pub const fn is_return(&self) -> bool {
        self.need_return == 1
    }

    /// True if it failed because the gateway has another amount under its number.
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
    /// Units; 0 refunds money only.
    pub qty: i64,
    /// Amount.
    #[diesel(deserialize_as = Number<Fen>)]
    pub amount_fen: Fen,
    /// Units to put back into stock.
    pub restock_qty: i64,
}

/// A refund to insert: requested, approved, or succeeded if it was made outside the shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRefund {
    /// The attempt whose payment it refunds.
    pub payment_attempt_id: i64,
    /// Its order.
    pub order_id: i64,
    /// Our number at the gateway.
    pub out_request_no: String,
    /// Amount.
    pub amount: Fen,
    /// Where it came from.
    pub origin: RefundOrigin,
    /// Why.
    pub reason_code: String,
    /// Reason shown to the customer.
    pub reason_text: Option<String>,
    /// Note for staff only.
    pub staff_note: Option<String>,
    /// Key of the form that posted it.
    pub form_key: Option<String>,
    /// True if the goods come back first.
    pub is_return: bool,
    /// Ledger account it is reserved from; none for a request.
    pub taken_from: Option<TakenFrom>,
    /// `Requested`, `Approved` or `Succeeded`.
    pub state: RefundState,
    /// Who asks for it.
    pub requested_by: Option<i64>,
    /// The first of two members of staff.
    pub first_by: Option<i64>,
    /// When it is sent first.
    pub next_check_at: Option<Millis>,
    /// When it succeeded, if it was made outside the shop.
    pub succeeded_at: Option<Millis>,
    /// The member of staff who decided it.
    pub decided_by: Option<i64>,
    /// When it is inserted.
    pub created_at: Millis,
}

/// A refund line to insert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewRefundLine {
    /// The order line.
    pub order_detail_id: i64,
    /// Units; 0 refunds money only.
    pub qty: i64,
    /// Amount.
    pub amount: Fen,
    /// Units to put back into stock.
    pub restock_qty: i64,
}
