//! Who may call, and how the gateway refuses.

use serde_json::json;

use crate::rig::Rig;

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_has_the_shape_of_the_real_one() {
    let rig = Rig::new().await;
    rig.paid("SHOP_1").await;
    let answer = rig.query("SHOP_1").await;
    assert_eq!(answer.verdict(), "10000");
    assert!(
        answer
            .raw
            .starts_with(r#"{"alipay_trade_query_response":{"code":"10000","msg":"#)
    );
    assert_eq!(answer.headers["content-type"], "text/html;charset=utf-8");
    assert_eq!(answer.headers["trace_id"].len(), 32);
    assert_eq!(answer.text("trade_status"), "TRADE_SUCCESS");
    assert_eq!(answer.text("total_amount"), "88.80");
    assert_eq!(answer.text("subject"), "手冲壶 & <茶>");
    assert_eq!(answer.text("trade_no").len(), 28);
    let by_trade_no = rig
        .call(
            "alipay.trade.query",
            json!({ "trade_no": answer.text("trade_no") }),
        )
        .await;
    assert_eq!(by_trade_no.text("out_trade_no"), "SHOP_1");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_signature_shows_the_string_the_gateway_built() {
    let rig = Rig::new().await;
    let mut params = rig.request("alipay.trade.query", &json!({ "out_trade_no": "SHOP_1" }));
    params.insert(
        "biz_content".to_owned(),
        r#"{"out_trade_no":"SHOP_2"}"#.to_owned(),
    );
    let answer = rig.answer(&params).await;
    assert_eq!(answer.verdict(), "isv.invalid-signature");
    assert_eq!(answer.text("code"), "40002");
    let shown = answer.text("sub_msg");
    assert!(shown.contains(r#"&amp;biz_content={"out_trade_no":"SHOP_2"}&amp;charset=utf-8"#));
    assert!(
        shown.contains("sign_type=RSA2"),
        "requests sign their sign_type"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_application_gets_no_signature() {
    let rig = Rig::new().await;
    let mut params = rig.common("alipay.trade.query");
    params.insert("app_id".to_owned(), "9021000199999999".to_owned());
    rig.sign(&mut params);
    let answer = rig.answer(&params).await;
    assert_eq!(answer.is_authentic, None);
    assert_eq!(answer.text("sub_code"), "isv.invalid-app-id");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_common_parameter_is_checked() {
    let rig = Rig::new().await;
    for (name, value, code, sub_code) in [
        ("method", None, "40001", "isv.missing-method"),
        ("app_id", None, "40001", "isv.missing-app-id"),
        ("sign_type", None, "40001", "isv.missing-signature-type"),
        (
            "sign_type",
            Some("RSA"),
            "40002",
            "isv.invalid-signature-type",
        ),
        ("sign", None, "40001", "isv.missing-signature"),
        ("charset", None, "40002", "isv.invalid-charset"),
        ("charset", Some("latin1"), "40002", "isv.invalid-charset"),
        ("version", None, "40001", "isv.missing-version"),
        ("version", Some("2.0"), "40002", "isv.invalid-version"),
        ("format", Some("XML"), "40002", "isv.invalid-format"),
        ("timestamp", None, "40001", "isv.missing-timestamp"),
        (
            "timestamp",
            Some("2024-05-01 12:00:00"),
            "40002",
            "isv.invalid-timestamp",
        ),
        ("timestamp", Some("now"), "40002", "isv.invalid-timestamp"),
        (
            "method",
            Some("alipay.trade.pay"),
            "40002",
            "isv.invalid-method",
        ),
        ("biz_content", None, "40004", "ACQ.INVALID_PARAMETER"),
        ("biz_content", Some("{"), "40004", "ACQ.INVALID_PARAMETER"),
    ] {
        let mut params = rig.request("alipay.trade.query", &json!({ "out_trade_no": "SHOP_1" }));
        match value {
            Some(value) => params.insert(name.to_owned(), value.to_owned()),
            None => params.remove(name),
        };
        if name != "sign" {
            params.remove("sign");
            rig.sign(&mut params);
        }
        let answer = rig.answer(&params).await;
        assert_eq!(
            (answer.text("code"), answer.text("sub_code")),
            (code, sub_code),
            "{name}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_ways_of_sending_are_one_request() {
    let rig = Rig::new().await;
    rig.paid("SHOP_1").await;
    let params = rig.request("alipay.trade.query", &json!({ "out_trade_no": "SHOP_1" }));
    let gateway = rig.sim.gateway_url();

    let get = rig.http.get(rig.url(&params)).send().await.unwrap();
    assert_eq!(rig.take_apart(get).await.verdict(), "10000");

    let in_body = rig
        .http
        .post(format!("{gateway}?charset=utf-8"))
        .form(&params);
    assert_eq!(
        rig.take_apart(in_body.send().await.unwrap())
            .await
            .verdict(),
        "10000"
    );

    let (in_query, in_body): (Vec<_>, Vec<_>) = params
        .iter()
        .partition(|(name, _)| name.as_str() != "biz_content");
    let split = rig.http.post(&gateway).query(&in_query).form(&in_body);
    assert_eq!(
        rig.take_apart(split.send().await.unwrap()).await.verdict(),
        "10000"
    );

    let without_path = rig.http.post(rig.sim.url()).query(&params);
    assert_eq!(
        rig.take_apart(without_path.send().await.unwrap())
            .await
            .verdict(),
        "10000"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn gbk_is_spoken_both_ways() {
    let rig = Rig::new().await;
    let mut params = rig.common("alipay.trade.query");
    params.insert("charset".to_owned(), "gbk".to_owned());
    params.insert(
        "biz_content".to_owned(),
        r#"{"out_trade_no":"订单"}"#.to_owned(),
    );
    let charset = alipay::form::Charset::Gbk;
    let pairs = || {
        params
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    };
    let string = alipay::canonical::string_to_sign(pairs());
    let sign = alipay::sign::sign_rsa2(&rig.app_key, &charset.write(&string)).unwrap();
    let form = alipay::form::encode(pairs().chain([("sign", sign.as_str())]), charset);
    let url = format!("{}?{form}", rig.sim.gateway_url());
    let body = rig
        .http
        .get(url)
        .send()
        .await
        .unwrap()
        .bytes()
        .await
        .unwrap();
    let text = charset.read(&body).unwrap();
    assert!(text.contains("交易不存在"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trade_that_nobody_logged_in_to_does_not_exist() {
    let rig = Rig::new().await;
    rig.open(&Rig::order("SHOP_1")).await;
    let query = rig.query("SHOP_1").await;
    assert_eq!(query.verdict(), "ACQ.TRADE_NOT_EXIST");
    assert_eq!(query.text("receipt_amount"), "0.00");
    for method in ["alipay.trade.close", "alipay.trade.fastpay.refund.query"] {
        let biz = json!({ "out_trade_no": "SHOP_1", "out_request_no": "R1" });
        assert_eq!(rig.call(method, biz).await.verdict(), "ACQ.TRADE_NOT_EXIST");
    }
    assert_eq!(
        rig.refund("SHOP_1", "1.00", "R1").await.verdict(),
        "ACQ.TRADE_NOT_EXIST"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn close_works_only_while_the_buyer_is_awaited() {
    let rig = Rig::new().await;
    rig.open(&Rig::order("SHOP_1")).await;
    rig.control("POST", "/trades/SHOP_1/login", json!({})).await;
    assert_eq!(
        rig.query("SHOP_1").await.text("trade_status"),
        "WAIT_BUYER_PAY"
    );
    let close = json!({ "out_trade_no": "SHOP_1" });
    let closed = rig.call("alipay.trade.close", close.clone()).await;
    assert_eq!(
        (closed.verdict(), closed.text("out_trade_no")),
        ("10000", "SHOP_1")
    );
    assert_eq!(
        rig.query("SHOP_1").await.text("trade_status"),
        "TRADE_CLOSED"
    );
    let again = rig.call("alipay.trade.close", close).await;
    assert_eq!(again.verdict(), "ACQ.TRADE_STATUS_ERROR");
    rig.paid("SHOP_2").await;
    let late = rig
        .call("alipay.trade.close", json!({ "out_trade_no": "SHOP_2" }))
        .await;
    assert_eq!(late.verdict(), "ACQ.TRADE_STATUS_ERROR");
}
