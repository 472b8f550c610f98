//! Keys, clock and certificates: mistakes before the first payment.

use super::{notice, vector_key};
use crate::support::bench::{Bench, codes, examine, examine_at, listed, set};
use alipay::{PrivateKey, time::format_shanghai};
use domain::time::{HOUR, Millis};
use serde_json::json;
use shop::clock::{Clock, SystemClock};
use std::sync::Arc;

#[tokio::test(flavor = "multi_thread")]
async fn pain_1_the_wrong_public_key() {
    let bench = Bench::new().await;
    let vars = bench.vars();
    let report = examine(vars.clone()).await;
    assert_eq!(codes(&report), [""; 0], "{report:?}");
    assert!(
        report.ready && report.passed.contains(&"gateway"),
        "{report:?}"
    );

    let own = bench.info.app_public_key_file.display().to_string();
    let mixed_up = set(vars.clone(), "ALIPAY_PUBLIC_KEY_FILE", &own);
    let report = examine(mixed_up.clone()).await;
    assert_eq!(codes(&report), ["keys.alipay-is-own"]);
    assert!(!report.ready && report.findings[0].remedy.contains("支付宝公钥"));

    let stranger = PrivateKey::generate().unwrap();
    let other = bench.write("other.pem", &stranger.public_key().to_spki_pem());
    let report = examine(set(vars.clone(), "ALIPAY_PUBLIC_KEY_FILE", &other)).await;
    assert_eq!(codes(&report), ["key.unknown"], "{report:?}");

    let another = bench.write("another.pem", &stranger.to_pkcs8_pem());
    let report = examine(set(vars.clone(), "ALIPAY_APP_PRIVATE_KEY_FILE", &another)).await;
    assert_eq!(codes(&report), ["gateway.invalid-signature"], "{report:?}");

    let body = notice(&bench, json!({})).await;
    assert_eq!(bench.alipay(&["verify"], &vars, &body).0, 0);
    let (code, said) = bench.alipay(&["verify"], &mixed_up, &body);
    assert_eq!(
        (code, listed(&said, "mistakes")[0].as_str()),
        (1, "key.own-configured")
    );
    let forged = notice(&bench, json!({"sign": "app-key", "notify_id": "new"})).await;
    let (code, said) = bench.alipay(&["verify"], &vars, &forged);
    assert_eq!(
        (code, listed(&said, "mistakes")),
        (1, vec!["key.own".to_owned()])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn pain_2_the_format_of_a_key() {
    let bench = Bench::new().await;
    let key = "ALIPAY_APP_PRIVATE_KEY_FILE";
    let with = async |text: &str| {
        let file = bench.write("key.txt", text);
        let report = examine(set(bench.vars(), key, &file)).await;
        codes(&report)
            .iter()
            .map(|code| (*code).to_owned())
            .collect::<Vec<_>>()
    };
    // Every format is readable; the gateway only reports that it has another key.
    for name in [
        "app_private_pkcs1.pem",
        "app_private_pkcs8.pem",
        "app_private_pkcs1_bare_base64",
        "app_private_pkcs8_bare_base64",
    ] {
        assert_eq!(
            with(&vector_key(name)).await,
            ["gateway.invalid-signature"],
            "{name}"
        );
    }
    let whole = vector_key("app_private_pkcs8.pem");
    let windows = whole.replace('\n', "\r\n");
    assert_eq!(with(&windows).await, ["gateway.invalid-signature"]);
    let cut: String = whole.chars().take(600).collect();
    for (text, code) in [
        (
            vector_key("app_public_spki.pem").as_str(),
            "keys.public-for-private",
        ),
        (&cut, "keys.cut"),
        (" \n", "keys.empty"),
        ("no key at all", "keys.not-base64"),
        (
            include_str!("../../../../crates/alipay/tests/it/keys/encrypted_pkcs1.pem"),
            "keys.encrypted",
        ),
        (
            include_str!("../../../../crates/alipay/tests/it/keys/ec_p256.pem"),
            "keys.not-rsa",
        ),
        (
            include_str!("../../../../crates/alipay/tests/it/keys/rsa_1024.pem"),
            "keys.too-short",
        ),
    ] {
        assert_eq!(with(text).await, [code], "{text}");
    }
    let private = bench.write("mixed.txt", &vector_key("alipay_private_pkcs8.pem"));
    let report = examine(set(bench.vars(), "ALIPAY_PUBLIC_KEY_FILE", &private)).await;
    assert_eq!(codes(&report), ["keys.private-for-public"]);
}

/// A clock eight hours behind: UTC used as Shanghai time.
struct Behind;

impl Clock for Behind {
    fn now(&self) -> Millis {
        SystemClock.now().plus(-8 * HOUR)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pain_5_the_time_zone() {
    let bench = Bench::new().await;
    bench
        .control("PUT", "/settings", json!({"timestamp_tolerance_s": 900}))
        .await;
    let utc = format_shanghai(SystemClock.now().plus(-8 * HOUR).get());
    let params = bench.request("alipay.trade.query", &utc, r#"{"out_trade_no":"P5"}"#);
    let (query, answer) = bench.call(&params).await;
    assert!(answer.contains("isv.invalid-timestamp"), "{answer}");
    let sent = bench.write("request.txt", &query);
    let (_, said) = bench.alipay(&["verify", "--request", &sent], &bench.vars(), &answer);
    assert_eq!(listed(&said, "remarks"), ["gateway.invalid-timestamp"]);
    assert_eq!(listed(&said, "request"), ["time.zone"], "{said}");

    let report = examine_at(bench.vars(), Arc::new(Behind)).await;
    let mut found = codes(&report);
    found.sort_unstable();
    assert_eq!(
        found,
        ["clock.skewed", "gateway.invalid-timestamp"],
        "{report:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn pain_7_certificates() {
    let bench = Bench::new().await;
    let (keys, certificates) = (bench.vars(), bench.certificate_vars());
    let report = examine(certificates.clone()).await;
    assert_eq!(codes(&report), [""; 0], "{report:?}");
    assert!(report.passed.contains(&"certificates") && report.passed.contains(&"gateway"));

    let mode = async |mode: &str| {
        bench
            .control("PUT", "/settings", json!({"certificates": mode}))
            .await;
    };
    mode("required").await;
    assert_eq!(
        codes(&examine(keys.clone()).await),
        ["gateway.certificates-wanted"]
    );
    mode("off").await;
    assert_eq!(
        codes(&examine(certificates.clone()).await),
        ["gateway.certificate-unknown"]
    );
    mode("optional").await;

    let app = bench.info.app_cert_file.display().to_string();
    let report = examine(set(certificates.clone(), "ALIPAY_CERT_FILE", &app)).await;
    assert_eq!(codes(&report), ["certificates.alipay-is-own"]);
    let alipay = bench.info.alipay_cert_file.display().to_string();
    let report = examine(set(certificates.clone(), "ALIPAY_APP_CERT_FILE", &alipay)).await;
    assert_eq!(codes(&report), ["certificates.other-key"]);
    let report = examine(set(certificates.clone(), "ALIPAY_ROOT_CERT_FILE", &alipay)).await;
    assert!(codes(&report).contains(&"certificates.chain"), "{report:?}");
    let report = examine(set(certificates.clone(), "ALIPAY_ROOT_CERT_FILE", "")).await;
    assert_eq!(codes(&report), ["certificates.missing"]);
    let key = bench.info.alipay_public_key_file.display().to_string();
    let report = examine(set(certificates, "ALIPAY_PUBLIC_KEY_FILE", &key)).await;
    assert_eq!(codes(&report), ["certificates.both-modes"]);
}
