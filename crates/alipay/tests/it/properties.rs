//! Properties of every input: what is signed verifies, and no input makes a reader panic.

use crate::stage::{ALIPAY, APP, answering, fields, fits, keys, payment, set, signed, wire};
use crate::vectors::{key, text, vector};
use alipay::canonical::string_to_sign;
use alipay::form::{Charset, decode};
use alipay::notify::verify_notify;
use alipay::return_url::verify_return;
use alipay::sign::sign_rsa2;
use alipay::verify::verify_rsa2;
use alipay::{PrivateKey, PublicKey, envelope};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::Index;

fn any_fields() -> impl Strategy<Value = std::collections::BTreeMap<String, String>> {
    btree_map("[a-z_]{1,12}", "\\PC{0,24}|[&=%+ \"\\\\/]{0,8}", 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_signed_verifies_and_nothing_else(params in any_fields(), flip in any::<Index>()) {
        let data = string_to_sign(params.iter().map(|(n, v)| (n.as_str(), v.as_str())));
        let sign = sign_rsa2(&APP, data.as_bytes()).unwrap();
        prop_assert_eq!(verify_rsa2(&APP.public_key(), data.as_bytes(), &sign), Ok(()));
        prop_assert!(fits(&APP.public_key(), data.as_bytes(), &sign));
        prop_assert!(verify_rsa2(&ALIPAY.public_key(), data.as_bytes(), &sign).is_err());
        let mut other = data.into_bytes();
        other.push(b'x');
        prop_assert!(verify_rsa2(&APP.public_key(), &other, &sign).is_err());
        let mut broken = sign.into_bytes();
        let at = flip.index(broken.len());
        broken[at] = if broken[at] == b'A' { b'B' } else { b'A' };
        let broken = String::from_utf8(broken).unwrap();
        prop_assert!(verify_rsa2(&APP.public_key(), &other[..other.len() - 1], &broken).is_err());
    }

    #[test]
    fn the_string_to_sign_does_not_depend_on_order(params in any_fields(), turn in any::<Index>()) {
        let mut pairs: Vec<_> = params.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let sorted = string_to_sign(pairs.clone());
        let turn = turn.index(pairs.len().max(1));
        pairs.rotate_left(turn);
        prop_assert_eq!(string_to_sign(pairs), sorted);
    }

    #[test]
    fn any_signed_notice_is_read_as_it_was_written(more in any_fields()) {
        let mut message = payment();
        for (name, value) in more.iter().filter(|(n, _)| !["sign", "sign_type", "charset"].contains(&n.as_str())) {
            set(&mut message, name, value);
        }
        let notice = verify_notify(wire(&signed(message.clone())).as_bytes(), &keys()).unwrap();
        message.retain(|(_, value)| !value.is_empty());
        prop_assert_eq!(crate::stage::owned(&notice.fields), message.into_iter().collect());
    }

    #[test]
    fn any_cashier_address_carries_its_text(biz in "\\PC{0,60}") {
        let url = answering("").page_pay_url(&biz, 0).unwrap();
        let pairs = decode(url.query().unwrap().as_bytes(), Charset::Utf8).unwrap();
        prop_assert_eq!(&pairs.last().unwrap().1, &biz);
    }

    #[test]
    fn a_changed_notice_is_never_another_authentic_one(at in any::<Index>(), byte in any::<u8>()) {
        let body = text(vector("notify-partial-refund"), "form_body").as_bytes();
        let genuine = verify_notify(body, &keys()).unwrap();
        let mut changed = body.to_vec();
        let at = at.index(changed.len());
        changed[at] = byte;
        if let Ok(notice) = verify_notify(&changed, &keys()) {
            prop_assert_eq!(notice, genuine);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_bytes_are_no_notice(raw in vec(any::<u8>(), 0..300)) {
        prop_assert!(verify_notify(&raw, &keys()).is_err());
    }

    #[test]
    fn any_form_is_no_notice(raw in "([a-z_]{0,8}=[%0-9A-Fa-f+]{0,12}&){0,12}(sign|sign_type|charset)=(RSA2|gbk|[A-Za-z0-9%+/=]{0,40})&sign_type=RSA2&sign=[A-Za-z0-9]{0,20}") {
        prop_assert!(verify_notify(raw.as_bytes(), &keys()).is_err());
        prop_assert!(verify_return(&raw, &keys()).is_err());
    }

    #[test]
    fn any_text_is_no_return(query in "\\PC{0,200}") {
        prop_assert!(verify_return(&query, &keys()).is_err());
    }

    #[test]
    fn any_bytes_are_no_answer(body in vec(any::<u8>(), 0..300)) {
        drop(envelope::slice(&body, "alipay.trade.query"));
    }

    #[test]
    fn any_json_has_an_envelope_or_not(inner in "[\\[\\]{}\",:a-z0-9\\\\u ]{0,80}") {
        let body = format!("{{\"alipay_trade_query_response\":{inner}}}");
        if let Ok(envelope) = envelope::slice(body.as_bytes(), "alipay.trade.query") {
            prop_assert!(body.contains(std::str::from_utf8(envelope.payload).unwrap()));
        }
    }

    #[test]
    fn any_text_is_no_key(text in "\\PC{0,200}|[A-Za-z0-9+/=\\n]{0,400}|-----BEGIN [A-Z ]{0,12}-----[A-Za-z0-9+/=\\n]{0,90}(-----END)?") {
        prop_assert!(PrivateKey::parse(&text).is_err());
        prop_assert!(PublicKey::parse(&text).is_err());
    }

    #[test]
    fn a_changed_key_is_refused_or_a_key(at in any::<Index>(), byte in any::<u8>(), cert in any::<bool>()) {
        use base64::Engine as _;
        let engine = base64::engine::general_purpose::STANDARD;
        let lines = key(if cert { "alipayCertPublicKey_RSA2.crt" } else { "alipay_public_spki.pem" });
        let packed: String = lines.lines().filter(|line| !line.starts_with('-')).collect();
        let mut der = engine.decode(packed).unwrap();
        let at = at.index(der.len());
        der[at] = byte;
        let text = engine.encode(der);
        drop(PublicKey::parse(&text));
        drop(PrivateKey::parse(&text));
    }
}

#[test]
fn deep_nesting_is_refused_and_not_followed() {
    let deep = "[".repeat(200_000);
    let body = format!("{{\"alipay_trade_query_response\":{deep}");
    assert!(envelope::slice(body.as_bytes(), "alipay.trade.query").is_err());
    let closed = format!(
        "{{\"alipay_trade_query_response\":{deep}{},\"sign\":\"AAAA\"}}",
        "]".repeat(200_000)
    );
    drop(envelope::slice(closed.as_bytes(), "alipay.trade.query"));
}

#[test]
fn an_unsigned_message_is_nothing_whatever_it_says() {
    let message = fields(&[("sign_type", "RSA2"), ("sign", "AAAA"), ("notify_id", "1")]);
    assert!(verify_notify(wire(&message).as_bytes(), &keys()).is_err());
}
