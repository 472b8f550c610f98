//! Certificate mode as an operator configures it: pay, refund, and continue after Alipay renews its
//! certificate.

use crate::{
    refund::refund,
    support::{bench::Ear, notice::post, simulated::Simulated},
};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_with_certificates_pays_refunds_and_follows_a_new_certificate() {
    let gateway = Simulated::start().await;
    // From now on the gateway refuses requests without certificates.
    gateway
        .control("PUT", "/settings", json!({"certificates": "required"}))
        .await;
    let config = Simulated::config(gateway.certificate_vars());
    let trusted = config.app.keys.clone();
    let app = Simulated::shop_of(config).await;

    let shopper = app.shopper().await;
    let number = gateway.paid(&shopper, "2").await;
    let address = format!("/change_status?order_id={number}");
    assert_eq!(trusted.keys().len(), 1);

    // Alipay signs with a new certificate. The response to the refund names it, and the shop
    // downloads and checks it.
    let changed = gateway.control("POST", "/certificate", json!({})).await;
    assert_ne!(changed["alipay_cert_sn"], changed["earlier_alipay_cert_sn"]);
    let staff = app.staff().await;
    let page = refund(&staff, &number, "1").await;
    assert!(page.text().contains("已退款"), "{}", page.text());
    assert_eq!(
        trusted.keys().len(),
        2,
        "the new certificate is known beside the old one"
    );
    let seen = shopper.get(&address).await.text();
    assert!(
        seen.contains("部分退款") && seen.contains("68.00"),
        "{seen}"
    );

    // Notifications signed with it are accepted too.
    let ear = Ear::answering(200, None, "success").await;
    let trades = gateway.control("GET", "/trades", Value::Null).await;
    let out_trade_no = trades[0]["out_trade_no"].as_str().unwrap();
    let wish = json!({"out_trade_no": out_trade_no, "notify_id": "new", "url": ear.url});
    gateway.control("POST", "/notify", wish).await;
    let heard = ear.heard();
    assert_eq!(
        post(&app.router, heard.clone()).await,
        (200, "success".to_owned())
    );

    // Other keys are still refused, e.g. the application's own.
    let wish =
        json!({"out_trade_no": out_trade_no, "notify_id": "new", "url": ear.url, "sign": "bad"});
    gateway.control("POST", "/notify", wish).await;
    assert_eq!(
        post(&app.router, ear.heard()).await,
        (400, "failure".to_owned())
    );
    assert_eq!(app.shop.audit().await.unwrap().breaches, vec![]);
}
