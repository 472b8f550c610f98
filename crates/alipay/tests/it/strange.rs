//! Authentic but unexpected messages, and responses that leave the result unknown: rows F12 to F21
//! of the table of forged and strange messages. The crate shop tests what it does with them.

use crate::client::{SHOP, body, queried};
use crate::stage::{ALIPAY, answering, fields, gateway, keys, payment, set, signed, wire};
use crate::vectors::{text, vector};
use alipay::sign::sign_rsa2;
use alipay::transport::HttpResponse;
use alipay::{Amount, CallResult, Client, Notice, NoticeKind, verify_notify, verify_return};

fn changed(changes: &[(&str, &str)]) -> Notice {
    let mut message = payment();
    for (name, value) in changes {
        set(&mut message, name, value);
    }
    verify_notify(wire(&signed(message)).as_bytes(), &keys()).unwrap()
}

#[test]
fn f12_f14_numbers_are_told_as_they_are() {
    let unknown = changed(&[("out_trade_no", "SHOP20240501_9999")]);
    assert_eq!(unknown.out_trade_no(), Some("SHOP20240501_9999"));
    let foreign = changed(&[("trade_no", "2024050122001400000000000002")]);
    assert_eq!(foreign.trade_no(), Some("2024050122001400000000000002"));
    assert_ne!(foreign.digest(), changed(&[]).digest());
    // The second payment of one attempt has its own notification.
    let second = changed(&[
        ("trade_no", "2024050122001400000000000003"),
        ("notify_id", "2024050101222120103000000000000002"),
    ]);
    assert_eq!(second.out_trade_no(), changed(&[]).out_trade_no());
    assert_ne!(second.notify_id(), changed(&[]).notify_id());
}

#[test]
fn f13_only_the_exact_amount_is_an_amount() {
    let ours = Amount::from_fen(8880);
    let amounts = [
        ("88.81", Amount::from_fen(8881)),
        ("88.79", Amount::from_fen(8879)),
        ("8.88e1", None),
        ("８８.８０", None),
        ("88.800", None),
        ("-88.80", None),
        ("", None),
        ("000000088.80", None),
    ];
    assert_eq!(amounts.len(), 8);
    for (told, read) in amounts {
        let amount = changed(&[("total_amount", told)]).total_amount();
        assert_eq!(amount, read, "{told}");
        assert_ne!(amount, ours, "{told}");
    }
    assert_eq!(changed(&[]).total_amount(), ours);
}

#[test]
fn f15_what_is_not_known_is_other() {
    let status = changed(&[("trade_status", "TRADE_PENDING")]);
    let kind = changed(&[("notify_type", "trade_status_async")]);
    for notice in [status, kind] {
        assert_eq!(notice.kind(), NoticeKind::Other);
    }
}

#[test]
fn f16_a_repeat_is_known_again() {
    let first = changed(&[]);
    let refund = [
        ("refund_fee", "8.80"),
        ("gmt_refund", "2024-05-02 09:00:00"),
    ];
    let closed = [("trade_status", "TRADE_CLOSED")];
    let mut count = 0;
    for (before, message) in [
        (&first, &[][..]),
        (&first, &[("buyer_id", "2088000000000001")]),
        (&changed(&refund), &refund),
        (&changed(&closed), &closed),
    ] {
        // Delivered again a year later, with another `notify_time` and signature.
        let mut later = message.to_vec();
        later.push(("notify_time", "2025-05-01 12:01:03"));
        let later = changed(&later);
        assert_eq!(later.digest(), before.digest());
        assert_eq!(later.notify_id(), before.notify_id());
        assert_ne!(later.notify_time_ms(), before.notify_time_ms());
        count += 1;
    }
    assert_eq!(count, 4);
}

#[test]
fn f17_waiting_and_closed_are_no_payments() {
    for (status, kind) in [
        ("WAIT_BUYER_PAY", NoticeKind::Waiting),
        ("TRADE_CLOSED", NoticeKind::Closed),
    ] {
        assert_eq!(changed(&[("trade_status", status)]).kind(), kind);
    }
}

#[test]
fn f18_a_refund_is_never_a_payment() {
    let known = [
        ("refund_fee", "8.80"),
        ("out_biz_no", "SHOP20240501_0001R01"),
    ];
    let not_ours = [("refund_fee", "0.01"), ("out_biz_no", "CONSOLE-1")];
    let in_full = [
        ("trade_status", "TRADE_CLOSED"),
        ("gmt_refund", "2024-05-02 09:00:00.123"),
    ];
    for refund in [known, not_ours, in_full] {
        let notice = changed(&refund);
        assert_eq!(notice.kind(), NoticeKind::RefundEcho);
        let number = refund.iter().find(|(name, _)| *name == "out_biz_no");
        assert_eq!(notice.out_biz_no(), number.map(|(_, number)| *number));
    }
}

#[test]
fn f19_appended_empty_fields_mean_nothing() {
    let genuine = wire(&signed(payment()));
    for appended in ["&refund_fee=", "&gmt_refund=&out_biz_no="] {
        let body = format!("{genuine}{appended}");
        let notice = verify_notify(body.as_bytes(), &keys()).unwrap();
        assert_eq!(notice, changed(&[]), "{appended}");
        assert_eq!(notice.kind(), NoticeKind::Payment);
    }
}

#[test]
fn f20_a_return_says_where_from_and_no_more() {
    let genuine = text(vector("return-page-pay"), "form_body");
    // Another amount; no signature; another order's number.
    let unsigned = genuine.split("&sign=").next().unwrap();
    for forged in [
        genuine.replace("88.80", "88.81"),
        unsigned.to_owned(),
        genuine.replace("SHOP20240501_0001", "SHOP20240501_0002"),
    ] {
        assert_ne!(forged, genuine);
        assert!(verify_return(&forged, &keys()).is_err(), "{forged}");
    }
    // A signed return does not say whether the order was paid, and is not accepted as a
    // notification.
    let returned = verify_return(genuine, &keys()).unwrap();
    assert_eq!(returned.out_trade_no, SHOP);
    assert!(verify_notify(genuine.as_bytes(), &keys()).is_err());
    let with_status = signed(fields(&[
        ("method", "alipay.trade.page.pay.return"),
        ("app_id", "9021000100000001"),
        ("out_trade_no", SHOP),
        ("trade_status", "TRADE_SUCCESS"),
    ]));
    assert!(verify_notify(wire(&with_status).as_bytes(), &keys()).is_err());
}

#[tokio::test]
async fn f21_no_such_answer_ends_a_question() {
    let genuine = body("resp-ok");
    let payload = text(vector("resp-ok"), "signed_substring");
    let signed = |payload: &str, covers: &str| {
        let sign = sign_rsa2(&ALIPAY, covers.as_bytes()).unwrap();
        format!(r#"{{"alipay_trade_query_response":{payload},"sign":"{sign}"}}"#)
    };
    let fake = r#"{"code":"10000","out_trade_no":"x","trade_status":"TRADE_SUCCESS"}"#;
    let other_trade = payload.replace(SHOP, "SHOP20240501_0002");
    let no_amount = payload.replace("\"88.80\"", "\"8.88e1\"");
    assert_ne!(no_amount, payload);
    let says = |status, body: String| -> Client {
        gateway(move || {
            let body = body.clone().into_bytes();
            Ok(HttpResponse {
                status,
                trace_id: None,
                body,
            })
        })
        .0
    };
    let doubled = format!(r#"{{"alipay_trade_query_response":{fake},"#);
    let strange = [
        says(
            200,
            format!(r#"{{"alipay_trade_query_response":{payload}}}"#),
        ),
        says(200, signed(payload, &format!("{payload} "))),
        says(200, genuine.replacen('{', &doubled, 1)),
        says(200, format!("{genuine}{{}}")),
        says(200, signed(&other_trade, &other_trade)),
        says(200, signed(&no_amount, &no_amount)),
        says(200, genuine[..genuine.len() - 20].to_owned()),
        says(502, "<html>502 Bad Gateway</html>".to_owned()),
        says(302, String::new()),
    ];
    assert_eq!(strange.len(), 9);
    for (at, client) in strange.iter().enumerate() {
        let answer = queried(client).await;
        assert!(matches!(answer, CallResult::Unknown(_)), "{at}: {answer:?}");
    }
    assert!(matches!(
        queried(&answering(genuine)).await,
        CallResult::Ok(_)
    ));
}
