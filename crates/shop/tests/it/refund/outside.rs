//! Refunds the gateway speaks of by itself: ours, and those made in its own console.

use super::{Desk, REFUND, REFUND_QUERY};
use crate::alarms;
use alipay::TradeStatus;
use domain::{
    money::Fen,
    refund::{RefundOrigin, RefundState},
    time::{HOUR, MINUTE, SECOND},
};
use shop::notify::NotifyAnswer;
use test_support::{Fault, for_both};

impl Desk {
    /// The gateway tells of a refund.
    async fn tell(&self, out_biz_no: &str, sum: &str) {
        self.tell_of(&self.trade, out_biz_no, sum).await;
    }

    /// The same of another payment.
    async fn tell_of(&self, trade: &str, out_biz_no: &str, sum: &str) {
        let notice = self
            .test
            .gateway
            .notice(trade)
            .with("out_biz_no", out_biz_no)
            .with("refund_fee", sum)
            .with("gmt_refund", "2026-11-22 10:00:30");
        let answer = self.test.shop.on_notify(notice.signed().as_bytes()).await;
        assert_eq!(answer, NotifyAnswer::Success);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_echo_wakes_the_question_and_never_sooner_than_it_counts() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        desk.test.gateway.fail(REFUND, Fault::AnswerLost);
        let lost = desk.refund(&[("1", "1", "12", "1")]).await;
        desk.tell(&lost.out_request_no, "12.00").await;
        desk.test.after(9 * SECOND).await;
        assert_eq!(desk.test.gateway.count(REFUND_QUERY), 0);
        desk.test.after(SECOND).await;
        assert_eq!(desk.state(&lost).await, RefundState::Succeeded);
        // Told again, nothing happens.
        desk.tell(&lost.out_request_no, "12.00").await;
        desk.test.after(HOUR).await;
        assert_eq!(
            (
                desk.test.gateway.count(REFUND),
                desk.test.gateway.count(REFUND_QUERY)
            ),
            (1, 1)
        );
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_made_in_the_console_is_booked_once_confirmed() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        desk.test.gateway.change(&desk.trade, |trade, _| {
            trade.refunds.push(("CONSOLE-1".to_owned(), 3_000))
        });
        let before = desk.test.money().await;
        desk.tell("CONSOLE-1", "30.00").await;
        assert_eq!(
            desk.test.money().await,
            before,
            "a notify alone books no refund"
        );
        desk.test.run().await;
        let order = desk
            .test
            .shop
            .admin_order(&desk.staff, &desk.number)
            .await
            .unwrap();
        let refund = &order.refunds[0].refund;
        assert_eq!(
            (refund.state, refund.origin),
            (RefundState::Succeeded, RefundOrigin::External)
        );
        assert_eq!(refund.amount, Fen::new(3_000));
        assert_eq!(desk.order_states().await, "open partially_refunded");
        let page = desk
            .test
            .shop
            .refund_page(&desk.staff, &desk.number, None)
            .await
            .unwrap();
        assert_eq!(page.cap, Fen::new(6_600));
        desk.tell("CONSOLE-1", "30.00").await;
        desk.test.after(HOUR).await;
        assert_eq!(desk.reserved().await, "3000");
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_console_refund_nobody_confirms_is_not_booked() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        desk.tell("CONSOLE-2", "30.00").await;
        for _ in 0..4 {
            desk.test.after(24 * HOUR).await;
        }
        assert_eq!(desk.reserved().await, "0");
        assert_eq!(desk.test.gateway.count(REFUND_QUERY), 4);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_of_ours_that_was_used_outside_is_spent() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let (first, second) = (format!("{}R01", desk.trade), format!("{}R02", desk.trade));
        // As after a restore: the gateway knows refunds that the backup does not.
        desk.test.gateway.change(&desk.trade, |trade, _| {
            trade.refunds.push((first.clone(), 1_000));
            trade.refunds.push((second.clone(), 1_000));
        });
        desk.tell(&second, "20.00").await;
        desk.test.run().await;
        desk.tell(&first, "20.00").await;
        desk.test.run().await;
        assert_eq!(desk.reserved().await, "2000");
        desk.test.after(MINUTE).await;
        let ours = desk.refund(&[("1", "1", "12", "1")]).await;
        assert_eq!(ours.out_request_no, format!("{}R03", desk.trade));
        assert_eq!(ours.state, RefundState::Succeeded);
        assert_eq!(desk.given().len(), 3);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_another_payments_refund_bears_alarms_somebody() {
    alarms::listen();
    for_both(async |db| {
        let desk = Desk::open_on(db, 102).await;
        let buyer = desk.test.buyer.clone();
        let (_, other) = desk.test.paid_order(&buyer, &[("TEA-100G", 1)]).await;
        for trade in [&desk.trade, &other] {
            desk.test.gateway.change(trade, |trade, _| {
                trade.refunds.push(("CONSOLE-1".to_owned(), 1_000))
            });
        }
        desk.tell("CONSOLE-1", "10.00").await;
        desk.test.run().await;
        let before = alarms::count("external_refund_number_taken", &other);
        desk.tell_of(&other, "CONSOLE-1", "10.00").await;
        desk.test.run().await;
        assert_eq!(
            alarms::count("external_refund_number_taken", &other),
            before + 1
        );
        let booked = "SELECT out_request_no AS answer FROM refunds";
        assert_eq!(desk.test.ask(booked).await, ["CONSOLE-1"]);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_went_back_under_an_unknown_number_alarms_somebody() {
    alarms::listen();
    for_both(async |db| {
        let desk = Desk::open_on(db, 103).await;
        let buyer = desk.test.buyer.clone();
        let number = desk.test.order(&buyer, &[("TEA-100G", 1)]).await;
        let trade = desk.test.start_payment(&buyer, &number).await;
        let heard = || alarms::count("refund_unexplained", &trade);
        let before = heard();
        desk.test.gateway.pay(&trade);
        desk.test.gateway.change(&trade, |trade, _| {
            trade.status = TradeStatus::TradeClosed;
            trade.refunds.push(("CONSOLE-7".to_owned(), 5_200));
        });
        desk.test.after(MINUTE).await;
        assert_eq!(heard(), before + 1, "as soon as it is heard of");
        for _ in 0..4 {
            desk.test.after(24 * HOUR).await;
        }
        assert_eq!(heard(), before + 2, "and when no number is left to ask for");
        desk.tell_of(&trade, "CONSOLE-7", "52.00").await;
        desk.test.run().await;
        let seen = desk.test.shop.order_status(&buyer, &number).await.unwrap();
        assert_eq!(
            seen.refunded,
            Fen::new(5_200),
            "what the console tells is booked"
        );
        desk.test.audit_is_green().await;
    })
    .await;
}
