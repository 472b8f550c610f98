//! An unapplied payment goes to suspense and is refunded automatically.

mod mismatch;
mod outside;

use crate::books::{ATTEMPTS, REFUNDS, RESERVED, STATES, SUSPENSE};
use alipay::TradeStatus;
use domain::{
    order::OrderLabel,
    payment::Disposition,
    refund::RefundState,
    time::{HOUR, MINUTE, SECOND},
};
use shop::{notify::NotifyAnswer, order::Cancelled, policy::Policy};
use test_support::{Fault, Ordered, Setup, TestShop, for_both, order_form};

async fn shop_with_mugs(db: test_support::TestDb, policy: Policy) -> TestShop {
    let setup = Setup {
        policy,
        ..Setup::default()
    };
    let t = TestShop::with(db, setup).await;
    t.sell("MUG", 9_900, 1).await;
    t
}

/// An order cancelled at its deadline. No trade exists at the gateway yet, so it can still be paid.
async fn expired(t: &TestShop) -> Ordered {
    let expired = t.order().line("MUG", 1).at_cashier().await;
    t.after(31 * MINUTE).await;
    assert_eq!(t.one(STATES).await, "cancelled unpaid deadline");
    assert_eq!(t.one(ATTEMPTS).await, "abandoned -");
    expired
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_late_payment_goes_back() {
    for_both(async |db| {
        let t = shop_with_mugs(db, Policy::default()).await;
        let order = expired(&t).await;
        t.gateway.pay(&order.trade);
        assert_eq!(t.notified(&order.trade).await, NotifyAnswer::Success);
        assert_eq!(t.one(ATTEMPTS).await, "paid late");
        t.run().await;
        assert_eq!(t.ask(REFUNDS).await, ["auto_late succeeded 9900"]);
        assert_eq!(t.gateway.trade(&order.trade).unwrap().refunds.len(), 1);
        assert_eq!(t.one(STATES).await, "cancelled unpaid deadline");
        assert_eq!(t.one(SUSPENSE).await, "0");
        let seen = t.shop.order_status(&t.buyer, &order.number).await.unwrap();
        assert_eq!(seen.label, OrderLabel::CancelledDeadline);
        assert_eq!(seen.surplus[0].disposition, Disposition::Late);
        assert_eq!(
            seen.surplus[0].refund.as_ref().unwrap().state,
            RefundState::Succeeded
        );
        assert!(
            seen.refunds.is_empty(),
            "an applied payment is not refunded"
        );
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_late_payment_found_by_a_question_goes_back_too() {
    for_both(async |db| {
        let t = shop_with_mugs(db, Policy::default()).await;
        let out_trade_no = expired(&t).await.trade;
        t.gateway.pay(&out_trade_no);
        t.after(5 * MINUTE).await;
        t.after(SECOND).await;
        assert_eq!(t.one(ATTEMPTS).await, "paid late");
        assert_eq!(t.ask(REFUNDS).await, ["auto_late succeeded 9900"]);
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_late_payment_reopens_its_order_if_the_shop_wants_that() {
    for_both(async |db| {
        let policy = Policy {
            reinstate_late: true,
            ..Policy::default()
        };
        let t = shop_with_mugs(db, policy).await;
        let order = expired(&t).await;
        t.gateway.pay(&order.trade);
        assert_eq!(t.notified(&order.trade).await, NotifyAnswer::Success);
        t.after(HOUR).await;
        assert_eq!(t.one(STATES).await, "open paid -");
        assert_eq!(t.one(ATTEMPTS).await, "paid applied");
        assert_eq!(t.one(RESERVED).await, "1");
        assert!(t.ask(REFUNDS).await.is_empty());
        let seen = t.shop.order_status(&t.buyer, &order.number).await.unwrap();
        assert_eq!(seen.label, OrderLabel::ToBeShipped);
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_stock_no_order_is_reopened() {
    for_both(async |db| {
        let policy = Policy {
            reinstate_late: true,
            ..Policy::default()
        };
        let t = shop_with_mugs(db, policy).await;
        let out_trade_no = expired(&t).await.trade;
        let other = t.shopper("other@example.cn").await;
        t.order().by(&other).line("MUG", 1).placed().await;
        t.gateway.pay(&out_trade_no);
        assert_eq!(t.notified(&out_trade_no).await, NotifyAnswer::Success);
        t.run().await;
        assert_eq!(t.ask(STATES).await[0], "cancelled unpaid deadline");
        assert_eq!(t.one(ATTEMPTS).await, "paid late");
        assert_eq!(t.ask(REFUNDS).await, ["auto_late succeeded 9900"]);
        assert_eq!(t.one(RESERVED).await, "1", "the unit of the other buyer");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_payments_one_goes_back() {
    for_both(async |db| {
        let t = shop_with_mugs(db, Policy::default()).await;
        let order = t.order().line("MUG", 1).at_cashier().await;
        t.gateway.log_in(&order.trade);
        // The gateway reports the trade closed, and later paid: the shop must handle even that.
        t.gateway.change(&order.trade, |trade, _now| {
            trade.status = TradeStatus::TradeClosed
        });
        t.after(MINUTE).await;
        assert_eq!(t.ask(ATTEMPTS).await, ["closed -"]);
        let second = t.start_payment(&t.buyer, &order.number).await;
        assert_ne!(order.trade, second);
        t.gateway.pay(&second);
        t.gateway.pay(&order.trade);
        assert_eq!(t.notified(&second).await, NotifyAnswer::Success);
        assert_eq!(t.notified(&order.trade).await, NotifyAnswer::Success);
        t.run().await;
        assert_eq!(t.ask(ATTEMPTS).await, ["paid duplicate", "paid applied"]);
        assert_eq!(t.ask(REFUNDS).await, ["auto_duplicate succeeded 9900"]);
        assert_eq!(t.gateway.trade(&order.trade).unwrap().refunds.len(), 1);
        assert!(t.gateway.trade(&second).unwrap().refunds.is_empty());
        assert_eq!(t.one(STATES).await, "open paid -");
        let seen = t.shop.order_status(&t.buyer, &order.number).await.unwrap();
        assert_eq!((seen.surplus.len(), seen.refunds.len()), (1, 0));
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_payments_told_at_once_settle_one_order() {
    for_both(async |db| {
        let t = shop_with_mugs(db, Policy::default()).await;
        let order = t.order().line("MUG", 1).at_cashier().await;
        t.gateway.log_in(&order.trade);
        t.gateway.change(&order.trade, |trade, _now| {
            trade.status = TradeStatus::TradeClosed
        });
        t.after(MINUTE).await;
        let second = t.start_payment(&t.buyer, &order.number).await;
        t.gateway.pay(&second);
        t.gateway.pay(&order.trade);
        let (one, two) = (t.gateway.notify(&order.trade), t.gateway.notify(&second));
        let (one, two) = tokio::join!(t.shop.on_notify(&one), t.shop.on_notify(&two));
        assert_eq!((one, two), (NotifyAnswer::Success, NotifyAnswer::Success));
        t.run().await;
        let mut attempts = t.ask(ATTEMPTS).await;
        attempts.sort();
        assert_eq!(attempts, ["paid applied", "paid duplicate"]);
        assert_eq!(t.ask(REFUNDS).await, ["auto_duplicate succeeded 9900"]);
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_amount_pays_nothing_and_goes_back() {
    for_both(async |db| {
        let t = shop_with_mugs(db, Policy::default()).await;
        let order = t.order().line("MUG", 1).at_cashier().await;
        t.gateway.pay_amount(&order.trade, 1);
        let before = t.money().await;
        let told = t.notified(&order.trade).await;
        assert_eq!(
            (told, t.money().await == before),
            (NotifyAnswer::Failure, true),
            "a notification alone books no mismatch"
        );
        t.run().await;
        assert_eq!(
            t.one(ATTEMPTS).await,
            "paid mismatch",
            "another amount was not recognised, so it is never given back"
        );
        assert_eq!(t.ask(REFUNDS).await, ["auto_mismatch succeeded 1"]);
        assert_eq!(t.one(STATES).await, "open unpaid -");
        assert_eq!(t.one(SUSPENSE).await, "0");
        // The order can still be paid with the right amount.
        let again = t.start_payment(&t.buyer, &order.number).await;
        t.gateway.pay(&again);
        assert_eq!(t.notified(&again).await, NotifyAnswer::Success);
        assert_eq!(t.one(STATES).await, "open paid -");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn paid_after_the_cancel_that_found_no_trade() {
    for_both(async |db| {
        let t = shop_with_mugs(db, Policy::default()).await;
        let order = t.order().line("MUG", 1).at_cashier().await;
        assert_eq!(
            t.shop
                .cancel_order(&t.buyer, order_form(&order.number))
                .await
                .unwrap(),
            Cancelled::Done
        );
        assert_eq!(t.one(ATTEMPTS).await, "abandoned -");
        t.gateway.pay(&order.trade);
        // The response to the refund is lost: it is queried, not sent again.
        t.gateway.fail("alipay.trade.refund", Fault::AnswerLost);
        assert_eq!(t.notified(&order.trade).await, NotifyAnswer::Success);
        t.run().await;
        assert_eq!(t.ask(REFUNDS).await, ["auto_late unknown 9900"]);
        t.after(MINUTE).await;
        assert_eq!(t.ask(REFUNDS).await, ["auto_late succeeded 9900"]);
        assert_eq!(t.gateway.count("alipay.trade.refund "), 1);
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_finished_trade_is_paid_and_takes_no_refund() {
    for_both(async |db| {
        let t = shop_with_mugs(db, Policy::default()).await;
        let out_trade_no = t.order().line("MUG", 1).paid_unheard().await.trade;
        t.gateway.change(&out_trade_no, |trade, _now| {
            trade.status = TradeStatus::TradeFinished
        });
        assert_eq!(t.notified(&out_trade_no).await, NotifyAnswer::Success);
        assert_eq!(t.one(ATTEMPTS).await, "finished applied");
        assert_eq!(t.one(STATES).await, "open paid -");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn paid_and_returned_outside_the_shop_before_we_heard_of_it() {
    for_both(async |db| {
        let t = shop_with_mugs(db, Policy::default()).await;
        let order = t.order().line("MUG", 1).paid_unheard().await;
        t.gateway.change(&order.trade, |trade, _now| {
            trade.status = TradeStatus::TradeClosed;
            trade.refunds.push((order.trade.clone(), 9_900));
        });
        // The notification of a closed trade books nothing; it starts a query.
        assert_eq!(t.notified(&order.trade).await, NotifyAnswer::Success);
        assert_eq!(t.one(ATTEMPTS).await, "open -");
        t.run().await;
        t.after(MINUTE).await;
        assert_eq!(t.one(ATTEMPTS).await, "paid applied");
        assert_eq!(t.ask(REFUNDS).await, ["external succeeded 9900"]);
        assert_eq!(t.one(STATES).await, "cancelled refunded refunded");
        assert_eq!(t.one(RESERVED).await, "0");
        let seen = t.shop.order_status(&t.buyer, &order.number).await.unwrap();
        assert_eq!(seen.label, OrderLabel::ClosedRefunded);
        t.audit_is_green().await;
    })
    .await;
}
