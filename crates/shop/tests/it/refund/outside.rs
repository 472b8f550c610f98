//! Refunds the gateway speaks of by itself: ours, and those made in its own console.

use super::{Desk, REFUND, REFUND_QUERY};
use domain::{
    money::Fen,
    refund::{RefundOrigin, RefundState},
    time::{HOUR, SECOND},
};
use shop::notify::NotifyAnswer;
use test_support::{Fault, for_both};

impl Desk {
    /// The gateway tells of a refund.
    async fn tell(&self, out_biz_no: &str, sum: &str) {
        let notice = self
            .test
            .gateway
            .notice(&self.trade)
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
