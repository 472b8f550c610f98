//! Which bytes of a response are signed.

use crate::stage::keys;
use crate::vectors::{text, vectors};
use alipay::envelope::{EnvelopeError, slice};
use alipay::verify::Unverified;

const METHOD: &str = "alipay.trade.query";

#[test]
fn the_slice_is_the_one_other_sdks_sign() {
    let all = vectors("resp-");
    assert_eq!(all.len(), 9);
    for vector in all {
        let body = text(vector, "raw_body").as_bytes();
        let envelope = slice(body, text(vector, "method")).unwrap();
        assert!(!envelope.is_error_response);
        let Some(sign) = &envelope.sign else {
            assert_eq!(vector["id"], "resp-gateway-error-unsigned");
            continue;
        };
        assert_eq!(sign, text(vector, "sign"));
        let verdict = keys().verify(envelope.payload, sign);
        if vector["id"] == "resp-tampered" {
            assert_eq!(verdict, Err(Unverified::Mismatch));
        } else {
            assert_eq!(
                envelope.payload,
                text(vector, "signed_substring").as_bytes()
            );
            assert_eq!(verdict, Ok(()), "{}", vector["id"]);
        }
    }
}

#[test]
fn members_stand_in_any_order() {
    let body = br#" { "sign" : "c2ln" , "alipay_cert_sn":"ab", "other":[1,{"sign":2}],
        "alipay_trade_query_response" : { "code" : "10000" } } "#;
    let envelope = slice(body, METHOD).unwrap();
    assert_eq!(envelope.payload, br#"{ "code" : "10000" }"#);
    assert_eq!(envelope.sign.as_deref(), Some("c2ln"));
    assert_eq!(envelope.alipay_cert_sn.as_deref(), Some("ab"));
}

#[test]
fn an_error_response_is_marked() {
    let envelope = slice(br#"{"error_response":{"code":"40002"}}"#, METHOD).unwrap();
    assert!(envelope.is_error_response);
    assert_eq!(envelope.payload, br#"{"code":"40002"}"#);
    assert_eq!(envelope.sign, None);
}

#[test]
fn an_encrypted_payload_keeps_its_quotes() {
    let body = br#"{"alipay_trade_query_response":"YWJj","sign":"c2ln"}"#;
    assert_eq!(slice(body, METHOD).unwrap().payload, br#""YWJj""#);
}

#[test]
fn what_two_readers_could_read_differently_is_refused() {
    for body in [
        r#"{"alipay_trade_query_response":{},"alipay_trade_query_response":{},"sign":"a"}"#,
        r#"{"alipay_trade_query_response":{},"alipay\u005ftrade_query_response":{},"sign":"a"}"#,
        r#"{"alipay_trade_query_response":{},"sign":"a","sign":"b"}"#,
        r#"{"alipay_trade_query_response":{},"sign":"a"}{"sign":"b"}"#,
        r#"{"alipay_trade_query_response":{},"sign":"a"} x"#,
        r#"{"alipay_trade_query_response":{},"sign":"a""#,
        r#"[{"alipay_trade_query_response":{}}]"#,
        "<html>502 Bad Gateway</html>",
        "",
        "null",
        "\u{feff}{}",
    ] {
        assert!(
            matches!(slice(body.as_bytes(), METHOD), Err(EnvelopeError::Json(_))),
            "{body}"
        );
    }
    for (body, count) in [
        (
            r#"{"alipay_trade_refund_response":{"code":"10000"},"sign":"a"}"#,
            0,
        ),
        ("{}", 0),
        (
            r#"{"alipay_trade_query_response":{},"error_response":{},"sign":"a"}"#,
            2,
        ),
    ] {
        let error = slice(body.as_bytes(), METHOD).unwrap_err();
        assert!(
            matches!(error, EnvelopeError::Payloads(n) if n == count),
            "{body}"
        );
    }
    for body in [
        r#"{"alipay_trade_query_response":{},"sign":null}"#,
        r#"{"alipay_trade_query_response":{},"sign":["a"]}"#,
    ] {
        let error = slice(body.as_bytes(), METHOD).unwrap_err();
        assert!(matches!(error, EnvelopeError::NotText("sign")), "{body}");
    }
    assert!(
        slice(
            b"{\"alipay_trade_query_response\":{\"a\":\"\xb2\xe2\"}}",
            METHOD
        )
        .is_err()
    );
}
