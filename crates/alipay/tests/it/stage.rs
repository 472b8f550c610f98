//! Shop and Alipay with the keys of the vectors, and a gateway with scripted responses.

use crate::vectors::key;
use alipay::form::{Charset, encode};
use alipay::sign::sign_rsa2;
use alipay::transport::{BoxFuture, HttpResponse, Transport, TransportError};
use alipay::{AlipayKeys, AppConfig, Client, PrivateKey, PublicKey};
use rsa::pkcs1v15::{Signature, VerifyingKey};
use rsa::pkcs8::DecodePublicKey as _;
use rsa::signature::Verifier as _;
use sha2::Sha256;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex};
use url::Url;

/// 2024-05-01 12:02:00 in Shanghai.
pub(crate) const NOW: i64 = 1_714_536_120_000;
pub(crate) const APP_ID: &str = "9021000100000001";
pub(crate) const SELLER_ID: &str = "2088000000000100";

pub(crate) static APP: LazyLock<PrivateKey> =
    LazyLock::new(|| PrivateKey::parse(key("app_private_pkcs8.pem")).unwrap());
pub(crate) static ALIPAY: LazyLock<PrivateKey> =
    LazyLock::new(|| PrivateKey::parse(key("alipay_private_pkcs8.pem")).unwrap());

/// Alipay's public keys as the shop has them configured.
pub(crate) fn keys() -> AlipayKeys {
    let alipay = PublicKey::parse(key("alipay_public_spki.pem")).unwrap();
    AlipayKeys::new(&APP, vec![alipay]).unwrap()
}

/// Verifies with another library than the one that signs.
pub(crate) fn fits(public: &PublicKey, data: &[u8], sign: &str) -> bool {
    use base64::Engine as _;
    let key = rsa::RsaPublicKey::from_public_key_pem(&public.to_spki_pem()).unwrap();
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(sign)
        .unwrap();
    let signature = Signature::try_from(bytes.as_slice()).unwrap();
    VerifyingKey::<Sha256>::new(key)
        .verify(data, &signature)
        .is_ok()
}

/// The parsed fields, to compare with those that were sent.
pub(crate) fn owned(fields: &alipay::Fields) -> BTreeMap<String, String> {
    let all = fields.iter();
    all.map(|(n, v)| (n.to_owned(), v.to_owned())).collect()
}

/// Fields of a message, in order.
pub(crate) type Fields = Vec<(String, String)>;

pub(crate) fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs
        .iter()
        .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
        .collect()
}

/// A notification of a payment, unsigned.
pub(crate) fn payment() -> Fields {
    fields(&[
        ("gmt_create", "2024-05-01 12:00:30"),
        ("charset", "utf-8"),
        ("gmt_payment", "2024-05-01 12:01:02"),
        ("notify_time", "2024-05-01 12:01:03"),
        ("subject", "测试商品 A+B \"特价\" & 更多="),
        ("buyer_id", "2088000000000001"),
        ("buyer_logon_id", "abc***@sandbox.com"),
        ("version", "1.0"),
        ("notify_id", "2024050101222120103000000000000001"),
        (
            "fund_bill_list",
            "[{\"amount\":\"88.80\",\"fundChannel\":\"ALIPAYACCOUNT\"}]",
        ),
        ("notify_type", "trade_status_sync"),
        ("out_trade_no", "SHOP20240501_0001"),
        ("total_amount", "88.80"),
        ("trade_status", "TRADE_SUCCESS"),
        ("trade_no", "2024050122001400000000000001"),
        ("app_id", APP_ID),
        ("seller_id", SELLER_ID),
        ("passback_params", "uid%3D7%26note%3D%E4%BD%A0"),
    ])
}

pub(crate) fn set(fields: &mut Fields, name: &str, value: &str) {
    match fields.iter_mut().find(|(n, _)| n == name) {
        Some(field) => value.clone_into(&mut field.1),
        None => fields.push((name.to_owned(), value.to_owned())),
    }
}

/// Signs a message as Alipay does, independently of the crate: without `sign`, `sign_type` and
/// empty values, sorted by name.
pub(crate) fn signed_by(signer: &PrivateKey, mut message: Fields) -> Fields {
    let mut sorted: Vec<_> = message
        .iter()
        .filter(|(n, v)| n != "sign" && n != "sign_type" && !v.is_empty())
        .map(|(n, v)| format!("{n}={v}"))
        .collect();
    sorted.sort();
    let sign = sign_rsa2(signer, sorted.join("&").as_bytes()).unwrap();
    set(&mut message, "sign_type", "RSA2");
    set(&mut message, "sign", &sign);
    message
}

pub(crate) fn signed(message: Fields) -> Fields {
    signed_by(&ALIPAY, message)
}

pub(crate) fn wire(message: &Fields) -> String {
    encode(
        message.iter().map(|(n, v)| (n.as_str(), v.as_str())),
        Charset::Utf8,
    )
}

/// A response as the gateway sends it.
pub(crate) fn answer(method: &str, payload: &str) -> String {
    let sign = sign_rsa2(&ALIPAY, payload.as_bytes()).unwrap();
    format!(
        "{{\"{}_response\":{payload},\"sign\":\"{sign}\"}}",
        method.replace('.', "_")
    )
}

/// Gives the same response to every request and records the requests.
pub(crate) struct Gateway {
    answer: Box<dyn Fn() -> Result<HttpResponse, TransportError> + Send + Sync>,
    pub(crate) asked: Mutex<Vec<(Url, String)>>,
}

impl Transport for Gateway {
    fn post<'a>(
        &'a self,
        url: &'a Url,
        body: String,
    ) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        self.asked.lock().unwrap().push((url.clone(), body));
        Box::pin(std::future::ready((self.answer)()))
    }
}

pub(crate) fn config() -> AppConfig {
    AppConfig {
        notify_url: Some("https://shop.example/pay/alipay/notify?tenant=1".to_owned()),
        return_url: Some("https://shop.example/orders/1?from=alipay".to_owned()),
        ..AppConfig::new(
            Url::parse("https://openapi-sandbox.dl.alipaydev.com/gateway.do").unwrap(),
            APP_ID,
            APP.clone(),
            keys(),
        )
    }
}

pub(crate) fn gateway(
    answer: impl Fn() -> Result<HttpResponse, TransportError> + Send + Sync + 'static,
) -> (Client, Arc<Gateway>) {
    let gateway = Arc::new(Gateway {
        answer: Box::new(answer),
        asked: Mutex::default(),
    });
    (Client::new(config(), gateway.clone()), gateway)
}

/// A client whose gateway responds 200 with this body.
pub(crate) fn answering(body: impl Into<Vec<u8>>) -> Client {
    let body = body.into();
    let trace_id = Some("0000test".to_owned());
    gateway(move || {
        Ok(HttpResponse {
            status: 200,
            trace_id: trace_id.clone(),
            body: body.clone(),
        })
    })
    .0
}
