//! Lost responses: the state is `unknown`, and a query comes before anything is sent again.

use super::{Desk, PROBE, REFUND, REFUND_QUERY};
use crate::{alarms, desk::refusal};
use domain::{
    actions::Action,
    error::ErrorCode,
    order::OrderLabel,
    refund::RefundState,
    time::{DAY, HOUR, MINUTE, SECOND},
};
use test_support::{Fault, for_both};

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_lost_after_the_effect_is_found_by_the_question() {
    for_both(async |db| {
        for fault in [Fault::AnswerLost, Fault::BadSign] {
            let desk = Desk::open(test_support::TestDb::sqlite().await).await;
            lost_after(&desk, fault).await;
        }
        lost_after(&Desk::open(db).await, Fault::AnswerLost).await;
    })
    .await;
}

async fn lost_after(desk: &Desk, fault: Fault) {
    desk.test.gateway.fail(REFUND, fault);
    let lost = desk.refund(&[("1", "1", "12", "1")]).await;
    assert_eq!(lost.state, RefundState::Unknown);
    assert_eq!(desk.given().len(), 1, "the gateway made the refund");
    let seen = desk.seen(&lost).await;
    assert!(
        seen.actions.is_empty(),
        "no second send is offered: {:?}",
        seen.actions
    );
    let retried = desk.retry(desk.decision(&lost, "")).await;
    assert_eq!(refusal(retried).0, ErrorCode::RefundStateMoved);
    let label = desk.status(&desk.number).await.label;
    assert_eq!(label, OrderLabel::RefundInProgress);

    desk.test.after(14 * SECOND).await;
    assert_eq!(
        desk.test.gateway.count(REFUND_QUERY),
        PROBE,
        "no query before 15 s"
    );
    desk.test.after(SECOND).await;
    assert_eq!(desk.state(&lost).await, RefundState::Succeeded);
    assert_eq!(
        (desk.test.gateway.count(REFUND), desk.given().len()),
        (1, 1)
    );
    assert_eq!(desk.order_states().await, "open partially_refunded");
    desk.test.audit_is_green().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_the_gateway_made_stands_in_our_books() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        desk.test.gateway.fail(REFUND, Fault::AnswerLost);
        let form = desk.form(&[("1", "1", "12", "1")]).await;
        // The result of this request does not matter here.
        let told = desk.post(form).await;
        let numbers = desk
            .test
            .ask("SELECT out_request_no AS answer FROM refunds ORDER BY id")
            .await;
        let made: Vec<String> = desk.given().into_iter().map(|(no, _)| no).collect();
        assert_eq!(
            made, numbers,
            "made at the gateway and written nowhere: {told:?}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_was_lost_is_sent_again_under_its_number() {
    for_both(async |db| {
        for fault in [Fault::BadGateway, Fault::SystemError, Fault::Unsigned] {
            let desk = Desk::open(test_support::TestDb::sqlite().await).await;
            lost_before(&desk, fault).await;
        }
        lost_before(&Desk::open(db).await, Fault::RequestLost).await;
    })
    .await;
}

async fn lost_before(desk: &Desk, fault: Fault) {
    desk.test.gateway.fail(REFUND, fault);
    let lost = desk.refund(&[("1", "1", "12", "1")]).await;
    assert_eq!(lost.state, RefundState::Unknown);
    assert!(desk.given().is_empty());
    desk.test.after(15 * SECOND).await;
    assert_eq!(desk.state(&lost).await, RefundState::Succeeded);
    assert_eq!(desk.given(), [(lost.out_request_no.clone(), 1_200)]);
    let calls: Vec<String> = desk
        .test
        .gateway
        .calls()
        .into_iter()
        .filter(|call| call.contains("refund"))
        .collect();
    let about = |method: &str| format!("{method} {}", desk.trade);
    assert_eq!(
        calls,
        [
            about(REFUND_QUERY),
            about(REFUND),
            about(REFUND_QUERY),
            about(REFUND)
        ],
        "queried before it is sent again"
    );
    assert_eq!(desk.seen(&lost).await.tries, 2);
    desk.test.audit_is_green().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_that_moves_no_money_is_asked_about() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        desk.test.gateway.fail(REFUND, Fault::AnswerLost);
        // The query does not find the refund although it exists, so it is sent again.
        desk.test
            .gateway
            .fail(REFUND_QUERY, Fault::Refused("ACQ.TRADE_NOT_EXIST"));
        let lost = desk.refund(&[("1", "1", "12", "1")]).await;
        desk.test.after(15 * SECOND).await;
        assert_eq!(desk.given().len(), 1, "the same number is the same refund");
        let seen = desk.seen(&lost).await;
        assert_eq!((seen.refund.state, seen.tries), (RefundState::Unknown, 2));
        assert_eq!(seen.gateway_code.as_deref(), Some("FUND_CHANGE_N"));
        desk.test.after(MINUTE).await;
        assert_eq!(desk.state(&lost).await, RefundState::Succeeded);
        assert_eq!(desk.test.gateway.count(REFUND), 2);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_never_ends_it_and_slows_the_questions_down() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        desk.test.gateway.fail(REFUND, Fault::AnswerLost);
        let lost = desk.refund(&[("1", "1", "12", "1")]).await;
        let mut asked = Vec::new();
        for wait in [
            15 * SECOND,
            45 * SECOND,
            4 * MINUTE,
            55 * MINUTE,
            23 * HOUR,
            DAY,
        ] {
            desk.test.gateway.fail(REFUND_QUERY, Fault::BadGateway);
            desk.test.after(wait).await;
            asked.push(desk.test.gateway.count(REFUND_QUERY) - PROBE);
            assert_eq!(desk.state(&lost).await, RefundState::Unknown);
        }
        assert_eq!(
            asked,
            [1, 2, 3, 4, 5, 6],
            "15 s, 1 min, 5 min, 1 h, then daily"
        );
        desk.test.after(DAY).await;
        assert_eq!(desk.state(&lost).await, RefundState::Succeeded);
        assert_eq!(
            (desk.test.gateway.count(REFUND), desk.given().len()),
            (1, 1)
        );
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_amount_under_our_number_ends_in_a_decision() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        desk.test.gateway.fail(REFUND, Fault::AnswerLost);
        let lost = desk.refund(&[("1", "1", "12", "1")]).await;
        desk.test
            .gateway
            .change(&desk.trade, |trade, _| trade.refunds[0].1 = 1_100);
        desk.test.after(15 * SECOND).await;
        let seen = desk.seen(&lost).await;
        assert_eq!(seen.refund.state, RefundState::Failed);
        assert_eq!(
            (seen.gateway_code.as_deref(), seen.gateway_msg.as_deref()),
            (Some("NUMBER_TAKEN"), Some("11.00"))
        );
        assert_eq!(seen.actions, [Action::DropRefund], "a retry can only fail");
        desk.test.after(DAY).await;
        assert_eq!(desk.test.gateway.count(REFUND), 1, "nothing is sent again");
        let retried = desk.retry(desk.decision(&lost, "")).await;
        assert_eq!(refusal(retried).0, ErrorCode::RefundStateMoved);

        desk.drop_refund(desk.decision(&lost, "号码已被占用"))
            .await
            .unwrap();
        assert_eq!(desk.state(&lost).await, RefundState::Dropped);
        assert_eq!(
            desk.reserved().await,
            "1100",
            "the amount that the gateway refunded"
        );
        assert_eq!(desk.order_states().await, "open partially_refunded");
        // The same notification again has no effect.
        desk.tell(&lost.out_request_no, "11.00").await;
        desk.pass(60).await;
        assert_eq!(desk.reserved().await, "1100");
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_job_runs_twice_and_moves_money_once() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        desk.test.gateway.fail(REFUND, Fault::RequestLost);
        let lost = desk.refund(&[("1", "1", "12", "1")]).await;
        for wait in [15 * SECOND, MINUTE, HOUR] {
            desk.test.after(wait).await;
            // Run each job twice, as if the worker died before recording the result.
            desk.again().await;
            desk.test.run().await;
        }
        assert_eq!(desk.state(&lost).await, RefundState::Succeeded);
        assert_eq!(desk.given(), [(lost.out_request_no, 1_200)]);
        assert_eq!(desk.test.gateway.count(REFUND), 2);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_that_is_lost_with_every_send_alarms_somebody() {
    alarms::listen();
    for_both(async |db| {
        let desk = Desk::open_on(db, 101).await;
        for _ in 0..6 {
            desk.test.gateway.fail(REFUND, Fault::RequestLost);
        }
        let lost = desk.refund(&[("1", "1", "12", "1")]).await;
        let before = alarms::count("refund_unknown", &lost.out_request_no);
        for wait in [15 * SECOND, MINUTE, 5 * MINUTE] {
            desk.test.after(wait).await;
        }
        assert_eq!(
            desk.seen(&lost).await.tries,
            4,
            "each query is followed by another send"
        );
        assert_eq!(
            alarms::count("refund_unknown", &lost.out_request_no),
            before
        );
        desk.test.after(HOUR).await;
        assert_eq!(desk.state(&lost).await, RefundState::Unknown);
        assert_eq!(
            alarms::count("refund_unknown", &lost.out_request_no),
            before + 1
        );
        desk.test.after(DAY).await;
        assert_eq!(
            alarms::count("refund_unknown", &lost.out_request_no),
            before + 2,
            "and again every day"
        );
        desk.test.after(DAY).await;
        assert_eq!(desk.state(&lost).await, RefundState::Succeeded);
        desk.test.audit_is_green().await;
    })
    .await;
}
