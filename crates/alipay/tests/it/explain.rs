//! Every common mistake is made and recognised. A message is called genuine only if it verifies.

mod answers;

use crate::stage::{
    ALIPAY, APP, APP_ID, Fields, NOW, SELLER_ID, keys, payment, set, signed, signed_by, wire,
};
use crate::vectors::{key, text, vector, vectors};
use alipay::explain::{
    Explanation, Kind, Known, Pasted, Signer, decode, explain_fields, explain_response, read,
};
use alipay::form::Charset;
use alipay::sign::{SignType, sign_rsa2};
use alipay::{PrivateKey, PublicKey, verify_notify};
use proptest::prelude::*;
use std::sync::LazyLock;

static OTHER: LazyLock<PrivateKey> = LazyLock::new(|| PrivateKey::generate().unwrap());

fn known() -> Known {
    Known {
        alipay: vec![PublicKey::parse(key("alipay_public_spki.pem")).unwrap()],
        app: Some(APP.public_key()),
        others: vec![("production.pem".to_owned(), OTHER.public_key())],
        sign_type: SignType::Rsa2,
        app_id: Some(APP_ID.to_owned()),
        seller_id: Some(SELLER_ID.to_owned()),
    }
}

fn explain_pasted(pasted: &[u8]) -> Explanation {
    match read(pasted).unwrap() {
        Pasted::Fields(fields) => explain_fields(&fields, &known(), NOW),
        Pasted::Response(body) => explain_response(&body, &known(), None),
        Pasted::GatewayString(string) => panic!("{string:?}"),
    }
}

#[track_caller]
fn mistakes(pasted: impl AsRef<[u8]>) -> Vec<&'static str> {
    let found = explain_pasted(pasted.as_ref());
    assert_eq!(found.verified, found.mistakes.is_empty(), "{found:?}");
    assert!(
        found
            .mistakes
            .iter()
            .all(|finding| !finding.remedy.is_empty()),
        "{found:?}"
    );
    found.mistakes.iter().map(|finding| finding.code).collect()
}

/// The decoded fields as JSON, as a web framework logs them.
fn json(fields: &Fields) -> String {
    let object: serde_json::Map<String, serde_json::Value> = fields
        .iter()
        .map(|(name, value)| (name.clone(), value.clone().into()))
        .collect();
    serde_json::to_string(&object).unwrap()
}

fn changed(fields: &Fields, change: impl Fn(&str) -> String) -> Fields {
    fields
        .iter()
        .map(|(name, value)| {
            let is_seal = name == "sign" || name == "sign_type";
            let value = if is_seal {
                value.clone()
            } else {
                change(value)
            };
            (name.clone(), value)
        })
        .collect()
}

#[test]
fn what_is_genuine_has_no_mistakes_however_it_is_pasted() {
    for vector in vectors("notify-") {
        let form = text(vector, "form_body");
        let found = explain_pasted(form.as_bytes());
        assert!(found.verified, "{}: {:?}", vector["id"], found.mistakes);
        assert_eq!(
            (found.kind, &found.signed_by),
            (Kind::Notify, &Signer::Alipay)
        );
        assert_eq!(found.string_to_sign, text(vector, "string_to_sign"));
    }
    let message = signed(payment());
    assert_eq!(mistakes(wire(&message)), [""; 0]);
    assert_eq!(mistakes(format!("  {}\n", wire(&message))), [""; 0]);
    assert_eq!(mistakes(json(&message)), [""; 0]);
    let lines: Vec<String> = message.iter().map(|(n, v)| format!("{n}={v}")).collect();
    assert_eq!(mistakes(lines.join("\n")), [""; 0]);
    assert_eq!(mistakes(lines.join("&")), [""; 0], "a string to sign");
    let back = format!(
        "https://shop.example/alipay/return?{}",
        text(vector("return-page-pay"), "form_body")
    );
    let found = explain_pasted(back.as_bytes());
    assert!(found.verified && found.kind == Kind::Return, "{found:?}");
    for id in [
        "resp-ok",
        "resp-ok-slash-braces-in-string",
        "resp-refund-ok",
    ] {
        assert_eq!(mistakes(text(vector(id), "raw_body")), [""; 0], "{id}");
    }
    for id in ["req-page-get-rsa2", "req-page-get-official-python"] {
        let found = explain_pasted(text(vector(id), "url").as_bytes());
        assert!(found.verified, "{id}: {:?}", found.mistakes);
        assert_eq!(
            (found.kind, &found.signed_by),
            (Kind::Request, &Signer::App)
        );
    }
}

#[test]
fn a_wrong_key_is_named() {
    assert_eq!(mistakes(wire(&signed_by(&APP, payment()))), ["key.own"]);
    let other = explain_pasted(wire(&signed_by(&OTHER, payment())).as_bytes());
    assert_eq!(other.mistakes[0].code, "key.other");
    assert!(other.mistakes[0].what.contains("production.pem"));
    let stranger = PrivateKey::generate().unwrap();
    assert_eq!(
        mistakes(wire(&signed_by(&stranger, payment()))),
        ["key.unknown"]
    );
    let mut known = known();
    known.alipay = vec![APP.public_key()];
    let Pasted::Fields(fields) = read(wire(&signed(payment())).as_bytes()).unwrap() else {
        panic!("fields")
    };
    let found = explain_fields(&fields, &known, NOW);
    assert_eq!(found.mistakes[0].code, "key.own-configured", "{found:?}");
    let ours = text(vector("req-page-get-rsa2"), "url").replace("sign=", "sign=AAAA");
    assert!(!explain_pasted(ours.as_bytes()).verified);
}

#[test]
fn a_damaged_signature_is_named() {
    let mut message = signed(payment());
    let sign = message.iter().find(|(n, _)| n == "sign").unwrap().1.clone();
    assert!(sign.contains('+'), "the signature must contain a plus");
    let mut with = |text: &str| {
        set(&mut message, "sign", text);
        json(&message)
    };
    assert_eq!(mistakes(with(&sign.replace('+', " "))), ["sign.plus-lost"]);
    let encoded = sign
        .replace('+', "%2B")
        .replace('/', "%2F")
        .replace('=', "%3D");
    assert_eq!(mistakes(with(&encoded)), ["sign.still-encoded"]);
    let (head, tail) = sign.split_at(76);
    assert_eq!(mistakes(with(&format!("{head}\n{tail}"))), ["sign.folded"]);
    let html = sign.replace('+', "&#43;").replace('=', "&#61;");
    assert_eq!(mistakes(with(&html)), ["sign.html-escaped"]);
    let url = sign.replace('+', "-").replace('/', "_");
    assert_eq!(mistakes(with(&url)), ["sign.url-alphabet"]);
    assert_eq!(
        mistakes(with(sign.trim_end_matches('='))),
        ["sign.padding-lost"]
    );
    assert_eq!(mistakes(with("no signature!")), ["sign.not-base64"]);
    assert_eq!(mistakes(with("")), ["sign.missing"]);
    assert_eq!(mistakes(with("AAAA")), ["key.unknown"]);
}

#[test]
fn what_a_framework_did_to_the_fields_is_named() {
    let message = signed(payment());
    let html = changed(&message, |value| {
        value.replace('&', "&amp;").replace('"', "&quot;")
    });
    assert_eq!(mistakes(json(&html)), ["text.html-escaped"]);
    let slashes = changed(&message, |value| value.replace('"', "\\\""));
    assert_eq!(mistakes(json(&slashes)), ["text.backslashes"]);
    let plus = changed(&message, |value| value.replace('+', " "));
    assert_eq!(mistakes(json(&plus)), ["text.plus-lost"]);
    let space = changed(&message, |value| value.replace(' ', "+"));
    assert!(
        mistakes(json(&space))
            .iter()
            .all(|code| *code == "text.space-lost" || *code == "text.plus-lost"),
        "one + is genuine, the others replace spaces"
    );
    let twice = changed(&message, |value| {
        let all = format!("v={}", value.replace('+', "%2B"));
        let pairs = alipay::form::decode(
            all.replace(' ', "+").replace('&', "%26").as_bytes(),
            Charset::Utf8,
        );
        pairs.map_or_else(|_| value.to_owned(), |pairs| pairs[0].1.clone())
    });
    assert_ne!(twice, message);
    assert_eq!(mistakes(json(&twice)), ["text.decoded-twice"]);
    let encoded = changed(&message, |value| {
        let form = alipay::form::encode([("v", value)], Charset::Utf8);
        form.strip_prefix("v=").unwrap().to_owned()
    });
    assert_eq!(mistakes(json(&encoded)), ["text.not-decoded"]);
    let mojibake = changed(&message, |value| {
        value.bytes().map(char::from).collect::<String>()
    });
    // Either finding is right: not every misread text can be restored.
    let found = mistakes(json(&mojibake));
    assert!(
        found == ["text.mojibake"] || found == ["text.changed"],
        "{found:?}"
    );
    let camel: Fields = message
        .iter()
        .map(|(name, value)| {
            let mut parts = name.split('_');
            let first = parts.next().unwrap().to_owned();
            let name = if name == "sign_type" {
                name.clone()
            } else {
                parts.fold(first, |name, part| {
                    let (head, tail) = part.split_at(1);
                    name + &head.to_uppercase() + tail
                })
            };
            (name, value.clone())
        })
        .collect();
    let found = mistakes(json(&camel));
    assert!(found.contains(&"text.names-changed"), "{found:?}");
    let number = changed(&message, |value| {
        if value == "88.80" {
            "88.8".to_owned()
        } else {
            value.to_owned()
        }
    });
    assert_eq!(mistakes(json(&number)), ["text.amount-rewritten"]);
}

#[test]
fn fields_that_were_added_or_changed_are_told_apart() {
    let message = signed(payment());
    let mut added = message.clone();
    set(&mut added, "_url", "/alipay/notify");
    set(&mut added, "s", "index");
    let found = explain_pasted(wire(&added).as_bytes());
    assert_eq!(found.mistakes.len(), 1, "{found:?}");
    assert_eq!(found.mistakes[0].code, "text.field-added");
    assert!(found.mistakes[0].what.contains("_url, s"), "{found:?}");
    let mut known_name = message.clone();
    set(&mut known_name, "body", "our own");
    assert_eq!(mistakes(wire(&known_name)), ["text.field-added"]);
    let mut altered = message.clone();
    set(&mut altered, "total_amount", "0.01");
    assert_eq!(mistakes(wire(&altered)), ["text.changed"]);
}

#[test]
fn two_mistakes_at_once_are_both_named() {
    let message = signed(payment());
    let mut both = changed(&message, |value| {
        value.replace('&', "&amp;").replace('"', "&quot;")
    });
    set(&mut both, "q", "/alipay/notify");
    let mut found = mistakes(json(&both));
    found.sort_unstable();
    assert_eq!(found, ["text.field-added", "text.html-escaped"]);
}

#[test]
fn another_charset_is_named() {
    let mut fields = payment();
    set(&mut fields, "charset", "gbk");
    let plain: Vec<String> = {
        let mut sorted: Vec<_> = fields.iter().map(|(n, v)| format!("{n}={v}")).collect();
        sorted.sort();
        sorted
    };
    let sign = sign_rsa2(&ALIPAY, &Charset::Gbk.write(&plain.join("&"))).unwrap();
    set(&mut fields, "sign_type", "RSA2");
    set(&mut fields, "sign", &sign);
    let pairs = fields.iter().map(|(n, v)| (n.as_str(), v.as_str()));
    assert_eq!(
        mistakes(alipay::form::encode(pairs.clone(), Charset::Gbk)),
        [""; 0]
    );
    assert_eq!(
        mistakes(json(&fields)),
        [""; 0],
        "decoded text must be encoded in the charset that the message names"
    );
    // Decoded correctly and forwarded as UTF-8.
    assert_eq!(
        mistakes(alipay::form::encode(pairs, Charset::Utf8)),
        ["text.charset"]
    );
}

#[test]
fn the_rules_for_sign_type_and_empty_values_are_named() {
    let mut message = payment();
    set(&mut message, "sign_type", "RSA2");
    let mut sorted: Vec<_> = message.iter().map(|(n, v)| format!("{n}={v}")).collect();
    sorted.sort();
    let sign = sign_rsa2(&ALIPAY, sorted.join("&").as_bytes()).unwrap();
    set(&mut message, "sign", &sign);
    assert_eq!(mistakes(wire(&message)), ["text.sign-type-kept"]);
    let mut missing = signed(payment());
    missing.retain(|(name, _)| name != "sign_type");
    assert_eq!(mistakes(wire(&missing)), ["sign-type.differs"]);
    let mut twice = wire(&signed(payment()));
    twice.push_str("&total_amount=0.01");
    assert!(mistakes(&twice).contains(&"text.field-twice"));
}

#[test]
fn nothing_readable_is_refused() {
    for odd in ["", " \n", "{", "{\"a\":", "hello", "[1]"] {
        assert!(read(odd.as_bytes()).is_err(), "{odd:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The explanation and the verification agree on every message.
    #[test]
    fn explanation_and_verification_agree(
        name in "[a-z_]{1,8}",
        value in "[ -~茶]{0,8}",
        drop in 0_usize..20,
    ) {
        let mut message = signed(payment());
        message.push((name, value));
        if drop < message.len() {
            message.remove(drop);
        }
        let body = wire(&message);
        let Pasted::Fields(fields) = read(body.as_bytes()).unwrap() else {
            return Err(TestCaseError::fail("fields"));
        };
        let found = explain_fields(&fields, &known(), NOW);
        // A notification without `notify_id` is refused, whatever its signature.
        let has_id = fields.has("notify_id");
        let verified = verify_notify(body.as_bytes(), &keys()).is_ok();
        prop_assert_eq!(found.verified && has_id && found.kind == Kind::Notify, verified, "{:?}", found);
    }

    #[test]
    fn anything_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(pasted) = read(&bytes) {
            drop(decode(&pasted, None));
            match pasted {
                Pasted::Fields(fields) => drop(explain_fields(&fields, &known(), NOW)),
                Pasted::Response(body) => drop(explain_response(&body, &known(), None)),
                Pasted::GatewayString(_) => {}
            }
        }
    }

    #[test]
    fn any_text_of_parameters_is_explained(text in "[a-z_]{1,6}=[^\\r\\n]{0,20}(&[a-z_]{1,6}=[ -~]{0,20}){0,4}") {
        if let Ok(Pasted::Fields(fields)) = read(text.as_bytes()) {
            prop_assert!(!explain_fields(&fields, &known(), NOW).verified);
        }
    }
}
