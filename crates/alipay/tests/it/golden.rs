//! Replays every entry of the golden file, which other SDKs made: this crate signs the same bytes,
//! and accepts what they accept and nothing else. See `end2end/interop/golden/make`.

use crate::vectors::{params, text};
use alipay::canonical::string_to_sign;
use alipay::envelope::slice;
use alipay::form::{Charset, decode};
use alipay::notify::NoticeKind;
use alipay::sign::sign;
use alipay::transport::{BoxFuture, HttpResponse, Transport, TransportError};
use alipay::verify::verify;
use alipay::{
    AlipayKeys, Amount, AppConfig, Certificate, Certificates, Client, ContentKey, NotifyError,
    PrivateKey, PublicKey, Roots, SignType, TradeQuery, TradeRefund, verify_notify, verify_return,
};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};
use url::Url;

static GOLDEN: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../vectors/golden.json")).expect("the golden file is JSON")
});
static APP: LazyLock<PrivateKey> =
    LazyLock::new(|| PrivateKey::parse(key("app_private_pkcs8")).unwrap());

fn key(name: &str) -> &'static str {
    text(&GOLDEN["keys"], name)
}

/// All entries of a kind. Panics if there are fewer than `at_least`, so that none gets lost.
fn entries(kind: &str, at_least: usize) -> &'static Vec<Value> {
    let all = GOLDEN[kind].as_array().expect("a list");
    assert!(all.len() >= at_least, "{} {kind}", all.len());
    all
}

fn keys() -> AlipayKeys {
    let alipay = PublicKey::parse(key("alipay_public")).unwrap();
    AlipayKeys::new(&APP, vec![alipay]).unwrap()
}

#[test]
fn every_form_of_a_key_is_the_same_key() {
    for name in ["app_private_pkcs8", "app_private_pkcs1", "app_private_bare"] {
        let parsed = PrivateKey::parse(key(name)).unwrap();
        assert_eq!(parsed.public_key(), APP.public_key(), "{name}");
    }
    let bare = PublicKey::parse(key("alipay_public_bare")).unwrap();
    assert_eq!(bare, PublicKey::parse(key("alipay_public")).unwrap());
}

#[test]
fn requests_are_read_and_signed_as_by_those_who_made_them() {
    for request in entries("requests", 57) {
        let id = text(request, "id");
        let charset = Charset::from_name(text(request, "charset")).unwrap();
        let mut read = BTreeMap::new();
        for part in [&request["query"], &request["body"]] {
            let raw = part.as_str().unwrap_or_default();
            for (name, value) in decode(raw.as_bytes(), charset).unwrap() {
                let earlier = read.insert(name, value.clone());
                assert!(earlier.is_none_or(|earlier| earlier == value), "{id}");
            }
        }
        assert_eq!(read, params(request), "{id}");

        let to_sign = string_to_sign(read.iter().map(|(n, v)| (n.as_str(), v.as_str())));
        assert_eq!(to_sign, text(request, "string_to_sign"), "{id}");
        let sign_type = match text(request, "sign_type") {
            "RSA2" => SignType::Rsa2,
            "RSA" => SignType::Rsa,
            other => panic!("{id}: {other}"),
        };
        let bytes = charset.encode(&to_sign).unwrap();
        let theirs = &read["sign"];
        verify(&APP.public_key(), sign_type, &bytes, theirs)
            .unwrap_or_else(|e| panic!("{id}: {e}"));
        match sign(&APP, sign_type, &bytes) {
            Ok(ours) => assert_eq!(&ours, theirs, "{id}"),
            Err(error) => assert!(sign_type == SignType::Rsa, "{id}: {error}"),
        }
    }
}

#[test]
fn notices_are_believed_if_they_are_genuine() {
    for notice in entries("notices", 29) {
        let id = text(notice, "id");
        let verdict = verify_notify(text(notice, "body").as_bytes(), &keys());
        let kind = match text(notice, "kind") {
            "forged" => {
                let error = verdict.expect_err(id);
                let is_signature = matches!(error, NotifyError::Unverified(_));
                // The type is refused before the signature is checked.
                assert_eq!(is_signature, id != "forged-sha1", "{id}: {error}");
                continue;
            }
            "payment" => NoticeKind::Payment,
            "refund" => NoticeKind::RefundEcho,
            "closed" => NoticeKind::Closed,
            "finished" => NoticeKind::Finished,
            "waiting" => NoticeKind::Waiting,
            other => panic!("{id}: {other}"),
        };
        let read = verdict.unwrap_or_else(|error| panic!("{id}: {error}"));
        let mut expected: BTreeMap<String, String> =
            serde_json::from_value(notice["fields"].clone()).unwrap();
        expected.retain(|name, value| name != "sign" && name != "sign_type" && !value.is_empty());
        assert_eq!(crate::stage::owned(&read.fields), expected, "{id}");
        assert_eq!(read.kind(), kind, "{id}");
        let verifiers = notice["verified_by"].as_array().unwrap();
        assert!(!verifiers.is_empty(), "{id}: no SDK accepts it");
    }
}

#[test]
fn returns_are_believed_if_they_are_genuine() {
    for entry in entries("returns", 3) {
        let read = verify_return(text(entry, "query"), &keys());
        assert_eq!(
            Value::from(read.is_ok()),
            entry["genuine"],
            "{}",
            entry["id"]
        );
        if let Ok(read) = read {
            assert_eq!(read.out_trade_no, text(&entry["fields"], "out_trade_no"));
        }
    }
}

/// Responds 200 with this body.
struct Fixed(Vec<u8>);

impl Transport for Fixed {
    fn post<'a>(
        &'a self,
        _: &'a Url,
        _: String,
    ) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        let answer = HttpResponse {
            status: 200,
            trace_id: None,
            body: self.0.clone(),
        };
        Box::pin(std::future::ready(Ok(answer)))
    }
}

#[tokio::test]
async fn answers_are_believed_as_far_as_they_are_signed() {
    let gateway = Url::parse(text(&GOLDEN, "gateway")).unwrap();
    let now_ms = GOLDEN["now_ms"].as_i64().unwrap();
    for entry in entries("answers", 18) {
        let id = text(entry, "id");
        let (method, body) = (text(entry, "method"), text(entry, "body"));
        let config = AppConfig::new(
            gateway.clone(),
            text(&GOLDEN, "app_id"),
            APP.clone(),
            keys(),
        );
        let client = Client::new(config, Arc::new(Fixed(body.into())));
        let asked = text(&GOLDEN["notices"][0]["fields"], "out_trade_no");
        let record = match method {
            "alipay.trade.query" => {
                let query = TradeQuery::new(asked);
                client.query(&query, now_ms).await.record
            }
            "alipay.trade.refund" => {
                let amount = Amount::parse("8.80").unwrap();
                let refund = TradeRefund::new(asked, format!("{asked}R01"), amount).unwrap();
                client.refund(&refund, now_ms).await.record
            }
            other => panic!("{id}: {other}"),
        };
        assert_eq!(record.outcome.as_str(), text(entry, "outcome"), "{id}");
        let is_whole = !matches!(id, "truncated" | "trailing");
        assert_eq!(record.sign_ok, is_whole && id != "forged", "{id}");
        if is_whole {
            let envelope = slice(body.as_bytes(), method).unwrap();
            assert_eq!(envelope.payload, text(entry, "signed").as_bytes(), "{id}");
            assert_eq!(envelope.sign.as_deref(), Some(text(entry, "sign")), "{id}");
        }
    }
}

#[test]
fn certificates_have_the_numbers_java_gives_them() {
    for entry in entries("certificates", 9) {
        let id = text(entry, "id");
        let read = Certificate::parse(text(entry, "pem")).unwrap_or_else(|e| panic!("{id}: {e}"));
        assert_eq!(read.issuer(), text(entry, "issuer"), "{id}");
        assert_eq!(read.sn(), text(entry, "sn"), "{id}");
    }
    let (files, numbers) = (&GOLDEN["certificate_files"], &GOLDEN["certificate_numbers"]);
    let read = Certificates::parse(
        text(files, "app"),
        text(files, "alipay"),
        text(files, "roots"),
    )
    .unwrap();
    assert_eq!(read.app().sn(), text(numbers, "app"));
    assert_eq!(read.alipay().leaf().sn(), text(numbers, "alipay"));
    assert_eq!(read.roots().sn(), text(numbers, "roots"));

    // An unreadable certificate at the start of the file is skipped.
    let with_unreadable = format!(
        "{}\n{}",
        text(files, "unreadable_root"),
        text(files, "roots")
    );
    let roots = Roots::parse(&with_unreadable).unwrap();
    assert_eq!(roots.sn(), text(numbers, "roots"));
    assert_eq!((roots.members().len(), roots.passed_over()), (3, 1));
}

#[test]
fn contents_are_encrypted_to_the_same_text() {
    let content_key = ContentKey::parse(key("content_key")).unwrap();
    for entry in entries("contents", 11) {
        let (plain, encrypted) = (text(entry, "plain"), text(entry, "encrypted"));
        assert_eq!(content_key.encrypt(plain.as_bytes()).unwrap(), encrypted);
        assert_eq!(content_key.decrypt(encrypted).unwrap(), plain.as_bytes());
    }
}
