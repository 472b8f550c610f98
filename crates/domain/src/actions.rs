//! What may be done to an order now. Pages show buttons by these rules, and use cases check them
//! again under the order lock, so that a button is shown if and only if its form is accepted.

use crate::{
    money::Fen,
    order::{CancelIntent, CancelReason, Lifecycle, PayState, ShipState},
    payment::{AttemptState, Disposition, is_payable},
    refund::{Moot, RefundOrigin, RefundState},
    staff::{Role, Roles},
    time::{DAY, Millis},
};

text_enum! {
    /// An action on an order.
    Action {
        Pay = "pay", CheckPayment = "check_payment", Cancel = "cancel",
        RequestRefund = "request_refund", WithdrawRefund = "withdraw_refund",
        SendReturn = "send_return",
        ConfirmReceipt = "confirm_receipt", BuyAgain = "buy_again",
        Refund = "refund", ApproveRefund = "approve_refund", RejectRefund = "reject_refund",
        AskReturn = "ask_return", ReceiveReturn = "receive_return",
        RetryRefund = "retry_refund", DropRefund = "drop_refund", Ship = "ship",
        ExtendReceipt = "extend_receipt",
    }
}

/// How long after receipt a customer may request a refund, unless the merchant sets another time.
pub const REQUEST_WITHIN: i64 = 15 * DAY;

/// The facts of an attempt that the rules read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttemptFacts {
    /// State.
    pub state: AttemptState,
    /// How the payment is booked, once paid.
    pub disposition: Option<Disposition>,
    /// What was paid.
    pub paid: Option<Fen>,
    /// Reserved by refunds that are under way or succeeded.
    pub refund_reserved: Fen,
    /// When a verified browser return last arrived.
    pub returned_at: Option<Millis>,
}

impl AttemptFacts {
    /// What can still be refunded: zero unless it is `paid`, because a finished trade accepts no
    /// refund.
    #[must_use]
    pub fn refundable(&self) -> Fen {
        match (self.state, self.paid) {
            (AttemptState::Paid, Some(paid)) => paid
                .minus(self.refund_reserved)
                .unwrap_or(Fen::ZERO)
                .max(Fen::ZERO),
            (AttemptState::Paid, None)
            | (
                AttemptState::Open
                | AttemptState::Closing
                | AttemptState::Abandoned
                | AttemptState::Closed
                | AttemptState::Finished,
                _,
            ) => Fen::ZERO,
        }
    }
}

/// The facts of a refund that the rules read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefundFacts {
    /// State.
    pub state: RefundState,
    /// Where it came from.
    pub origin: RefundOrigin,
    /// True if it refunds the payment that is applied to the order.
    pub on_applied: bool,
    /// Why a failed refund can no longer succeed, if that is known.
    pub moot: Option<Moot>,
    /// True if all its units were shipped, so that they can be sent back.
    pub is_returnable: bool,
}

/// The facts that the rules read: the order with its attempts and refunds, from one snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderFacts {
    /// Lifecycle axis.
    pub lifecycle: Lifecycle,
    /// Payment axis.
    pub pay_state: PayState,
    /// Shipment axis.
    pub ship_state: ShipState,
    /// Who asked for a cancellation that is still pending.
    pub cancel_intent: Option<CancelIntent>,
    /// Why it was cancelled.
    pub cancel_reason: Option<CancelReason>,
    /// When it expires if unpaid.
    pub pay_deadline: Millis,
    /// When the shipment was received.
    pub received_at: Option<Millis>,
    /// True if the customer has asked for more time to confirm the receipt.
    pub receipt_extended: bool,
    /// How long after that a refund may be requested, in ms.
    pub request_within: i64,
    /// All attempts.
    pub attempts: Vec<AttemptFacts>,
    /// All refunds.
    pub refunds: Vec<RefundFacts>,
    /// Units that may be shipped now: [`crate::shipping::LineUnits::shippable`] over all lines.
    pub shippable_units: i64,
}

impl OrderFacts {
    /// The attempt whose payment is applied to the order.
    #[must_use]
    pub fn applied(&self) -> Option<&AttemptFacts> {
        self.attempts
            .iter()
            .find(|attempt| attempt.disposition == Some(Disposition::Applied))
    }

    /// What can still be refunded of the applied payment.
    #[must_use]
    pub fn refundable(&self) -> Fen {
        self.applied().map_or(Fen::ZERO, AttemptFacts::refundable)
    }

    fn any_refund(&self, wanted: impl Fn(&RefundFacts) -> bool) -> bool {
        self.refunds.iter().any(wanted)
    }
}

/// Who wants to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor<'a> {
    /// The customer of the order.
    Buyer,
    /// A member of staff.
    Staff(&'a Roles),
}

impl Actor<'_> {
    fn is_buyer(&self) -> bool {
        match self {
            Self::Buyer => true,
            Self::Staff(_) => false,
        }
    }

    fn has(&self, role: Role) -> bool {
        match self {
            Self::Buyer => false,
            Self::Staff(roles) => roles.has(role),
        }
    }

    fn is_buyer_or(&self, role: Role) -> bool {
        self.is_buyer() || self.has(role)
    }
}

/// True if `actor` may do `action` now.
#[must_use]
pub fn is_allowed(order: &OrderFacts, actor: &Actor<'_>, action: Action, now: Millis) -> bool {
    let open_unpaid = order.lifecycle == Lifecycle::Open
        && order.pay_state == PayState::Unpaid
        && order.cancel_intent.is_none();
    match action {
        Action::Pay => actor.is_buyer() && open_unpaid && is_payable(order.pay_deadline, now),
        Action::CheckPayment => {
            let known = match actor {
                Actor::Buyer => true,
                Actor::Staff(roles) => roles.is_staff(),
            };
            known
                && order.pay_state == PayState::Unpaid
                && order
                    .attempts
                    .iter()
                    .any(|attempt| attempt.state.is_watched())
        }
        Action::Cancel => actor.is_buyer_or(Role::Orders) && open_unpaid,
        Action::RequestRefund => {
            let in_time = order
                .received_at
                .and_then(|at| at.age(now))
                .is_none_or(|age| age <= order.request_within);
            actor.is_buyer()
                && order.refundable() > Fen::ZERO
                && !order.any_refund(is_request)
                && in_time
        }
        Action::ConfirmReceipt => actor.is_buyer() && order.ship_state == ShipState::Shipped,
        Action::BuyAgain => actor.is_buyer(),
        Action::Refund => actor.has(Role::Refunds) && order.refundable() > Fen::ZERO,
        Action::WithdrawRefund
        | Action::SendReturn
        | Action::ApproveRefund
        | Action::RejectRefund
        | Action::AskReturn
        | Action::ReceiveReturn
        | Action::RetryRefund
        | Action::DropRefund => order.any_refund(|refund| is_allowed_on(refund, actor, action)),
        Action::Ship => {
            let paid = match order.pay_state {
                PayState::Paid | PayState::PartiallyRefunded => true,
                PayState::Unpaid | PayState::Refunded => false,
            };
            actor.has(Role::Orders) && paid && order.shippable_units > 0
        }
        Action::ExtendReceipt => {
            actor.is_buyer() && order.ship_state == ShipState::Shipped && !order.receipt_extended
        }
    }
}

/// True if `actor` may do `action` to this refund.
#[must_use]
pub fn is_allowed_on(refund: &RefundFacts, actor: &Actor<'_>, action: Action) -> bool {
    match action {
        // A refund that staff wait for a second person to approve is not the customer's.
        Action::WithdrawRefund => {
            actor.is_buyer() && refund.origin == RefundOrigin::Shopper && is_request(refund)
        }
        Action::SendReturn => {
            actor.is_buyer()
                && refund.origin == RefundOrigin::Shopper
                && refund.state == RefundState::AwaitingReturn
        }
        Action::ApproveRefund => actor.has(Role::Refunds) && refund.state == RefundState::Requested,
        // Also while goods are awaited: what arrives may not be what was sold.
        Action::RejectRefund => actor.has(Role::Refunds) && is_request(refund),
        Action::AskReturn => {
            actor.has(Role::Refunds)
                && refund.state == RefundState::Requested
                && refund.origin == RefundOrigin::Shopper
                && refund.is_returnable
        }
        Action::ReceiveReturn => {
            actor.has(Role::Refunds) && refund.state == RefundState::AwaitingReturn
        }
        Action::RetryRefund => {
            actor.has(Role::Refunds)
                && refund.state == RefundState::Failed
                && refund.moot != Some(Moot::Taken)
        }
        Action::DropRefund => {
            actor.has(Role::Refunds)
                && refund.state == RefundState::Failed
                && (refund.moot.is_some() || !refund.origin.is_automatic())
        }
        Action::Pay
        | Action::CheckPayment
        | Action::Cancel
        | Action::RequestRefund
        | Action::ConfirmReceipt
        | Action::BuyAgain
        | Action::Refund
        | Action::Ship
        | Action::ExtendReceipt => false,
    }
}

fn is_request(refund: &RefundFacts) -> bool {
    match refund.state {
        RefundState::Requested | RefundState::AwaitingReturn => true,
        RefundState::Approved
        | RefundState::Sending
        | RefundState::Unknown
        | RefundState::Succeeded
        | RefundState::Failed
        | RefundState::Rejected
        | RefundState::Withdrawn
        | RefundState::Dropped => false,
    }
}

/// Everything `actor` may do to the order now, in the order of [`Action::ALL`].
#[must_use]
pub fn allowed_actions(order: &OrderFacts, actor: &Actor<'_>, now: Millis) -> Vec<Action> {
    Action::ALL
        .iter()
        .copied()
        .filter(|action| is_allowed(order, actor, *action, now))
        .collect()
}

/// What `actor` may do to one refund, for the buttons beside it.
#[must_use]
pub fn refund_actions(refund: &RefundFacts, actor: &Actor<'_>) -> Vec<Action> {
    Action::ALL
        .iter()
        .copied()
        .filter(|action| is_allowed_on(refund, actor, *action))
        .collect()
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "tests")]
mod tests;
