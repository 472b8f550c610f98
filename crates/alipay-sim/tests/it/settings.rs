//! Each setting, and what it changes.

use std::collections::BTreeMap;

use alipay::{
    SignType,
    canonical::string_to_sign,
    form::Charset,
    sign::sign,
    time::format_shanghai,
    verify::{verify, verify_rsa2},
};
use serde_json::{Value, json};

use crate::rig::{Rig, params};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_out_goes_back_to_its_default() {
    let rig = Rig::new().await;
    let defaults = rig.control("GET", "/settings", Value::Null).await;
    assert_eq!(
        defaults,
        json!({
            "balance": null,
            "notify_all": false,
            "timestamp_tolerance_s": null,
            "certificates": "optional",
            "sign_type": "RSA2",
            "content_encryption": true,
            "notify_before_return": false,
            "notify": { "tamper": {}, "sign": "ok", "charset": null },
        })
    );
    let set = json!({ "notify_all": true, "notify": { "sign": "bad", "charset": "gbk" } });
    let changed = rig.control("PUT", "/settings", set).await;
    assert_eq!(changed["notify"]["charset"], "gbk");
    assert_eq!(rig.control("PUT", "/settings", json!({})).await, defaults);
    for wrong in [
        json!({ "notify": { "charset": "latin1" } }),
        json!({ "certificates": "perhaps" }),
        json!({ "sign_type": "MD5" }),
        json!({ "nonsense": 1 }),
    ] {
        assert_eq!(rig.try_control("PUT", "/settings", wrong).await.0, 422);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_timestamp_may_be_off_as_far_as_told() {
    let rig = Rig::new().await;
    let ask = async |off_s: i64| {
        let mut params = rig.request("alipay.trade.query", &json!({ "out_trade_no": "SHOP_1" }));
        params.remove("sign");
        let stamp = format_shanghai(rig.sim.now_ms() + off_s * 1000);
        params.insert("timestamp".to_owned(), stamp);
        rig.sign(&mut params);
        rig.answer(&params).await.verdict().to_owned()
    };
    let (fresh, stale) = ("ACQ.TRADE_NOT_EXIST", "isv.invalid-timestamp");
    assert_eq!(
        ask(-8 * 3600).await,
        fresh,
        "a container whose clock runs in UTC"
    );
    assert_eq!(ask(-13 * 3600).await, stale);
    assert_eq!(ask(13 * 3600).await, stale);
    rig.control("PUT", "/settings", json!({ "timestamp_tolerance_s": 300 }))
        .await;
    assert_eq!(ask(-8 * 3600).await, stale);
    assert_eq!(ask(-290).await, fresh);
    assert_eq!(ask(290).await, fresh);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_carried_and_an_impossible_one_refused() {
    let rig = Rig::new().await;
    let ask = async |token: &str| {
        let mut params = rig.request("alipay.trade.query", &json!({ "out_trade_no": "SHOP_1" }));
        params.remove("sign");
        params.insert("app_auth_token".to_owned(), token.to_owned());
        rig.sign(&mut params);
        rig.answer(&params).await
    };
    let known = ask("201510BBaabdb44d8fd04607abf8d5931ec75D84").await;
    assert_eq!(known.verdict(), "ACQ.TRADE_NOT_EXIST");
    let calls = rig.trade("SHOP_1").await["calls"].clone();
    assert_eq!(
        calls[0]["app_auth_token"],
        "201510BBaabdb44d8fd04607abf8d5931ec75D84"
    );
    let wrong = ask(&"x".repeat(41)).await;
    assert_eq!(
        (wrong.text("code"), wrong.verdict()),
        ("20001", "aop.invalid-app-auth-token")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_of_the_old_type_is_spoken_to_in_it() {
    let rig = Rig::new().await;
    rig.control("PUT", "/settings", json!({ "sign_type": "RSA" }))
        .await;
    let refused = rig.query("SHOP_1").await;
    assert!(
        refused.raw.contains("isv.invalid-signature-type"),
        "{}",
        refused.raw
    );

    let sign_as_rsa = |params: &mut BTreeMap<String, String>| {
        params.insert("sign_type".to_owned(), "RSA".to_owned());
        params.remove("sign");
        let text = string_to_sign(params.iter().map(|(k, v)| (k.as_str(), v.as_str())));
        let signature = sign(&rig.app_key, SignType::Rsa, text.as_bytes()).unwrap();
        params.insert("sign".to_owned(), signature);
    };
    let is_old = |text: &str, sign: &str| {
        verify(&rig.alipay_key, SignType::Rsa, text.as_bytes(), sign).is_ok()
            && verify_rsa2(&rig.alipay_key, text.as_bytes(), sign).is_err()
    };
    let mut ask = rig.request("alipay.trade.query", &json!({ "out_trade_no": "SHOP_1" }));
    sign_as_rsa(&mut ask);
    let answer = rig.answer(&ask).await;
    assert_eq!(answer.text("sub_code"), "ACQ.TRADE_NOT_EXIST");
    assert!(is_old(&answer.signed.0, &answer.signed.1));

    let mut page = rig.page_params(&Rig::order("SHOP_1"));
    sign_as_rsa(&mut page);
    let opened = rig.http.get(rig.url(&page)).send().await.unwrap();
    let cashier = opened.headers()["location"].to_str().unwrap().to_owned();
    let paid = rig.http.post(format!("{}{cashier}/pay", rig.sim.url()));
    let paid = paid.send().await.unwrap();
    let back = url::Url::parse(paid.headers()["location"].to_str().unwrap()).unwrap();
    for mut message in [rig.heard(1).await.remove(0), params(back.query().unwrap())] {
        assert_eq!(message.remove("sign_type").unwrap(), "RSA");
        let sign = message.remove("sign").unwrap();
        message.remove("from");
        let text = string_to_sign(message.iter().map(|(k, v)| (k.as_str(), v.as_str())));
        assert!(is_old(&text, &sign), "{message:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_message_can_be_wrong_in_the_same_way() {
    let rig = Rig::new().await;
    let style = json!({ "notify": { "tamper": {
        "total_amount": "0.01",
        "brand_new_field": "7",
        "body": "",
        "subject": null,
    } } });
    rig.control("PUT", "/settings", style).await;
    rig.paid("SHOP_1").await;
    let heard = rig.heard(1).await.remove(0);
    assert_eq!(heard["total_amount"], "0.01");
    assert_eq!(heard["brand_new_field"], "7");
    assert_eq!(heard["body"], "");
    assert!(!heard.contains_key("subject"));
    assert!(
        rig.is_authentic(&heard),
        "wrong contents with a valid signature"
    );

    rig.control("PUT", "/settings", json!({ "notify": { "sign": "bad" } }))
        .await;
    rig.paid("SHOP_2").await;
    assert!(!rig.is_authentic(&rig.heard(2).await[1]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_in_gbk_is_signed_over_gbk_bytes() {
    let rig = Rig::new().await;
    rig.control(
        "PUT",
        "/settings",
        json!({ "notify": { "charset": "gbk" } }),
    )
    .await;
    rig.paid("SHOP_1").await;
    rig.heard(1).await;
    let raw = rig.heard.lock().unwrap().raw[0].clone();
    let pairs = alipay::form::decode(raw.as_bytes(), Charset::Gbk).unwrap();
    let value = |wanted: &str| {
        let found = pairs.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.as_str()).unwrap()
    };
    assert_eq!(value("charset"), "gbk");
    assert_eq!(value("subject"), "手冲壶 & <茶>");
    let string = string_to_sign(
        pairs
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "sign" | "sign_type"))
            .map(|(name, value)| (name.as_str(), value.as_str())),
    );
    let bytes = Charset::Gbk.write(&string);
    verify_rsa2(&rig.alipay_key, &bytes, value("sign")).unwrap();
    assert!(verify_rsa2(&rig.alipay_key, string.as_bytes(), value("sign")).is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shop_can_be_told_before_the_buyer_returns() {
    let rig = Rig::new().await;
    rig.control("PUT", "/settings", json!({ "notify_before_return": true }))
        .await;
    for number in 1..=5 {
        let path = rig.open(&Rig::order(&format!("SHOP_{number}"))).await;
        let pay = rig.http.post(format!("{}{path}/pay", rig.sim.url()));
        assert_eq!(pay.send().await.unwrap().status(), 303);
        let heard = rig.heard.lock().unwrap().forms.len();
        assert_eq!(heard, number, "notified before the browser is redirected");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_charset_that_is_only_in_the_body_is_the_classic_failure() {
    let rig = Rig::new().await;
    let mut params = rig.common("alipay.trade.query");
    params.insert(
        "biz_content".to_owned(),
        r#"{"out_trade_no":"SHOP_1","note":"茶叶测试单"}"#.to_owned(),
    );
    rig.sign(&mut params);
    let post = |url: String| {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&params)
            .finish();
        rig.http
            .post(url)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
            .send()
    };
    let gateway = rig.sim.gateway_url();
    let body = post(gateway.clone()).await.unwrap().bytes().await.unwrap();
    let text = Charset::Gbk.read(&body).unwrap();
    assert!(text.contains("isv.invalid-signature"), "{text}");
    assert!(
        text.contains("验签字符串为") && text.contains("&amp;biz_content="),
        "{text}"
    );
    let response = post(format!("{gateway}?charset=utf-8")).await.unwrap();
    let answer = rig.take_apart(response).await;
    assert_eq!(answer.verdict(), "ACQ.TRADE_NOT_EXIST");
}
