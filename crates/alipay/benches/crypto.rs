//! The time to sign and verify the messages of a payment. `make bench-alipay` compares it with
//! `openssl speed rsa2048`.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a measurement that cannot be taken is to fail"
)]

use alipay::form::Charset;
use alipay::sign::sign_rsa2;
use alipay::transport::{BoxFuture, HttpResponse, Transport, TransportError};
use alipay::verify::verify_rsa2;
use alipay::{
    AlipayKeys, Amount, AppConfig, Client, PagePay, PrivateKey, PublicKey, envelope, verify_notify,
};
use aws_lc_rs::signature::{ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use criterion::{Criterion, criterion_group, criterion_main};
use serde_json::Value;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// 2024-05-01 12:02:00 in Shanghai.
const NOW: i64 = 1_714_536_120_000;
const METHOD: &str = "alipay.trade.query";

struct Parties {
    vectors: Value,
    app: PrivateKey,
    alipay: PublicKey,
    keys: AlipayKeys,
}

impl Parties {
    fn new() -> Self {
        let vectors: Value =
            serde_json::from_str(include_str!("../tests/vectors/alipay.json")).unwrap();
        let key = |name: &str| vectors["keys"][name].as_str().unwrap().to_owned();
        let app = PrivateKey::parse(&key("app_private_pkcs8.pem")).unwrap();
        let alipay = PublicKey::parse(&key("alipay_public_spki.pem")).unwrap();
        let keys = AlipayKeys::new(&app, vec![alipay.clone()]).unwrap();
        Self {
            vectors,
            app,
            alipay,
            keys,
        }
    }

    fn vector(&self, id: &str, member: &str) -> String {
        let mut vectors = self.vectors["vectors"].as_array().unwrap().iter();
        let vector = vectors.find(|vector| vector["id"] == id).unwrap();
        vector[member].as_str().unwrap().to_owned()
    }
}

fn signing(c: &mut Criterion) {
    let parties = Parties::new();
    let text = "a".repeat(600);
    c.bench_function("sign", |b| {
        b.iter(|| sign_rsa2(&parties.app, black_box(text.as_bytes())).unwrap());
    });
    let config = AppConfig {
        notify_url: Some("https://shop.example/alipay/notify".to_owned()),
        return_url: Some("https://shop.example/alipay/return".to_owned()),
        ..AppConfig::new(
            Url::parse("https://openapi.alipay.com/gateway.do").unwrap(),
            "9021000100000001",
            parties.app.clone(),
            parties.keys.clone(),
        )
    };
    let client = Client::new(config, Arc::new(Nobody));
    let amount = Amount::parse("88.80").unwrap();
    let pay = PagePay::new("P20240501ABCDEFGH", amount, "茶叶两罐", NOW + 1_800_000).unwrap();
    let biz = pay.biz_content(Charset::Utf8);
    c.bench_function("page_pay_url", |b| {
        b.iter(|| client.page_pay_url(black_box(&biz), NOW).unwrap());
    });
}

fn verifying(c: &mut Criterion) {
    let parties = Parties::new();

    let body = parties.vector("notify-partial-refund", "form_body");
    let notice = verify_notify(body.as_bytes(), &parties.keys).unwrap();
    // The signature check alone, on the same bytes: the lower bound for `verify_notify`.
    let lines: Vec<_> = notice
        .fields
        .iter()
        .map(|(n, v)| format!("{n}={v}"))
        .collect();
    let text = lines.join("&");
    let form = form_urlencoded::parse(body.as_bytes());
    let sign = form.into_iter().find(|(name, _)| name == "sign").unwrap().1;
    verify_rsa2(&parties.alipay, text.as_bytes(), &sign).unwrap();
    let spki = parties.alipay.to_spki_pem();
    let spki: String = spki.lines().filter(|line| !line.starts_with('-')).collect();
    let spki = STANDARD.decode(spki).unwrap();
    let bare = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &spki).unwrap();
    let signature = STANDARD.decode(&*sign).unwrap();
    c.bench_function("verify_bare", |b| {
        b.iter(|| {
            bare.verify_sig(black_box(text.as_bytes()), &signature)
                .unwrap()
        });
    });
    c.bench_function("verify", |b| {
        b.iter(|| verify_rsa2(&parties.alipay, black_box(text.as_bytes()), &sign).unwrap());
    });
    c.bench_function("verify_notify", |b| {
        b.iter(|| verify_notify(black_box(body.as_bytes()), &parties.keys).unwrap());
    });

    let answer = parties.vector("resp-ok", "raw_body");
    c.bench_function("slice_and_verify_answer", |b| {
        b.iter(|| {
            let answer = envelope::slice(black_box(answer.as_bytes()), METHOD).unwrap();
            let sign = answer.sign.as_deref().unwrap();
            parties.keys.verify(answer.payload, sign).unwrap();
        });
    });
}

/// A transport that is never used.
struct Nobody;

impl Transport for Nobody {
    fn post<'a>(
        &'a self,
        _: &'a Url,
        _: String,
    ) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        let error = TransportError::Unusable("nothing is sent here".to_owned());
        Box::pin(std::future::ready(Err(error)))
    }
}

criterion_group! {
    name = crypto;
    config = Criterion::default()
        .sample_size(60)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(4));
    targets = signing, verifying
}
criterion_main!(crypto);
