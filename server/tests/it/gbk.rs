//! A shop whose application was built on GBK: requests, answers and notices in it, Chinese titles included.

use crate::{
    refund::{pay, refund},
    support::{
        TestApp,
        app::{APP_ID, MORNING, ORIGIN, SELLER_ID, keys},
        bench::Vars,
    },
};
use alipay::Client as Gateway;
use alipay_sim::Config;
use server::{
    config::{ServeConfig, Source},
    net::Proxies,
};
use std::{fs, os::unix::fs::PermissionsExt};

fn vars(pairs: &[(&str, String)]) -> Vars {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_in_gbk_pays_and_refunds() {
    let dir = tempfile::tempdir().unwrap();
    let mut config = Config::local(dir.path().join("sim"));
    config.seller_id = SELLER_ID.to_owned();
    config.app_id = APP_ID.to_owned();
    config.app_public_key = Some(keys().app.public_key());
    let sim = alipay_sim::start(config).await.unwrap();
    sim.set_clock_ms(MORNING).unwrap();
    let key = dir.path().join("app.pem");
    fs::write(&key, keys().app.to_pkcs8_pem().as_bytes()).unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    let mut given = vec![
        ("ALIPAY_GATEWAY", sim.gateway_url()),
        ("ALIPAY_APP_ID", APP_ID.to_owned()),
        ("ALIPAY_SELLER_ID", SELLER_ID.to_owned()),
        ("ALIPAY_APP_PRIVATE_KEY_FILE", key.display().to_string()),
        (
            "ALIPAY_PUBLIC_KEY_FILE",
            sim.info.alipay_public_key_file.display().to_string(),
        ),
        ("ALIPAY_CHARSET", "big5".to_owned()),
    ];
    let mistakes = ServeConfig::load(Source::new(None, vars(&given)))
        .err()
        .unwrap()
        .to_string();
    assert!(
        mistakes.contains("ALIPAY_CHARSET") && mistakes.contains("gbk"),
        "{mistakes}"
    );

    given.pop();
    given.push(("ALIPAY_CHARSET", "GBK".to_owned()));
    let config = ServeConfig::load(Source::new(None, vars(&given)))
        .unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let client = Gateway::http(config.alipay.app).unwrap();
    let app = TestApp::with(ORIGIN, Proxies::default(), &sim.gateway_url(), Some(client)).await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "2").await;
    let number = shopper.check_out().await;
    pay(&sim, &shopper, &number).await;
    let page = shopper
        .get(&format!("/change_status?order_id={number}"))
        .await;
    let page = shopper
        .submit_and_follow(page.form("/api/payment/check"))
        .await;
    assert!(
        page.all("h1").join(" ").contains("待发货"),
        "{}",
        page.text()
    );

    // The gateway read the subject as it was written.
    let trades: serde_json::Value = reqwest::get(format!("{}/trades", sim.control_url()))
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let subject = trades[0]["subject"].as_str().unwrap();
    assert!(subject.starts_with("拾光杂货"), "{subject}");

    let staff = app.staff().await;
    let page = refund(&staff, &number, "1").await;
    assert!(page.text().contains("已退款"), "{}", page.text());
    assert_eq!(app.shop.audit().await.unwrap().breaches, vec![]);
    sim.shutdown().await;
}
