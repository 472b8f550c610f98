//! Two events at the same moment: in any sequence, either the order is fulfilled or the money is
//! refunded.

mod processes;

use crate::books::ATTEMPTS;
use domain::time::{DAY, MINUTE, SECOND};
use shop::notify::NotifyAnswer;
use test_support::{TestShop, for_both, order_form};

const ROUNDS: usize = 8;

/// Checks that each order either is paid and reserves stock, or is refunded and reserves none.
async fn each_order_is_whole(t: &TestShop) {
    let odd = "SELECT o.number || ' ' || o.lifecycle || ' ' || o.pay_state AS answer FROM orders o \
               WHERE (SELECT COUNT(*) FROM payment_attempts a WHERE a.order_id = o.id \
                        AND a.disposition = 'applied') \
                 + (SELECT COUNT(*) FROM refunds r WHERE r.order_id = o.id AND r.origin = 'auto_late' \
                        AND r.state = 'succeeded') <> 1 ORDER BY o.id";
    assert_eq!(t.ask(odd).await, Vec::<String>::new());
    let held = "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM orders WHERE pay_state = 'paid'";
    let reserved = "SELECT CAST(SUM(reserved) AS TEXT) AS answer FROM sku_stock";
    assert_eq!(t.one(held).await, t.one(reserved).await);
    t.audit_is_green().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_deadline_and_a_payment() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 9_900, 99).await;
        for _ in 0..ROUNDS {
            let out_trade_no = t.order().line("MUG", 1).at_cashier().await.trade;
            t.clock.advance(31 * MINUTE);
            t.gateway.pay(&out_trade_no);
            let body = t.gateway.notify(&out_trade_no);
            let (ran, told) = tokio::join!(t.shop.run_due_jobs(), t.shop.on_notify(&body));
            ran.unwrap();
            assert_eq!(told, NotifyAnswer::Success);
            t.after(SECOND).await;
        }
        t.after(MINUTE).await;
        each_order_is_whole(&t).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_cancel_a_return_and_a_payment() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 9_900, 99).await;
        for _ in 0..ROUNDS {
            let order = t.order().line("MUG", 1).paid_unheard().await;
            let body = t.gateway.notify(&order.trade);
            let back = t.gateway.return_fields(&order.trade).signed();
            let form = order_form(&order.number);
            let (cancelled, returned, told) = tokio::join!(
                t.shop.cancel_order(&t.buyer, form),
                t.shop.came_back(&t.buyer, &back),
                t.shop.on_notify(&body),
            );
            // May be refused: the payment may come first.
            drop(cancelled);
            returned.unwrap();
            assert_eq!(told, NotifyAnswer::Success);
        }
        t.after(MINUTE).await;
        each_order_is_whole(&t).await;
        assert_eq!(
            t.one("SELECT CAST(COUNT(*) AS TEXT) AS answer FROM orders WHERE pay_state = 'paid'")
                .await,
            ROUNDS.to_string(),
            "the gateway refuses to close a paid trade"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_cashiers_of_one_order() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 9_900, 99).await;
        let order = t.order().line("MUG", 1).at_cashier().await;
        // As if the cashier was opened on a phone: another product of Alipay, so another attempt.
        let other = "UPDATE payment_attempts SET channel = 'wap'";
        store::testing::batch(t.shop.store(), other).await.unwrap();
        let second = t.start_payment(&t.buyer, &order.number).await;
        assert_ne!(order.trade, second);
        assert_eq!(t.ask(ATTEMPTS).await, ["closing -", "open -"]);
        t.gateway.pay(&order.trade);
        t.gateway.pay(&second);
        t.run().await;
        t.after(MINUTE).await;
        t.after(MINUTE).await;
        let mut settled = t.ask(ATTEMPTS).await;
        settled.sort();
        assert_eq!(settled, ["paid applied", "paid duplicate"]);
        let refunds = "SELECT origin || ' ' || state AS answer FROM refunds";
        assert_eq!(t.ask(refunds).await, ["auto_duplicate succeeded"]);
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_old_notify_loses_its_body_and_keeps_its_verdict() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 9_900, 99).await;
        t.order().line("MUG", 1).paid().await;
        let stop = tokio_util::sync::CancellationToken::new();
        stop.cancel();
        // Enqueues the housekeeping job and returns.
        t.shop.run_jobs(stop, 1).await;
        t.after(399 * DAY).await;
        let kept = "SELECT verdict || ' ' || CASE WHEN raw_body IS NULL THEN 'empty' ELSE 'body' END \
                    AS answer FROM notify_inbox";
        assert_eq!(t.ask(kept).await, ["applied body"]);
        t.after(2 * DAY).await;
        assert_eq!(t.ask(kept).await, ["applied empty"]);
    })
    .await;
}
