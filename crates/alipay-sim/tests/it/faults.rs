//! Each fault, and whether the money moved.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::rig::Rig;

const REFUND: &str = "alipay.trade.refund";

async fn refund_under(fault: Value) -> (Rig, reqwest::Result<reqwest::Response>) {
    let rig = Rig::new().await;
    rig.paid("SHOP_1").await;
    rig.faults(json!([fault])).await;
    let biz = json!({ "out_trade_no": "SHOP_1", "refund_amount": "8.80", "out_request_no": "R1" });
    let response = rig.send(&rig.request(REFUND, &biz)).await;
    (rig, response)
}

async fn refunded(rig: &Rig) -> String {
    rig.trade("SHOP_1").await["refunded_amount"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_request_does_nothing() {
    let fault = json!({ "method": REFUND, "fault": "drop-request", "times": 1 });
    let (rig, response) = refund_under(fault).await;
    assert!(response.is_err());
    assert_eq!(refunded(&rig).await, "0.00");
    assert_eq!(
        rig.refund("SHOP_1", "8.80", "R1").await.text("fund_change"),
        "Y"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_answer_leaves_the_money_moved() {
    let fault = json!({ "method": REFUND, "fault": "drop-answer", "times": 1 });
    let (rig, response) = refund_under(fault).await;
    assert!(response.is_err());
    assert_eq!(refunded(&rig).await, "8.80");
    let again = rig.refund("SHOP_1", "8.80", "R1").await;
    assert_eq!(again.text("fund_change"), "N");
    let calls = rig.trade("SHOP_1").await["calls"].clone();
    assert!(
        calls
            .as_array()
            .unwrap()
            .iter()
            .any(|call| call["fault"] == "drop-answer")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delayed_answer_is_late_but_done() {
    let started = Instant::now();
    let (rig, response) =
        refund_under(json!({ "method": "*", "fault": "delay", "ms": 60, "times": 1 })).await;
    assert!(started.elapsed() >= Duration::from_millis(60));
    assert_eq!(rig.take_apart(response.unwrap()).await.verdict(), "10000");
    assert_eq!(refunded(&rig).await, "8.80");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_gateway_is_html_and_does_nothing() {
    let (rig, response) = refund_under(json!({ "method": REFUND, "fault": "http-502" })).await;
    let response = response.unwrap();
    assert_eq!(response.status(), 502);
    assert!(response.text().await.unwrap().contains("502 Bad Gateway"));
    assert_eq!(refunded(&rig).await, "0.00");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_system_error_is_signed_and_does_nothing() {
    let (rig, response) = refund_under(json!({ "method": REFUND, "fault": "system-error" })).await;
    let answer = rig.take_apart(response.unwrap()).await;
    assert_eq!(answer.verdict(), "ACQ.SYSTEM_ERROR");
    assert_eq!(refunded(&rig).await, "0.00");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unavailable_gateway_says_so_and_does_nothing() {
    let (rig, response) = refund_under(json!({ "method": REFUND, "fault": "unavailable" })).await;
    let answer = rig.take_apart(response.unwrap()).await;
    assert_eq!(
        (answer.text("code"), answer.verdict()),
        ("20000", "isp.unknow-error")
    );
    assert_eq!(refunded(&rig).await, "0.00");
}

/// Every fault works with every method, whether or not the request takes effect.
#[tokio::test(flavor = "multi_thread")]
async fn every_fault_strikes_every_method() {
    let rig = Rig::new().await;
    rig.sim.set_clock_ms(1_714_536_000_000).unwrap();
    rig.paid("SHOP_1").await;
    rig.advance(24 * 3600).await;
    let number = json!({ "out_trade_no": "SHOP_1" });
    let mut code = Rig::order("SHOP_9");
    code["product_code"] = json!("FACE_TO_FACE_PAYMENT");
    let refund = json!({ "out_trade_no": "SHOP_1", "out_request_no": "R1", "refund_amount": "1" });
    for (method, biz) in [
        ("alipay.trade.query", number.clone()),
        ("alipay.trade.close", number.clone()),
        ("alipay.trade.cancel", json!({ "out_trade_no": "NONE" })),
        ("alipay.trade.precreate", code),
        (REFUND, refund.clone()),
        ("alipay.trade.fastpay.refund.query", refund),
        (
            "alipay.data.dataservice.bill.downloadurl.query",
            json!({ "bill_type": "trade", "bill_date": "2024-05-01" }),
        ),
        ("alipay.open.app.alipaycert.download", number),
    ] {
        let strike = async |fault: &str| {
            rig.faults(json!([{ "method": method, "fault": fault, "ms": 1, "times": 1 }]))
                .await;
            rig.send(&rig.request(method, &biz)).await
        };
        for fault in ["drop-request", "drop-answer"] {
            assert!(strike(fault).await.is_err(), "{method} {fault}");
        }
        assert_eq!(strike("http-502").await.unwrap().status(), 502, "{method}");
        for (fault, sub_code, is_authentic) in [
            ("system-error", Some("ACQ.SYSTEM_ERROR"), Some(true)),
            ("unavailable", Some("isp.unknow-error"), Some(true)),
            ("unsigned-error", Some("isv.invalid-app-id"), None),
            ("bad-sign", None, Some(false)),
            ("delay", None, Some(true)),
        ] {
            let answer = rig.take_apart(strike(fault).await.unwrap()).await;
            assert_eq!(answer.is_authentic, is_authentic, "{method} {fault}");
            if let Some(sub_code) = sub_code {
                assert_eq!(answer.text("sub_code"), sub_code, "{method} {fault}");
            }
        }
        let half = strike("truncate").await.unwrap().text().await.unwrap();
        assert!(serde_json::from_str::<Value>(&half).is_err(), "{method}");
    }
    for method in ["alipay.trade.page.pay", "alipay.trade.wap.pay"] {
        let strike = async |fault: &str| {
            rig.faults(json!([{ "method": method, "fault": fault, "ms": 1, "times": 1 }]))
                .await;
            let mut biz = Rig::order("SHOP_8");
            if method == "alipay.trade.wap.pay" {
                biz["product_code"] = json!("QUICK_WAP_WAY");
            }
            let mut params = rig.page_params(&biz);
            params.remove("sign");
            params.insert("method".to_owned(), method.to_owned());
            rig.sign(&mut params);
            rig.http.get(rig.url(&params)).send().await
        };
        assert!(strike("drop-request").await.is_err());
        assert!(strike("drop-answer").await.is_err());
        assert_eq!(strike("http-502").await.unwrap().status(), 502);
        assert_eq!(strike("delay").await.unwrap().status(), 303);
        for fault in ["system-error", "unavailable", "unsigned-error"] {
            let html = strike(fault).await.unwrap().text().await.unwrap();
            assert!(html.contains("订单信息有误"), "{method} {fault}: {html}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_may_hide_an_effect_if_the_rule_says_so() {
    let fault = json!({ "method": REFUND, "fault": "system-error", "effect": true });
    let (rig, response) = refund_under(fault).await;
    let answer = rig.take_apart(response.unwrap()).await;
    assert_eq!(answer.verdict(), "ACQ.SYSTEM_ERROR");
    assert_eq!(refunded(&rig).await, "8.80");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_signature_does_not_verify() {
    let (rig, response) = refund_under(json!({ "method": REFUND, "fault": "bad-sign" })).await;
    let answer = rig.take_apart(response.unwrap()).await;
    assert_eq!(answer.is_authentic, Some(false));
    assert_eq!(answer.text("code"), "10000");
    assert_eq!(refunded(&rig).await, "8.80");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unsigned_error_has_no_signature() {
    let (rig, response) =
        refund_under(json!({ "method": REFUND, "fault": "unsigned-error" })).await;
    let answer = rig.take_apart(response.unwrap()).await;
    assert_eq!(answer.is_authentic, None);
    assert_eq!(answer.text("code"), "40002");
    assert_eq!(refunded(&rig).await, "0.00");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_truncated_answer_is_no_json() {
    let (rig, response) = refund_under(json!({ "method": REFUND, "fault": "truncate" })).await;
    let body = response.unwrap().text().await.unwrap();
    assert!(body.starts_with(r#"{"alipay_trade_refund_response":"#));
    assert!(serde_json::from_str::<Value>(&body).is_err());
    assert_eq!(refunded(&rig).await, "8.80");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_notify_comes_again_with_the_ladder() {
    let rig = Rig::new().await;
    rig.faults(json!([{ "method": "*", "fault": "notify-drop", "times": 1 }]))
        .await;
    rig.paid("SHOP_1").await;
    let delivery = rig.tried(1).await;
    assert_eq!(delivery["tries"][0]["fault"], "notify-drop");
    assert!(rig.heard.lock().unwrap().forms.is_empty());
    rig.advance(245).await;
    rig.heard(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delayed_notify_waits_its_time() {
    let rig = Rig::new().await;
    let rule =
        json!([{ "method": "notify", "fault": "notify-delay", "ms": 3_600_000, "times": 1 }]);
    rig.faults(rule).await;
    rig.paid("SHOP_1").await;
    rig.advance(3500).await;
    assert!(rig.heard.lock().unwrap().forms.is_empty());
    rig.advance(101).await;
    rig.heard(1).await;
    assert_eq!(rig.tried(1).await["tries"][0]["fault"], "notify-delay");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_notify_comes_twice_under_one_id() {
    let rig = Rig::new().await;
    rig.faults(json!([{ "method": "*", "fault": "notify-repeat", "times": 1 }]))
        .await;
    rig.paid("SHOP_1").await;
    let heard = rig.heard(2).await;
    assert_eq!(heard[0]["notify_id"], heard[1]["notify_id"]);
    assert_eq!(rig.tried(2).await["state"], "delivered");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reordered_notify_lets_the_refund_overtake() {
    let rig = Rig::new().await;
    let rule = json!([{
        "method": "alipay.trade.page.pay",
        "fault": "notify-reorder",
        "ms": 3_600_000,
        "times": 1,
    }]);
    rig.faults(rule).await;
    rig.paid("SHOP_1").await;
    rig.refund("SHOP_1", "8.80", "R1").await;
    let heard = rig.heard(2).await;
    assert_eq!(heard[0].get("out_biz_no").map(String::as_str), Some("R1"));
    assert!(!heard[1].contains_key("out_biz_no"));
}
