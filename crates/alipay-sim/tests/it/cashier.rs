//! What the buyer sees and presses.

use serde_json::{Value, json};

use crate::rig::{Rig, params};

async fn page(rig: &Rig, path: &str) -> String {
    let response = rig
        .http
        .get(format!("{}{path}", rig.sim.url()))
        .send()
        .await
        .unwrap();
    assert!(response.status().is_success());
    response.text().await.unwrap()
}

/// Presses a button found by its name on the page and returns where it leads.
async fn press(rig: &Rig, path: &str, name: &str) -> String {
    let html = page(rig, path).await;
    let before = html.split(&format!(">{name}</button>")).next().unwrap();
    assert_ne!(before.len(), html.len(), "no button {name} in {html}");
    let action = before
        .rsplit("action=\"")
        .next()
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let response = rig
        .http
        .post(format!("{}{action}", rig.sim.url()))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 303);
    response.headers()["location"].to_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_buyer_logs_in_pays_and_is_sent_back_signed() {
    let rig = Rig::new().await;
    let path = rig.open(&Rig::order("SHOP_1")).await;
    let html = page(&rig, &path).await;
    for shown in [
        "手冲壶 &amp; &lt;茶&gt;",
        "¥88.80",
        "2088000000000100",
        "前完成付款",
        "SHOP_1",
    ] {
        assert!(html.contains(shown), "{shown} missing");
    }
    assert!(!html.contains("<script"));

    assert_eq!(press(&rig, &path, "扫码登录").await, path);
    assert_eq!(
        rig.query("SHOP_1").await.text("trade_status"),
        "WAIT_BUYER_PAY"
    );
    let back = press(&rig, &path, "确认付款").await;
    assert!(back.starts_with("http://shop.example/alipay/return?from=alipay&charset=utf-8&"));
    let back = params(back.split_once('?').unwrap().1);
    assert!(rig.is_authentic(&back));
    assert_eq!(back["method"], "alipay.trade.page.pay.return");
    assert_eq!(back["total_amount"], "88.80");
    assert!(!back.contains_key("trade_status"));

    let html = page(&rig, &path).await;
    assert!(html.contains("付款成功") && html.contains("返回商家"));
    assert_eq!(rig.heard(1).await[0]["trade_status"], "TRADE_SUCCESS");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_press_does_it_all_and_staying_does_not_return() {
    let rig = Rig::new().await;
    let path = rig.open(&Rig::order("SHOP_1")).await;
    assert!(
        press(&rig, &path, "一键付款")
            .await
            .starts_with("http://shop.example/")
    );
    let path = rig.open(&Rig::order("SHOP_2")).await;
    assert_eq!(press(&rig, &path, "付款但不返回").await, path);
    assert_eq!(
        rig.query("SHOP_2").await.text("trade_status"),
        "TRADE_SUCCESS"
    );
    rig.heard(2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn giving_up_changes_nothing_and_can_be_taken_back() {
    let rig = Rig::new().await;
    let path = rig.open(&Rig::order("SHOP_1")).await;
    let left = press(&rig, &path, "放弃付款").await;
    let html = page(&rig, &left).await;
    assert!(html.contains("已放弃付款") && html.contains(&format!("href=\"{path}\"")));
    assert_eq!(rig.query("SHOP_1").await.verdict(), "ACQ.TRADE_NOT_EXIST");
    assert!(
        press(&rig, &path, "一键付款")
            .await
            .starts_with("http://shop.example/")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_payment_leaves_the_trade_waiting() {
    let rig = Rig::new().await;
    let path = rig.open(&Rig::order("SHOP_1")).await;
    let failed = press(&rig, &path, "付款失败").await;
    assert!(page(&rig, &failed).await.contains("账户余额不足"));
    assert_eq!(
        rig.query("SHOP_1").await.text("trade_status"),
        "WAIT_BUYER_PAY"
    );
    assert!(!page(&rig, &path).await.contains("账户余额不足"));
    assert!(
        press(&rig, &path, "确认付款")
            .await
            .starts_with("http://shop.example/")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_request_reopens_the_same_cashier() {
    let rig = Rig::new().await;
    let path = rig.open(&Rig::order("SHOP_1")).await;
    assert_eq!(rig.open(&Rig::order("SHOP_1")).await, path);
    let form = rig
        .http
        .post(rig.sim.gateway_url())
        .query(&[("charset", "utf-8")]);
    let form = form
        .form(&rig.page_params(&Rig::order("SHOP_1")))
        .send()
        .await
        .unwrap();
    assert_eq!(form.headers()["location"], path.as_str());
}

#[tokio::test(flavor = "multi_thread")]
async fn changed_parameters_conflict_once_the_trade_is_born() {
    let rig = Rig::new().await;
    rig.open(&Rig::order("SHOP_1")).await;
    let mut other = Rig::order("SHOP_1");
    other["total_amount"] = json!("1.00");
    let second = rig.open(&other).await;
    rig.control("POST", "/trades/SHOP_1/login", json!({})).await;
    assert_eq!(
        rig.trade("SHOP_1").await["total_amount"],
        "1.00",
        "the latest cashier is used"
    );

    let params = rig.page_params(&Rig::order("SHOP_1"));
    let html = rig
        .http
        .get(rig.url(&params))
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(html.contains("ACQ.CONTEXT_INCONSISTENT"), "{html}");
    assert!(
        press(&rig, &second, "确认付款")
            .await
            .starts_with("http://shop.example/")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_page_request_ends_on_a_page() {
    let rig = Rig::new().await;
    let mut params = rig.page_params(&Rig::order("SHOP_1"));
    params.insert("sign".to_owned(), "AAAA".to_owned());
    let response = rig.http.get(rig.url(&params)).send().await.unwrap();
    assert_eq!(
        response.headers()["content-type"],
        "text/html; charset=utf-8"
    );
    let html = response.text().await.unwrap();
    assert!(html.contains("invalid-signature") && html.contains("<!DOCTYPE html>"));
    assert!(
        html.contains("&amp;charset=utf-8&amp;"),
        "the string to sign must be HTML-escaped exactly once"
    );

    for (name, value) in [
        ("out_trade_no", json!("SHOP-1")),
        ("out_trade_no", Value::Null),
        ("total_amount", json!("0.00")),
        ("total_amount", json!("1e2")),
        ("total_amount", json!("100000000.01")),
        ("subject", json!("")),
        ("product_code", json!("QUICK_WAP_WAY")),
        ("time_expire", json!("2020-01-01 00:00:00")),
        ("timeout_express", json!("1.5h")),
    ] {
        let mut biz = Rig::order("SHOP_1");
        biz[name] = value;
        let params = rig.page_params(&biz);
        let html = rig
            .http
            .get(rig.url(&params))
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap();
        assert!(html.contains("订单信息有误"), "{name}: {html}");
    }
}
