//! Payment attempts.

use super::word::{MaybeNumber, MaybeWord, Number, Word};
use crate::schema::payment_attempts;
use diesel::{Queryable, Selectable};
use domain::{
    money::Fen,
    payment::{AttemptState, Channel, Disposition},
    time::Millis,
};

/// A row of `payment_attempts`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = payment_attempts)]
pub struct Attempt {
    /// Key.
    pub id: i64,
    /// Its order.
    pub order_id: i64,
    /// `out_trade_no`: our number at the gateway.
    pub out_trade_no: String,
    /// The gateway's product.
    #[diesel(deserialize_as = Word<Channel>)]
    pub channel: Channel,
    /// Amount requested: the order's total.
    #[diesel(deserialize_as = Number<Fen>)]
    pub amount_fen: Fen,
    /// The frozen request: opening the cashier again sends identical text.
    pub biz_content: String,
    /// When the gateway stops accepting its payment.
    #[diesel(deserialize_as = Number<Millis>)]
    pub time_expire: Millis,
    /// State.
    #[diesel(deserialize_as = Word<AttemptState>)]
    pub state: AttemptState,
    /// How the payment is booked, once paid.
    #[diesel(deserialize_as = MaybeWord<Disposition>)]
    pub disposition: Option<Disposition>,
    /// `trade_no`: the gateway's number.
    pub provider_trade_no: Option<String>,
    /// Masked account of the buyer.
    pub buyer_hint: Option<String>,
    /// What was paid.
    #[diesel(deserialize_as = MaybeNumber<Fen>)]
    pub paid_fen: Option<Fen>,
    /// When it was paid.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub paid_at: Option<Millis>,
    /// Reserved by refunds, never above `paid_fen`.
    #[diesel(deserialize_as = Number<Fen>)]
    pub refund_reserved_fen: Fen,
    /// Last refund number used.
    pub refund_seq: i64,
    /// `notify:<inbox id>` or `query:<call id>`.
    pub evidence: Option<String>,
    /// When a verified browser return last arrived.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub returned_at: Option<Millis>,
    /// When it was closed.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub closed_at: Option<Millis>,
    /// When a job queries next.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub next_check_at: Option<Millis>,
    /// Version, for compare-and-set.
    pub version: i64,
    /// When the gateway reported a full refund, while the refunds here do not sum to it.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub went_back_at: Option<Millis>,
}

impl Attempt {
    /// True once money arrived.
    #[must_use]
    pub fn is_paid(&self) -> bool {
        match self.state {
            AttemptState::Paid | AttemptState::Finished => true,
            AttemptState::Open
            | AttemptState::Closing
            | AttemptState::Abandoned
            | AttemptState::Closed => false,
        }
    }
}

/// An attempt to insert, in state `open`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAttempt {
    /// Its order.
    pub order_id: i64,
    /// Our number at the gateway.
    pub out_trade_no: String,
    /// The gateway's product.
    pub channel: Channel,
    /// The order's total.
    pub amount: Fen,
    /// The frozen request.
    pub biz_content: String,
    /// The order's pay deadline.
    pub time_expire: Millis,
    /// When the first query is due.
    pub next_check_at: Millis,
}

/// A payment that the gateway confirmed, to be written into an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaidMark {
    /// How it is booked.
    pub disposition: Disposition,
    /// The gateway's number.
    pub trade_no: String,
    /// Masked account of the buyer.
    pub buyer_hint: Option<String>,
    /// What was paid.
    pub paid: Fen,
    /// When it was paid.
    pub paid_at: Millis,
    /// `notify:<inbox id>` or `query:<call id>`.
    pub evidence: String,
}
