//! The table of allowed actions, row by row.

use super::*;
use crate::{payment::last_payable, time::MINUTE};

const T: Millis = Millis::new(1_800_000_000_000);

fn attempt(state: AttemptState) -> AttemptFacts {
    let paid = state.is_paid().then_some(Fen::new(8_800));
    let disposition = state.is_paid().then_some(Disposition::Applied);
    AttemptFacts {
        state,
        disposition,
        paid,
        refund_reserved: Fen::ZERO,
        returned_at: None,
    }
}

fn unpaid(attempts: Vec<AttemptFacts>) -> OrderFacts {
    OrderFacts {
        lifecycle: Lifecycle::Open,
        pay_state: PayState::Unpaid,
        ship_state: ShipState::None,
        cancel_intent: None,
        cancel_reason: None,
        pay_deadline: T.plus(30 * MINUTE),
        received_at: None,
        receipt_extended: false,
        request_within: REQUEST_WITHIN,
        attempts,
        refunds: Vec::new(),
        shippable_units: 0,
    }
}

fn paid() -> OrderFacts {
    OrderFacts {
        pay_state: PayState::Paid,
        shippable_units: 2,
        ..unpaid(vec![attempt(AttemptState::Paid)])
    }
}

fn refund(state: RefundState, origin: RefundOrigin) -> RefundFacts {
    RefundFacts {
        state,
        origin,
        on_applied: !origin.is_automatic(),
        moot: None,
        is_returnable: true,
    }
}

fn buyer(order: &OrderFacts, now: Millis) -> Vec<Action> {
    allowed_actions(order, &Actor::Buyer, now)
}

fn staff(order: &OrderFacts, roles: &[Role]) -> Vec<Action> {
    allowed_actions(order, &Actor::Staff(&Roles(roles.to_vec())), T)
}

#[test]
fn an_unpaid_order_can_be_paid_and_cancelled() {
    let order = unpaid(Vec::new());
    assert_eq!(
        buyer(&order, T),
        [Action::Pay, Action::Cancel, Action::BuyAgain]
    );
    let last = last_payable(order.pay_deadline);
    assert!(buyer(&order, last.plus(-1)).contains(&Action::Pay));
    assert!(
        !buyer(&order, last).contains(&Action::Pay),
        "no new payment attempt in the last minute"
    );
    assert!(buyer(&order, last).contains(&Action::Cancel));
    assert_eq!(staff(&order, &[Role::Orders]), [Action::Cancel]);
    assert!(staff(&order, &[Role::Viewer]).is_empty());
}

#[test]
fn an_order_on_its_way_out_is_neither_paid_nor_cancelled_again() {
    for intent in CancelIntent::ALL {
        let order = OrderFacts {
            cancel_intent: Some(*intent),
            ..unpaid(vec![attempt(AttemptState::Closing)])
        };
        assert_eq!(buyer(&order, T), [Action::CheckPayment, Action::BuyAgain]);
    }
    for lifecycle in [Lifecycle::Cancelled, Lifecycle::Completed] {
        let order = OrderFacts {
            lifecycle,
            ..unpaid(Vec::new())
        };
        assert_eq!(buyer(&order, T), [Action::BuyAgain]);
    }
}

#[test]
fn only_watched_attempts_are_asked_about() {
    for state in AttemptState::ALL {
        let order = unpaid(vec![attempt(*state)]);
        let asks = buyer(&order, T).contains(&Action::CheckPayment);
        assert_eq!(asks, state.is_watched(), "{state}");
        assert_eq!(
            staff(&order, &[Role::Viewer]).contains(&Action::CheckPayment),
            asks,
            "{state}"
        );
    }
    assert!(
        staff(&unpaid(vec![attempt(AttemptState::Open)]), &[]).is_empty(),
        "without a role nothing is allowed"
    );
}

#[test]
fn money_is_given_back_by_the_refunds_role_within_the_cap() {
    let order = paid();
    assert_eq!(staff(&order, &[Role::Refunds]), [Action::Refund]);
    assert_eq!(staff(&order, &[Role::Orders]), [Action::Ship]);
    assert_eq!(
        staff(&order, &[Role::Owner]),
        [Action::Refund, Action::Ship]
    );
    for role in [Role::Finance, Role::Catalog, Role::Viewer] {
        assert!(staff(&order, &[role]).is_empty(), "{role}");
    }
    let mut taken = paid();
    taken.attempts[0].refund_reserved = Fen::new(8_800);
    assert!(staff(&taken, &[Role::Refunds]).is_empty());
    assert!(!buyer(&taken, T).contains(&Action::RequestRefund));
    let finished = OrderFacts {
        attempts: vec![attempt(AttemptState::Finished)],
        ..paid()
    };
    assert!(
        staff(&finished, &[Role::Refunds]).is_empty(),
        "a finished trade cannot be refunded"
    );
    let mut surplus = paid();
    surplus.attempts[0].disposition = Some(Disposition::Duplicate);
    assert!(
        staff(&surplus, &[Role::Refunds]).is_empty(),
        "an unapplied payment is refunded automatically"
    );
}

#[test]
fn a_shopper_has_one_request_at_a_time_and_fifteen_days() {
    let order = paid();
    assert_eq!(buyer(&order, T), [Action::RequestRefund, Action::BuyAgain]);
    let asked = |state, origin| OrderFacts {
        refunds: vec![refund(state, origin)],
        ..paid()
    };
    assert_eq!(
        buyer(&asked(RefundState::Requested, RefundOrigin::Shopper), T),
        [Action::WithdrawRefund, Action::BuyAgain]
    );
    assert_eq!(
        buyer(
            &asked(RefundState::AwaitingReturn, RefundOrigin::Shopper),
            T
        ),
        [Action::WithdrawRefund, Action::SendReturn, Action::BuyAgain]
    );
    assert_eq!(
        buyer(&asked(RefundState::Requested, RefundOrigin::Admin), T),
        [Action::BuyAgain],
        "what staff asked of a second person is not the customer's to withdraw"
    );
    let soon = 3 * DAY;
    for (within, ago, may) in [
        (REQUEST_WITHIN, REQUEST_WITHIN, true),
        (REQUEST_WITHIN, REQUEST_WITHIN + 1, false),
        (soon, soon, true),
        (soon, soon + 1, false),
    ] {
        let received = OrderFacts {
            request_within: within,
            received_at: Some(T.plus(-ago)),
            ship_state: ShipState::Received,
            ..paid()
        };
        assert_eq!(buyer(&received, T).contains(&Action::RequestRefund), may);
    }
}

#[test]
fn what_cannot_be_made_any_more_is_dropped_whoever_wanted_it() {
    for origin in RefundOrigin::ALL {
        for (moot, retried) in [
            (Moot::Taken, false),
            (Moot::WentBack, true),
            (Moot::Beyond, true),
        ] {
            let facts = RefundFacts {
                moot: Some(moot),
                ..refund(RefundState::Failed, *origin)
            };
            let roles = Roles(vec![Role::Refunds]);
            let can = refund_actions(&facts, &Actor::Staff(&roles));
            assert!(can.contains(&Action::DropRefund), "{moot:?} {origin}");
            assert_eq!(can.contains(&Action::RetryRefund), retried, "{moot:?}");
        }
    }
}

#[test]
fn failed_refunds_are_retried_and_dropped_unless_automatic() {
    for state in RefundState::ALL {
        for origin in RefundOrigin::ALL {
            let order = OrderFacts {
                refunds: vec![refund(*state, *origin)],
                ..paid()
            };
            let can = staff(&order, &[Role::Refunds]);
            let failed = *state == RefundState::Failed;
            assert_eq!(
                can.contains(&Action::RetryRefund),
                failed,
                "{state} {origin}"
            );
            assert_eq!(
                can.contains(&Action::DropRefund),
                failed && !origin.is_automatic(),
                "{state} {origin}"
            );
            assert_eq!(
                can.contains(&Action::ApproveRefund),
                *state == RefundState::Requested,
                "{state}"
            );
            let awaited = *state == RefundState::AwaitingReturn;
            assert_eq!(can.contains(&Action::ReceiveReturn), awaited, "{state}");
            assert_eq!(
                can.contains(&Action::RejectRefund),
                awaited || *state == RefundState::Requested,
                "{state}"
            );
            assert_eq!(
                can.contains(&Action::AskReturn),
                *state == RefundState::Requested && *origin == RefundOrigin::Shopper,
                "{state} {origin}"
            );
            assert!(
                refund_actions(&refund(*state, *origin), &Actor::Buyer)
                    .iter()
                    .all(|a| matches!(a, Action::WithdrawRefund | Action::SendReturn))
            );
            assert_eq!(
                refund_actions(
                    &refund(*state, *origin),
                    &Actor::Staff(&Roles(vec![Role::Refunds]))
                ),
                can.into_iter()
                    .filter(|a| *a != Action::Refund)
                    .collect::<Vec<_>>()
            );
        }
    }
}

#[test]
fn parcels_are_sent_while_something_is_paid_and_left() {
    for pay_state in PayState::ALL {
        for units in [0, 1] {
            let order = OrderFacts {
                pay_state: *pay_state,
                shippable_units: units,
                ..paid()
            };
            let may =
                units > 0 && matches!(pay_state, PayState::Paid | PayState::PartiallyRefunded);
            assert_eq!(
                staff(&order, &[Role::Orders]).contains(&Action::Ship),
                may,
                "{pay_state} {units}"
            );
        }
    }
    for ship_state in ShipState::ALL {
        let order = OrderFacts {
            ship_state: *ship_state,
            ..paid()
        };
        let may = |action| buyer(&order, T).contains(&action);
        let shipped = *ship_state == ShipState::Shipped;
        assert_eq!(may(Action::ConfirmReceipt), shipped);
        assert_eq!(may(Action::ExtendReceipt), shipped);
        let extended = OrderFacts {
            receipt_extended: true,
            ..order.clone()
        };
        let can = buyer(&extended, T);
        assert!(!can.contains(&Action::ExtendReceipt), "only once");
        assert_eq!(can.contains(&Action::ConfirmReceipt), shipped);
    }
}

#[test]
fn buyers_and_staff_share_only_what_both_may_do() {
    let order = OrderFacts {
        refunds: RefundState::ALL
            .iter()
            .map(|s| refund(*s, RefundOrigin::Shopper))
            .collect(),
        ..paid()
    };
    let both = [Action::CheckPayment, Action::Cancel];
    let team = staff(&order, &[Role::Owner]);
    for action in buyer(&order, T) {
        assert!(
            !team.contains(&action) || both.contains(&action),
            "{action}"
        );
    }
}

#[test]
fn goods_that_were_not_shipped_are_not_asked_back() {
    let facts = RefundFacts {
        is_returnable: false,
        ..refund(RefundState::Requested, RefundOrigin::Shopper)
    };
    let roles = Roles(vec![Role::Refunds]);
    assert_eq!(
        refund_actions(&facts, &Actor::Staff(&roles)),
        [Action::ApproveRefund, Action::RejectRefund]
    );
}
