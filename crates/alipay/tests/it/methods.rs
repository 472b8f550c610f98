//! The request and the response of each of the other methods.

use crate::stage::{Gateway, NOW, answer, answering, config, gateway};
use crate::vectors::{text, vector};
use alipay::transport::HttpResponse;
use alipay::{
    Amount, CallResult, Client, Counter, GenericCall, InvalidRequest, Precreate, RefundDetails,
    RefundGoods, RefundQuery, SubCode, TradeCancel, TradeClose, TradeId, TradeQuery, TradeRefund,
    Unknown,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

fn asked(gateway: &Gateway) -> (BTreeMap<String, String>, Value) {
    let asked = gateway.asked.lock().unwrap();
    let (url, body) = asked.last().unwrap();
    let form: BTreeMap<String, String> = form_urlencoded::parse(body.as_bytes())
        .into_owned()
        .collect();
    (
        url.query_pairs().into_owned().collect(),
        serde_json::from_str(&form["biz_content"]).unwrap(),
    )
}

fn rig(body: String) -> (Client, Arc<Gateway>) {
    gateway(move || {
        Ok(HttpResponse {
            status: 200,
            trace_id: None,
            body: body.clone().into_bytes(),
        })
    })
}

fn amount(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

#[tokio::test]
async fn a_code_to_scan_is_made() {
    let (client, gateway) = rig(text(vector("resp-precreate-ok"), "raw_body").to_owned());
    let ask = Precreate::new("SHOP20240501_0001", amount("88.80"), "茶", Some(NOW))
        .unwrap()
        .with_counter(Counter {
            operator_id: Some("O1".to_owned()),
            discountable_amount: Some(amount("8.80")),
            ..Counter::default()
        })
        .unwrap();
    let CallResult::Ok(made) = client.precreate(&ask, NOW).await.result else {
        panic!("a code")
    };
    assert!(
        made.qr_code.starts_with("https://qr.alipay.com/"),
        "{}",
        made.qr_code
    );
    let (params, biz) = asked(&gateway);
    assert_eq!(params["method"], "alipay.trade.precreate");
    assert_eq!(params.get("notify_url"), config().notify_url.as_ref());
    assert_eq!(params.get("return_url"), None);
    assert_eq!(
        biz,
        json!({ "out_trade_no": "SHOP20240501_0001", "total_amount": "88.80", "subject": "茶",
            "product_code": "FACE_TO_FACE_PAYMENT", "operator_id": "O1",
            "discountable_amount": "8.80", "time_expire": "2024-05-01 12:02:00" })
    );
}

#[tokio::test]
async fn trades_can_be_named_by_alipays_number() {
    let payload = r#"{"code":"10000","trade_no":"T1","out_trade_no":"P1","trade_status":"TRADE_SUCCESS","total_amount":"1.00","fund_bill_list":[{"fund_channel":"ALIPAYACCOUNT","amount":1.00,"real_amount":"x","odd":0.1}],"trade_settle_info":{"a":0.10},"discount_amount":"?"}"#;
    let (client, gateway) = rig(answer("alipay.trade.query", payload));
    let ask = TradeQuery {
        query_options: vec!["fund_bill_list".to_owned()],
        ..TradeQuery::new(TradeId::Alipays("T1".to_owned()))
    };
    let CallResult::Ok(trade) = client.query(&ask, NOW).await.result else {
        panic!("a trade")
    };
    assert_eq!(trade.out_trade_no, "P1");
    let fund = &trade.fund_bill_list[0];
    assert_eq!(fund.amount, Amount::from_fen(100));
    assert_eq!(
        (fund.real_amount, &fund.extra["real_amount"]),
        (None, &json!("x"))
    );
    assert_eq!(fund.extra["odd"], "0.1");
    assert_eq!(
        trade.trade_settle_info.unwrap()["a"],
        "0.10",
        "text, never a float"
    );
    assert_eq!(
        (trade.discount_amount, &trade.extra["discount_amount"]),
        (None, &json!("?"))
    );
    let (params, biz) = asked(&gateway);
    assert_eq!(
        biz,
        json!({ "trade_no": "T1", "query_options": ["fund_bill_list"] })
    );
    assert_eq!(params.get("notify_url"), None);
    let other = TradeQuery::new(TradeId::Alipays("T2".to_owned()));
    assert_eq!(
        client.query(&other, NOW).await.result,
        CallResult::Unknown(Unknown::Mismatch("trade_no"))
    );
}

#[tokio::test]
async fn a_refund_says_everything_it_may() {
    let payload = r#"{"code":"10000","trade_no":"T1","out_trade_no":"P1","fund_change":"Y","refund_fee":"8.80","buyer_open_id":"o","refund_detail_item_list":[{"fund_channel":"BANKCARD","amount":"8.80"}]}"#;
    let (client, gateway) = rig(answer("alipay.trade.refund", payload));
    let ask = TradeRefund::new("P1", "R1", amount("8.80"))
        .unwrap()
        .with_reason("缺货")
        .with_details(RefundDetails {
            goods: vec![RefundGoods {
                goods_id: "G1".to_owned(),
                refund_amount: amount("8.80"),
                out_item_id: None,
                out_sku_id: Some("S1".to_owned()),
            }],
            query_options: vec!["refund_detail_item_list".to_owned()],
            operator_id: Some("O1".to_owned()),
            royalties: vec![BTreeMap::from([("amount".to_owned(), json!("1.00"))])],
            ..RefundDetails::default()
        })
        .unwrap();
    let CallResult::Ok(done) = client.refund(&ask, NOW).await.result else {
        panic!("a refund")
    };
    assert_eq!(done.refund_detail_item_list[0].amount, Some(amount("8.80")));
    assert_eq!(done.buyer_open_id.as_deref(), Some("o"));
    assert_eq!(
        asked(&gateway).1,
        json!({ "out_trade_no": "P1", "refund_amount": "8.80", "out_request_no": "R1",
            "refund_reason": "缺货", "operator_id": "O1",
            "query_options": ["refund_detail_item_list"],
            "refund_goods_detail": [{ "goods_id": "G1", "refund_amount": "8.80", "out_sku_id": "S1" }],
            "refund_royalty_parameters": [{ "amount": "1.00" }] })
    );
    let long = RefundDetails {
        operator_id: Some("x".repeat(31)),
        ..RefundDetails::default()
    };
    assert_eq!(
        ask.with_details(long).unwrap_err(),
        InvalidRequest::Length("operator_id")
    );
}

#[tokio::test]
async fn a_refund_query_tells_of_the_bank() {
    let payload = r#"{"code":"10000","out_trade_no":"P1","out_request_no":"R1","refund_amount":"8.80","refund_status":"REFUND_SUCCESS","send_back_fee":"8.80","deposit_back_info":{"has_deposit_back":"true","dback_status":"P","dback_amount":"8.80","est_bank_receipt_time":"2024-05-01 12:02:00"}}"#;
    let (client, gateway) = rig(answer("alipay.trade.fastpay.refund.query", payload));
    let ask = RefundQuery {
        query_options: vec!["deposit_back_info".to_owned()],
        ..RefundQuery::new("P1", "R1")
    };
    let CallResult::Ok(found) = client.refund_query(&ask, NOW).await.result else {
        panic!("a refund")
    };
    let bank = found.deposit_back_info.unwrap();
    assert_eq!(bank.dback_status.as_deref(), Some("P"));
    assert_eq!(bank.est_bank_receipt_time_ms, Some(NOW));
    assert_eq!(
        asked(&gateway).1["query_options"],
        json!(["gmt_refund_pay", "deposit_back_info"])
    );
}

#[tokio::test]
async fn closing_and_cancelling() {
    let close = answer(
        "alipay.trade.close",
        r#"{"code":"10000","out_trade_no":"P1","trade_no":"T1"}"#,
    );
    let (client, gateway) = rig(close);
    let ask = TradeClose {
        operator_id: Some("O1".to_owned()),
        ..TradeClose::new("P1")
    };
    assert!(matches!(
        client.close(&ask, NOW).await.result,
        CallResult::Ok(_)
    ));
    assert_eq!(
        asked(&gateway).1,
        json!({ "out_trade_no": "P1", "operator_id": "O1" })
    );

    let payload = r#"{"code":"10000","out_trade_no":"P1","trade_no":"T1","retry_flag":"N","action":"refund"}"#;
    let client = answering(answer("alipay.trade.cancel", payload));
    let CallResult::Ok(undone) = client.cancel(&TradeCancel::new("P1"), NOW).await.result else {
        panic!("undone")
    };
    assert_eq!(
        (undone.retry, undone.action.as_deref()),
        (false, Some("refund"))
    );
    let other = client.cancel(&TradeCancel::new("P2"), NOW).await.result;
    assert_eq!(
        other,
        CallResult::Unknown(Unknown::Mismatch("out_trade_no"))
    );
}

#[tokio::test]
async fn any_other_method_can_be_called() {
    let method = "alipay.trade.orderinfo.sync";
    let payload = r#"{"code":"10000","msg":"Success","trade_no":"T1","fee":0.10,"u":"a\/b"}"#;
    let (client, gateway) = rig(answer(method, payload));
    let call = GenericCall::new(method, r#"{"trade_no":"T1"}"#).unwrap();
    let called = client.generic(&call, NOW).await;
    let CallResult::Ok(done) = called.result else {
        panic!("done")
    };
    assert_eq!(done.raw, payload);
    assert_eq!(done.members["fee"], "0.10");
    assert_eq!(done.members["u"], "a/b");
    assert_eq!(called.record.method, method);
    assert_eq!(asked(&gateway).1, json!({ "trade_no": "T1" }));

    let refused = r#"{"code":"40004","msg":"m","sub_code":"ACQ.TRADE_NOT_EXIST","sub_msg":"s"}"#;
    let client = answering(answer(method, refused));
    let answer_to = async |call: &GenericCall| client.generic(call, NOW).await.result;
    assert!(matches!(
        answer_to(&call).await,
        CallResult::Unknown(Unknown::UnlistedRefusal(_))
    ));
    for call in [
        call.clone().with_definite(["ACQ.TRADE_NOT_EXIST"]),
        call.clone().asking_only(),
    ] {
        assert!(matches!(
            answer_to(&call).await,
            CallResult::Rejected(refusal) if refusal.sub_code == SubCode::TradeNotExist
        ));
    }
    for (name, biz, part) in [
        ("", "{}", "method"),
        ("a b", "{}", "method"),
        (method, "", "biz_content"),
        (method, "[]", "biz_content"),
        (method, r#"{"a":1,"a":2}"#, "biz_content"),
    ] {
        assert_eq!(GenericCall::new(name, biz), Err(InvalidRequest::Form(part)));
    }
    let deep = format!("{{\"a\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(
        GenericCall::new(method, deep).is_err(),
        "deep nesting must not overflow the stack"
    );
}
