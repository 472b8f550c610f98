//! Forged notifications: any change to a genuine one is refused. F1 to F11 are rows of the table of
//! forged messages.

#![expect(
    clippy::disallowed_types,
    reason = "plays the stranger with a short key"
)]

use crate::stage::{APP, Fields, keys, payment, set, signed, signed_by, wire};
use alipay::form::FormError;
use alipay::message::MessageError;
use alipay::notify::{MAX_BODY, verify_notify};
use alipay::{AlipayKeys, NotifyError, PrivateKey, Unverified};
use base64::Engine as _;
use rsa::pkcs1::DecodeRsaPrivateKey as _;
use rsa::pkcs1v15::SigningKey;
use rsa::signature::{SignatureEncoding as _, Signer as _};
use sha2::Sha256;

fn refusal(body: &str) -> NotifyError {
    verify_notify(body.as_bytes(), &keys()).expect_err(body)
}

fn refused(message: &Fields) -> NotifyError {
    refusal(&wire(message))
}

const MISMATCH: NotifyError = NotifyError::Unverified(Unverified::Mismatch);

#[test]
fn f1_one_bit_flipped() {
    let genuine = signed(payment());
    let mut count = 0;
    for at in 0..genuine.len() {
        if ["sign", "sign_type", "charset"].contains(&genuine[at].0.as_str()) {
            continue;
        }
        for bit in [0, 4] {
            let mut forged = genuine.clone();
            let mut bytes = forged[at].1.clone().into_bytes();
            *bytes.last_mut().unwrap() ^= 1 << bit;
            let Ok(text) = String::from_utf8(bytes) else {
                continue;
            };
            forged[at].1 = text;
            assert_eq!(refused(&forged), MISMATCH, "{}", genuine[at].0);
            count += 1;
        }
    }
    assert!(count >= 24, "{count}");
}

#[test]
fn f2_fields_removed_added_renamed() {
    let genuine = signed(payment());
    for at in 0..genuine.len() {
        let mut without = genuine.clone();
        let name = without.remove(at).0;
        refused(&without);
        let mut renamed = genuine.clone();
        renamed[at].0 = format!("{name}x");
        refused(&renamed);
    }
    for (name, value) in [
        ("refund_fee", "0.01"),
        ("aaa", "1"),
        ("zzz", "1"),
        ("&app_id", "1"),
    ] {
        let mut more = genuine.clone();
        more.push((name.to_owned(), value.to_owned()));
        assert_eq!(refused(&more), MISMATCH, "{name}");
    }
}

#[test]
fn f3_signatures_are_not_repaired() {
    let genuine = signed(payment());
    let sign = genuine.iter().find(|(n, _)| n == "sign").unwrap().1.clone();
    assert!(
        sign.contains('+') && sign.contains('/'),
        "this signature must contain + and /: {sign}"
    );
    let with = |sign: &str| {
        let mut forged = genuine.clone();
        set(&mut forged, "sign", sign);
        refused(&forged)
    };
    let not_base64 = |error| matches!(error, NotifyError::Unverified(Unverified::NotBase64(_)));
    assert_eq!(
        with(""),
        NotifyError::Message(MessageError::Missing("sign"))
    );
    assert!(not_base64(with("not base64!")));
    assert!(
        not_base64(with(&sign.replace('+', "-").replace('/', "_"))),
        "base64url"
    );
    assert!(not_base64(with(&sign.replace('+', " "))), "+ as space");
    assert!(
        not_base64(with(&format!("{}\n{}", &sign[..76], &sign[76..]))),
        "folded"
    );
    assert!(not_base64(with(&format!("{sign}\n"))));
    assert!(not_base64(with(sign.trim_end_matches('='))), "padding lost");
    assert!(matches!(
        with(&"A".repeat(10 * 1024)),
        NotifyError::Unverified(Unverified::TooLong { chars: 10_240 })
    ));
    assert_eq!(with("AAAA"), MISMATCH);
    let mut missing = genuine.clone();
    missing.retain(|(name, _)| name != "sign");
    assert_eq!(
        refused(&missing),
        NotifyError::Message(MessageError::Missing("sign"))
    );
    // A plus sign that is not encoded becomes a space when decoded.
    let raw = wire(&genuine).replace("%2B", "+");
    assert!(not_base64(refusal(&raw)));
}

#[test]
fn f4_signed_by_somebody_else() {
    assert_eq!(
        refused(&signed_by(&PrivateKey::generate().unwrap(), payment())),
        MISMATCH
    );
    assert_eq!(
        refused(&signed_by(&APP, payment())),
        MISMATCH,
        "signed with our own key instead of Alipay's"
    );
    let sandbox = PrivateKey::generate().unwrap();
    let there = AlipayKeys::new(&APP, vec![sandbox.public_key()]).unwrap();
    let message = signed_by(&sandbox, payment());
    assert!(verify_notify(wire(&message).as_bytes(), &there).is_ok());
    assert_eq!(refused(&message), MISMATCH, "the other environment's key");
    let short = rsa::RsaPrivateKey::from_pkcs1_pem(include_str!("keys/rsa_1024.pem")).unwrap();
    let mut message = payment();
    let mut sorted: Vec<_> = message.iter().map(|(n, v)| format!("{n}={v}")).collect();
    sorted.sort();
    let sign = SigningKey::<Sha256>::new(short)
        .sign(sorted.join("&").as_bytes())
        .to_bytes();
    set(&mut message, "sign_type", "RSA2");
    set(
        &mut message,
        "sign",
        &base64::engine::general_purpose::STANDARD.encode(sign),
    );
    assert_eq!(refused(&message), MISMATCH);
}

#[test]
fn f5_the_message_does_not_choose_its_sign_type() {
    let genuine = signed(payment());
    for other in [
        "RSA",
        "MD5",
        "HMAC",
        "none",
        "rsa2",
        "RSA2 ",
        "RSA2\u{0}",
        "ＲＳＡ２",
    ] {
        let mut forged = genuine.clone();
        set(&mut forged, "sign_type", other);
        let error = refused(&forged);
        assert!(matches!(error, NotifyError::Message(_)), "{other}: {error}");
    }
    let mut empty = genuine.clone();
    set(&mut empty, "sign_type", "");
    assert_eq!(
        refused(&empty),
        NotifyError::Message(MessageError::SignType(String::new()))
    );
    let mut missing = genuine.clone();
    missing.retain(|(name, _)| name != "sign_type");
    assert_eq!(
        refused(&missing),
        NotifyError::Message(MessageError::Missing("sign_type"))
    );
    let twice = wire(&genuine) + "&sign_type=RSA2";
    assert_eq!(
        refusal(&twice),
        NotifyError::Message(MessageError::Duplicate("sign_type".to_owned()))
    );
}

#[test]
fn f6_no_field_comes_twice() {
    let genuine = wire(&signed(payment()));
    for (name, more) in [
        ("trade_status", "&trade_status=TRADE_SUCCESS"),
        ("trade_status", "&trade_status=TRADE_CLOSED"),
        ("total_amount", "&total_amount=0.01"),
        ("sign", "&sign=AAAA"),
        ("total_amount", "&total%5Famount=0.01"),
        ("total_amount", "&total_amount="),
        ("total_amount", "&total_amount"),
    ] {
        let duplicate = NotifyError::Message(MessageError::Duplicate(name.to_owned()));
        assert_eq!(refusal(&format!("{genuine}{more}")), duplicate, "{more}");
    }
}

#[test]
fn f8_encodings_are_not_repaired() {
    let genuine = signed(payment());
    let body = wire(&genuine);
    // Another charset parameter changes the message.
    assert_eq!(
        refusal(&body.replace("charset=utf-8", "charset=gbk")),
        MISMATCH
    );
    let latin = refusal(&body.replace("charset=utf-8", "charset=latin1"));
    assert_eq!(
        latin,
        NotifyError::Message(MessageError::UnknownCharset("latin1".to_owned()))
    );
    refusal(&body.replace("%E6%B5%8B", "%B2%E2"));
    assert_eq!(
        refusal(&format!("{body}&x=a%00b")),
        NotifyError::Message(MessageError::OddField)
    );
    refusal(&body.replace('%', "%25"));
    let escaped = refusal(&body.replace("%22", "%26quot%3B"));
    assert_eq!(escaped, MISMATCH, "HTML-escaped quotes");
    let cut = refusal(&format!("{body}&x=%4"));
    assert_eq!(
        cut,
        NotifyError::Message(MessageError::Form(FormError::Percent))
    );
}

#[test]
fn f8_signed_bytes_that_are_no_text_are_refused() {
    // Even with a valid signature, bytes that are not text are refused.
    let text: &[u8] = b"a=\xff&notify_id=1";
    let sign = alipay::sign::sign_rsa2(&crate::stage::ALIPAY, text).unwrap();
    let sign = alipay::form::encode([("sign", sign.as_str())], alipay::form::Charset::Utf8);
    let error = refusal(&format!("a=%FF&notify_id=1&sign_type=RSA2&{sign}"));
    assert!(matches!(
        error,
        NotifyError::Message(MessageError::Form(FormError::Charset(_)))
    ));
}

#[test]
fn f9_size_is_bounded() {
    let mut large = payment();
    set(&mut large, "body", &"x".repeat(MAX_BODY));
    assert!(matches!(refused(&signed(large)), NotifyError::TooLarge(_)));
    let mut many = payment();
    for n in 0..100 {
        set(&mut many, &format!("f{n}"), "1");
    }
    assert!(matches!(
        refused(&signed(many)),
        NotifyError::TooManyFields(_)
    ));
    let json = refusal(r#"{"trade_status":"TRADE_SUCCESS"}"#);
    assert_eq!(
        json,
        NotifyError::Message(MessageError::Missing("sign_type"))
    );
    refusal("");
    refusal("&&&&");
    refusal("=&=");
}

/// F10, F11: authentic; the caller must check that it is for this shop.
#[test]
fn f10_f11_another_app_or_seller_is_authentic() {
    for (name, value) in [
        ("app_id", "2021000000000000"),
        ("seller_id", "2088999999999999"),
    ] {
        for value in [value, ""] {
            let mut message = payment();
            set(&mut message, name, value);
            let notice = verify_notify(wire(&signed(message)).as_bytes(), &keys()).unwrap();
            let told = if name == "app_id" {
                notice.app_id()
            } else {
                notice.seller_id()
            };
            assert_eq!(told, Some(value).filter(|v| !v.is_empty()), "{name}");
        }
    }
}
