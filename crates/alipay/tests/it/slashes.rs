//! Responses whose slashes are escaped after signing.

use crate::stage::{ALIPAY, NOW, answering};
use alipay::sign::sign_rsa2;
use alipay::{CallResult, TradeQuery, Unknown};

fn body(signed: &str, sent: &str) -> String {
    let sign = sign_rsa2(&ALIPAY, signed.as_bytes()).unwrap();
    format!(r#"{{"alipay_trade_query_response":{sent},"sign":"{sign}"}}"#)
}

const PAID: &str = r#"{"code":"10000","out_trade_no":"P1","trade_no":"T1","trade_status":"TRADE_SUCCESS","total_amount":"1.00","body":"a/b"}"#;

#[tokio::test]
async fn they_are_tried_plain_once_and_noted() {
    let client = answering(body(PAID, &PAID.replace('/', "\\/")));
    let called = client.query(&TradeQuery::new("P1"), NOW).await;
    let CallResult::Ok(trade) = called.result else {
        panic!("{:?}", called.record)
    };
    assert_eq!(trade.body.as_deref(), Some("a/b"));
    assert!(called.record.sign_ok && called.record.trouble.unwrap().contains("slashes"));

    let as_sent = answering(body(&PAID.replace('/', "\\/"), &PAID.replace('/', "\\/")));
    let called = as_sent.query(&TradeQuery::new("P1"), NOW).await;
    assert!(called.record.sign_ok);
    assert_eq!(called.record.trouble, None);
}

#[tokio::test]
async fn what_is_read_is_what_was_verified() {
    // Signed as `a\/b`, sent as `a\\/b`. Undoing one escape gives the signed bytes, so the value is
    // `a/b`.
    let signed = PAID.replace("a/b", "a\\/b");
    let client = answering(body(&signed, &PAID.replace("a/b", "a\\\\/b")));
    let CallResult::Ok(trade) = client.query(&TradeQuery::new("P1"), NOW).await.result else {
        panic!("must verify once the escape is undone")
    };
    assert_eq!(trade.body.as_deref(), Some("a/b"));
    let changed = PAID.replace("1.00", "9.00").replace('/', "\\/");
    let answer = answering(body(PAID, &changed))
        .query(&TradeQuery::new("P1"), NOW)
        .await;
    assert_eq!(answer.result, CallResult::Unknown(Unknown::BadSignature));
}
