//! A shop whose application is registered for the old signature type, RSA with SHA-1.

use crate::{
    refund::refund,
    support::{
        bench::{Bench, Ear, examine, set},
        notice::post,
        simulated::Simulated,
    },
};
use alipay::SignType;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_on_the_old_type_pays_refunds_and_believes_notices() {
    let gateway = Simulated::start().await;
    gateway
        .control("PUT", "/settings", json!({"sign_type": "RSA"}))
        .await;
    let app = gateway
        .shop(gateway.vars(&[("ALIPAY_SIGN_TYPE", "RSA")]))
        .await;
    let shopper = app.shopper().await;
    let number = gateway.paid(&shopper, "2").await;
    let staff = app.staff().await;
    let page = refund(&staff, &number, "1").await;
    assert!(page.text().contains("已退款"), "{}", page.text());

    let ear = Ear::answering(200, None, "success").await;
    let trades = gateway.control("GET", "/trades", Value::Null).await;
    let wish =
        json!({"out_trade_no": trades[0]["out_trade_no"], "notify_id": "new", "url": ear.url});
    gateway.control("POST", "/notify", wish.clone()).await;
    let heard = ear.heard();
    let text = String::from_utf8(heard.clone()).unwrap();
    assert!(text.contains("sign_type=RSA&"), "{text}");
    assert_eq!(post(&app.router, heard).await, (200, "success".to_owned()));

    // A genuine notification of the other type. The type comes from the configuration, never from
    // the message.
    gateway.control("PUT", "/settings", json!({})).await;
    gateway.control("POST", "/notify", wish).await;
    assert_eq!(
        post(&app.router, ear.heard()).await,
        (400, "failure".to_owned())
    );
    assert_eq!(app.shop.audit().await.unwrap().breaches, vec![]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_with_an_old_signature_takes_at_least_a_fixed_time() {
    let gateway = Simulated::start().await;
    let app = gateway
        .shop(gateway.vars(&[("ALIPAY_SIGN_TYPE", "RSA")]))
        .await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "1").await;
    let number = shopper.check_out().await;
    let page = shopper
        .get(&format!("/change_status?order_id={number}"))
        .await;
    let form = page.form("/api/payment/start");
    for _ in 0..3 {
        let began = Instant::now();
        let answer = shopper.submit(&form).await;
        assert!(began.elapsed() >= Duration::from_millis(50));
        assert!(answer.location().contains("sign_type=RSA&"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_configuration_chooses_the_type() {
    let gateway = Simulated::start().await;
    for (given, read) in [("RSA2", SignType::Rsa2), ("rsa", SignType::Rsa)] {
        let app = Simulated::config(gateway.vars(&[("ALIPAY_SIGN_TYPE", given)])).app;
        assert_eq!((app.sign_type, app.keys.sign_type()), (read, read));
    }
    let mistakes = Simulated::mistakes(gateway.vars(&[("ALIPAY_SIGN_TYPE", "MD5")]));
    assert!(
        mistakes.contains("ALIPAY_SIGN_TYPE") && mistakes.contains("RSA2"),
        "{mistakes}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn doctor_warns_of_the_old_type_and_says_the_way_on() {
    let bench = Bench::new().await;
    bench
        .control("PUT", "/settings", json!({"sign_type": "RSA"}))
        .await;
    let vars = set(bench.vars(), "ALIPAY_SIGN_TYPE", "RSA");
    let report = examine(vars.clone()).await;
    let found: Vec<_> = report
        .findings
        .iter()
        .filter(|found| found.code.starts_with("sign-type") || found.code.starts_with("gateway"))
        .map(|found| (found.code.as_str(), found.remedy.contains("RSA2")))
        .collect();
    // No finding about the gateway: request and response are both accepted.
    assert_eq!(found, [("sign-type.old", true)]);

    // Commands, too, sign as configured.
    let (_, signed) = bench.alipay(
        &["sign"],
        &vars,
        "app_id=1\nsign_type=RSA2\nmethod=alipay.trade.query",
    );
    assert_eq!(signed["sign_type"], "RSA");
}
