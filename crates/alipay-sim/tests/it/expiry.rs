//! Deadlines, the clock, and its compression.

use alipay::time::format_shanghai;
use serde_json::json;

use crate::rig::Rig;

fn with_expiry(rig: &Rig, number: &str, in_s: i64) -> serde_json::Value {
    let mut biz = Rig::order(number);
    biz["time_expire"] = json!(format_shanghai(rig.sim.now_ms() + in_s * 1000));
    biz
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trade_closes_at_its_deadline() {
    let rig = Rig::new().await;
    rig.open(&with_expiry(&rig, "SHOP_1", 1800)).await;
    rig.control("POST", "/trades/SHOP_1/login", json!({})).await;
    rig.advance(1790).await;
    assert_eq!(
        rig.query("SHOP_1").await.text("trade_status"),
        "WAIT_BUYER_PAY"
    );
    rig.advance(11).await;
    assert_eq!(
        rig.query("SHOP_1").await.text("trade_status"),
        "TRADE_CLOSED"
    );
    let (status, refused) = rig
        .try_control("POST", "/trades/SHOP_1/pay", json!({}))
        .await;
    assert_eq!(
        (status, &refused["sub_code"]),
        (409, &json!("ACQ.TRADE_HAS_CLOSE"))
    );
    assert!(
        rig.heard.lock().unwrap().forms.is_empty(),
        "page pay sends no notification of a timeout"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_logs_in_after_the_deadline() {
    let rig = Rig::new().await;
    let path = rig.open(&with_expiry(&rig, "SHOP_1", 60)).await;
    rig.advance(61).await;
    let html = rig
        .http
        .get(format!("{}{path}", rig.sim.url()))
        .send()
        .await
        .unwrap();
    assert!(html.text().await.unwrap().contains("订单已超时"));
    let login = rig
        .try_control("POST", "/trades/SHOP_1/login", json!({}))
        .await;
    assert_eq!(login.0, 409);
    assert_eq!(rig.query("SHOP_1").await.verdict(), "ACQ.TRADE_NOT_EXIST");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_that_was_not_told_of_a_leap_is_still_served() {
    let rig = Rig::new().await;
    rig.advance(90_000).await;
    let mut params = rig.common("alipay.trade.page.pay");
    let shop_now = rig.sim.now_ms() - 90_000_000;
    let mut biz = Rig::order("SHOP_1");
    biz["time_expire"] = json!(format_shanghai(shop_now + 1_800_000));
    params.insert("timestamp".to_owned(), format_shanghai(shop_now));
    params.insert("biz_content".to_owned(), biz.to_string());
    rig.sign(&mut params);
    assert_eq!(
        rig.http
            .get(rig.url(&params))
            .send()
            .await
            .unwrap()
            .status(),
        303
    );
    rig.control("POST", "/trades/SHOP_1/login", json!({})).await;
    rig.advance(1700).await;
    assert_eq!(
        rig.query("SHOP_1").await.text("trade_status"),
        "WAIT_BUYER_PAY"
    );
    rig.advance(101).await;
    assert_eq!(
        rig.query("SHOP_1").await.text("trade_status"),
        "TRADE_CLOSED"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn compression_shortens_deadlines() {
    let rig = Rig::scaled(60).await;
    let mut biz = Rig::order("SHOP_1");
    biz["timeout_express"] = json!("30m");
    rig.open(&biz).await;
    rig.control("POST", "/trades/SHOP_1/login", json!({})).await;
    rig.advance(31).await;
    assert_eq!(
        rig.query("SHOP_1").await.text("trade_status"),
        "TRADE_CLOSED"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn late_money_can_be_forced() {
    let rig = Rig::new().await;
    rig.open(&with_expiry(&rig, "SHOP_1", 60)).await;
    rig.control("POST", "/trades/SHOP_1/login", json!({})).await;
    rig.advance(61).await;
    assert_eq!(
        rig.query("SHOP_1").await.text("trade_status"),
        "TRADE_CLOSED"
    );
    rig.control("POST", "/trades/SHOP_1/pay", json!({ "force": true }))
        .await;
    assert_eq!(
        rig.query("SHOP_1").await.text("trade_status"),
        "TRADE_SUCCESS"
    );
    assert_eq!(rig.heard(1).await[0]["out_trade_no"], "SHOP_1");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_can_be_put_where_a_test_stands() {
    let rig = Rig::new().await;
    let morning = 1_714_536_000_000; // 12:00:00 in Shanghai
    rig.sim.set_clock_ms(morning).unwrap();
    rig.paid("SHOP_1").await;
    let paid = rig.query("SHOP_1").await;
    assert!(paid.text("send_pay_date").starts_with("2024-05-01 12:00:"));
    assert!(paid.text("trade_no").starts_with("20240501220014"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_beside_it_can_live_on_its_clock() {
    let rig = Rig::new().await;
    let time = rig.sim.time();
    let before = time();
    rig.advance(3600).await;
    assert!((3_600_000..3_660_000).contains(&(time() - before)));
    assert!((rig.sim.now_ms() - time()).abs() < 1_000);
}
