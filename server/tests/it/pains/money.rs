//! Refunds, repeated messages and encrypted contents: genuine messages that are misunderstood.

use crate::support::bench::{Bench, Ear, codes, examine, listed, set, shanghai_now};
use alipay::ContentKey;
use serde_json::json;

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
    assert_eq!(code, 0, "the signature is genuine");
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

    // A notification of a refund resembles one of a payment.
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

    // The same out_trade_no with another amount, and a second payment of the same order.
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
    // A wrong key gives valid padding by chance (1 in 256), so try three.
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
