//! Genuine messages that do not verify because something changes them on the way.

use super::{handed_on, notice};
use crate::support::bench::{Bench, codes, examine, listed, set, shanghai_now};
use alipay::form::{Charset, decode, encode};
use serde_json::{Value, json};

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
        // Not every signature contains a plus that could get lost, so try several.
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
    assert_eq!(
        code, 0,
        "the raw bytes of a notification in GBK verify: {said}"
    );
    let pairs = decode(&body, Charset::Gbk).unwrap();
    let pairs = pairs
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let (code, said) = bench.alipay(&["verify"], &vars, encode(pairs, Charset::Utf8));
    assert_eq!(
        (code, listed(&said, "mistakes")),
        (1, vec!["text.charset".to_owned()])
    );

    // All parameters are in the body, and charset is missing in the query.
    let now = shanghai_now();
    let content = r#"{"out_trade_no":"P4","total_amount":"1.00","subject":"茶"}"#;
    let signed = bench.signed(&bench.request("alipay.trade.precreate", &now, content));
    let query = signed["query"].as_str().unwrap().to_owned();
    let answer = reqwest::Client::new()
        .post(format!("{}/gateway.do", bench.info.url))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(query.clone())
        .send()
        .await
        .unwrap()
        .bytes()
        .await
        .unwrap();
    // Without a charset the gateway responds in GBK.
    let shown = String::from_utf8_lossy(&answer);
    assert!(shown.contains("isv.invalid-signature"), "{shown}");
    let sent = bench.write("request.txt", &query);
    let (code, said) = bench.alipay(&["verify", "--request", &sent], &vars, &answer);
    assert_eq!(code, 1);
    assert_eq!(
        said["difference"]["finding"]["code"], "charset.not-in-query",
        "{said}"
    );
    assert_eq!(said["difference"]["field"], "biz_content");
    let (_, damaged) = bench.alipay(&["verify", "--request", &sent], &vars, shown.as_bytes());
    assert_eq!(
        damaged["difference"]["finding"]["code"], "charset.not-in-query",
        "a copy with damaged Chinese text"
    );
    assert_eq!(listed(&said, "remarks"), ["gateway.invalid-signature"]);

    // One plus is not encoded: the response shows what the gateway read, the request what was
    // signed.
    let content = r#"{"out_trade_no":"P4","total_amount":"1.00","subject":"A+B"}"#;
    let signed = bench.signed(&bench.request("alipay.trade.precreate", &now, content));
    let query = signed["query"].as_str().unwrap().replace("A%2BB", "A+B");
    let answer = reqwest::get(format!("{}/gateway.do?{query}", bench.info.url))
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    let sent = bench.write("request.txt", &query);
    let (_, said) = bench.alipay(&["verify", "--request", &sent], &vars, &answer);
    assert_eq!(
        said["difference"]["finding"]["code"], "gateway.sent-otherwise",
        "{said}"
    );
    assert_eq!(listed(&said, "request"), ["text.plus-lost"]);
    let params = bench.write("params.txt", signed["string_to_sign"].as_str().unwrap());
    let (_, said) = bench.alipay(&["verify", "--request", &params], &vars, &answer);
    assert_eq!(
        said["difference"]["finding"]["code"], "text.plus-lost",
        "{said}"
    );
    assert_eq!(said["difference"]["field"], "biz_content");
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
    assert!(
        answer.contains("\\/"),
        "the response must contain an escaped URL: {answer}"
    );
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
