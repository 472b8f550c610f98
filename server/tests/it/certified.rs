//! The whole way in certificate mode, configured as an operator does it: pay, refund, and go on when Alipay changes its
//! certificate.

use crate::{
    refund::{pay, refund},
    support::{
        TestApp,
        app::{APP_ID, MORNING, ORIGIN, SELLER_ID, keys},
        bench::{Ear, Vars},
        notice::post,
    },
};
use alipay::Client as Gateway;
use alipay_sim::{Config, Running};
use serde_json::{Value, json};
use server::{
    config::{ServeConfig, Source},
    net::Proxies,
};
use std::{fs, os::unix::fs::PermissionsExt, path::Path};

fn vars(sim: &Running, key: &Path) -> Vars {
    let path = |path: &Path| path.display().to_string();
    [
        ("ALIPAY_GATEWAY", sim.gateway_url()),
        ("ALIPAY_APP_ID", APP_ID.to_owned()),
        ("ALIPAY_SELLER_ID", SELLER_ID.to_owned()),
        ("ALIPAY_APP_PRIVATE_KEY_FILE", path(key)),
        ("ALIPAY_APP_CERT_FILE", path(&sim.info.app_cert_file)),
        ("ALIPAY_CERT_FILE", path(&sim.info.alipay_cert_file)),
        (
            "ALIPAY_ROOT_CERT_FILE",
            path(&sim.info.alipay_root_cert_file),
        ),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect()
}

async fn control(sim: &Running, method: &str, path: &str, body: Value) -> Value {
    let answer = reqwest::Client::new()
        .request(
            reqwest::Method::from_bytes(method.as_bytes()).unwrap(),
            format!("{}{path}", sim.control_url()),
        )
        .json(&body)
        .send()
        .await
        .unwrap();
    assert!(answer.status().is_success(), "{path}");
    answer.json().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_with_certificates_pays_refunds_and_follows_a_new_certificate() {
    let dir = tempfile::tempdir().unwrap();
    let mut config = Config::local(dir.path().join("sim"));
    config.seller_id = SELLER_ID.to_owned();
    config.app_id = APP_ID.to_owned();
    config.app_public_key = Some(keys().app.public_key());
    let sim = alipay_sim::start(config).await.unwrap();
    sim.set_clock_ms(MORNING).unwrap();
    // From here on a request without certificates is refused.
    control(
        &sim,
        "PUT",
        "/settings",
        json!({"certificates": "required"}),
    )
    .await;

    let key = dir.path().join("app.pem");
    fs::write(&key, keys().app.to_pkcs8_pem().as_bytes()).unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    let config = ServeConfig::load(Source::new(None, vars(&sim, &key)))
        .unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let trusted = config.alipay.app.keys.clone();
    let client = Gateway::http(config.alipay.app).unwrap();
    let app = TestApp::with(ORIGIN, Proxies::default(), &sim.gateway_url(), Some(client)).await;

    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "2").await;
    let number = shopper.check_out().await;
    pay(&sim, &shopper, &number).await;
    let address = format!("/change_status?order_id={number}");
    let page = shopper.get(&address).await;
    let page = shopper
        .submit_and_follow(page.form("/api/payment/check"))
        .await;
    assert!(
        page.all("h1").join(" ").contains("待发货"),
        "{}",
        page.text()
    );
    assert_eq!(trusted.keys().len(), 1);

    // Alipay signs with another certificate now; the refund's answer names it, and it is fetched and checked.
    let changed = control(&sim, "POST", "/certificate", json!({})).await;
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

    // So are notices signed with it.
    let ear = Ear::answering(200, None, "success").await;
    let trades = control(&sim, "GET", "/trades", Value::Null).await;
    let out_trade_no = trades[0]["out_trade_no"].as_str().unwrap();
    let wish = json!({"out_trade_no": out_trade_no, "notify_id": "new", "url": ear.url});
    control(&sim, "POST", "/notify", wish).await;
    let heard = ear.heard();
    assert_eq!(
        post(&app.router, heard.clone()).await,
        (200, "success".to_owned())
    );

    // Nobody else's are: the application's own key is no certificate of Alipay.
    let wish =
        json!({"out_trade_no": out_trade_no, "notify_id": "new", "url": ear.url, "sign": "bad"});
    control(&sim, "POST", "/notify", wish).await;
    assert_eq!(
        post(&app.router, ear.heard()).await,
        (400, "failure".to_owned())
    );
    assert_eq!(app.shop.audit().await.unwrap().breaches, vec![]);
    sim.shutdown().await;
}
