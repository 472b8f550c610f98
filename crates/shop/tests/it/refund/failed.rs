//! Definite refusals: confirmed by a query, then staff decide. Until then the amount stays
//! reserved.

use super::{Desk, REFUND, REFUND_QUERY};
use crate::desk::refusal;
use domain::{
    actions::Action,
    error::ErrorCode,
    refund::RefundState,
    time::{HOUR, MINUTE, SECOND},
};
use shop::refund::Decided;
use test_support::{Fault, for_both};

/// Makes the gateway refuse a refund of 12.00 definitely.
async fn fail(desk: &Desk, code: &'static str) -> Decided {
    desk.test.gateway.fail(REFUND, Fault::Refused(code));
    let refused = desk.refund(&[("1", "1", "12", "1")]).await;
    assert_eq!(
        refused.state,
        RefundState::Unknown,
        "a refusal alone is not a failure"
    );
    desk.test.after(15 * SECOND).await;
    let seen = desk.seen(&refused).await;
    assert_eq!(
        (seen.refund.state, seen.gateway_code.as_deref()),
        (RefundState::Failed, Some(code))
    );
    assert_eq!(desk.reserved().await, "1200", "the amount stays reserved");
    assert_eq!(seen.actions, [Action::RetryRefund, Action::DropRefund]);
    refused
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_refund_is_sent_again_under_its_number() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let failed = fail(&desk, "ACQ.TRADE_NOT_ALLOW_REFUND").await;
        // Nothing is sent automatically.
        desk.pass(60).await;
        desk.test.after(25 * HOUR).await;
        assert_eq!(desk.test.gateway.count(REFUND), 1);
        let again = desk.retry(desk.decision(&failed, "")).await.unwrap();
        assert_eq!(
            (again.state, &again.out_request_no),
            (RefundState::Succeeded, &failed.out_request_no)
        );
        assert_eq!(desk.given(), [(failed.out_request_no.clone(), 1_200)]);
        let second = desk.retry(desk.decision(&failed, "")).await;
        assert_eq!(refusal(second).0, ErrorCode::RefundStateMoved);
        desk.pass(60).await;
        assert_eq!(desk.test.gateway.count(REFUND), 2);
        assert_eq!(desk.log().await, ["refund.approve", "refund.retry"]);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_refund_is_given_up_once_the_gateway_does_not_know_it() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let failed = fail(&desk, "ACQ.REASON_TRADE_BEEN_FREEZEN").await;
        let no_reason = desk.drop_refund(desk.decision(&failed, " ")).await;
        assert_eq!(
            refusal(no_reason).1,
            [("reason".to_owned(), ErrorCode::RefundReasonRequired)]
        );
        desk.test.gateway.fail(REFUND_QUERY, Fault::RequestLost);
        let silent = desk.drop_refund(desk.decision(&failed, "客户改主意")).await;
        assert_eq!(refusal(silent).0, ErrorCode::GatewayUnavailable);
        assert_eq!(
            desk.state(&failed).await,
            RefundState::Failed,
            "without a response a refund cannot be cancelled"
        );
        assert_eq!(
            (desk.reserved().await.as_str(), desk.log().await.len()),
            ("1200", 1)
        );

        let dropped = desk
            .drop_refund(desk.decision(&failed, "客户改主意"))
            .await
            .unwrap();
        assert_eq!(dropped.state, RefundState::Dropped);
        assert_eq!(desk.reserved().await, "0");
        assert_eq!(
            desk.seen(&failed).await.staff_note.as_deref(),
            Some("客户改主意")
        );
        assert_eq!(desk.order_states().await, "open paid");
        assert_eq!(desk.log().await, ["refund.approve", "refund.drop"]);
        // Another amount is a new refund with a new number.
        let fresh = desk.refund(&[("1", "1", "10", "1")]).await;
        assert_eq!(fresh.out_request_no, format!("{}R02", desk.trade));
        assert_eq!(fresh.state, RefundState::Succeeded);
        desk.pass(60).await;
        assert_eq!(desk.given(), [(fresh.out_request_no, 1_000)]);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_that_exists_is_not_given_up() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let failed = fail(&desk, "ACQ.TRADE_STATUS_ERROR").await;
        let number = failed.out_request_no.clone();
        desk.test
            .gateway
            .change(&desk.trade, |trade, _| trade.refunds.push((number, 1_200)));
        let answer = desk.drop_refund(desk.decision(&failed, "客户改主意")).await;
        assert_eq!(refusal(answer).0, ErrorCode::RefundStateMoved);
        assert_eq!(desk.reserved().await, "1200");
        desk.test.run().await;
        desk.test.after(2 * MINUTE).await;
        assert_eq!(desk.state(&failed).await, RefundState::Succeeded);
        assert_eq!(desk.given().len(), 1);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn want_of_balance_heals_by_itself() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let failed = fail(&desk, "ACQ.SELLER_BALANCE_NOT_ENOUGH").await;
        desk.test
            .gateway
            .fail(REFUND, Fault::Refused("ACQ.SELLER_BALANCE_NOT_ENOUGH"));
        desk.test.after(HOUR).await;
        assert_eq!(
            (desk.state(&failed).await, desk.test.gateway.count(REFUND)),
            (RefundState::Unknown, 2)
        );
        desk.test.after(MINUTE).await;
        assert_eq!(desk.state(&failed).await, RefundState::Failed);
        desk.test.after(4 * HOUR).await;
        assert_eq!(desk.test.gateway.count(REFUND), 2);
        desk.test.after(HOUR).await;
        assert_eq!(desk.state(&failed).await, RefundState::Succeeded);
        assert_eq!(desk.given(), [(failed.out_request_no, 1_200)]);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unlisted_refusal_is_sent_again() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        desk.test
            .gateway
            .fail(REFUND, Fault::Refused("ACQ.NEVER_HEARD_OF"));
        let refused = desk.refund(&[("1", "1", "12", "1")]).await;
        desk.test.after(15 * SECOND).await;
        assert_eq!(desk.state(&refused).await, RefundState::Succeeded);
        assert_eq!(desk.given(), [(refused.out_request_no, 1_200)]);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unlisted_refusal_of_every_send_ends_in_a_decision() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        for _send in 0..5 {
            desk.test
                .gateway
                .fail(REFUND, Fault::Refused("ACQ.REFUND_FEE_ERROR"));
        }
        let refused = desk.refund(&[("1", "1", "12", "1")]).await;
        for wait in [15 * SECOND, MINUTE, 5 * MINUTE, HOUR] {
            desk.test.after(wait).await;
            assert_eq!(desk.state(&refused).await, RefundState::Unknown);
        }
        assert_eq!(desk.test.gateway.count(REFUND), 5);
        desk.test.after(24 * HOUR).await;
        let seen = desk.seen(&refused).await;
        assert_eq!(
            (seen.refund.state, seen.gateway_code.as_deref()),
            (RefundState::Failed, Some("ACQ.REFUND_FEE_ERROR"))
        );
        assert_eq!(seen.actions, [Action::RetryRefund, Action::DropRefund]);
        desk.test
            .shop
            .drop_refund(&desk.staff(), desk.decision(&refused, "改为线下退款"))
            .await
            .unwrap();
        assert_eq!(desk.reserved().await, "0", "the amount is released");
        assert!(desk.given().is_empty());
        desk.test.audit_is_green().await;
    })
    .await;
}
