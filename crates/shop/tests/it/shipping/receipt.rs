//! Receipt by the clock: after its time, later if the customer asks, paused by a refund.

use super::House;
use crate::desk::refusal;
use domain::{
    actions::Action,
    error::ErrorCode,
    form::RefundDecisionForm,
    staff::Role,
    time::{DAY, HOUR, MINUTE},
    view::order::OrderTab,
};
use test_support::{Fault, TestShop, for_both, order_form};

async fn extend(test: &TestShop, number: &str) -> Result<(), shop::Error> {
    test.shop
        .extend_receipt(&test.buyer, order_form(number))
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_counted_when_its_time_is_over_and_not_before() {
    for_both(async |db| {
        let house = House::open(db).await;
        let test = &house.test;
        let number = house.tea(1).await;
        let tab = async |tab| {
            test.shop
                .orders(&test.buyer, tab, None)
                .await
                .unwrap()
                .orders
                .len()
        };
        assert_eq!(
            (tab(OrderTab::ToShip).await, tab(OrderTab::ToReceive).await),
            (1, 0)
        );
        house.ship(&number, "1").await;
        assert_eq!(
            (tab(OrderTab::ToShip).await, tab(OrderTab::ToReceive).await),
            (0, 1)
        );
        let receipt = house.status(&number).await.receipt.expect("a time");
        assert_eq!(
            (receipt.due, receipt.paused),
            (test.shop.now().plus(10 * DAY), false)
        );
        test.after(10 * DAY - MINUTE).await;
        assert_eq!(house.states(&number).await, "open shipped");
        test.audit_is_green().await;
        test.after(MINUTE).await;
        assert_eq!(house.states(&number).await, "completed received");
        assert_eq!(tab(OrderTab::ToReceive).await, 0);
        let cause = "SELECT cause AS answer FROM order_events WHERE to_state = 'completed'";
        assert_eq!(test.one(cause).await, "receipt_due");
        test.audit_is_green().await;
        // The job twice.
        let before = test.effects().await;
        let again =
            "UPDATE jobs SET state = 'ready', dedupe_key = NULL WHERE kind = 'receive_order'";
        store::testing::batch(test.shop.store(), again)
            .await
            .unwrap();
        assert!(test.run().await > 0);
        assert_eq!(test.effects().await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_customer_gets_three_more_days_once() {
    for_both(async |db| {
        let house = House::open(db).await;
        let test = &house.test;
        let number = house.tea(1).await;
        assert_eq!(
            refusal(extend(test, &number).await).0,
            ErrorCode::NotExtendable
        );
        house.ship(&number, "1").await;
        let can = house.status(&number).await.actions;
        assert!(can.contains(&Action::ConfirmReceipt) && can.contains(&Action::ExtendReceipt));
        let shipped = test.shop.now();
        test.clock.advance(9 * DAY);
        extend(test, &number).await.unwrap();
        assert_eq!(
            refusal(extend(test, &number).await).0,
            ErrorCode::NotExtendable
        );
        let seen = house.status(&number).await;
        assert_eq!(seen.receipt.expect("a time").due, shipped.plus(13 * DAY));
        assert!(!seen.actions.contains(&Action::ExtendReceipt));
        test.after(2 * DAY).await;
        assert_eq!(house.states(&number).await, "open shipped");
        test.audit_is_green().await;
        test.after(2 * DAY).await;
        assert_eq!(house.states(&number).await, "completed received");
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_under_way_stops_the_clock() {
    for_both(async |db| {
        let house = House::open(db).await;
        let test = &house.test;
        let number = house.tea(1).await;
        house.ship(&number, "1").await;
        let shipped = test.shop.now();
        test.clock.advance(4 * DAY);
        test.gateway.fail(
            "alipay.trade.refund",
            Fault::Refused("ACQ.TRADE_NOT_ALLOW_REFUND"),
        );
        let form = house.refund_form(&number, &[("1", "", "5", "")]).await;
        let held = house.refund(form).await.unwrap();
        test.after(15_000).await;
        for day in 0..12 {
            test.after(DAY).await;
            assert_eq!(house.states(&number).await, "open shipped", "day {day}");
        }
        assert!(house.status(&number).await.receipt.expect("a time").paused);
        test.audit_is_green().await;
        let decision = RefundDecisionForm {
            number: number.clone(),
            out_request_no: held.out_request_no,
            reason: "客户改主意".to_owned(),
        };
        let who = test.proven(&test.staff("drop@example.cn", &[Role::Refunds]).await);
        test.shop.drop_refund(&who, decision).await.unwrap();
        let seen = house.status(&number).await.receipt.expect("a time");
        // Twelve days and fifteen seconds of pause.
        assert_eq!(
            (seen.due, seen.paused),
            (shipped.plus(22 * DAY + 15_000), false)
        );
        test.after(5 * DAY).await;
        assert_eq!(
            house.states(&number).await,
            "open shipped",
            "six days were left"
        );
        test.after(DAY + HOUR).await;
        assert_eq!(house.states(&number).await, "completed received");
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_was_ahead_makes_nobody_wait() {
    for_both(async |db| {
        let house = House::open(db).await;
        let test = &house.test;
        let number = house.tea(1).await;
        test.clock.advance(30 * DAY);
        house.ship(&number, "1").await;
        test.clock.advance(-30 * DAY);
        test.run().await;
        let due = house.status(&number).await.receipt.expect("a time").due;
        assert_eq!(due, test.shop.now().plus(10 * DAY));
        test.after(10 * DAY).await;
        assert_eq!(house.states(&number).await, "completed received");
        test.audit_is_green().await;
    })
    .await;
}
