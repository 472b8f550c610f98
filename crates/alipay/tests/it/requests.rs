//! What we sign, against what other SDKs sign: byte for byte, since the signature is deterministic.

use crate::stage::{APP, NOW, answering, config, fits, gateway};
use crate::vectors::{params, text, vector, vectors};
use alipay::canonical::string_to_sign;
use alipay::form::{Charset, decode};
use alipay::sign::sign_rsa2;
use alipay::transport::HttpResponse;
use alipay::verify::verify_rsa2;
use alipay::{Amount, Client, PagePay, TradeQuery};
use std::collections::BTreeMap;

#[test]
fn other_sdks_sign_the_same_string_the_same_way() {
    let all = vectors("req-");
    assert_eq!(all.len(), 5);
    for vector in all {
        let params = params(vector);
        let built = string_to_sign(params.iter().map(|(n, v)| (n.as_str(), v.as_str())));
        assert_eq!(built, text(vector, "string_to_sign"), "{}", vector["id"]);
        let sign = sign_rsa2(&APP, built.as_bytes()).unwrap();
        assert_eq!(sign, text(vector, "signature"), "{}", vector["id"]);
        assert_eq!(sign, params["sign"], "{}", vector["id"]);
        assert_eq!(
            verify_rsa2(&APP.public_key(), built.as_bytes(), &sign),
            Ok(())
        );
        assert!(fits(&APP.public_key(), built.as_bytes(), &sign));
    }
}

#[test]
fn their_urls_decode_to_what_they_signed() {
    for vector in vectors("req-page-get") {
        let (_, query) = text(vector, "url").split_once('?').unwrap();
        let decoded: BTreeMap<_, _> = decode(query.as_bytes(), Charset::Utf8)
            .unwrap()
            .into_iter()
            .collect();
        assert_eq!(decoded, params(vector), "{}", vector["id"]);
    }
}

#[tokio::test]
async fn a_query_goes_out_as_the_official_sdk_sends_it() {
    let vector = vector("req-query-post");
    let (client, gateway) = gateway(|| {
        Ok(HttpResponse {
            status: 502,
            trace_id: None,
            body: Vec::new(),
        })
    });
    let called = client
        .query(&TradeQuery::new("SHOP20240501_0001"), NOW)
        .await;

    let asked = gateway.asked.lock().unwrap();
    let [(url, body)] = asked.as_slice() else {
        panic!("asked {} times", asked.len())
    };
    let path = format!("{}?{}", url.path(), url.query().unwrap());
    assert_eq!(path, text(vector, "request_path_and_query"));
    assert_eq!(body, text(vector, "request_body"));
    assert_eq!(
        called.record.request_redacted,
        r#"{"method":"alipay.trade.query","app_id":"9021000100000001","charset":"utf-8","version":"1.0","sign_type":"RSA2","timestamp":"2024-05-01 12:02:00","biz_content":"{\"out_trade_no\":\"SHOP20240501_0001\"}"}"#
    );
}

#[test]
fn the_cashiers_address_is_signed_over_all_it_carries() {
    let amount = Amount::parse("88.80").unwrap();
    let pay = PagePay::new(
        "SHOP20240501_0001",
        amount,
        "测试商品 A+B 100% \"特价\"",
        NOW + 1_680_000,
    );
    let biz_content = pay
        .unwrap()
        .with_body("多行\n描述")
        .biz_content(Charset::Utf8);
    let client = answering("");
    let url = client.page_pay_url(&biz_content, NOW).unwrap();
    assert_eq!(url.host_str(), Some("openapi-sandbox.dl.alipaydev.com"));
    assert_eq!(url.path(), "/gateway.do");

    let pairs = decode(url.query().unwrap().as_bytes(), Charset::Utf8).unwrap();
    let names: Vec<_> = pairs.iter().map(|(n, _)| n.as_str()).collect();
    assert_eq!(
        names,
        [
            "method",
            "app_id",
            "charset",
            "version",
            "sign_type",
            "timestamp",
            "notify_url",
            "return_url",
            "sign",
            "biz_content"
        ]
    );
    let params: BTreeMap<_, _> = pairs.into_iter().collect();
    assert_eq!(params["method"], "alipay.trade.page.pay");
    assert_eq!(params["biz_content"], biz_content);
    assert_eq!(
        params["notify_url"],
        "https://shop.example/pay/alipay/notify?tenant=1"
    );
    // The signing rules, written here independently of the crate.
    let mut sorted: Vec<_> = params
        .iter()
        .filter(|(n, _)| *n != "sign")
        .map(|(n, v)| format!("{n}={v}"))
        .collect();
    sorted.sort();
    assert!(fits(
        &APP.public_key(),
        sorted.join("&").as_bytes(),
        &params["sign"]
    ));
    // The same call in the same second gives the same URL.
    assert_eq!(client.page_pay_url(&biz_content, NOW).unwrap(), url);
}

#[test]
fn our_page_pay_reproduces_the_signature_of_the_official_sdk() {
    // The vector has one parameter that we do not send, so only its string to sign is rebuilt.
    let vector = vector("req-page-get-rsa2");
    let theirs = params(vector);
    let url = answering("")
        .page_pay_url(&theirs["biz_content"], NOW - 120_000)
        .unwrap();
    let ours: BTreeMap<_, _> = decode(url.query().unwrap().as_bytes(), Charset::Utf8)
        .unwrap()
        .into_iter()
        .collect();
    for (name, value) in theirs
        .iter()
        .filter(|(n, _)| *n != "sign" && *n != "alipay_sdk")
    {
        assert_eq!(ours.get(name), Some(value), "{name}");
    }
    assert_eq!(ours.len() + 1, theirs.len());
}

#[tokio::test]
async fn an_empty_parameter_is_not_sent_and_a_token_is_not_kept() {
    let (_, gateway) = gateway(|| {
        Ok(HttpResponse {
            status: 502,
            trace_id: None,
            body: Vec::new(),
        })
    });
    let config = alipay::AppConfig {
        notify_url: None,
        return_url: Some(String::new()),
        app_auth_token: Some("planted-token".to_owned()),
        ..config()
    };
    let client = Client::new(config, gateway.clone());
    let called = client.query(&TradeQuery::new("P1"), NOW).await;
    assert!(
        called
            .record
            .request_redacted
            .contains(r#""app_auth_token":"***""#)
    );
    assert!(!format!("{called:?}").contains("planted-token"));
    let asked = gateway.asked.lock().unwrap();
    assert!(
        asked[0]
            .0
            .query()
            .unwrap()
            .contains("app_auth_token=planted-token")
    );

    let url = client.page_pay_url("{}", NOW).unwrap();
    assert!(!url.as_str().contains("notify_url"), "{url}");
    assert!(!url.as_str().contains("return_url"), "{url}");
}
