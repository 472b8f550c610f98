//! Above the merchant's limit two persons approve, if there are two.

use super::super::Desk;
use crate::desk::refusal;
use domain::{error::ErrorCode, money::Fen, refund::RefundState, staff::Role, time::SECOND};
use shop::Viewer;
use test_support::{TestDb, for_both};

/// A desk with a limit of 50.00 and, beside the first member of staff, another one.
async fn of_two(db: TestDb) -> (Desk, Viewer) {
    let desk = Desk::open_set(db, |first| {
        first.two_persons_above = Some(Fen::new(5_000));
        first.return_address = "x".to_owned();
    })
    .await;
    let other = desk.test.staff("other@example.cn", &[Role::Refunds]).await;
    (desk, other)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_person_approves_and_the_first_cannot() {
    for_both(async |db| {
        let (desk, other) = of_two(db).await;
        let request = desk.asked("money", 2).await;
        let before = desk.test.shop.admin_refund(&other, &request).await.unwrap();
        assert!(before.needs_two && !before.waits_for_other);
        let agreed = desk.approve(&request).await.unwrap();
        assert_eq!(agreed.state, RefundState::Requested);
        assert_eq!(
            (desk.reserved().await.as_str(), desk.given().len()),
            ("0", 0)
        );
        let own = desk
            .test
            .shop
            .admin_refund(&desk.staff(), &request)
            .await
            .unwrap();
        let others = desk.test.shop.admin_refund(&other, &request).await.unwrap();
        assert!(own.waits_for_other && !others.waits_for_other);
        assert!(!own.needs_two && !others.needs_two);
        let refused = desk.approve(&request).await;
        assert_eq!(refusal(refused).0, ErrorCode::RefundSecondPerson);
        let done = desk.approve_as(&other, &request).await.unwrap();
        assert_eq!(done.state, RefundState::Succeeded);
        assert_eq!(desk.given(), [(request, 9_600)]);
        assert_eq!(desk.log().await, ["refund.agree", "refund.approve"]);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_lowers_the_amount_begins_anew() {
    for_both(async |db| {
        let (desk, other) = of_two(db).await;
        let request = desk.asked("money", 2).await;
        desk.approve(&request).await.unwrap();
        let lowered = desk.lower_as(&other, &request, 8_000).await.unwrap();
        assert_eq!(lowered.state, RefundState::Requested);
        let seen = desk.last().await;
        assert_eq!(
            (seen.amount, seen.asked),
            (Fen::new(8_000), Some(Fen::new(9_600)))
        );
        assert_eq!(
            refusal(desk.approve_as(&other, &request).await).0,
            ErrorCode::RefundSecondPerson
        );
        desk.test.audit_is_green().await;
        let done = desk.approve(&request).await.unwrap();
        assert_eq!(done.state, RefundState::Succeeded);
        assert_eq!(desk.last().await.decision_text.as_deref(), Some("一只完好"));
        assert_eq!(desk.given(), [(request, 8_000)]);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_person_decides_up_to_the_limit_or_alone() {
    for_both(async |db| {
        let (desk, other) = of_two(db).await;
        let request = desk.asked("money", 2).await;
        let done = desk.lower_as(&other, &request, 5_000).await.unwrap();
        assert_eq!(done.state, RefundState::Succeeded, "up to the limit");
        // The first agreed; then the other one left.
        desk.test.clock.advance(3 * SECOND);
        desk.test.audit_is_green().await;
    })
    .await;
    for_both(async |db| {
        let (desk, _other) = of_two(db).await;
        let request = desk.asked("money", 2).await;
        desk.approve(&request).await.unwrap();
        desk.sql("UPDATE users SET status = 'locked' WHERE email = 'other@example.cn'")
            .await;
        let done = desk.approve(&request).await.unwrap();
        assert_eq!(done.state, RefundState::Succeeded, "nobody else may");
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_of_staff_above_the_limit_waits_for_a_second_person() {
    for_both(async |db| {
        let (desk, other) = of_two(db).await;
        let form = desk.whole().await;
        let asked = desk.post(form.clone()).await.unwrap();
        assert_eq!(asked.state, RefundState::Requested);
        let again = desk.post(form).await.unwrap();
        assert_eq!(again, asked, "the same form is the same request");
        let second = desk.post(desk.whole().await).await;
        assert_eq!(refusal(second).0, ErrorCode::RefundRequestOpen);
        assert_eq!(desk.reserved().await, "0");
        assert_eq!(
            refusal(desk.approve(&asked.out_request_no).await).0,
            ErrorCode::RefundSecondPerson
        );
        assert_eq!(
            refusal(desk.withdraw(&asked.out_request_no).await).0,
            ErrorCode::RefundStateMoved,
            "it is not the customer's"
        );
        let done = desk
            .approve_as(&other, &asked.out_request_no)
            .await
            .unwrap();
        assert_eq!(done.state, RefundState::Succeeded);
        assert_eq!(desk.order_states().await, "cancelled refunded");
        assert_eq!(desk.stock().await, "10 0");
        assert_eq!(desk.log().await, ["refund.request", "refund.approve"]);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_person_asks_for_goods_and_another_receives_them() {
    for_both(async |db| {
        let (desk, other) = of_two(db).await;
        desk.ship(2).await;
        let request = desk.asked("return", 2).await;
        desk.want_goods(&request).await.unwrap();
        let own = desk.goods_came(&request, "2", "").await;
        assert_eq!(refusal(own).0, ErrorCode::RefundSecondPerson);
        assert_eq!(desk.stock().await, "8 0");
        let done = desk.goods_came_to(&other, &request, "2", "").await.unwrap();
        assert_eq!(done.state, RefundState::Succeeded);
        assert_eq!(desk.stock().await, "10 0");
        desk.test.audit_is_green().await;
    })
    .await;
}
