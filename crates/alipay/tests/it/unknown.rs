//! F21: only an authentic response about the right trade ends a query.

use crate::client::{SHOP, body, queried, unknown};
use crate::stage::{ALIPAY, NOW, answer, answering, gateway};
use crate::vectors::{text, vector};
use alipay::sign::sign_rsa2;
use alipay::transport::{HttpResponse, TransportError};
use alipay::{Amount, CallResult, RefundQuery, TradeClose, TradeQuery, TradeRefund, Unknown};

#[tokio::test]
async fn f21_an_unsigned_answer_proves_nothing() {
    let called = answering(body("resp-gateway-error-unsigned"))
        .query(&TradeQuery::new(SHOP), NOW)
        .await;
    assert!(!called.record.sign_ok);
    assert_eq!(
        unknown(called.result),
        Unknown::Unsigned {
            code: "40002".to_owned(),
            sub_code: "isv.invalid-app-id".to_owned(),
            sub_msg: "无效的AppID参数".to_owned(),
        }
    );
    let success = body("resp-ok")
        .split(",\"sign\"")
        .next()
        .unwrap()
        .to_owned()
        + "}";
    assert!(matches!(
        unknown(queried(&answering(success)).await),
        Unknown::Unsigned { .. }
    ));
    let refusal = r#"{"error_response":{"code":"40004","sub_code":"ACQ.TRADE_NOT_EXIST"}}"#;
    assert!(matches!(
        unknown(queried(&answering(refusal)).await),
        Unknown::Unsigned { .. }
    ));
}

#[tokio::test]
async fn f21_a_signature_over_something_else_proves_nothing() {
    assert_eq!(
        unknown(queried(&answering(body("resp-tampered"))).await),
        Unknown::BadSignature
    );
    // The signature covers the outer object instead of the payload.
    let payload = text(vector("resp-ok"), "signed_substring");
    let outer = format!(r#"{{"alipay_trade_query_response":{payload}}}"#);
    let sign = sign_rsa2(&ALIPAY, outer.as_bytes()).unwrap();
    let body = format!(r#"{{"alipay_trade_query_response":{payload},"sign":"{sign}"}}"#);
    assert_eq!(
        unknown(queried(&answering(body)).await),
        Unknown::BadSignature
    );
    // Signed with our own key.
    let sign = sign_rsa2(&crate::stage::APP, payload.as_bytes()).unwrap();
    for sign in [sign.as_str(), "", "AAAA", "no base64"] {
        let body = format!(r#"{{"alipay_trade_query_response":{payload},"sign":"{sign}"}}"#);
        assert_eq!(
            unknown(queried(&answering(body)).await),
            Unknown::BadSignature,
            "{sign}"
        );
    }
}

#[tokio::test]
async fn f21_two_readings_are_none() {
    let genuine = body("resp-ok");
    let fake = r#"{"code":"10000","out_trade_no":"x","trade_status":"TRADE_SUCCESS"}"#;
    for body in [
        genuine.replacen(
            '{',
            &format!(r#"{{"alipay_trade_query_response":{fake},"#),
            1,
        ),
        genuine.replacen('{', &format!(r#"{{"error_response":{fake},"#), 1),
        format!("{genuine}{genuine}"),
        format!("{genuine} trailing"),
        genuine[..genuine.len() / 2].to_owned(),
        genuine[..genuine.len() - 1].to_owned(),
        "<html><body>502 Bad Gateway</body></html>".to_owned(),
        String::new(),
    ] {
        let why = unknown(queried(&answering(body.clone())).await);
        assert!(matches!(why, Unknown::Malformed(_)), "{why:?} for {body}");
    }
    // A duplicate member inside the signed payload.
    let payload = r#"{"code":"10000","code":"40004","out_trade_no":"SHOP20240501_0001","trade_status":"TRADE_SUCCESS","trade_no":"1","total_amount":"1.00"}"#;
    let why = unknown(queried(&answering(answer("alipay.trade.query", payload))).await);
    assert!(matches!(why, Unknown::Malformed(_)), "{why:?}");
}

#[tokio::test]
async fn f21_an_answer_about_another_trade_is_none() {
    let client = answering(body("resp-ok"));
    let other = client
        .query(&TradeQuery::new("SHOP20240501_0002"), NOW)
        .await;
    assert_eq!(unknown(other.result), Unknown::Mismatch("out_trade_no"));
    assert!(other.record.sign_ok);

    let client = answering(body("resp-refund-ok"));
    let amount = Amount::from_fen(880).unwrap();
    let refund = TradeRefund::new("SHOP20240501_0002", "R1", amount).unwrap();
    let answer = client.refund(&refund, NOW).await.result;
    assert_eq!(unknown(answer), Unknown::Mismatch("out_trade_no"));

    let client = answering(body("resp-refund-query-ok"));
    let ask = |trade, request| {
        let client = client.clone();
        async move {
            client
                .refund_query(&RefundQuery::new(trade, request), NOW)
                .await
                .result
        }
    };
    assert_eq!(
        unknown(ask("OTHER", "RF20240502_01").await),
        Unknown::Mismatch("out_trade_no")
    );
    assert_eq!(
        unknown(ask(SHOP, "RF20240502_02").await),
        Unknown::Mismatch("out_request_no")
    );

    let client = answering(body("resp-close-ok"));
    let answer = client
        .close(&TradeClose::new("SHOP20240501_0002"), NOW)
        .await
        .result;
    assert_eq!(unknown(answer), Unknown::Mismatch("out_trade_no"));

    // A signed response to another method.
    assert!(matches!(
        unknown(queried(&client).await),
        Unknown::Malformed(_)
    ));
}

#[tokio::test]
async fn f21_statuses_and_broken_lines() {
    for status in [500, 502, 503, 404, 201] {
        let (client, _) = gateway(move || {
            Ok(HttpResponse {
                status,
                trace_id: None,
                body: body("resp-ok").into(),
            })
        });
        assert_eq!(unknown(queried(&client).await), Unknown::Http(status));
    }
    let (client, _) = gateway(|| {
        Ok(HttpResponse {
            status: 302,
            trace_id: None,
            body: Vec::new(),
        })
    });
    assert_eq!(unknown(queried(&client).await), Unknown::Redirect);
    let (client, _) = gateway(|| Err(TransportError::Timeout("10 s".into())));
    let called = client.query(&TradeQuery::new(SHOP), NOW).await;
    assert_eq!(unknown(called.result), Unknown::Timeout);
    assert_eq!(
        called.record.trouble.as_deref(),
        Some("no response in time: 10 s")
    );
    assert_eq!(called.record.http_status, None);
    let (client, _) = gateway(|| Err(TransportError::Connect("refused".into())));
    assert_eq!(unknown(queried(&client).await), Unknown::Connect);
    let (client, _) = gateway(|| Err(TransportError::Interrupted("reset".into())));
    assert_eq!(unknown(queried(&client).await), Unknown::Interrupted);
    let (client, _) = gateway(|| Err(TransportError::TooLarge(1)));
    assert!(matches!(
        unknown(queried(&client).await),
        Unknown::Malformed(_)
    ));
}

#[tokio::test]
async fn members_of_the_wrong_shape_are_unknown() {
    let base = r#""code":"10000","out_trade_no":"SHOP20240501_0001""#;
    for (rest, member) in [
        (
            r#""trade_status":"TRADE_SUCCESS","trade_no":"1","total_amount":"1e2""#,
            "total_amount",
        ),
        (
            r#""trade_status":"TRADE_SUCCESS","trade_no":"1","total_amount":["1"]"#,
            "total_amount",
        ),
        (
            r#""trade_status":"TRADE_SUCCESS","trade_no":"1""#,
            "total_amount",
        ),
        (
            r#""trade_status":"TRADE_SUCCESS","total_amount":"1.00""#,
            "trade_no",
        ),
        (
            r#""trade_status":"TRADE_PENDING","trade_no":"1","total_amount":"1.00""#,
            "trade_status",
        ),
        (r#""trade_no":"1","total_amount":"1.00""#, "trade_status"),
    ] {
        let client = answering(answer("alipay.trade.query", &format!("{{{base},{rest}}}")));
        let expected = Unknown::Malformed(format!("member {member}"));
        assert_eq!(unknown(queried(&client).await), expected, "{rest}");
    }
    for payload in [
        r#""encrypted""#,
        "[]",
        "null",
        "{}",
        r#"{"code":null}"#,
        r#"{"code":[]}"#,
    ] {
        let client = answering(answer("alipay.trade.query", payload));
        assert!(
            matches!(unknown(queried(&client).await), Unknown::Malformed(_)),
            "{payload}"
        );
    }
    let signed_error = answer("x", r#"{"code":"10000"}"#).replace("x_response", "error_response");
    assert!(matches!(
        unknown(queried(&answering(signed_error)).await),
        Unknown::Malformed(_)
    ));
    let signed_error = answer("x", r#"{"code":"40004","sub_code":"ACQ.TRADE_NOT_EXIST"}"#)
        .replace("x_response", "error_response");
    let why = unknown(queried(&answering(signed_error)).await);
    assert!(matches!(why, Unknown::UnlistedRefusal(_)), "{why:?}");
}

#[tokio::test]
async fn a_nul_is_kept_as_a_mark() {
    let called = answering(b"<html>\0gone\0</html>".to_vec())
        .query(&TradeQuery::new(SHOP), NOW)
        .await;
    assert_eq!(
        called.record.response_raw,
        "<html>\u{fffd}gone\u{fffd}</html>"
    );
    let refusal =
        r#"{"code":"40004","msg":"x","sub_code":"ACQ.TRADE_NOT_EXIST","sub_msg":"a\u0000b"}"#;
    let answer = queried(&answering(answer("alipay.trade.query", refusal))).await;
    let CallResult::Rejected(refusal) = answer else {
        panic!("{answer:?}")
    };
    assert_eq!(refusal.sub_msg, "a\u{fffd}b");
}
