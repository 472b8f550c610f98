//! The label of an order. The first rule that matches decides.

use super::{CancelReason, Lifecycle, OrderLabel, PayState, ShipState};
use crate::{
    actions::OrderFacts,
    refund::RefundState,
    time::{MINUTE, Millis},
};

/// How long a return shows `ConfirmingPayment`.
const CONFIRMING_FOR: i64 = 10 * MINUTE;

/// The label of an order at `now`.
#[must_use]
pub fn label(order: &OrderFacts, now: Millis) -> OrderLabel {
    if order.lifecycle == Lifecycle::Cancelled {
        return match (order.pay_state, order.cancel_reason) {
            (PayState::Refunded, _) | (_, Some(CancelReason::Refunded)) => {
                OrderLabel::ClosedRefunded
            }
            (_, Some(CancelReason::Deadline)) => OrderLabel::CancelledDeadline,
            (_, Some(CancelReason::Shopper)) => OrderLabel::CancelledShopper,
            (_, Some(CancelReason::Staff) | None) => OrderLabel::CancelledStaff,
        };
    }
    if let Some(label) = live_refund(order) {
        return label;
    }
    match order.pay_state {
        PayState::Unpaid if order.cancel_intent.is_some() => OrderLabel::Cancelling,
        PayState::Unpaid if is_confirming(order, now) => OrderLabel::ConfirmingPayment,
        PayState::Unpaid => OrderLabel::AwaitingPayment,
        PayState::Refunded => OrderLabel::Refunded,
        PayState::Paid | PayState::PartiallyRefunded => match (order.lifecycle, order.ship_state) {
            (Lifecycle::Completed, _) => OrderLabel::Completed,
            // The products were refunded, but not e.g. the shipping.
            (Lifecycle::Open | Lifecycle::Cancelled, ShipState::None)
                if order.shippable_units == 0 =>
            {
                OrderLabel::NothingToShip
            }
            (Lifecycle::Open | Lifecycle::Cancelled, ShipState::None) => OrderLabel::ToBeShipped,
            (Lifecycle::Open | Lifecycle::Cancelled, ShipState::Partial) => {
                OrderLabel::PartlyShipped
            }
            (Lifecycle::Open | Lifecycle::Cancelled, ShipState::Shipped) => OrderLabel::OnItsWay,
            (Lifecycle::Open | Lifecycle::Cancelled, ShipState::Received) => OrderLabel::Received,
        },
    }
}

/// True if 部分退款 is shown beside the label.
#[must_use]
pub fn is_partly_refunded(pay_state: PayState) -> bool {
    pay_state == PayState::PartiallyRefunded
}

/// The most advanced refund under way of the applied payment; automatic refunds are not shown here.
fn live_refund(order: &OrderFacts) -> Option<OrderLabel> {
    let rank = |state: RefundState| match state {
        RefundState::Approved
        | RefundState::Sending
        | RefundState::Unknown
        | RefundState::Failed => Some((0, OrderLabel::RefundInProgress)),
        RefundState::AwaitingReturn => Some((1, OrderLabel::AwaitingReturn)),
        RefundState::Requested => Some((2, OrderLabel::RefundUnderReview)),
        RefundState::Succeeded
        | RefundState::Rejected
        | RefundState::Withdrawn
        | RefundState::Dropped => None,
    };
    order
        .refunds
        .iter()
        .filter(|refund| refund.on_applied)
        .filter_map(|refund| rank(refund.state))
        .min_by_key(|(place, _)| *place)
        .map(|(_, label)| label)
}

fn is_confirming(order: &OrderFacts, now: Millis) -> bool {
    order
        .attempts
        .iter()
        .filter_map(|attempt| attempt.returned_at)
        .filter_map(|at| at.age(now))
        .any(|age| age <= CONFIRMING_FOR)
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;
    use crate::{
        actions::{Action, Actor, AttemptFacts, RefundFacts, allowed_actions},
        money::Fen,
        order::CancelIntent,
        payment::{AttemptState, Disposition},
        refund::RefundOrigin,
    };
    use proptest::prelude::*;

    const T: Millis = Millis::new(1_800_000_000_000);

    #[test]
    fn only_a_part_is_a_partial_refund() {
        let shown: Vec<bool> = PayState::ALL
            .iter()
            .copied()
            .map(is_partly_refunded)
            .collect();
        assert_eq!(shown, [false, false, true, false]);
        assert!(is_partly_refunded(PayState::PartiallyRefunded));
    }

    fn placed() -> OrderFacts {
        OrderFacts {
            lifecycle: Lifecycle::Open,
            pay_state: PayState::Unpaid,
            ship_state: ShipState::None,
            cancel_intent: None,
            cancel_reason: None,
            pay_deadline: T.plus(30 * MINUTE),
            received_at: None,
            receipt_extended: false,
            request_within: crate::actions::REQUEST_WITHIN,
            attempts: Vec::new(),
            refunds: Vec::new(),
            shippable_units: 0,
        }
    }

    fn paid() -> OrderFacts {
        let attempt = AttemptFacts {
            state: AttemptState::Paid,
            disposition: Some(Disposition::Applied),
            paid: Some(Fen::new(8_800)),
            refund_reserved: Fen::ZERO,
            returned_at: None,
        };
        OrderFacts {
            pay_state: PayState::Paid,
            attempts: vec![attempt],
            shippable_units: 2,
            ..placed()
        }
    }

    fn with_refund(state: RefundState, on_applied: bool) -> OrderFacts {
        let refund = RefundFacts {
            state,
            origin: RefundOrigin::Admin,
            on_applied,
            moot: None,
            is_returnable: false,
        };
        OrderFacts {
            refunds: vec![refund],
            ..paid()
        }
    }

    #[test]
    fn each_line_of_the_table() {
        let cancelled = |reason| OrderFacts {
            lifecycle: Lifecycle::Cancelled,
            cancel_reason: Some(reason),
            ..placed()
        };
        let returned = |ago: i64| {
            let mut order = paid();
            order.pay_state = PayState::Unpaid;
            order.attempts[0] = AttemptFacts {
                state: AttemptState::Open,
                disposition: None,
                paid: None,
                refund_reserved: Fen::ZERO,
                returned_at: Some(T.plus(-ago)),
            };
            order
        };
        let shipped = |ship_state| OrderFacts {
            ship_state,
            ..paid()
        };
        for (order, expected) in [
            (
                OrderFacts {
                    pay_state: PayState::Refunded,
                    ..cancelled(CancelReason::Refunded)
                },
                OrderLabel::ClosedRefunded,
            ),
            (
                cancelled(CancelReason::Deadline),
                OrderLabel::CancelledDeadline,
            ),
            (
                cancelled(CancelReason::Shopper),
                OrderLabel::CancelledShopper,
            ),
            (cancelled(CancelReason::Staff), OrderLabel::CancelledStaff),
            (
                with_refund(RefundState::Approved, true),
                OrderLabel::RefundInProgress,
            ),
            (
                with_refund(RefundState::Sending, true),
                OrderLabel::RefundInProgress,
            ),
            (
                with_refund(RefundState::Unknown, true),
                OrderLabel::RefundInProgress,
            ),
            (
                with_refund(RefundState::Failed, true),
                OrderLabel::RefundInProgress,
            ),
            (
                with_refund(RefundState::AwaitingReturn, true),
                OrderLabel::AwaitingReturn,
            ),
            (
                with_refund(RefundState::Requested, true),
                OrderLabel::RefundUnderReview,
            ),
            (
                with_refund(RefundState::Unknown, false),
                OrderLabel::ToBeShipped,
            ),
            (
                with_refund(RefundState::Succeeded, true),
                OrderLabel::ToBeShipped,
            ),
            (
                OrderFacts {
                    cancel_intent: Some(CancelIntent::Deadline),
                    ..returned(0)
                },
                OrderLabel::Cancelling,
            ),
            (returned(0), OrderLabel::ConfirmingPayment),
            (returned(600_000), OrderLabel::ConfirmingPayment),
            (returned(600_001), OrderLabel::AwaitingPayment),
            // A timestamp slightly in the future is accepted, as clocks differ; one far ahead is
            // ignored.
            (returned(-1), OrderLabel::ConfirmingPayment),
            (returned(-60_001), OrderLabel::AwaitingPayment),
            (placed(), OrderLabel::AwaitingPayment),
            (
                OrderFacts {
                    pay_state: PayState::Refunded,
                    ..shipped(ShipState::Shipped)
                },
                OrderLabel::Refunded,
            ),
            (
                OrderFacts {
                    lifecycle: Lifecycle::Completed,
                    ..shipped(ShipState::Received)
                },
                OrderLabel::Completed,
            ),
            (shipped(ShipState::None), OrderLabel::ToBeShipped),
            (
                OrderFacts {
                    pay_state: PayState::PartiallyRefunded,
                    shippable_units: 0,
                    ..paid()
                },
                OrderLabel::NothingToShip,
            ),
            (
                OrderFacts {
                    shippable_units: 1,
                    ..paid()
                },
                OrderLabel::ToBeShipped,
            ),
            (
                OrderFacts {
                    shippable_units: 0,
                    ..shipped(ShipState::Shipped)
                },
                OrderLabel::OnItsWay,
            ),
            (shipped(ShipState::Partial), OrderLabel::PartlyShipped),
            (shipped(ShipState::Shipped), OrderLabel::OnItsWay),
            (shipped(ShipState::Received), OrderLabel::Received),
        ] {
            assert_eq!(label(&order, T), expected, "{order:?}");
        }
    }

    proptest! {
        // The buttons must match the label.
        #[test]
        fn labels_and_actions_agree(
            lifecycle in prop::sample::select(Lifecycle::ALL),
            pay_state in prop::sample::select(PayState::ALL),
            ship_state in prop::sample::select(ShipState::ALL),
            intent in prop::option::of(prop::sample::select(CancelIntent::ALL)),
            refund in prop::option::of(prop::sample::select(RefundState::ALL)),
            late in 0_i64..60 * MINUTE,
        ) {
            let mut order = OrderFacts { lifecycle, pay_state, ship_state, cancel_intent: intent, ..paid() };
            if pay_state == PayState::Unpaid {
                order.attempts.clear();
            } else if let Some(state) = refund {
                order.refunds.push(RefundFacts { state, origin: RefundOrigin::Shopper, on_applied: true, moot: None, is_returnable: false });
            }
            let now = T.plus(late);
            let label = label(&order, now);
            let actions = allowed_actions(&order, &Actor::Buyer, now);
            let can = |action| actions.contains(&action);
            if can(Action::Pay) {
                prop_assert!(matches!(label, OrderLabel::AwaitingPayment | OrderLabel::ConfirmingPayment));
            }
            if label == OrderLabel::Cancelling {
                prop_assert!(!can(Action::Pay) && !can(Action::Cancel));
            }
            if can(Action::WithdrawRefund) && lifecycle != Lifecycle::Cancelled {
                prop_assert!(matches!(label, OrderLabel::RefundUnderReview | OrderLabel::AwaitingReturn));
                prop_assert!(!can(Action::RequestRefund));
            }
        }
    }
}
