//! Payment: cashier, return, queries, closing.

use crate::books::{ATTEMPTS, POSTINGS, RESERVED, STATES};
use domain::{
    actions::Action,
    error::ErrorCode,
    order::OrderLabel,
    time::{HOUR, MINUTE, SECOND},
};
use shop::{
    Error,
    notify::NotifyAnswer,
    order::Cancelled,
    payment::{CameBack, Checked},
};
use test_support::{Fault, TestShop, for_both, order_form};

async fn shop_with_mugs(db: test_support::TestDb) -> TestShop {
    let t = TestShop::new(db).await;
    t.sell("MUG", 9_900, 5).await;
    t
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn paid_by_notify_alone() {
    for_both(async |db| {
        let t = shop_with_mugs(db).await;
        let order = t.order().line("MUG", 1).paid().await;
        let seen = t.shop.order_status(&t.buyer, &order.number).await.unwrap();
        assert_eq!(seen.label, OrderLabel::ToBeShipped);
        assert_eq!(
            seen.trade_no,
            Some(t.gateway.trade(&order.trade).unwrap().trade_no)
        );
        assert_eq!(t.one(ATTEMPTS).await, "paid applied");
        assert_eq!(t.gateway.count("alipay.trade.query"), 0);
        t.after(2 * HOUR).await;
        assert_eq!(
            t.one(STATES).await,
            "open paid -",
            "the deadline must not cancel a paid order"
        );
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn paid_by_return_alone() {
    for_both(async |db| {
        let t = shop_with_mugs(db).await;
        let order = t.order().line("MUG", 1).paid_unheard().await;
        let query = t.gateway.return_fields(&order.trade).signed();
        assert_eq!(
            t.shop.came_back(&t.buyer, &query).await.unwrap(),
            CameBack::Order(order.number.clone())
        );
        assert_eq!(t.one(STATES).await, "open paid -");
        assert_eq!(
            t.one("SELECT evidence AS answer FROM payment_attempts")
                .await,
            "query:1"
        );
        // The late notification is already booked.
        assert_eq!(t.notified(&order.trade).await, NotifyAnswer::Success);
        assert_eq!(t.one(POSTINGS).await, "1");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn paid_and_heard_of_by_questions_alone() {
    for_both(async |db| {
        let t = shop_with_mugs(db).await;
        let out_trade_no = t.order().line("MUG", 1).at_cashier().await.trade;
        t.after(MINUTE).await;
        assert_eq!(t.one(STATES).await, "open unpaid -");
        t.gateway.fail("alipay.trade.query", Fault::AnswerLost);
        t.gateway.pay(&out_trade_no);
        t.after(2 * MINUTE).await;
        assert_eq!(
            t.one(STATES).await,
            "open unpaid -",
            "a lost response must not change anything"
        );
        t.after(7 * MINUTE).await;
        assert_eq!(t.one(STATES).await, "open paid -");
        assert_eq!(t.gateway.count("alipay.trade.query"), 3);
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_that_cannot_be_believed_pay_nothing() {
    for_both(async |db| {
        let t = shop_with_mugs(db).await;
        let order = t.order().line("MUG", 1).paid_unheard().await;
        for fault in [
            Fault::RequestLost,
            Fault::AnswerLost,
            Fault::BadGateway,
            Fault::SystemError,
            Fault::BadSign,
            Fault::Unsigned,
        ] {
            t.gateway.fail("*", fault);
            assert_eq!(
                t.shop
                    .check_payment(&t.buyer, order_form(&order.number))
                    .await
                    .unwrap(),
                Checked::Unanswered,
                "{fault:?}"
            );
            assert_eq!(t.one(ATTEMPTS).await, "open -", "{fault:?}");
            t.clock.advance(4 * SECOND);
        }
        assert_eq!(
            t.shop
                .check_payment(&t.buyer, order_form(&order.number))
                .await
                .unwrap(),
            Checked::Paid
        );
        assert_eq!(
            t.shop
                .check_payment(&t.buyer, order_form(&order.number))
                .await
                .unwrap(),
            Checked::Paid
        );
        assert_eq!(t.gateway.count("alipay.trade.query"), 7);
        let calls = "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM provider_calls";
        assert_eq!(t.one(calls).await, "7", "every call is recorded");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reopened_cashier_gets_the_same_request() {
    for_both(async |db| {
        let t = shop_with_mugs(db).await;
        let order = t.order().line("MUG", 1).at_cashier().await;
        t.clock.advance(5 * MINUTE);
        let second = t.start_payment(&t.buyer, &order.number).await;
        assert_eq!(order.trade, second);
        assert_eq!(t.ask(ATTEMPTS).await, ["open -"]);
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn paying_ends_a_minute_before_the_deadline() {
    for_both(async |db| {
        let t = shop_with_mugs(db).await;
        let number = t.order().line("MUG", 1).placed().await;
        t.clock.advance(29 * MINUTE);
        let seen = t.shop.order_status(&t.buyer, &number).await.unwrap();
        assert!(seen.closing_soon && !seen.actions.contains(&Action::Pay));
        let Error::Refused(refusal) = t
            .shop
            .start_payment(&t.buyer, order_form(&number))
            .await
            .unwrap_err()
        else {
            panic!("not refused");
        };
        assert_eq!(refusal.code, ErrorCode::NotPayable);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn questions_are_asked_once_per_three_seconds() {
    for_both(async |db| {
        let t = shop_with_mugs(db).await;
        let number = t.order().line("MUG", 1).at_cashier().await.number;
        for _ in 0..5 {
            assert_eq!(
                t.shop
                    .check_payment(&t.buyer, order_form(&number))
                    .await
                    .unwrap(),
                Checked::NotYet
            );
        }
        t.run().await;
        assert_eq!(t.gateway.count("alipay.trade.query"), 1);
        for wait in [3, 5, 7, 15, 30] {
            t.after(wait * SECOND).await;
        }
        assert_eq!(
            t.gateway.count("alipay.trade.query"),
            6,
            "at 0, 3, 8, 15, 30, 60 s"
        );
        t.after(MINUTE).await;
        assert_eq!(
            t.gateway.count("alipay.trade.query"),
            6,
            "no frequent queries after the first minute"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forged_or_foreign_return_shows_and_changes_nothing() {
    for_both(async |db| {
        let t = shop_with_mugs(db).await;
        let order = t.order().line("MUG", 1).at_cashier().await;
        t.gateway.log_in(&order.trade);
        let good = t.gateway.return_fields(&order.trade);
        let before = t.money().await;
        for query in [
            good.signed_by(t.gateway.app_key()),
            good.signed()
                .replace("total_amount=99.00", "total_amount=0.01"),
            good.with_sign(""),
            good.clone().with("app_id", "2021000000000009").signed(),
            good.clone().with("seller_id", "2088000000000009").signed(),
            good.clone()
                .with("out_trade_no", "P202611220000000000000000")
                .signed(),
            String::new(),
        ] {
            let led = t.shop.came_back(&t.buyer, &query).await.unwrap();
            assert_eq!(t.money().await, before, "money moved by {query}");
            assert_eq!(led, CameBack::Unknown, "{query}");
        }
        assert_eq!(t.gateway.count("alipay"), 0);
        // A signed return is not a proof of payment: the order shows that the payment is being
        // confirmed.
        assert_eq!(
            t.shop.came_back(&t.buyer, &good.signed()).await.unwrap(),
            CameBack::Order(order.number.clone())
        );
        let seen = t.shop.order_status(&t.buyer, &order.number).await.unwrap();
        assert_eq!(seen.label, OrderLabel::ConfirmingPayment);
        assert_eq!(t.one(STATES).await, "open unpaid -");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cancelling_closes_at_the_gateway_first() {
    for_both(async |db| {
        let t = shop_with_mugs(db).await;
        let order = t.order().line("MUG", 1).at_cashier().await;
        t.gateway.log_in(&order.trade);
        t.gateway.fail("alipay.trade.close", Fault::RequestLost);
        assert_eq!(
            t.shop
                .cancel_order(&t.buyer, order_form(&order.number))
                .await
                .unwrap(),
            Cancelled::Pending
        );
        assert_eq!(
            t.one(RESERVED).await,
            "1",
            "stock is held until the gateway confirms"
        );
        let seen = t.shop.order_status(&t.buyer, &order.number).await.unwrap();
        assert_eq!(seen.label, OrderLabel::Cancelling);
        assert_eq!(
            t.shop
                .cancel_order(&t.buyer, order_form(&order.number))
                .await
                .unwrap(),
            Cancelled::Pending
        );
        t.after(5 * SECOND).await;
        assert_eq!(t.one(STATES).await, "cancelled unpaid shopper");
        assert_eq!(t.one(ATTEMPTS).await, "closed -");
        assert_eq!(t.one(RESERVED).await, "0");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_payment_beats_cancelling() {
    for_both(async |db| {
        let t = shop_with_mugs(db).await;
        let order = t.order().line("MUG", 1).paid_unheard().await;
        // The gateway refuses to close a paid trade, so the shop queries it and books the payment.
        assert_eq!(
            t.shop
                .cancel_order(&t.buyer, order_form(&order.number))
                .await
                .unwrap(),
            Cancelled::PaidMeanwhile
        );
        assert_eq!(t.one(STATES).await, "open paid -");
        let seen = t.shop.order_status(&t.buyer, &order.number).await.unwrap();
        assert!(seen.payment_beat_cancel);
        t.after(HOUR).await;
        assert_eq!(t.one(RESERVED).await, "1");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_deadline_closes_before_it_gives_stock_back() {
    for_both(async |db| {
        let t = shop_with_mugs(db).await;
        let out_trade_no = t.order().line("MUG", 1).at_cashier().await.trade;
        t.gateway.log_in(&out_trade_no);
        t.gateway.fail("alipay.trade.query", Fault::RequestLost);
        t.gateway.fail("alipay.trade.close", Fault::RequestLost);
        t.after(31 * MINUTE).await;
        assert_eq!(t.one(STATES).await, "open unpaid -");
        assert_eq!(t.one(RESERVED).await, "1");
        t.after(MINUTE).await;
        assert_eq!(t.one(STATES).await, "cancelled unpaid deadline");
        assert_eq!(t.one(RESERVED).await, "0");
        assert_eq!(
            t.gateway.trade(&out_trade_no).unwrap().status,
            alipay::TradeStatus::TradeClosed
        );
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_gateway_that_is_silent_for_hours_holds_the_stock_until_it_may_go() {
    for_both(async |db| {
        let t = shop_with_mugs(db).await;
        t.order().line("MUG", 1).at_cashier().await;
        for _ in 0..600 {
            t.gateway.fail("*", Fault::RequestLost);
        }
        for _ in 0..16 {
            t.after(9 * MINUTE).await;
        }
        assert_eq!(
            t.one(ATTEMPTS).await,
            "closing -",
            "2 h 24 min after opening"
        );
        assert_eq!(t.one(RESERVED).await, "1");
        t.after(9 * MINUTE).await;
        assert_eq!(t.one(ATTEMPTS).await, "abandoned -", "2 h after it expires");
        assert_eq!(t.one(STATES).await, "cancelled unpaid deadline");
        assert_eq!(t.one(RESERVED).await, "0");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_attempt_nobody_opened_is_watched_until_it_cannot_be_paid() {
    for_both(async |db| {
        let t = shop_with_mugs(db).await;
        let number = t.order().line("MUG", 1).at_cashier().await.number;
        assert_eq!(
            t.shop
                .cancel_order(&t.buyer, order_form(&number))
                .await
                .unwrap(),
            Cancelled::Done
        );
        assert_eq!(
            t.one(ATTEMPTS).await,
            "abandoned -",
            "a trade that does not exist is not closed"
        );
        for _ in 0..4 {
            t.after(9 * MINUTE).await;
        }
        assert_eq!(
            t.one(ATTEMPTS).await,
            "closed -",
            "queried 5 minutes after it expires"
        );
        t.audit_is_green().await;
    })
    .await;
}
