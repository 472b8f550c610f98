//! Notifications and returns as other SDKs sign them, and what they contain.

use crate::stage::{NOW, fields, keys, payment, set, signed, wire};
use crate::vectors::{params, text, vector, vectors};
use alipay::form::Charset;
use alipay::message::MessageError;
use alipay::notify::{Notice, NoticeKind, verify_notify};
use alipay::return_url::{Return, ReturnError, verify_return};
use alipay::sign::sign_rsa2;
use alipay::{Amount, NotifyError, TradeStatus};

fn notice(message: &crate::stage::Fields) -> Notice {
    verify_notify(wire(message).as_bytes(), &keys()).unwrap()
}

#[test]
fn notices_of_other_sdks_are_authentic() {
    let all = vectors("notify-");
    assert_eq!(all.len(), 4);
    for vector in all {
        let notice = verify_notify(text(vector, "form_body").as_bytes(), &keys())
            .unwrap_or_else(|error| panic!("{}: {error}", vector["id"]));
        let mut expected = params(vector);
        expected.retain(|name, value| name != "sign" && name != "sign_type" && !value.is_empty());
        assert_eq!(
            crate::stage::owned(&notice.fields),
            expected,
            "{}",
            vector["id"]
        );
    }
}

#[test]
fn a_payment_is_read() {
    let body = text(vector("notify-trade-success"), "form_body");
    let notice = verify_notify(body.as_bytes(), &keys()).unwrap();
    assert_eq!(notice.kind(), NoticeKind::Payment);
    assert_eq!(notice.notify_id(), "2024050101222120103000000000000001");
    assert_eq!(notice.app_id(), Some("9021000100000001"));
    assert_eq!(notice.seller_id(), Some("2088000000000100"));
    assert_eq!(notice.out_trade_no(), Some("SHOP20240501_0001"));
    assert_eq!(notice.trade_no(), Some("2024050122001400000000000001"));
    assert_eq!(notice.trade_status(), Some(TradeStatus::TradeSuccess));
    assert_eq!(notice.total_amount(), Amount::from_fen(8880));
    assert_eq!(notice.gmt_payment_ms(), Some(NOW - 58_000));
    assert_eq!(
        notice.get("passback_params"),
        Some("uid%3D7%26note%3D%E4%BD%A0%E5%A5%BD")
    );
    assert_eq!(
        (
            notice.refund_fee(),
            notice.gmt_refund(),
            notice.out_biz_no()
        ),
        (None, None, None)
    );
}

#[test]
fn refunds_are_told_from_payments() {
    let read = |id| verify_notify(text(vector(id), "form_body").as_bytes(), &keys()).unwrap();
    let partial = read("notify-partial-refund");
    assert_eq!(partial.kind(), NoticeKind::RefundEcho);
    assert_eq!(partial.refund_fee(), Amount::from_fen(880));
    assert_eq!(partial.out_biz_no(), Some("RF20240502_01"));
    assert_eq!(partial.gmt_refund(), Some("2024-05-02 09:00:00.123"));
    let full = read("notify-full-refund");
    assert_eq!(full.kind(), NoticeKind::RefundEcho);
    assert_eq!(full.trade_status(), Some(TradeStatus::TradeClosed));
}

#[test]
fn kinds_follow_status_and_type() {
    for (name, value, kind) in [
        ("trade_status", "TRADE_SUCCESS", NoticeKind::Payment),
        ("trade_status", "WAIT_BUYER_PAY", NoticeKind::Waiting),
        ("trade_status", "TRADE_CLOSED", NoticeKind::Closed),
        ("trade_status", "TRADE_FINISHED", NoticeKind::Finished),
        ("trade_status", "TRADE_PENDING", NoticeKind::Other),
        ("trade_status", "trade_success", NoticeKind::Other),
        (
            "notify_type",
            "servicemarket_order_notify",
            NoticeKind::Other,
        ),
        ("notify_type", "", NoticeKind::Other),
        ("gmt_refund", "2024-05-02 09:00:00", NoticeKind::RefundEcho),
        ("refund_fee", "0.01", NoticeKind::RefundEcho),
        ("refund_fee", "lots", NoticeKind::RefundEcho),
        ("refund_fee", "0.00", NoticeKind::Payment),
    ] {
        let mut message = payment();
        set(&mut message, name, value);
        assert_eq!(notice(&signed(message)).kind(), kind, "{name}={value}");
    }
}

/// F13: the gateway never writes such amounts, so they are not read as amounts.
#[test]
fn odd_amounts_are_no_amounts() {
    for odd in [
        "1e2",
        "８８.８０",
        "88.800",
        "-88.80",
        "",
        "123456789012",
        "88,80",
        "+88.80",
        " 88.80",
    ] {
        let mut message = payment();
        set(&mut message, "total_amount", odd);
        assert_eq!(notice(&signed(message)).total_amount(), None, "{odd}");
    }
    for (other, fen) in [("88.81", 8881), ("88.79", 8879), ("88.8", 8880)] {
        let mut message = payment();
        set(&mut message, "total_amount", other);
        assert_eq!(notice(&signed(message)).total_amount().unwrap().fen(), fen);
    }
}

/// F16: repeated deliveries of a notification differ only in `notify_time` and signature.
#[test]
fn a_repeated_notice_has_the_same_digest() {
    let first = notice(&signed(payment()));
    let mut later = payment();
    set(&mut later, "notify_time", "2025-05-01 12:01:03");
    later.reverse();
    let later = notice(&signed(later));
    assert_eq!(later.digest(), first.digest());
    assert_eq!(first.digest().len(), 64);
    for (name, value) in [
        ("trade_status", "TRADE_CLOSED"),
        ("total_amount", "88.81"),
        ("new", "x"),
    ] {
        let mut other = payment();
        set(&mut other, name, value);
        assert_ne!(notice(&signed(other)).digest(), first.digest(), "{name}");
    }
}

/// F19: anybody can append empty fields to a genuine notification, so they must have no effect.
#[test]
fn appended_empty_fields_are_dropped() {
    let genuine = signed(payment());
    let first = notice(&genuine);
    for appended in ["&refund_fee=", "&gmt_refund=&out_biz_no", "&a=&b=&c="] {
        let body = wire(&genuine) + appended;
        let again = verify_notify(body.as_bytes(), &keys()).unwrap();
        assert_eq!(again, first, "{appended}");
        assert_eq!(again.digest(), first.digest());
        assert_eq!(again.kind(), NoticeKind::Payment);
    }
}

#[test]
fn empty_fields_signed_along_are_authentic_too() {
    let mut message = payment();
    message.push(("body".to_owned(), String::new()));
    let mut sorted: Vec<_> = message.iter().map(|(n, v)| format!("{n}={v}")).collect();
    sorted.sort();
    let sign = sign_rsa2(&crate::stage::ALIPAY, sorted.join("&").as_bytes()).unwrap();
    set(&mut message, "sign_type", "RSA2");
    set(&mut message, "sign", &sign);
    let notice = notice(&message);
    assert_eq!(notice.get("body"), None);
    assert_eq!(notice.digest(), self::notice(&signed(payment())).digest());
}

#[test]
fn unknown_fields_stay_in_the_string_to_sign() {
    let mut message = payment();
    set(
        &mut message,
        "voucher_detail_list",
        "[{\"amount\":\"0.10\"}]",
    );
    assert_eq!(
        notice(&signed(message)).get("voucher_detail_list"),
        Some("[{\"amount\":\"0.10\"}]")
    );
}

#[test]
fn a_notice_in_gbk_is_verified_over_its_bytes() {
    let mut message = payment();
    set(&mut message, "charset", "GBK");
    // The second byte of 乗 in GBK is a backslash.
    set(&mut message, "subject", "乗车券 测试");
    let mut sorted: Vec<_> = message.iter().map(|(n, v)| format!("{n}={v}")).collect();
    sorted.sort();
    let bytes = Charset::Gbk.write(&sorted.join("&")).into_owned();
    let sign = sign_rsa2(&crate::stage::ALIPAY, &bytes).unwrap();
    set(&mut message, "sign_type", "RSA2");
    set(&mut message, "sign", &sign);
    let pairs = message.iter().map(|(n, v)| (n.as_str(), v.as_str()));
    let body = alipay::form::encode(pairs, Charset::Gbk);
    let notice = verify_notify(body.as_bytes(), &keys()).unwrap();
    assert_eq!(notice.get("subject"), Some("乗车券 测试"));
}

#[test]
fn a_return_is_read() {
    let query = text(vector("return-page-pay"), "form_body");
    let expected = Return {
        app_id: "9021000100000001".to_owned(),
        out_trade_no: "SHOP20240501_0001".to_owned(),
        trade_no: Some("2024050122001400000000000001".to_owned()),
        total_amount: Amount::from_fen(8880),
        seller_id: Some("2088000000000100".to_owned()),
        timestamp_ms: Some(NOW - 55_000),
    };
    assert_eq!(verify_return(query, &keys()).as_ref(), Ok(&expected));
    // The return URL also carries our own parameters and those of trackers.
    let crowded = format!("from=alipay&order_id=1&{query}&utm_source=x&order_id=2&body=");
    assert_eq!(verify_return(&crowded, &keys()), Ok(expected));
}

#[test]
fn a_forged_return_is_nothing() {
    let query = text(vector("return-page-pay"), "form_body");
    for forged in [
        query.replace("SHOP20240501_0001", "SHOP20240501_0002"),
        query.replace("88.80", "0.01"),
        query.replace("&sign=", "&sgin="),
        query.replace("RSA2", "RSA"),
        format!("{query}&total_amount=88.80"),
        "out_trade_no=SHOP20240501_0001".to_owned(),
        String::new(),
        format!("a={}&{query}", "x".repeat(9000)),
    ] {
        assert!(verify_return(&forged, &keys()).is_err(), "{forged}");
    }
}

#[test]
fn a_message_counts_for_its_own_purpose_only() {
    // Returns and notifications are signed with the same key by the same rule.
    let notice = signed(payment());
    assert_eq!(
        verify_return(&wire(&notice), &keys()),
        Err(ReturnError::Message(MessageError::Unverified(
            alipay::Unverified::Mismatch
        )))
    );
    let short = signed(fields(&[
        ("app_id", "1"),
        ("out_trade_no", "P1"),
        ("total_amount", "1"),
    ]));
    let missing = ReturnError::Message(MessageError::Missing("method"));
    assert_eq!(verify_return(&wire(&short), &keys()), Err(missing));
    let other = signed(fields(&[
        ("app_id", "1"),
        ("out_trade_no", "P1"),
        ("method", "auth.return"),
    ]));
    assert!(matches!(
        verify_return(&wire(&other), &keys()),
        Err(ReturnError::Method(_))
    ));
    let query = text(vector("return-page-pay"), "form_body");
    assert_eq!(
        verify_notify(query.as_bytes(), &keys()),
        Err(NotifyError::Message(MessageError::Missing("notify_id")))
    );
}
