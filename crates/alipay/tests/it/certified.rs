//! Certificate mode: what is sent, and whose responses and notifications are accepted, before and
//! after Alipay renews its certificate.

use crate::certificates::NOW;
use crate::stage::{APP_ID, Fields, payment, set, signed_by, wire};
use crate::vectors::chain;
use alipay::canonical::string_to_sign;
use alipay::form::Charset;
use alipay::notify::certificate_named;
use alipay::sign::sign_rsa2;
use alipay::transport::{BoxFuture, HttpResponse, Transport, TransportError};
use alipay::{
    AlipayKeys, AppConfig, CallRecord, CallResult, CertificateError, Certificates, ChainError,
    Client, NotTrusted, NotifyError, Outcome, PagePay, PrivateKey, TradeQuery, Unknown, Unverified,
    verify_notify,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use url::Url;

const PAID: &str = r#"{"code":"10000","msg":"Success","out_trade_no":"P1","trade_no":"T1","trade_status":"TRADE_SUCCESS","total_amount":"88.80"}"#;
const DOWNLOAD: &str = "alipay.open.app.alipaycert.download";

fn private(name: &str) -> PrivateKey {
    PrivateKey::parse(chain("keys", name)).unwrap()
}

fn sn(file: &str) -> String {
    alipay::cert::certificate_sn(chain("files", file)).unwrap()
}

/// Signs with one certificate and returns another one on download.
struct Renewing {
    signer: PrivateKey,
    named: Option<String>,
    handed_out: String,
    asked: Mutex<Vec<(String, String)>>,
}

impl Transport for Renewing {
    fn post<'a>(
        &'a self,
        url: &'a Url,
        body: String,
    ) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        let query: BTreeMap<_, _> = url.query_pairs().into_owned().collect();
        let method = query["method"].clone();
        let payload = if method == DOWNLOAD {
            self.handed_out.clone()
        } else {
            PAID.to_owned()
        };
        let sign = sign_rsa2(&self.signer, payload.as_bytes()).unwrap();
        let named = self
            .named
            .as_ref()
            .map(|sn| format!(r#""alipay_cert_sn":"{sn}","#))
            .unwrap_or_default();
        let name = method.replace('.', "_");
        self.asked.lock().unwrap().push((method, body));
        let body = format!(r#"{{"{name}_response":{payload},{named}"sign":"{sign}"}}"#);
        Box::pin(std::future::ready(Ok(HttpResponse {
            status: 200,
            trace_id: None,
            body: body.into_bytes(),
        })))
    }
}

fn handing_out(text: &str) -> String {
    let packed = STANDARD.encode(text);
    format!(r#"{{"code":"10000","msg":"Success","alipay_cert_content":"{packed}"}}"#)
}

fn config() -> AppConfig {
    let certificates = Certificates::parse(
        chain("files", "app"),
        chain("files", "alipay"),
        chain("files", "roots"),
    )
    .unwrap();
    let gateway = "https://openapi.alipay.com/gateway.do".parse().unwrap();
    AppConfig::certified(gateway, APP_ID, private("app"), certificates).unwrap()
}

struct Desk {
    client: Client,
    gateway: Arc<Renewing>,
    keys: AlipayKeys,
    seen: Arc<Mutex<Vec<CallRecord>>>,
}

fn desk(signer: &str, named: Option<String>, handed_out: String) -> Desk {
    let gateway = Arc::new(Renewing {
        signer: private(signer),
        named,
        handed_out,
        asked: Mutex::default(),
    });
    let config = config();
    let keys = config.keys.clone();
    let seen: Arc<Mutex<Vec<CallRecord>>> = Arc::default();
    let sink = Arc::clone(&seen);
    let client =
        Client::new(config, gateway.clone()).with_observer(Arc::new(move |record: &CallRecord| {
            sink.lock().unwrap().push(record.clone())
        }));
    Desk {
        client,
        gateway,
        keys,
        seen,
    }
}

impl Desk {
    async fn ask(&self) -> CallResult<alipay::TradeQueryResponse> {
        self.client.query(&TradeQuery::new("P1"), NOW).await.result
    }

    fn methods(&self) -> Vec<String> {
        let asked = self.gateway.asked.lock().unwrap();
        asked.iter().map(|(method, _)| method.clone()).collect()
    }
}

#[test]
fn both_numbers_are_sent_and_signed() {
    let desk = desk("gateway", None, String::new());
    let pay = PagePay::new("P1", "88.80".parse().unwrap(), "茶", NOW).unwrap();
    let url = desk
        .client
        .page_pay_url(&pay.biz_content(Charset::Utf8), NOW)
        .unwrap();
    let params: BTreeMap<String, String> = url.query_pairs().into_owned().collect();
    assert_eq!(params["app_cert_sn"], sn("app"));
    let roots = alipay::cert::root_cert_sn(chain("files", "roots")).unwrap();
    assert_eq!(params["alipay_root_cert_sn"], roots);
    let text = string_to_sign(params.iter().map(|(n, v)| (n.as_str(), v.as_str())));
    assert!(text.starts_with(&format!("alipay_root_cert_sn={roots}&app_cert_sn=")));
    let app = private("app").public_key();
    assert!(crate::stage::fits(&app, text.as_bytes(), &params["sign"]));
}

#[tokio::test]
async fn the_configured_certificate_verifies() {
    for named in [None, Some(sn("alipay"))] {
        let desk = desk("gateway", named, String::new());
        assert!(matches!(desk.ask().await, CallResult::Ok(_)));
        assert_eq!(desk.methods(), ["alipay.trade.query"]);
    }
    // The response names a certificate that did not sign it.
    let desk = desk("renewed", Some(sn("alipay")), String::new());
    assert_eq!(desk.ask().await, CallResult::Unknown(Unknown::BadSignature));
    assert_eq!(desk.methods(), ["alipay.trade.query"]);
}

#[tokio::test]
async fn a_renewed_certificate_is_fetched_once_and_kept() {
    let new = sn("renewed");
    let desk = desk(
        "renewed",
        Some(new.clone()),
        handing_out(chain("files", "renewed")),
    );
    let notice = wire(&signed_by(&private("renewed"), payment()));
    assert_eq!(
        verify_notify(notice.as_bytes(), &desk.keys).unwrap_err(),
        NotifyError::Unverified(Unverified::Mismatch)
    );
    assert!(matches!(desk.ask().await, CallResult::Ok(_)));
    assert!(matches!(desk.ask().await, CallResult::Ok(_)));
    assert_eq!(
        desk.methods(),
        ["alipay.trade.query", DOWNLOAD, "alipay.trade.query"]
    );
    let asked = desk.gateway.asked.lock().unwrap()[1].1.clone();
    assert_eq!(
        asked,
        format!("biz_content=%7B%22alipay_cert_sn%22%3A%22{new}%22%7D")
    );
    // Clones of the keys get the new certificate too, and the old one is still accepted.
    verify_notify(notice.as_bytes(), &desk.keys).unwrap();
    let old = wire(&signed_by(&private("gateway"), payment()));
    verify_notify(old.as_bytes(), &desk.keys).unwrap();
    let seen = desk.seen.lock().unwrap();
    let ends: Vec<_> = seen
        .iter()
        .map(|r| (r.method.as_str(), r.outcome, r.sign_ok))
        .collect();
    assert_eq!(
        ends,
        [
            (DOWNLOAD, Outcome::Ok, false),
            ("alipay.trade.query", Outcome::Ok, true),
            ("alipay.trade.query", Outcome::Ok, true)
        ]
    );
}

#[tokio::test]
async fn a_certificate_that_proves_nothing_is_not_trusted() {
    let refused = async |file: &str| {
        let desk = desk("renewed", Some(sn(file)), handing_out(chain("files", file)));
        let answer = desk.ask().await;
        assert_eq!(desk.keys.keys().len(), 1, "{file}");
        let seen = desk.seen.lock().unwrap();
        assert!(seen[0].trouble.is_some(), "{file}");
        let CallResult::Unknown(Unknown::Certificate(refusal)) = answer else {
            panic!("{file}: {answer:?}");
        };
        refusal
    };
    assert!(matches!(
        refused("expired").await,
        NotTrusted::Chain(ChainError::Expired(_))
    ));
    assert!(matches!(
        refused("forged_root").await,
        NotTrusted::Chain(ChainError::Signature(_))
    ));
    assert!(matches!(
        refused("self_signed").await,
        NotTrusted::Chain(ChainError::NoIssuer(_))
    ));
    // Merchants' certificates have the same issuers as Alipay's, so the organisation is compared
    // too.
    assert!(matches!(
        refused("merchant").await,
        NotTrusted::Organisation(_)
    ));
    assert_eq!(
        refused("own_key").await,
        NotTrusted::Unreadable(CertificateError::OwnKey)
    );
}

#[tokio::test]
async fn what_is_handed_out_has_to_be_what_was_asked_for() {
    let none = "0123456789abcdef0123456789abcdef".to_owned();
    let cases = [
        (none.clone(), handing_out(chain("files", "renewed"))),
        (sn("renewed"), handing_out("")),
        (
            sn("renewed"),
            handing_out("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"),
        ),
        (
            sn("renewed"),
            r#"{"code":"10000","alipay_cert_content":"%"}"#.to_owned(),
        ),
        (sn("renewed"), r#"{"code":"10000"}"#.to_owned()),
        (
            sn("renewed"),
            r#"{"code":"40004","sub_code":"isv.x","alipay_cert_content":"MIIB"}"#.to_owned(),
        ),
        (
            "x\",\"y\":\"".replace('"', ""),
            handing_out(chain("files", "renewed")),
        ),
    ];
    for (named, handed_out) in cases {
        let desk = desk("renewed", Some(named.clone()), handed_out);
        let answer = desk.ask().await;
        assert!(
            matches!(answer, CallResult::Unknown(Unknown::Certificate(_))),
            "{named}: {answer:?}"
        );
        assert_eq!(desk.keys.keys().len(), 1);
    }
    let desk = desk("gateway", None, String::new());
    assert_eq!(
        desk.client.fetch_certificate("x", NOW).await,
        Err(NotTrusted::OddNumber)
    );
    assert!(desk.methods().is_empty());
    let plain = crate::stage::answering("")
        .fetch_certificate(&none, NOW)
        .await;
    assert_eq!(plain, Err(NotTrusted::NoRoots));
}

#[test]
fn a_notice_may_name_its_certificate_signed_or_not() {
    let keys = config().keys;
    let number = sn("alipay");
    let with = |mut fields: Fields| {
        set(&mut fields, "alipay_cert_sn", &number);
        fields
    };
    let covered = wire(&signed_by(&private("gateway"), with(payment())));
    let notice = verify_notify(covered.as_bytes(), &keys).unwrap();
    assert_eq!(notice.get("alipay_cert_sn"), Some(number.as_str()));
    let appended = wire(&with(signed_by(&private("gateway"), payment())));
    let notice = verify_notify(appended.as_bytes(), &keys).unwrap();
    assert_eq!(
        notice.get("alipay_cert_sn"),
        None,
        "the signature does not cover it, so anyone may have added it"
    );
    assert_eq!(certificate_named(appended.as_bytes()), Some(number.clone()));
    assert_eq!(certificate_named(b"alipay_cert_sn=1&a=2"), None);
    let empty = wire(&{
        let mut fields = signed_by(&private("gateway"), payment());
        set(&mut fields, "alipay_cert_sn", "");
        set(&mut fields, "body", "");
        fields
    });
    verify_notify(empty.as_bytes(), &keys).unwrap();
    let mut forged = with(signed_by(&private("gateway"), payment()));
    set(&mut forged, "total_amount", "0.01");
    assert!(verify_notify(wire(&forged).as_bytes(), &keys).is_err());
}
