//! Manual payment queries: how often they are allowed, and how long their messages are kept.

use crate::desk::refusal;
use domain::{
    error::ErrorCode,
    time::{DAY, HOUR, MINUTE},
};
use test_support::{TestShop, for_both, order_form};

#[tokio::test(flavor = "multi_thread")]
async fn asking_has_a_pace_per_order_and_per_buyer() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("MUG", 9_900, 20).await;
        let mut numbers = Vec::new();
        for _ in 0..4 {
            numbers.push(test.order().line("MUG", 1).placed().await);
        }
        let ask = async |number: &str| {
            test.shop
                .check_payment(&test.buyer, order_form(number))
                .await
        };
        for _ in 0..12 {
            ask(&numbers[0]).await.unwrap();
        }
        assert_eq!(refusal(ask(&numbers[0]).await).0, ErrorCode::CheckedTooSoon);
        // Limits: 12 queries per order and 40 per buyer. A refused query does not count.
        for number in &numbers[1..3] {
            for _ in 0..12 {
                ask(number).await.unwrap();
            }
        }
        for _ in 0..4 {
            ask(&numbers[3]).await.unwrap();
        }
        assert_eq!(refusal(ask(&numbers[3]).await).0, ErrorCode::CheckedTooSoon);
        test.clock.advance(MINUTE);
        ask(&numbers[0]).await.unwrap();
    })
    .await;
}

/// Each query stores its messages, so the number of queries is limited.
#[tokio::test(flavor = "multi_thread")]
async fn a_buyer_asks_so_often_an_hour() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("MUG", 9_900, 20).await;
        let mut numbers = Vec::new();
        for _ in 0..4 {
            numbers.push(test.order().line("MUG", 1).placed().await);
        }
        let ask = async |number: &str| {
            test.shop
                .check_payment(&test.buyer, order_form(number))
                .await
        };
        for _ in 0..6 {
            for _ in 0..10 {
                for number in &numbers {
                    ask(number).await.unwrap();
                }
            }
            test.clock.advance(MINUTE);
        }
        assert_eq!(refusal(ask(&numbers[0]).await).0, ErrorCode::CheckedTooSoon);
        test.clock.advance(HOUR);
        ask(&numbers[0]).await.unwrap();
    })
    .await;
}

/// Messages contain the buyer's masked login, like notifications, so they are deleted.
#[tokio::test(flavor = "multi_thread")]
async fn messages_of_calls_go_after_400_days() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("MUG", 9_900, 20).await;
        // Enqueues the housekeeping job and returns.
        let stop = tokio_util::sync::CancellationToken::new();
        stop.cancel();
        test.shop.run_jobs(stop, 1).await;
        let number = test.order().line("MUG", 1).at_cashier().await.number;
        test.shop
            .check_payment(&test.buyer, order_form(&number))
            .await
            .unwrap();
        let kept =
            "SELECT request_redacted || response_raw AS answer FROM provider_calls ORDER BY id";
        let before = test.ask(kept).await;
        assert!(!before.is_empty() && before.iter().all(|text| !text.is_empty()));
        test.after(399 * DAY).await;
        assert_eq!(test.ask(kept).await[0], before[0]);
        test.after(DAY + HOUR).await;
        test.after(HOUR).await;
        assert_eq!(test.ask(kept).await[0], "");
        let facts = "SELECT method || ' ' || outcome AS answer FROM provider_calls ORDER BY id";
        assert!(test.ask(facts).await[0].starts_with("alipay."));
        test.audit_is_green().await;
    })
    .await;
}
