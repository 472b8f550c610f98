//! Encrypted content, both ways.

use std::fs;

use alipay::verify::verify_rsa2;
use aws_lc_rs::{
    cipher::{
        AES_128, DecryptionContext, EncryptionContext, PaddedBlockDecryptingKey,
        PaddedBlockEncryptingKey, UnboundCipherKey,
    },
    iv::FixedLength,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use crate::rig::Rig;

const IV: [u8; 16] = [0; 16];

fn key(text: &str) -> UnboundCipherKey {
    UnboundCipherKey::new(&AES_128, &STANDARD.decode(text).unwrap()).unwrap()
}

fn encrypt(key_text: &str, plain: &[u8]) -> String {
    let mut bytes = plain.to_vec();
    PaddedBlockEncryptingKey::cbc_pkcs7(key(key_text))
        .unwrap()
        .less_safe_encrypt(&mut bytes, EncryptionContext::Iv128(FixedLength::from(IV)))
        .unwrap();
    STANDARD.encode(bytes)
}

fn decrypt(key_text: &str, text: &str) -> Value {
    let mut bytes = STANDARD.decode(text).unwrap();
    let plain = PaddedBlockDecryptingKey::cbc_pkcs7(key(key_text))
        .unwrap()
        .decrypt(&mut bytes, DecryptionContext::Iv128(FixedLength::from(IV)))
        .unwrap();
    serde_json::from_slice(plain).unwrap()
}

/// Sends a query with this content and `encrypt_type`; returns the raw body.
async fn query(rig: &Rig, content: &str, encrypt_type: Option<&str>) -> String {
    let mut params = rig.common("alipay.trade.query");
    params.insert("biz_content".to_owned(), content.to_owned());
    params.extend(encrypt_type.map(|kind| ("encrypt_type".to_owned(), kind.to_owned())));
    rig.sign(&mut params);
    rig.send(&params).await.unwrap().text().await.unwrap()
}

const ASKED: &[u8] = br#"{"out_trade_no":"SHOP_1"}"#;

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_encrypted_is_answered_encrypted() {
    let rig = Rig::new().await;
    rig.paid("SHOP_1").await;
    let key = rig.sim.info.content_key.clone();
    assert_eq!(
        fs::read_to_string(&rig.sim.info.content_key_file).unwrap(),
        key
    );
    let body = query(&rig, &encrypt(&key, ASKED), Some("AES")).await;
    let answer: Value = serde_json::from_str(&body).unwrap();
    let text = answer["alipay_trade_query_response"].as_str().unwrap();
    // The signature covers the text with both quotes.
    let signed = format!("\"{text}\"");
    let sign = answer["sign"].as_str().unwrap();
    verify_rsa2(&rig.alipay_key, signed.as_bytes(), sign).unwrap();
    let payload = decrypt(&key, text);
    assert_eq!(payload["trade_status"], "TRADE_SUCCESS");
    assert_eq!(payload["subject"], "手冲壶 & <茶>");

    let unknown = encrypt(&key, br#"{"out_trade_no":"NONE"}"#);
    let answer: Value = serde_json::from_str(&query(&rig, &unknown, Some("AES")).await).unwrap();
    let text = answer["alipay_trade_query_response"].as_str().unwrap();
    assert_eq!(decrypt(&key, text)["sub_code"], "ACQ.TRADE_NOT_EXIST");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_can_be_asked_for_encrypted() {
    let rig = Rig::new().await;
    let content = encrypt(
        &rig.sim.info.content_key,
        Rig::order("SHOP_1").to_string().as_bytes(),
    );
    let mut params = rig.common("alipay.trade.page.pay");
    params.insert("biz_content".to_owned(), content);
    params.insert("encrypt_type".to_owned(), "AES".to_owned());
    rig.sign(&mut params);
    let response = rig.http.get(rig.url(&params)).send().await.unwrap();
    assert_eq!(response.status(), 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_is_refused_in_the_clear() {
    let rig = Rig::new().await;
    let key = rig.sim.info.content_key.clone();
    let right = encrypt(&key, ASKED);
    let other = encrypt("AAAAAAAAAAAAAAAAAAAAAA==", ASKED);
    for (content, kind, code, sub_code) in [
        (other.as_str(), Some("AES"), "40002", "isv.invalid-encrypt"),
        ("{}", Some("AES"), "40002", "isv.invalid-encrypt"),
        (&right, Some("DES"), "40002", "isv.invalid-encrypt-type"),
        (
            &right,
            None,
            "40001",
            "isv.decryption-error-missing-encrypt-type",
        ),
    ] {
        let answer: Value = serde_json::from_str(&query(&rig, content, kind).await).unwrap();
        let answer = &answer["alipay_trade_query_response"];
        assert_eq!(
            (&answer["code"], &answer["sub_code"]),
            (&json!(code), &json!(sub_code))
        );
    }
    rig.control("PUT", "/settings", json!({ "content_encryption": false }))
        .await;
    let answer: Value = serde_json::from_str(&query(&rig, &right, Some("AES")).await).unwrap();
    assert_eq!(
        answer["alipay_trade_query_response"]["sub_code"],
        "isv.decryption-error-not-valid-encrypt-key"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_signature_is_checked_before_the_content() {
    let rig = Rig::new().await;
    let mut params = rig.common("alipay.trade.query");
    params.insert("biz_content".to_owned(), "garbage".to_owned());
    params.insert("encrypt_type".to_owned(), "AES".to_owned());
    rig.sign(&mut params);
    params.insert("biz_content".to_owned(), "other garbage".to_owned());
    let answer = rig.answer(&params).await;
    assert_eq!(answer.verdict(), "isv.invalid-signature");
}
