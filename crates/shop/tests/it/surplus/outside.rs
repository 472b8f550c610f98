//! An unapplied payment that was refunded outside the shop, in full or in parts, is not refunded
//! twice.

use super::{expired, shop_with_mugs};
use crate::books::{ATTEMPTS, REFUNDS, STATES, SUSPENSE};
use alipay::TradeStatus;
use domain::time::MINUTE;
use shop::{notify::NotifyAnswer, policy::Policy};
use test_support::{TestDb, TestShop, for_both};

/// A late payment, partly or fully refunded in Alipay's console before the shop is notified.
async fn late_and_returned(db: TestDb, fen: i64) -> TestShop {
    let t = shop_with_mugs(db, Policy::default()).await;
    let out_trade_no = expired(&t).await.trade;
    t.gateway.pay(&out_trade_no);
    t.gateway.change(&out_trade_no, |trade, _now| {
        trade.status = TradeStatus::TradeClosed;
        trade.refunds.push((out_trade_no.clone(), fen));
    });
    let told = t.notified(&out_trade_no).await;
    assert_eq!(told, NotifyAnswer::Success);
    t.run().await;
    t.after(MINUTE).await;
    assert_eq!(t.one(ATTEMPTS).await, "paid late");
    assert_eq!(t.one(STATES).await, "cancelled unpaid deadline");
    t
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_went_back_already_is_not_sent_again() {
    for_both(async |db| {
        let t = late_and_returned(db, 9_900).await;
        assert_eq!(t.ask(REFUNDS).await, ["external succeeded 9900"]);
        assert_eq!(t.gateway.count("alipay.trade.refund "), 0);
        assert_eq!(t.one(SUSPENSE).await, "0");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_the_rest_goes_back() {
    for_both(async |db| {
        let t = late_and_returned(db, 4_000).await;
        assert_eq!(
            t.ask(REFUNDS).await,
            ["external succeeded 4000", "auto_late succeeded 5900"]
        );
        assert_eq!(t.gateway.count("alipay.trade.refund "), 1);
        assert_eq!(t.one(SUSPENSE).await, "0");
        t.audit_is_green().await;
    })
    .await;
}
