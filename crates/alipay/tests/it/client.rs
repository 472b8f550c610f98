//! The result of a call with an authentic response: done, or refused with a code.

use crate::stage::{NOW, answer, answering};
use crate::vectors::{text, vector};
use alipay::{
    Amount, CallResult, Client, Outcome, RefundFinding, RefundQuery, Refusal, SubCode, TradeClose,
    TradeQuery, TradeQueryResponse, TradeRefund, TradeStatus, Unknown,
};

pub(crate) const SHOP: &str = "SHOP20240501_0001";

pub(crate) fn body(id: &str) -> &'static str {
    text(vector(id), "raw_body")
}

pub(crate) async fn queried(client: &Client) -> CallResult<TradeQueryResponse> {
    client.query(&TradeQuery::new(SHOP), NOW).await.result
}

fn refund() -> TradeRefund {
    TradeRefund::new(SHOP, "RF20240502_01", Amount::from_fen(880).unwrap()).unwrap()
}

pub(crate) fn unknown<T: std::fmt::Debug>(answer: CallResult<T>) -> Unknown {
    match answer {
        CallResult::Unknown(why) => why,
        other @ (CallResult::Ok(_) | CallResult::Rejected(_)) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_paid_trade_is_found() {
    let called = answering(body("resp-ok"))
        .query(&TradeQuery::new(SHOP), NOW)
        .await;
    let CallResult::Ok(trade) = called.result else {
        panic!("{called:?}")
    };
    assert_eq!(trade.trade_status, TradeStatus::TradeSuccess);
    assert!(trade.was_paid());
    assert_eq!(trade.total_amount.fen(), 8880);
    assert_eq!(
        trade.trade_no.as_deref(),
        Some("2024050122001400000000000001")
    );
    assert_eq!(trade.buyer_logon_id.as_deref(), Some("abc***@sandbox.com"));
    assert_eq!(trade.send_pay_date_ms, Some(NOW - 58_000));
    assert_eq!(trade.invoice_amount, Amount::from_fen(0));
    assert_eq!(called.record.method, "alipay.trade.query");
    assert_eq!(called.record.outcome, Outcome::Ok);
    assert_eq!(called.record.http_status, Some(200));
    assert_eq!(called.record.trace_id.as_deref(), Some("0000test"));
    assert_eq!(called.record.response_raw, body("resp-ok"));
    assert!(called.record.sign_ok);
}

#[tokio::test]
async fn strings_may_hold_anything() {
    let answer = queried(&answering(body("resp-ok-slash-braces-in-string"))).await;
    let CallResult::Ok(trade) = answer else {
        panic!("{answer:?}")
    };
    assert_eq!(trade.trade_status, TradeStatus::WaitBuyerPay);
    assert_eq!(trade.trade_no, None);
    assert_eq!(
        trade.subject.as_deref(),
        Some("brace } \" {x} \"sign\":\"fake\" 测 测试")
    );
    assert_eq!(trade.extra["qr_code"], "https://qr.alipay.com/bax0000");
}

#[tokio::test]
async fn a_signed_refusal_counts_where_it_is_listed() {
    let called = answering(body("resp-business-failed-signed"))
        .query(&TradeQuery::new(SHOP), NOW)
        .await;
    let refusal = Refusal {
        code: "40004".to_owned(),
        sub_code: SubCode::TradeNotExist,
        sub_msg: "交易不存在".to_owned(),
    };
    assert_eq!(called.result, CallResult::Rejected(refusal));
    assert_eq!(called.record.outcome, Outcome::Refused);

    let refused = |method, code, sub_code: &str| {
        let payload =
            format!(r#"{{"code":"{code}","msg":"m","sub_code":"{sub_code}","sub_msg":"s"}}"#);
        answering(answer(method, &payload))
    };
    let refunded = |code, sub_code| {
        let client = refused("alipay.trade.refund", code, sub_code);
        async move { client.refund(&refund(), NOW).await.result }
    };
    for definite in [
        "ACQ.REASON_TRADE_REFUND_FEE_ERR",
        "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL",
        "ACQ.DISCORDANT_REPEAT_REQUEST",
        "ACQ.TRADE_HAS_FINISHED",
        "ACQ.TRADE_NOT_ALLOW_REFUND",
        "ACQ.TRADE_NOT_EXIST",
        "ACQ.TRADE_STATUS_ERROR",
        "ACQ.REASON_TRADE_BEEN_FREEZEN",
        "ACQ.SELLER_BALANCE_NOT_ENOUGH",
        "ACQ.INVALID_PARAMETER",
    ] {
        let answer = refunded("40004", definite).await;
        let CallResult::Rejected(refusal) = answer else {
            panic!("{answer:?}")
        };
        assert_eq!(refusal.sub_code.as_str(), definite);
    }
    for (code, open) in [
        ("40004", "ACQ.SOMETHING_NEW"),
        ("40004", "ACQ.REFUND_FEE_ERROR"),
        ("40004", "ACQ.TRADE_HAS_SUCCESS"),
        ("40004", ""),
        ("40002", "isv.invalid-signature"),
        ("40006", "isv.insufficient-isv-permissions"),
        ("10003", "ACQ.TRADE_NOT_EXIST"),
    ] {
        let why = unknown(refunded(code, open).await);
        assert!(
            matches!(&why, Unknown::UnlistedRefusal(r) if r.sub_code.as_str() == open),
            "{why:?}"
        );
    }
    for (code, busy) in [
        ("20000", "isp.unknow-error"),
        ("20000", "ACQ.TRADE_NOT_EXIST"),
        ("40004", "ACQ.SYSTEM_ERROR"),
        ("40004", "AQC.SYSTEM_ERROR"),
        ("40005", "isv.call-limited"),
    ] {
        let why = unknown(refunded(code, busy).await);
        assert!(matches!(why, Unknown::Busy { .. }), "{busy}");
    }

    // The same code is final for one method and not for another.
    let closed = |sub_code| {
        let client = refused("alipay.trade.close", "40004", sub_code);
        async move { client.close(&TradeClose::new(SHOP), NOW).await.result }
    };
    assert!(matches!(
        closed("ACQ.REASON_ILLEGAL_STATUS").await,
        CallResult::Rejected(_)
    ));
    assert!(matches!(
        closed("ACQ.TRADE_STATUS_ERROR").await,
        CallResult::Rejected(_)
    ));
    assert!(matches!(
        closed("ACQ.SELLER_BALANCE_NOT_ENOUGH").await,
        CallResult::Unknown(_)
    ));
    let client = refused("alipay.trade.query", "40004", "ACQ.TRADE_STATUS_ERROR");
    assert!(matches!(queried(&client).await, CallResult::Unknown(_)));
}

#[tokio::test]
async fn amounts_may_be_numbers_but_never_floats() {
    let payload = r#"{"code":10000,"out_trade_no":"SHOP20240501_0001","trade_no":"1","trade_status":"TRADE_CLOSED","total_amount":88.80,"point_amount":0.10,"send_pay_date":"2024-05-01 12:01:02"}"#;
    let answer = queried(&answering(answer("alipay.trade.query", payload))).await;
    let CallResult::Ok(trade) = answer else {
        panic!("{answer:?}")
    };
    assert_eq!(trade.total_amount.fen(), 8880);
    assert_eq!(trade.point_amount, Amount::from_fen(10));
    assert!(trade.was_paid(), "a closed trade with a pay date was paid");
}

#[tokio::test]
async fn a_refund_that_moved_money_says_so() {
    let called = answering(body("resp-refund-ok"))
        .refund(&refund(), NOW)
        .await;
    let CallResult::Ok(refunded) = called.result else {
        panic!("{called:?}")
    };
    assert!(refunded.fund_change);
    assert_eq!(refunded.refund_fee, Amount::from_fen(880));
    assert_eq!(refunded.send_back_fee, Amount::from_fen(880));
    assert_eq!(
        called
            .record
            .request_redacted
            .split_once("biz_content")
            .unwrap()
            .1,
        r#"":"{\"out_trade_no\":\"SHOP20240501_0001\",\"refund_amount\":\"8.80\",\"out_request_no\":\"RF20240502_01\"}"}"#
    );
    for other in ["\"fund_change\":\"N\",", "\"fund_change\":\"y\",", ""] {
        let payload = format!(r#"{{"code":"10000",{other}"out_trade_no":"{SHOP}"}}"#);
        let client = answering(answer("alipay.trade.refund", &payload));
        let answer = client.refund(&refund(), NOW).await.result;
        let CallResult::Ok(refunded) = answer else {
            panic!("{answer:?}")
        };
        assert!(!refunded.fund_change, "{other}");
    }
}

#[tokio::test]
async fn refund_queries_find_or_do_not_find() {
    let ask = |body: String| {
        let client = answering(body);
        async move {
            match client
                .refund_query(&RefundQuery::new(SHOP, "RF20240502_01"), NOW)
                .await
                .result
            {
                CallResult::Ok(found) => found.finding(),
                other @ (CallResult::Rejected(_) | CallResult::Unknown(_)) => panic!("{other:?}"),
            }
        }
    };
    let found = ask(body("resp-refund-query-ok").to_owned()).await;
    assert_eq!(
        found,
        RefundFinding::Succeeded(Amount::from_fen(880).unwrap())
    );

    let names = r#""out_trade_no":"SHOP20240501_0001","out_request_no":"RF20240502_01""#;
    let made = RefundFinding::Succeeded(Amount::from_fen(100).unwrap());
    for (members, finding) in [
        (String::new(), RefundFinding::NotFound),
        (format!(",{names}"), RefundFinding::NotFound),
        (format!(r#",{names},"refund_amount":"1.00""#), made),
        (
            format!(r#",{names},"refund_amount":"1.00","refund_status":"REFUND_SUCCESS""#),
            made,
        ),
        (
            format!(r#",{names},"refund_amount":"1.00","refund_status":"REFUND_PROCESSING""#),
            RefundFinding::Unclear,
        ),
        (
            format!(r#",{names},"refund_status":"REFUND_SUCCESS""#),
            RefundFinding::Unclear,
        ),
        (
            r#","refund_amount":"1.00""#.to_owned(),
            RefundFinding::Unclear,
        ),
        (
            format!(r#",{names},"refund_amount":"0.00""#),
            RefundFinding::Unclear,
        ),
    ] {
        let payload = format!(r#"{{"code":"10000","msg":"Success"{members}}}"#);
        let found = ask(answer("alipay.trade.fastpay.refund.query", &payload)).await;
        assert_eq!(found, finding, "{payload}");
    }
}

#[tokio::test]
async fn a_close_is_confirmed() {
    let called = answering(body("resp-close-ok"))
        .close(&TradeClose::new(SHOP), NOW)
        .await;
    let CallResult::Ok(closed) = called.result else {
        panic!("{called:?}")
    };
    assert_eq!(closed.out_trade_no, SHOP);
    assert_eq!(
        closed.trade_no.as_deref(),
        Some("2024050122001400000000000001")
    );
}

#[tokio::test]
async fn long_and_broken_answers_are_kept_in_part() {
    let mut long = vec![b'x'; 64 * 1024 - 1];
    long.extend_from_slice(&[0xff; 4096]);
    let called = answering(long).query(&TradeQuery::new(SHOP), NOW).await;
    assert!(called.record.response_raw.len() <= 64 * 1024);
    assert!(called.record.response_raw.starts_with("xxx"));
}
