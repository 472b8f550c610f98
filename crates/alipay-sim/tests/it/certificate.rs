//! Certificate mode, as shops and SDKs meet it.

use std::fs;

use alipay::{keys::PublicKey, verify::verify_rsa2};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use crate::rig::{Answer, Rig};

async fn numbers(rig: &Rig) -> Value {
    rig.control("GET", "/certificate", Value::Null).await
}

/// A query in certificate mode; `app` and `root` as sent.
async fn query(rig: &Rig, app: Option<&str>, root: Option<&str>) -> Answer {
    let mut params = rig.request("alipay.trade.query", &json!({ "out_trade_no": "SHOP_1" }));
    params.remove("sign");
    for (name, value) in [("app_cert_sn", app), ("alipay_root_cert_sn", root)] {
        params.extend(value.map(|value| (name.to_owned(), value.to_owned())));
    }
    rig.sign(&mut params);
    rig.answer(&params).await
}

async fn certified(rig: &Rig) -> Answer {
    let numbers = numbers(rig).await;
    query(
        rig,
        numbers["app_cert_sn"].as_str(),
        numbers["alipay_root_cert_sn"].as_str(),
    )
    .await
}

fn fits(answer: &Answer, certificate: &str) -> bool {
    let key = PublicKey::parse(certificate).unwrap();
    verify_rsa2(&key, answer.signed.0.as_bytes(), &answer.signed.1).is_ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_of_the_certificate_is_told_only_who_came_with_one() {
    let rig = Rig::new().await;
    let plain = rig.query("SHOP_1").await;
    assert_eq!(plain.cert_sn, None);
    let answer = certified(&rig).await;
    assert_eq!(answer.text("sub_code"), "ACQ.TRADE_NOT_EXIST");
    let numbers = numbers(&rig).await;
    assert_eq!(
        answer.cert_sn.as_deref(),
        numbers["alipay_cert_sn"].as_str()
    );
    let file = fs::read_to_string(&rig.sim.info.alipay_cert_file).unwrap();
    assert!(fits(&answer, &file));
    assert!(
        answer.raw.contains(r#"},"alipay_cert_sn":""#),
        "between payload and sign"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_numbers_are_refused_with_their_codes() {
    let rig = Rig::new().await;
    let known = numbers(&rig).await;
    let (app, root) = (
        known["app_cert_sn"].as_str(),
        known["alipay_root_cert_sn"].as_str(),
    );
    let none = "0123456789abcdef0123456789abcdef";
    for (app, root, sub_code) in [
        (Some(none), root, "isv.app-cert-not-exist"),
        (app, None, "isv.missing-alipay-root-cert-sn"),
        (app, Some(none), "isv.alipay-root-cert-not-exist"),
    ] {
        let answer = query(&rig, app, root).await;
        assert_eq!(
            (answer.text("code"), answer.text("sub_code")),
            ("40002", sub_code)
        );
    }
    rig.control("PUT", "/settings", json!({ "certificates": "required" }))
        .await;
    let answer = rig.query("SHOP_1").await;
    assert_eq!(answer.verdict(), "isv.missing-app-cert-sn");
    assert_eq!(certified(&rig).await.text("code"), "40004");
    rig.control("PUT", "/settings", json!({ "certificates": "off" }))
        .await;
    let answer = query(&rig, app, root).await;
    assert_eq!(answer.text("sub_code"), "isv.app-cert-not-exist");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_certificate_can_be_fetched_and_hangs_from_the_root() {
    let rig = Rig::new().await;
    let before = certified(&rig).await.cert_sn.unwrap();
    let old = fs::read_to_string(&rig.sim.info.alipay_cert_file).unwrap();
    let changed = rig.control("POST", "/certificate", Value::Null).await;
    assert_eq!(changed["earlier_alipay_cert_sn"], before.as_str());

    let answer = certified(&rig).await;
    let sn = answer.cert_sn.clone().unwrap();
    assert_eq!(changed["alipay_cert_sn"], sn.as_str());
    assert_ne!(sn, before);
    assert!(!fits(&answer, &old));

    let method = "alipay.open.app.alipaycert.download";
    let fetched = rig.call(method, json!({ "alipay_cert_sn": sn })).await;
    let new = STANDARD
        .decode(fetched.text("alipay_cert_content"))
        .unwrap();
    let new = String::from_utf8(new).unwrap();
    assert!(fits(&answer, &new));
    let earlier = rig.call(method, json!({ "alipay_cert_sn": before })).await;
    let earlier = STANDARD
        .decode(earlier.text("alipay_cert_content"))
        .unwrap();
    assert_eq!(earlier, old.as_bytes());
    let unknown = rig.call(method, json!({ "alipay_cert_sn": "0" })).await;
    assert_eq!(unknown.verdict(), "isv.invalid-parameter");
    // Key mode still works with its configured key.
    assert_eq!(rig.query("SHOP_1").await.verdict(), "ACQ.TRADE_NOT_EXIST");

    let roots = fs::read_to_string(&rig.sim.info.alipay_root_cert_file).unwrap();
    let root = PublicKey::parse(pems(&roots)[1]).unwrap();
    for certificate in [&new, &old] {
        let (body, signature) = halves(certificate);
        verify_rsa2(&root, &body, &STANDARD.encode(signature)).unwrap();
    }

    let folder = rig.folder;
    rig.sim.shutdown().await;
    let reborn = Rig::on(folder, 1).await;
    assert_eq!(certified(&reborn).await.cert_sn, Some(sn));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_root_file_looks_like_the_real_one() {
    let rig = Rig::new().await;
    let text = fs::read_to_string(&rig.sim.info.alipay_root_cert_file).unwrap();
    let members = pems(&text);
    let readable: Vec<bool> = members
        .iter()
        .map(|pem| PublicKey::parse(pem).is_ok())
        .collect();
    assert_eq!(readable, [false, true, false, true], "SM2, RSA, P-256, RSA");
    assert_eq!(
        text.matches("\n\n-----BEGIN").count(),
        3,
        "blank lines between certificates"
    );
    let numbers = numbers(&rig).await;
    let root = numbers["alipay_root_cert_sn"].as_str().unwrap();
    assert_eq!((root.len(), root.matches('_').count()), (65, 1));
    let app = fs::read_to_string(&rig.sim.info.app_cert_file).unwrap();
    assert_eq!(PublicKey::parse(&app).unwrap(), rig.app_key.public_key());
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_signed_in_the_mode_of_their_order() {
    let rig = Rig::new().await;
    rig.control("POST", "/certificate", Value::Null).await;
    let numbers = numbers(&rig).await;
    let mut params = rig.page_params(&Rig::order("SHOP_1"));
    params.remove("sign");
    for name in ["app_cert_sn", "alipay_root_cert_sn"] {
        params.insert(name.to_owned(), numbers[name].as_str().unwrap().to_owned());
    }
    rig.sign(&mut params);
    let opened = rig.http.get(rig.url(&params)).send().await.unwrap();
    assert_eq!(opened.status(), 303);
    rig.control("POST", "/trades/SHOP_1/pay", json!({})).await;
    let heard = rig.heard(1).await;
    assert!(!rig.is_authentic(&heard[0]), "not the old key");
    rig.paid("SHOP_2").await;
    assert!(
        rig.is_authentic(&rig.heard(2).await[1]),
        "key mode as before"
    );
}

fn pems(text: &str) -> Vec<&str> {
    text.split_inclusive("-----END CERTIFICATE-----\n")
        .collect()
}

/// The signed part of a certificate, and the signature.
fn halves(pem: &str) -> (Vec<u8>, Vec<u8>) {
    let text: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let der = STANDARD.decode(text).unwrap();
    // SEQUENCE { body, algorithm, BIT STRING }; both lengths take two bytes here.
    let length = usize::from(der[6]) << 8 | usize::from(der[7]);
    let body = der[4..8 + length].to_vec();
    (body, der[der.len() - 256..].to_vec())
}
