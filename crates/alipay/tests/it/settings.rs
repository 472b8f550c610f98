//! The less common settings of an application: RSA with SHA-1, GBK, encrypted contents.

use crate::stage::{ALIPAY, APP, Gateway, NOW, config, keys};
use crate::vectors::{key, text, vector};
use alipay::form::{Charset, FormError, decode, decode_bytes, encode};
use alipay::message::MessageError;
use alipay::sign::{sign, sign_rsa2};
use alipay::transport::{BoxFuture, HttpResponse};
use alipay::verify::{verify, verify_rsa2};
use alipay::{
    Amount, AppConfig, CallResult, Client, ContentKey, CryptError, GenericCall, GoodsDetail,
    KeyError, NotifyError, PagePay, PayDetails, Precreate, PublicKey, Release, SignError, SignType,
    TradeQuery, TradeRefund, Unknown, Unverified, WapPay, verify_notify,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use rsa::pkcs8::DecodePrivateKey as _;
use rsa::signature::{SignatureEncoding as _, Signer as _};
use serde_json::Value;
use std::sync::Arc;

const SHORT: &str = include_str!("keys/rsa_1024.pem");
const PAID: &str = r#"{"code":"10000","msg":"Success","out_trade_no":"P1","trade_no":"T1","trade_status":"TRADE_SUCCESS","total_amount":"88.80","subject":"乗 测试{"}"#;

/// An RSA signature with SHA-1, Alipay's old type, by another library.
#[expect(clippy::disallowed_types, reason = "plays Alipay of old")]
fn sha1(pkcs8_pem: &str, data: &[u8]) -> String {
    let key = rsa::RsaPrivateKey::from_pkcs8_pem(pkcs8_pem).unwrap();
    let signer = rsa::pkcs1v15::SigningKey::<sha1::Sha1>::new(key);
    STANDARD.encode(signer.sign(data).to_bytes())
}

fn client(config: AppConfig, body: Vec<u8>) -> (Client, Arc<Gateway>) {
    let (_, gateway) = crate::stage::gateway(move || {
        Ok(HttpResponse {
            status: 200,
            trace_id: None,
            body: body.clone(),
        })
    });
    (Client::new(config, gateway.clone()), gateway)
}

fn answer(payload: &[u8]) -> Vec<u8> {
    let sign = sign_rsa2(&ALIPAY, payload).unwrap();
    let mut body = br#"{"alipay_trade_query_response":"#.to_vec();
    body.extend_from_slice(payload);
    body.extend_from_slice(format!(r#","sign":"{sign}"}}"#).as_bytes());
    body
}

#[test]
fn sha1_counts_only_where_it_is_configured() {
    let sign = sha1(key("alipay_private_pkcs8.pem"), b"text");
    let public = ALIPAY.public_key();
    assert_eq!(verify(&public, SignType::Rsa, b"text", &sign), Ok(()));
    assert_eq!(
        verify(&public, SignType::Rsa2, b"text", &sign),
        Err(Unverified::Mismatch)
    );
    assert_eq!(keys().verify(b"text", &sign), Err(Unverified::Mismatch));
    let old = keys().with_sign_type(SignType::Rsa);
    assert_eq!(old.verify(b"text", &sign), Ok(()));
    // RSA2 is refused where RSA is configured.
    let new = sign_rsa2(&ALIPAY, b"text").unwrap();
    assert_eq!(old.verify(b"text", &new), Err(Unverified::Mismatch));
    // Signing with RSA gives the same signature as the other library.
    let ours = alipay::sign::sign(&APP, SignType::Rsa, b"text").unwrap();
    assert_eq!(ours, sha1(&APP.to_pkcs8_pem(), b"text"));
    assert_eq!(
        verify(&APP.public_key(), SignType::Rsa, b"text", &ours),
        Ok(())
    );
    assert_eq!(
        self::sign(&APP, SignType::Rsa2, b"text").unwrap(),
        sign_rsa2(&APP, b"text").unwrap()
    );
}

/// Releases signatures when the test allows it.
struct Gate(Arc<tokio::sync::Notify>);

impl Release for Gate {
    fn begin(&self) -> BoxFuture<'static, ()> {
        let gate = Arc::clone(&self.0);
        Box::pin(async move { gate.notified().await })
    }
}

#[tokio::test]
async fn no_signature_leaves_before_its_release() {
    let gate = Arc::new(tokio::sync::Notify::new());
    let old = AppConfig {
        sign_type: SignType::Rsa,
        ..config()
    };
    let (client, gateway) = client(old, answer(b"{}"));
    let client = client.with_release(Arc::new(Gate(Arc::clone(&gate))));
    let soon = std::time::Duration::from_millis(100);

    let ask = TradeQuery::new("P1");
    let mut call = Box::pin(client.query(&ask, NOW));
    let early = tokio::time::timeout(soon, &mut call).await;
    assert!(early.is_err() && gateway.asked.lock().unwrap().is_empty());
    gate.notify_one();
    drop(call.await);
    let sent = gateway.asked.lock().unwrap()[0].clone();
    assert!(sent.0.query().unwrap().contains("sign_type=RSA&"));

    let mut page = Box::pin(client.released(|| client.page_pay_url("{}", NOW)));
    assert!(tokio::time::timeout(soon, &mut page).await.is_err());
    gate.notify_one();
    assert!(page.await.unwrap().as_str().contains("sign_type=RSA&"));
}

#[test]
fn a_short_key_verifies_the_old_type_and_nothing_else() {
    let pem = rsa_1024();
    let spki = {
        use rsa::pkcs8::EncodePublicKey as _;
        pem.to_public_key()
            .to_public_key_pem(rsa::pkcs8::LineEnding::LF)
            .unwrap()
    };
    assert!(matches!(
        PublicKey::parse(&spki),
        Err(KeyError::TooShort { bits: 1024 })
    ));
    let short = PublicKey::parse_for(SignType::Rsa, &spki).unwrap();
    assert_eq!(short.bits(), 1024);
    let pkcs8 = {
        use rsa::pkcs8::EncodePrivateKey as _;
        pem.to_pkcs8_pem(rsa::pkcs8::LineEnding::LF).unwrap()
    };
    let old = sha1(&pkcs8, b"text");
    assert_eq!(verify(&short, SignType::Rsa, b"text", &old), Ok(()));
    assert!(verify(&short, SignType::Rsa, b"texu", &old).is_err());
    #[expect(clippy::disallowed_types, reason = "plays the owner of a short key")]
    let new = rsa::pkcs1v15::SigningKey::<sha2::Sha256>::new(pem)
        .sign(b"text")
        .to_bytes();
    assert_eq!(
        verify_rsa2(&short, b"text", &STANDARD.encode(new)),
        Err(Unverified::Mismatch)
    );
}

fn rsa_1024() -> rsa::RsaPrivateKey {
    use rsa::pkcs1::DecodeRsaPrivateKey as _;
    rsa::RsaPrivateKey::from_pkcs1_pem(SHORT)
        .or_else(|_| rsa::RsaPrivateKey::from_pkcs8_pem(SHORT))
        .unwrap()
}

#[test]
fn a_notice_of_the_old_type_needs_the_setting() {
    let genuine = text(vector("notify-trade-success"), "form_body").as_bytes();
    let pairs: Vec<_> = decode_bytes(genuine)
        .unwrap()
        .into_iter()
        .map(|(n, v)| (String::from_utf8(n).unwrap(), String::from_utf8(v).unwrap()))
        .collect();
    let to_sign = text(vector("notify-trade-success"), "string_to_sign");
    let sign = sha1(key("alipay_private_pkcs8.pem"), to_sign.as_bytes());
    let mut old = pairs;
    crate::stage::set(&mut old, "sign_type", "RSA");
    crate::stage::set(&mut old, "sign", &sign);
    let old = crate::stage::wire(&old);
    assert!(verify_notify(old.as_bytes(), &keys()).is_err());
    let set = keys().with_sign_type(SignType::Rsa);
    assert!(verify_notify(old.as_bytes(), &set).is_ok());
    assert!(verify_notify(genuine, &set).is_err());
}

#[test]
fn two_spellings_of_one_name_in_gbk_are_a_name_that_came_twice() {
    // 0x80 and 0xa2e3 are both the euro sign: different bytes that decode to the same name.
    let sign = |names: [&[u8]; 2]| {
        let mut text = b"charset=gbk&notify_id=1".to_vec();
        let mut form = String::from("charset=gbk&notify_id=1&sign_type=RSA2");
        for name in names {
            let value = (
                name.len().to_string(),
                percent_encode(name, NON_ALPHANUMERIC),
            );
            text.extend([b"&", name, b"=", value.0.as_bytes()].concat());
            form += &format!("&{}={}", value.1, value.0);
        }
        let sign = sign_rsa2(&ALIPAY, &text).unwrap();
        let pair = [("sign", sign.as_str())];
        format!("{form}&{}", encode(pair, Charset::Utf8))
    };
    let read = verify_notify(sign([b"\x80", b"\xa2\xe4"]).as_bytes(), &keys()).unwrap();
    assert_eq!(read.get("€"), Some("1"));
    let twice = MessageError::Duplicate("€".to_owned());
    assert_eq!(
        verify_notify(sign([b"\x80", b"\xa2\xe3"]).as_bytes(), &keys()),
        Err(NotifyError::Message(twice))
    );
}

#[tokio::test]
async fn gbk_is_signed_sent_and_read() {
    let gbk = AppConfig {
        charset: Charset::Gbk,
        ..config()
    };
    let payload = Charset::Gbk.encode(PAID).unwrap().into_owned();
    // The second byte of 乗 in GBK is a backslash.
    assert!(payload.contains(&b'\\'));
    let (client, gateway) = client(gbk, answer(&payload));
    let called = client.query(&TradeQuery::new("P1"), NOW).await;
    let CallResult::Ok(trade) = called.result else {
        panic!("{called:?}");
    };
    assert_eq!(trade.subject.as_deref(), Some("乗 测试{"));
    assert!(called.record.sign_ok);
    assert!(
        gateway.asked.lock().unwrap()[0]
            .0
            .query()
            .unwrap()
            .contains("charset=gbk")
    );

    let url = client.page_pay_url(r#"{"subject":"测试"}"#, NOW).unwrap();
    let mut pairs = decode_bytes(url.query().unwrap().as_bytes()).unwrap();
    pairs.sort();
    let sign = pairs.iter().position(|(name, _)| name == b"sign").unwrap();
    let sign = String::from_utf8(pairs.remove(sign).1).unwrap();
    let signed: Vec<u8> = pairs
        .iter()
        .map(|(n, v)| [n.as_slice(), b"=", v].concat())
        .collect::<Vec<_>>()
        .join(&b'&');
    assert!(signed.windows(4).any(|w| w == b"\xb2\xe2\xca\xd4"));
    assert_eq!(verify_rsa2(&APP.public_key(), &signed, &sign), Ok(()));
    assert_eq!(
        client.page_pay_url("{\"subject\":\"茶🍵\"}", NOW),
        Err(SignError::Charset(FormError::Unwritable('🍵')))
    );
}

/// The `biz_content` of a request.
fn contents(raw: &[u8]) -> Value {
    let pairs = decode(raw, Charset::Gbk).unwrap();
    let (_, json) = pairs.iter().find(|(n, _)| n == "biz_content").unwrap();
    serde_json::from_str(json).unwrap()
}

#[tokio::test]
async fn words_gbk_cannot_hold_are_replaced_and_the_request_goes_out() {
    let gbk = AppConfig {
        charset: Charset::Gbk,
        ..config()
    };
    let (client, gateway) = client(gbk, answer(b"{}"));
    let amount = Amount::parse("88.80").unwrap();
    let odd = "茶🍵 礼盒€";
    let details = PayDetails {
        body: Some(odd.to_owned()),
        goods: vec![GoodsDetail {
            body: Some(odd.to_owned()),
            ..GoodsDetail::new("G1", odd, 1, amount)
        }],
        ..PayDetails::default()
    };
    let fits = |sent: &Value| {
        assert_eq!(sent["subject"], "茶? 礼盒?");
        assert_eq!(sent["body"], "茶? 礼盒?");
        assert_eq!(sent["goods_detail"][0]["goods_name"], "茶? 礼盒?");
        assert_eq!(sent["goods_detail"][0]["body"], "茶? 礼盒?");
    };

    let page = PagePay::new("P1", amount, odd, NOW).unwrap();
    let page = page.with_details(details.clone()).unwrap();
    let url = client.page_pay_url(&page.biz_content(Charset::Gbk), NOW);
    fits(&contents(url.unwrap().query().unwrap().as_bytes()));
    let phone = WapPay::new("P1", amount, odd, NOW).unwrap();
    let phone = phone.with_details(details.clone()).unwrap();
    let url = client.wap_pay_url(&phone.biz_content(Charset::Gbk), NOW);
    fits(&contents(url.unwrap().query().unwrap().as_bytes()));
    let code = Precreate::new("P1", amount, odd, None).unwrap();
    let code = code.with_details(details).unwrap();
    drop(client.precreate(&code, NOW).await);
    let refund = TradeRefund::new("P1", "P1R01", amount).unwrap();
    drop(client.refund(&refund.with_reason(odd), NOW).await);
    {
        let asked = gateway.asked.lock().unwrap();
        fits(&contents(asked[0].1.as_bytes()));
        assert_eq!(
            contents(asked[1].1.as_bytes())["refund_reason"],
            "茶? 礼盒?"
        );
    }

    // A generic call is not changed: its JSON may hold more than text.
    let call = GenericCall::new("alipay.trade.orderinfo.sync", r#"{"memo":"🍵"}"#).unwrap();
    let lost = SignError::Charset(FormError::Unwritable('🍵'));
    assert_eq!(
        client.generic(&call, NOW).await.result,
        CallResult::Unknown(Unknown::Unsent(lost))
    );
    // UTF-8 can encode everything, so nothing is replaced.
    let sent: Value = serde_json::from_str(&page.biz_content(Charset::Utf8)).unwrap();
    assert_eq!(sent["subject"], odd);
}

#[tokio::test]
async fn contents_are_encrypted_then_signed_and_answers_verified_then_decrypted() {
    let content_key = ContentKey::generate().unwrap();
    let encrypted = AppConfig {
        content_key: Some(content_key.clone()),
        ..config()
    };
    let payload = format!("\"{}\"", content_key.encrypt(PAID.as_bytes()).unwrap());
    let body = answer(payload.as_bytes());
    let (client, gateway) = client(encrypted.clone(), body.clone());
    let called = client.query(&TradeQuery::new("P1"), NOW).await;
    assert!(matches!(called.result, CallResult::Ok(_)), "{called:?}");
    {
        let asked = gateway.asked.lock().unwrap();
        assert!(asked[0].0.query().unwrap().contains("encrypt_type=AES"));
        let body = decode_bytes(asked[0].1.as_bytes()).unwrap();
        let sent = String::from_utf8(body[0].1.clone()).unwrap();
        assert_eq!(
            content_key.decrypt(&sent).unwrap(),
            br#"{"out_trade_no":"P1"}"#
        );
        let mut pairs = decode_bytes(asked[0].0.query().unwrap().as_bytes()).unwrap();
        pairs.extend(body);
        pairs.sort();
        let sign = pairs.iter().position(|(name, _)| name == b"sign").unwrap();
        let sign = String::from_utf8(pairs.remove(sign).1).unwrap();
        let signed = pairs
            .iter()
            .map(|(n, v)| [n.as_slice(), b"=", v].concat())
            .collect::<Vec<_>>()
            .join(&b'&');
        assert_eq!(verify_rsa2(&APP.public_key(), &signed, &sign), Ok(()));
    }

    // The signature covers the quotes, so one over the text alone does not verify.
    let bare = sign_rsa2(&ALIPAY, &payload.as_bytes()[1..payload.len() - 1]).unwrap();
    let forged = format!(r#"{{"alipay_trade_query_response":{payload},"sign":"{bare}"}}"#);
    let (client, _) = self::client(encrypted.clone(), forged.into_bytes());
    let called = client.query(&TradeQuery::new("P1"), NOW).await;
    assert_eq!(called.result, CallResult::Unknown(Unknown::BadSignature));

    // A gateway that cannot decrypt sends a signed response without encryption.
    let (client, _) = self::client(encrypted, answer(br#"{"code":"40002","msg":"Invalid Arguments","sub_code":"isv.decryption-error-not-valid-encrypttype"}"#));
    let called = client.query(&TradeQuery::new("P1"), NOW).await;
    assert!(
        matches!(
            called.result,
            CallResult::Unknown(Unknown::UnlistedRefusal(_))
        ),
        "{called:?}"
    );

    // With another content key, and without one.
    for content_key in [Some(ContentKey::generate().unwrap()), None] {
        let other = AppConfig {
            content_key,
            ..config()
        };
        let (client, _) = self::client(other, body.clone());
        let called = client.query(&TradeQuery::new("P1"), NOW).await;
        assert!(
            matches!(called.result, CallResult::Unknown(Unknown::Malformed(_))),
            "{called:?}"
        );
    }
}

/// The expected text is that of `openssl enc -aes-128-cbc -iv 0` over the same text.
#[test]
fn content_keys_and_texts() {
    let key = ContentKey::parse("AAECAwQFBgcICQoLDA0ODw==").unwrap();
    assert_eq!(
        key.encrypt(br#"{"out_trade_no":"P1"}"#).unwrap(),
        "G7PYcjyAquhKW/Z/PmtCC23V/pURCGVgj6SiLew07J8="
    );
    assert_eq!(format!("{key:?}"), "ContentKey(***)");
    assert_eq!(*key.to_base64(), "AAECAwQFBgcICQoLDA0ODw==");
    assert!(matches!(
        ContentKey::parse("QUJD"),
        Err(CryptError::KeyLength { given: 3 })
    ));
    assert!(matches!(
        ContentKey::parse("no key"),
        Err(CryptError::NotBase64(_))
    ));
    assert!(key.decrypt("").is_err());
    assert!(key.decrypt("QUJD").is_err());
    assert_eq!(key.decrypt(&key.encrypt(b"").unwrap()).unwrap(), b"");
}
