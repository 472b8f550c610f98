//! The ten mistakes people make most, each really made, each named with its remedy. The order is that of how often
//! they are asked about.

use crate::support::bench::{Bench, Ear, codes, examine, examine_at, listed, set, shanghai_now};
use alipay::{
    ContentKey, PrivateKey,
    form::{Charset, decode, encode},
    time::format_shanghai,
};
use domain::time::{HOUR, Millis};
use serde_json::{Value, json};
use shop::clock::{Clock, SystemClock};
use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

const VECTORS: &str = include_str!("../../../crates/alipay/tests/vectors/alipay.json");

fn vector_key(name: &str) -> String {
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    vectors["keys"][name].as_str().unwrap().to_owned()
}

/// A notice of a new trade, as the simulator posted it.
async fn notice(bench: &Bench, wish: Value) -> Vec<u8> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = format!("PAIN{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    let ear = Ear::answering(200, None, "success").await;
    bench.paid(&number, &ear.url).await;
    let mut asked = json!({"out_trade_no": number});
    for (name, value) in wish.as_object().unwrap() {
        asked[name] = value.clone();
    }
    bench.control("POST", "/notify", asked).await;
    ear.heard()
}

/// The fields of a notice as a framework hands them on, changed by `change`.
fn handed_on(body: &[u8], change: impl Fn(&str, &str) -> String) -> String {
    let fields: serde_json::Map<String, Value> = decode(body, Charset::Utf8)
        .unwrap()
        .into_iter()
        .map(|(name, value)| {
            let value = change(&name, &value);
            (name, Value::from(value))
        })
        .collect();
    Value::from(fields).to_string()
}

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
    // Every form is read; the gateway only finds that these are not the key it knows.
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
            include_str!("../../../crates/alipay/tests/it/keys/encrypted_pkcs1.pem"),
            "keys.encrypted",
        ),
        (
            include_str!("../../../crates/alipay/tests/it/keys/ec_p256.pem"),
            "keys.not-rsa",
        ),
        (
            include_str!("../../../crates/alipay/tests/it/keys/rsa_1024.pem"),
            "keys.too-short",
        ),
    ] {
        assert_eq!(with(text).await, [code], "{text}");
    }
    let private = bench.write("mixed.txt", &vector_key("alipay_private_pkcs8.pem"));
    let report = examine(set(bench.vars(), "ALIPAY_PUBLIC_KEY_FILE", &private)).await;
    assert_eq!(codes(&report), ["keys.private-for-public"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn pain_3_a_notify_that_does_not_verify() {
    let bench = Bench::new().await;
    let vars = bench.vars();
    let body = notice(&bench, json!({})).await;
    let verify = |pasted: &str| {
        let (code, said) = bench.alipay(&["verify"], &vars, pasted);
        assert_eq!(code, i32::from(said["verified"] == false), "{said}");
        listed(&said, "mistakes")
    };
    let same = |_: &str, value: &str| value.to_owned();
    assert_eq!(verify(&handed_on(&body, same)), [""; 0]);
    let html = handed_on(&body, |name, value| match name {
        "sign" => value.to_owned(),
        _ => value.replace('&', "&amp;").replace('"', "&quot;"),
    });
    assert_eq!(verify(&html), ["text.html-escaped"]);
    let twice = handed_on(&body, |_, value| value.replace("%25", "%"));
    assert_eq!(verify(&twice), ["text.decoded-twice"]);
    let mut framework: Value = serde_json::from_str(&handed_on(&body, same)).unwrap();
    framework["_url"] = "/alipay/notify".into();
    assert_eq!(verify(&framework.to_string()), ["text.field-added"]);
    let mut lost = None;
    for _ in 0..20 {
        // A signature without a plus cannot lose one.
        let body = notice(&bench, json!({})).await;
        let fields = decode(&body, Charset::Utf8).unwrap();
        if fields
            .iter()
            .any(|(name, value)| name == "sign" && value.contains('+'))
        {
            lost = Some(body);
            break;
        }
    }
    let lost = handed_on(&lost.unwrap(), |name, value| match name {
        "sign" => value.replace('+', " "),
        _ => value.to_owned(),
    });
    assert_eq!(verify(&lost), ["sign.plus-lost"]);
    let spoilt = notice(
        &bench,
        json!({"sign": "bad", "tamper": {"total_amount": "0.01"}}),
    )
    .await;
    assert_eq!(
        verify(&String::from_utf8(spoilt).unwrap()),
        ["text.changed"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn pain_4_the_charset() {
    let bench = Bench::new().await;
    let vars = bench.vars();
    let body = notice(&bench, json!({"charset": "GBK"})).await;
    let (code, said) = bench.alipay(&["verify"], &vars, &body);
    assert_eq!(code, 0, "a notice in GBK is verified as it came: {said}");
    let pairs = decode(&body, Charset::Gbk).unwrap();
    let pairs = pairs
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let (code, said) = bench.alipay(&["verify"], &vars, encode(pairs, Charset::Utf8));
    assert_eq!(
        (code, listed(&said, "mistakes")),
        (1, vec!["text.charset".to_owned()])
    );

    // Everything in the body, and no charset in the address.
    let now = shanghai_now();
    let content = r#"{"out_trade_no":"P4","total_amount":"1.00","subject":"茶叶"}"#;
    let signed = bench.signed(&bench.request("alipay.trade.precreate", &now, content));
    let query = signed["query"].as_str().unwrap().to_owned();
    let answer = reqwest::Client::new()
        .post(format!("{}/gateway.do", bench.info.url))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(query.clone())
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(answer.contains("isv.invalid-signature"), "{answer}");
    let sent = bench.write("request.txt", &query);
    let (code, said) = bench.alipay(&["verify", "--request", &sent], &vars, &answer);
    assert_eq!(code, 1);
    assert_eq!(
        said["difference"]["finding"]["code"], "charset.not-in-query",
        "{said}"
    );
    assert_eq!(said["difference"]["field"], "biz_content");
    assert_eq!(listed(&said, "remarks"), ["gateway.invalid-signature"]);
}

/// A clock eight hours behind: the wall clock of London taken for that of Shanghai.
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
async fn pain_6_answers_that_do_not_verify() {
    let bench = Bench::new().await;
    let vars = bench.vars();
    let now = shanghai_now();
    let content = r#"{"out_trade_no":"P6","total_amount":"1.00","subject":"茶"}"#;
    let (_, answer) = bench
        .call(&bench.request("alipay.trade.precreate", &now, content))
        .await;
    assert!(answer.contains("\\/"), "an address in it: {answer}");
    let verify = |body: &str| {
        let (code, said) = bench.alipay(&["verify"], &vars, body);
        (code, listed(&said, "mistakes"))
    };
    assert_eq!(verify(&answer), (0, Vec::new()));
    let read: Value = serde_json::from_str(&answer).unwrap();
    let again = read["alipay_trade_precreate_response"].to_string();
    assert!(!again.contains("\\/"));
    assert_eq!(
        verify(&answer.replace("\\/", "/")),
        (1, vec!["answer.slashes".to_owned()])
    );
    let pretty = answer
        .replace("\":\"", "\": \"")
        .replace("\",\"", "\", \"")
        .replace("\\/", "/");
    let (code, found) = verify(&pretty);
    assert_eq!((code, found.len()), (1, 2), "{found:?}");
    assert!(
        found.contains(&"answer.reformatted".to_owned()),
        "{found:?}"
    );

    let stranger = bench.request("alipay.trade.query", &now, r#"{"out_trade_no":"P6"}"#);
    let stranger: Vec<_> = stranger
        .into_iter()
        .map(|(name, value)| {
            (
                name,
                if name == "app_id" {
                    "2021000000000001"
                } else {
                    value
                },
            )
        })
        .collect();
    let (_, answer) = bench.call(&stranger).await;
    let (code, said) = bench.alipay(&["verify"], &vars, &answer);
    assert_eq!(
        (code, listed(&said, "mistakes")),
        (1, vec!["answer.unsigned".to_owned()])
    );
    assert_eq!(listed(&said, "remarks"), ["gateway.invalid-app-id"]);
    let report = examine(set(vars, "ALIPAY_APP_ID", "2021000000000001")).await;
    assert_eq!(codes(&report), ["gateway.invalid-app-id"]);
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

#[tokio::test(flavor = "multi_thread")]
async fn pain_8_refunds() {
    let bench = Bench::new().await;
    let vars = bench.vars();
    let ear = Ear::answering(200, None, "success").await;
    bench.paid("PAIN8", &ear.url).await;
    let now = shanghai_now();
    let content = r#"{"out_trade_no":"PAIN8","refund_amount":"8.80"}"#;
    let (query, answer) = bench
        .call(&bench.request("alipay.trade.refund", &now, content))
        .await;
    assert!(
        answer.contains("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL"),
        "{answer}"
    );
    let sent = bench.write("request.txt", &query);
    let (code, said) = bench.alipay(&["verify", "--request", &sent], &vars, &answer);
    assert_eq!(code, 0, "Alipay did sign it");
    assert_eq!(listed(&said, "remarks"), ["refund.no-request-number"]);
    assert_eq!(
        listed(&said, "request"),
        ["refund.no-request-number"],
        "{said}"
    );

    let content = r#"{"out_trade_no":"PAIN8","refund_amount":"8.80","out_request_no":"R1"}"#;
    let ask = bench.request("alipay.trade.refund", &now, content);
    let (_, first) = bench.call(&ask).await;
    assert!(first.contains("\"fund_change\":\"Y\""), "{first}");
    let (_, again) = bench.call(&ask).await;
    let (_, said) = bench.alipay(&["verify"], &vars, &again);
    assert_eq!(
        listed(&said, "remarks"),
        ["refund.no-fund-change", "refund.fee-is-sum"]
    );
    let content = r#"{"out_trade_no":"PAIN8","refund_amount":"9.90","out_request_no":"R1"}"#;
    let (_, other) = bench
        .call(&bench.request("alipay.trade.refund", &now, content))
        .await;
    let (_, said) = bench.alipay(&["decode"], &vars, &other);
    assert_eq!(listed(&said, "remarks"), ["refund.number-reused"]);

    // A notice of a refund looks like one of a payment.
    bench
        .control(
            "POST",
            "/notify",
            json!({"out_trade_no": "PAIN8", "notify_id": "new"}),
        )
        .await;
    let (code, said) = bench.alipay(&["verify"], &vars, ear.heard());
    assert_eq!(code, 0);
    assert!(
        listed(&said, "remarks").contains(&"notice.refund-echo".to_owned()),
        "{said}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn pain_9_notices_that_come_again_and_again() {
    let bench = Bench::new().await;
    let notify = "ALIPAY_NOTIFY_URL";
    let with = async |status: u16, location: Option<&'static str>, words: &'static str| {
        let ear = Ear::answering(status, location, words).await;
        let report = examine(set(bench.vars(), notify, &ear.url)).await;
        codes(&report)
            .iter()
            .map(|code| (*code).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(with(400, None, "failure").await, [""; 0]);
    let elsewhere = Some("https://www.shop.example/alipay/notify");
    assert_eq!(with(301, elsewhere, "").await, ["notify.redirect"]);
    assert_eq!(
        with(200, None, "<html>Sign in</html>").await,
        ["notify.not-this-shop"]
    );
    assert_eq!(with(404, None, "").await, ["notify.not-this-shop"]);
    assert_eq!(
        with(200, None, "success").await,
        ["notify.believes-anything"]
    );

    // The same number for another price, and a second payment of the same order.
    let ear = Ear::answering(200, None, "success").await;
    bench.paid("PAIN9", &ear.url).await;
    let now = shanghai_now();
    let content = r#"{"out_trade_no":"PAIN9","total_amount":"1.00","subject":"茶"}"#;
    let (_, answer) = bench
        .call(&bench.request("alipay.trade.precreate", &now, content))
        .await;
    let (_, said) = bench.alipay(&["verify"], &bench.vars(), &answer);
    let found = listed(&said, "remarks");
    assert!(
        found == ["trade.paid-already"] || found == ["trade.changed"],
        "{answer}"
    );
    bench
        .control("POST", "/notify", json!({"out_trade_no": "PAIN9"}))
        .await;
    let (_, said) = bench.alipay(&["verify"], &bench.vars(), ear.heard());
    assert!(listed(&said, "remarks").contains(&"notice.repeats".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn pain_10_encrypted_contents() {
    let bench = Bench::new().await;
    let vars = bench.vars();
    let right = ContentKey::parse(&bench.info.content_key).unwrap();
    let wrong = ContentKey::generate().unwrap();
    let ask = async |key: &ContentKey| {
        let now = shanghai_now();
        let content = key.encrypt(br#"{"out_trade_no":"PAIN10"}"#).unwrap();
        let mut params = bench.request("alipay.trade.query", &now, &content);
        params.push(("encrypt_type", "AES"));
        bench.call(&params).await.1
    };
    // One key in 256 leaves a padding that fits; three of them hardly ever do.
    let mut said = Vec::new();
    for key in [
        &wrong,
        &ContentKey::generate().unwrap(),
        &ContentKey::generate().unwrap(),
    ] {
        let (_, answer) = bench.alipay(&["verify"], &vars, ask(key).await);
        said.extend(listed(&answer, "remarks"));
    }
    assert!(said.contains(&"gateway.encryption".to_owned()), "{said:?}");

    let answer = ask(&right).await;
    let right_file = bench.info.content_key_file.display().to_string();
    let wrong_file = bench.write("aes.txt", &wrong.to_base64());
    let (code, said) = bench.alipay(&["decode", "--content-key", &right_file], &vars, &answer);
    assert_eq!(code, 0, "{said}");
    assert!(
        said["fields"].to_string().contains("ACQ.TRADE_NOT_EXIST"),
        "{said}"
    );
    let (code, said) = bench.alipay(&["decode", "--content-key", &wrong_file], &vars, &answer);
    assert_eq!(
        (code, listed(&said, "remarks")),
        (1, vec!["content.wrong-key".to_owned()])
    );
    let (code, said) = bench.alipay(&["verify"], &vars, &answer);
    assert_eq!(
        (code, listed(&said, "remarks")),
        (0, vec!["content.no-key".to_owned()])
    );

    bench
        .control("PUT", "/settings", json!({"content_encryption": false}))
        .await;
    let (_, said) = bench.alipay(&["verify"], &vars, ask(&right).await);
    assert_eq!(listed(&said, "remarks"), ["gateway.encryption"]);
}
