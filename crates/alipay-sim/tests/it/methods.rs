//! Mobile pages, QR codes, cancelling, and what they refuse.

use serde_json::{Value, json};

use crate::rig::{Rig, params};

const CANCEL: &str = "alipay.trade.cancel";

fn wap(number: &str) -> Value {
    let mut biz = Rig::order(number);
    biz["product_code"] = json!("QUICK_WAP_WAY");
    biz["quit_url"] = json!("http://shop.example/gave-up");
    biz
}

async fn open_wap(rig: &Rig, biz: &Value) -> String {
    let mut params = rig.page_params(biz);
    params.remove("sign");
    params.insert("method".to_owned(), "alipay.trade.wap.pay".to_owned());
    rig.sign(&mut params);
    let response = rig.http.get(rig.url(&params)).send().await.unwrap();
    assert_eq!(response.status(), 303, "{}", response.text().await.unwrap());
    response.headers()["location"].to_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_pays_and_returns_under_its_own_method() {
    let rig = Rig::new().await;
    let path = open_wap(&rig, &wap("SHOP_1")).await;
    let left = rig.sim.url().to_owned() + &path + "?left=1";
    let html = rig
        .http
        .get(left)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(html.contains("http://shop.example/gave-up"), "{html}");
    let paid = rig.http.post(format!("{}{path}/pay", rig.sim.url()));
    let back = paid.send().await.unwrap();
    let back = back.headers()["location"].to_str().unwrap();
    let back = params(back.split_once('?').unwrap().1);
    assert!(rig.is_authentic(&back));
    assert_eq!(back["method"], "alipay.trade.wap.pay.return");
    rig.heard(1).await;

    // Unlike with a page payment, the shop gets a notification of a full refund.
    rig.refund("SHOP_1", "88.80", "R1").await;
    let heard = rig.heard(2).await;
    assert_eq!(heard[1]["trade_status"], "TRADE_CLOSED");
    open_wap(&rig, &wap("SHOP_2")).await;
    rig.control("POST", "/trades/SHOP_2/login", json!({})).await;
    let close = json!({ "out_trade_no": "SHOP_2" });
    rig.call("alipay.trade.close", close).await;
    let heard = rig.heard(3).await;
    assert!(!heard[2].contains_key("refund_fee") && heard[2].contains_key("gmt_close"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_leads_to_the_simulators_own_page() {
    let rig = Rig::new().await;
    let mut biz = Rig::order("SHOP_1");
    biz["product_code"] = json!("FACE_TO_FACE_PAYMENT");
    let made = rig.call("alipay.trade.precreate", biz.clone()).await;
    assert_eq!(
        (made.verdict(), made.text("out_trade_no")),
        ("10000", "SHOP_1")
    );
    let page = rig.http.get(made.text("qr_code")).send().await.unwrap();
    assert!(page.text().await.unwrap().contains("¥88.80"));
    assert_eq!(rig.query("SHOP_1").await.verdict(), "ACQ.TRADE_NOT_EXIST");
    let again = rig.call("alipay.trade.precreate", biz.clone()).await;
    assert_eq!(again.text("qr_code"), made.text("qr_code"));
    let expiry = rig.trade("SHOP_1").await["time_expire_ms"]
        .as_i64()
        .unwrap();
    assert!((7_190_000..=7_200_000).contains(&(expiry - rig.sim.now_ms())));

    let pay = format!("{}/pay", made.text("qr_code"));
    rig.http.post(pay).send().await.unwrap();
    assert_eq!(
        rig.query("SHOP_1").await.text("trade_status"),
        "TRADE_SUCCESS"
    );
    let late = rig.call("alipay.trade.precreate", biz.clone()).await;
    assert_eq!(late.verdict(), "ACQ.TRADE_HAS_SUCCESS");
    rig.refund("SHOP_1", "88.80", "R1").await;
    let closed = rig.call("alipay.trade.precreate", biz.clone()).await;
    assert_eq!(closed.verdict(), "ACQ.TRADE_HAS_CLOSE");
    biz["product_code"] = json!("FAST_INSTANT_TRADE_PAY");
    let wrong = rig.call("alipay.trade.precreate", biz).await;
    assert_eq!(wrong.verdict(), "ACQ.INVALID_PARAMETER");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_precreated_trade_conflicts_with_changed_parameters() {
    let rig = Rig::new().await;
    let mut biz = Rig::order("SHOP_1");
    biz["product_code"] = json!("FACE_TO_FACE_PAYMENT");
    rig.call("alipay.trade.precreate", biz.clone()).await;
    rig.control("POST", "/trades/SHOP_1/login", json!({})).await;
    biz["total_amount"] = json!("1.00");
    let changed = rig.call("alipay.trade.precreate", biz).await;
    assert_eq!(changed.verdict(), "ACQ.CONTEXT_INCONSISTENT");
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_closes_or_pays_back_and_is_safe_to_repeat() {
    let rig = Rig::new().await;
    let cancel = |number: &str| json!({ "out_trade_no": number });
    rig.open(&Rig::order("SHOP_1")).await;
    let unborn = rig.call(CANCEL, cancel("SHOP_1")).await;
    assert_eq!(unborn.verdict(), "ACQ.TRADE_NOT_EXIST");
    rig.control("POST", "/trades/SHOP_1/login", json!({})).await;
    for _ in 0..2 {
        let closed = rig.call(CANCEL, cancel("SHOP_1")).await;
        assert_eq!(closed.text("action"), "close");
        assert_eq!(closed.text("retry_flag"), "N");
        assert!(closed.payload.get("gmt_refund_pay").is_none());
    }
    assert_eq!(
        rig.query("SHOP_1").await.text("trade_status"),
        "TRADE_CLOSED"
    );

    rig.paid("SHOP_2").await;
    rig.refund("SHOP_2", "8.80", "R1").await;
    for _ in 0..2 {
        let back = rig.call(CANCEL, cancel("SHOP_2")).await;
        assert_eq!(back.text("action"), "refund");
        assert_eq!(back.text("gmt_refund_pay").len(), 19);
    }
    let trade = rig.trade("SHOP_2").await;
    assert_eq!(trade["refunded_amount"], "88.80");
    assert_eq!(trade["refunds"].as_array().unwrap().len(), 2);
    assert_eq!(trade["trade_status"], "TRADE_CLOSED");
}

#[tokio::test(flavor = "multi_thread")]
async fn some_trades_cannot_be_cancelled() {
    let rig = Rig::new().await;
    let cancel = |number: &str| json!({ "out_trade_no": number });
    rig.paid("SHOP_1").await;
    rig.control("PUT", "/settings", json!({ "balance": "0.01" }))
        .await;
    let poor = rig.call(CANCEL, cancel("SHOP_1")).await;
    assert_eq!(poor.verdict(), "ACQ.SELLER_BALANCE_NOT_ENOUGH");
    rig.advance(24 * 3600 + 1).await;
    let late = rig.call(CANCEL, cancel("SHOP_1")).await;
    assert_eq!(late.verdict(), "ACQ.TRADE_CANCEL_TIME_OUT");
    rig.control("POST", "/trades/SHOP_1/finish", Value::Null)
        .await;
    let finished = rig.call(CANCEL, cancel("SHOP_1")).await;
    assert_eq!(finished.verdict(), "ACQ.TRADE_HAS_FINISHED");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paid_order_is_not_sold_twice() {
    let rig = Rig::new().await;
    rig.paid("SHOP_1").await;
    let path = rig.open(&Rig::order("SHOP_1")).await;
    let html = rig.http.get(format!("{}{path}", rig.sim.url()));
    let html = html.send().await.unwrap().text().await.unwrap();
    assert!(html.contains("ACQ.TRADE_HAS_SUCCESS"), "{html}");
    rig.refund("SHOP_1", "88.80", "R1").await;
    let path = rig.open(&Rig::order("SHOP_1")).await;
    let html = rig.http.get(format!("{}{path}", rig.sim.url()));
    let html = html.send().await.unwrap().text().await.unwrap();
    assert!(html.contains("ACQ.TRADE_HAS_CLOSE"), "{html}");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_refuse_what_the_gateway_refuses() {
    let rig = Rig::new().await;
    for (name, value, shown) in [
        (
            "total_amount",
            json!("100000000.01"),
            "ACQ.INVALID_PARAMETER",
        ),
        ("timeout_express", json!("16d"), "timeout_express"),
        (
            "product_code",
            json!("FAST_INSTANT_TRADE_PAY"),
            "QUICK_WAP_WAY",
        ),
        ("quit_url", json!("x".repeat(401)), "quit_url"),
        ("subject", json!("<script>"), ""),
    ] {
        let mut biz = wap("SHOP_1");
        biz[name] = value;
        let mut params = rig.page_params(&biz);
        params.remove("sign");
        params.insert("method".to_owned(), "alipay.trade.wap.pay".to_owned());
        if !shown.is_empty() {
            rig.sign(&mut params);
        }
        let response = rig.http.get(rig.url(&params)).send().await.unwrap();
        let html = response.text().await.unwrap();
        assert!(
            html.contains("订单信息有误") && html.contains(shown),
            "{html}"
        );
        assert!(!html.contains("<script"), "{html}");
    }
}
