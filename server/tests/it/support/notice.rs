//! Notifications and returns as Alipay signs them, and ways to forge them.

use super::app::{APP_ID, SELLER_ID, keys};
use alipay::{PrivateKey, canonical::string_to_sign, sign::sign_rsa2};
use axum::{Router, body::Body};
use http::{Request, header};
use http_body_util::BodyExt;
use std::collections::BTreeMap;
use tower::ServiceExt;

pub(crate) type Fields = BTreeMap<String, String>;

/// A notification of a paid trade.
pub(crate) fn paid(out_trade_no: &str, amount: &str) -> Fields {
    [
        ("notify_time", "2026-11-22 09:01:05"),
        ("notify_type", "trade_status_sync"),
        ("notify_id", "2026112200222090105000001"),
        ("charset", "utf-8"),
        ("version", "1.0"),
        ("app_id", APP_ID),
        ("auth_app_id", APP_ID),
        ("trade_no", "2026112222001400000000000001"),
        ("out_trade_no", out_trade_no),
        ("buyer_logon_id", "138****1234"),
        ("seller_id", SELLER_ID),
        ("trade_status", "TRADE_SUCCESS"),
        ("total_amount", amount),
        ("receipt_amount", amount),
        ("subject", "拾光杂货 100% & more"),
        ("gmt_create", "2026-11-22 09:00:40"),
        ("gmt_payment", "2026-11-22 09:01:00"),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .collect()
}

/// Signs as Alipay does: everything but `sign` and `sign_type`.
pub(crate) fn sign(fields: &Fields, key: &PrivateKey) -> String {
    let pairs = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let text = string_to_sign(pairs.filter(|(name, _)| !matches!(*name, "sign" | "sign_type")));
    sign_rsa2(key, text.as_bytes()).unwrap()
}

/// Adds Alipay's signature.
pub(crate) fn signed(mut fields: Fields) -> Fields {
    let signature = sign(&fields, &keys().alipay);
    fields.insert("sign".to_owned(), signature);
    fields.insert("sign_type".to_owned(), "RSA2".to_owned());
    fields
}

pub(crate) fn encode(fields: &Fields) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}

/// Changes one field.
pub(crate) fn with(mut fields: Fields, name: &str, value: &str) -> Fields {
    fields.insert(name.to_owned(), value.to_owned());
    fields
}

/// Removes one field.
pub(crate) fn without(mut fields: Fields, name: &str) -> Fields {
    fields.remove(name);
    fields
}

/// Posts a body as the gateway does; returns the status and the exact body of the response.
pub(crate) async fn post(router: &Router, body: impl Into<Body>) -> (u16, String) {
    let kind = "application/x-www-form-urlencoded; charset=utf-8";
    let request = Request::post("/alipay/notify").header(header::CONTENT_TYPE, kind);
    send(router, request.body(body.into()).unwrap()).await
}

pub(crate) async fn send(router: &Router, mut request: Request<Body>) -> (u16, String) {
    let host = http::HeaderValue::from_static("127.0.0.1:8080");
    request.headers_mut().entry(header::HOST).or_insert(host);
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}
