//! Payments with a wrong amount while the order is being cancelled.

use super::shop_with_mugs;
use crate::books::{ATTEMPTS, REFUNDS, RESERVED, STATES, SUSPENSE};
use alipay::TradeStatus;
use domain::time::{MINUTE, SECOND};
use shop::{notify::NotifyAnswer, order::Cancelled, policy::Policy};
use test_support::{for_both, order_form};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancel_that_waited_for_the_attempt_goes_on() {
    for_both(async |db| {
        let t = shop_with_mugs(db, Policy::default()).await;
        // Cancelled by the shopper: the gateway refuses to close a paid trade, so a query finds the
        // amount.
        let order = t.order().line("MUG", 1).at_cashier().await;
        t.gateway.pay_amount(&order.trade, 1);
        assert_eq!(
            t.shop
                .cancel_order(&t.buyer, order_form(&order.number))
                .await
                .unwrap(),
            Cancelled::Done
        );
        assert_eq!(t.one(RESERVED).await, "0");
        // Cancelled at the deadline.
        let trade = t.order().line("MUG", 1).at_cashier().await.trade;
        t.after(29 * MINUTE).await;
        t.gateway.pay_amount(&trade, 2);
        t.after(2 * MINUTE).await;
        t.after(SECOND).await;
        assert_eq!(
            t.ask(STATES).await,
            ["cancelled unpaid shopper", "cancelled unpaid deadline"]
        );
        assert_eq!(t.ask(ATTEMPTS).await, ["paid mismatch", "paid mismatch"]);
        assert_eq!(
            t.ask(REFUNDS).await,
            ["auto_mismatch succeeded 1", "auto_mismatch succeeded 2"]
        );
        assert_eq!(t.one(RESERVED).await, "0");
        assert_eq!(t.one(SUSPENSE).await, "0");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_end_of_its_trade_is_taken_note_of() {
    for_both(async |db| {
        let t = shop_with_mugs(db, Policy::default()).await;
        let out_trade_no = t.order().line("MUG", 1).at_cashier().await.trade;
        t.gateway.pay_amount(&out_trade_no, 1);
        assert_eq!(t.notified(&out_trade_no).await, NotifyAnswer::Failure);
        t.run().await;
        assert_eq!(t.one(ATTEMPTS).await, "paid mismatch");
        t.gateway.change(&out_trade_no, |trade, _now| {
            trade.status = TradeStatus::TradeFinished
        });
        for _ in 0..2 {
            assert_eq!(t.notified(&out_trade_no).await, NotifyAnswer::Success);
        }
        assert_eq!(t.one(ATTEMPTS).await, "finished mismatch");
        t.audit_is_green().await;
    })
    .await;
}
