//! Genuine and forged notifications.

use crate::support::{
    TestApp,
    app::keys,
    books,
    notice::{Fields, encode, paid, post, send, sign, signed, with, without},
};
use alipay::PrivateKey;
use axum::body::Body;
use http::{Method, Request};

/// An order being paid: its number, the `out_trade_no` of its attempt, its amount.
struct Waiting {
    app: TestApp,
    number: String,
    out_trade_no: String,
    amount: String,
}

impl Waiting {
    async fn new() -> Self {
        let app = TestApp::new().await;
        let shopper = app.shopper().await;
        shopper.add("/p/stoneware-mug", "2").await;
        let number = shopper.check_out().await;
        let (out_trade_no, amount) = shopper.start_to_pay(&number).await;
        Self {
            app,
            number,
            out_trade_no,
            amount,
        }
    }

    fn paid(&self) -> Fields {
        paid(&self.out_trade_no, &self.amount)
    }

    async fn digest(&self) -> String {
        books::digest(&self.app.shop, std::slice::from_ref(&self.number)).await
    }

    async fn label(&self) -> String {
        let page = self
            .app
            .shopper()
            .await
            .get(&format!("/change_status?order_id={}", self.number))
            .await;
        page.all("h1").join(" ")
    }

    /// Posts `body`, checks the response, and checks that the database is unchanged.
    async fn unchanged(&self, what: &str, body: impl Into<Body>, expected: (u16, &str)) {
        let before = self.digest().await;
        let (status, answer) = post(&self.app.router, body).await;
        assert_eq!((status, answer.as_str()), expected, "{what}");
        assert_eq!(self.digest().await, before, "{what}: the database changed");
    }
}

const FORGED: (u16, &str) = (400, "failure");
const NOT_FOR_US: (u16, &str) = (200, "failure");
const SUCCESS: (u16, &str) = (200, "success");

#[tokio::test(flavor = "multi_thread")]
async fn an_authentic_notice_pays_once_however_often_it_comes() {
    let waiting = Waiting::new().await;
    assert!(waiting.label().await.contains("待付款"));
    let notice = signed(waiting.paid());
    assert_eq!(
        post(&waiting.app.router, encode(&notice)).await,
        (200, "success".to_owned())
    );
    assert!(
        waiting.label().await.contains("待发货"),
        "{}",
        waiting.label().await
    );

    waiting
        .unchanged("F16: the same again", encode(&notice), SUCCESS)
        .await;
    let later = with(waiting.paid(), "notify_time", "2026-11-22 09:05:10");
    waiting
        .unchanged(
            "F16: with a new notify_time",
            encode(&signed(later)),
            SUCCESS,
        )
        .await;
    waiting.app.clock.advance(365 * 24 * 3_600_000);
    let year = with(waiting.paid(), "notify_time", "2027-11-22 09:05:10");
    waiting
        .unchanged("F16: a year later", encode(&signed(year)), SUCCESS)
        .await;
    let report = waiting.app.shop.audit().await.unwrap();
    let money: Vec<_> = report
        .breaches
        .iter()
        .filter(|b| b.rule != "A14" && b.rule != "A8")
        .collect();
    assert!(money.is_empty(), "{money:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_at_once_pay_once() {
    let waiting = Waiting::new().await;
    let notice = encode(&signed(waiting.paid()));
    let deliveries = (0..40).map(|_| post(&waiting.app.router, notice.clone()));
    for (status, answer) in futures::future::join_all(deliveries).await {
        assert_eq!(status, 200);
        assert!(matches!(answer.as_str(), "success" | "failure"), "{answer}");
    }
    assert_eq!(
        post(&waiting.app.router, notice).await,
        (200, "success".to_owned())
    );
    let digest = waiting.digest().await;
    assert_eq!(
        digest.matches("pay:").count(),
        digest.matches("pay:1").count()
    );
    assert!(waiting.label().await.contains("待发货"));
    assert_eq!(waiting.app.shop.audit().await.unwrap().breaches, vec![]);
}

#[tokio::test(flavor = "multi_thread")]
async fn f1_a_changed_value_is_not_authentic() {
    let waiting = Waiting::new().await;
    let notice = signed(waiting.paid());
    for name in notice
        .keys()
        .filter(|name| !matches!(name.as_str(), "sign" | "sign_type"))
    {
        let mut value = notice[name].clone().into_bytes();
        let last = value.len() - 1;
        value[last] ^= 1;
        let changed = with(notice.clone(), name, &String::from_utf8_lossy(&value));
        waiting
            .unchanged(&format!("F1 {name}"), encode(&changed), FORGED)
            .await;
    }
    for name in ["gmt_payment", "seller_id", "sign"] {
        waiting
            .unchanged(name, encode(&without(notice.clone(), name)), FORGED)
            .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f4_nobody_elses_signature_counts() {
    let waiting = Waiting::new().await;
    let foreign = PrivateKey::generate().unwrap();
    for (whose, key) in [
        ("a stranger", &keys().stranger),
        ("our own", &keys().app),
        ("another environment", &foreign),
    ] {
        let mut notice = with(waiting.paid(), "sign_type", "RSA2");
        notice.insert("sign".to_owned(), sign(&waiting.paid(), key));
        waiting.unchanged(whose, encode(&notice), FORGED).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f5_the_signature_type_is_ours_to_say() {
    let waiting = Waiting::new().await;
    let notice = signed(waiting.paid());
    for kind in ["RSA", "MD5", "HMAC", "none", "rsa2", ""] {
        let changed = with(notice.clone(), "sign_type", kind);
        waiting
            .unchanged(&format!("F5 {kind:?}"), encode(&changed), FORGED)
            .await;
    }
    waiting
        .unchanged(
            "F5 missing",
            encode(&without(notice.clone(), "sign_type")),
            FORGED,
        )
        .await;
    let twice = format!("{}&sign_type=RSA2", encode(&notice));
    waiting.unchanged("F5 twice", twice, FORGED).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn f6_f3_doubled_fields_and_bent_signatures_are_refused() {
    let waiting = Waiting::new().await;
    let notice = signed(waiting.paid());
    let body = encode(&notice);
    for extra in [
        "total_amount=0.01",
        &format!("total_amount={}", waiting.amount),
        "sign=x",
    ] {
        waiting
            .unchanged(extra, format!("{body}&{extra}"), FORGED)
            .await;
    }
    let good = notice["sign"].clone();
    for bent in [
        String::new(),
        "***".to_owned(),
        good.replace('+', "-").replace('/', "_").replace('=', ""),
        format!("{good}\n"),
        "A".repeat(10 * 1024),
    ] {
        waiting
            .unchanged("F3", encode(&with(notice.clone(), "sign", &bent)), FORGED)
            .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f7_no_header_and_no_address_opens_a_side_door() {
    let waiting = Waiting::new().await;
    let forged = encode(&with(signed(waiting.paid()), "total_amount", "0.01"));
    let before = waiting.digest().await;
    for (path, name, value) in [
        ("/alipay/notify", "x-forwarded-host", "openapi.alipay.com"),
        ("/alipay/notify", "x-original-url", "/alipay/notify"),
        ("/alipay/notify?debug=1", "x-forwarded-for", "127.0.0.1"),
        ("/come_back?debug=1", "x-debug", "1"),
    ] {
        let request = Request::post(path)
            .header(name, value)
            .header("content-type", "application/x-www-form-urlencoded");
        let answer = send(
            &waiting.app.router,
            request.body(Body::from(forged.clone())).unwrap(),
        )
        .await;
        assert_eq!(answer, (400, "failure".to_owned()), "{name}: {value}");
    }
    assert_eq!(waiting.digest().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn f9_only_a_posted_form_of_decent_size_is_looked_at() {
    let waiting = Waiting::new().await;
    let notice = encode(&signed(waiting.paid()));
    let before = waiting.digest().await;
    let form = "application/x-www-form-urlencoded";
    let many = (0..101)
        .map(|n| format!("f{n}=1"))
        .collect::<Vec<_>>()
        .join("&");
    for (what, method, kind, coding, body, expected) in [
        ("GET", Method::GET, form, "", String::new(), 405),
        ("PUT", Method::PUT, form, "", notice.clone(), 405),
        (
            "JSON",
            Method::POST,
            "application/json",
            "",
            "{}".to_owned(),
            415,
        ),
        (
            "multipart",
            Method::POST,
            "multipart/form-data; boundary=x",
            "",
            notice.clone(),
            415,
        ),
        ("gzip", Method::POST, form, "gzip", notice.clone(), 415),
        (
            "> 64 KiB",
            Method::POST,
            form,
            "",
            format!("{notice}&x={}", "a".repeat(64 * 1024)),
            413,
        ),
        ("> 100 fields", Method::POST, form, "", many, 413),
    ] {
        let mut request = Request::builder()
            .method(method)
            .uri("/alipay/notify")
            .header("content-type", kind);
        if !coding.is_empty() {
            request = request.header("content-encoding", coding);
        }
        // Headers of a same-origin page, so that the method is refused and not the origin.
        let request = request
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        let (status, answer) = send(&waiting.app.router, request).await;
        assert_eq!(status, expected, "{what}: {answer}");
        assert_ne!(answer, "success", "{what}");
    }
    assert_eq!(waiting.digest().await, before);
    // The unusual headers of the real gateway are accepted.
    let odd = Request::post("/come_back")
        .header(
            "content-type",
            "application/x-www-form-urlencoded; text/html; charset=utf-8",
        )
        .body(Body::from(notice))
        .unwrap();
    assert_eq!(
        send(&waiting.app.router, odd).await,
        (200, "success".to_owned())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn f10_to_f13_an_authentic_notice_for_others_changes_nothing() {
    let waiting = Waiting::new().await;
    let mut serial = 0;
    let mut cases = vec![
        (
            "F10 other app",
            with(waiting.paid(), "app_id", "9021000100000002"),
        ),
        ("F10 no app", without(waiting.paid(), "app_id")),
        (
            "F11 other seller",
            with(waiting.paid(), "seller_id", "2088000000000199"),
        ),
        ("F11 no seller", without(waiting.paid(), "seller_id")),
        (
            "F12 unknown trade",
            with(waiting.paid(), "out_trade_no", "P202611220000000000000000"),
        ),
        (
            "F15 unknown status",
            with(waiting.paid(), "trade_status", "TRADE_PAID"),
        ),
    ];
    let yuan: f64 = waiting.amount.parse().unwrap();
    for amount in [
        format!("{:.2}", yuan + 0.01),
        format!("{:.2}", yuan - 0.01),
        "1e2".to_owned(),
        "１３６.００".to_owned(),
        "100.000".to_owned(),
        format!("-{}", waiting.amount),
        String::new(),
        "136000000000.00".to_owned(),
    ] {
        cases.push(("F13", with(waiting.paid(), "total_amount", &amount)));
    }
    for (what, fields) in cases {
        serial += 1;
        let fields = with(
            fields,
            "notify_id",
            &format!("20261122002220901{serial:04}"),
        );
        let what = format!("{what} {:?}", fields.get("total_amount"));
        waiting
            .unchanged(&what, encode(&signed(fields)), NOT_FOR_US)
            .await;
    }
    assert!(waiting.label().await.contains("待付款"));
    // The genuine notification still pays the order.
    assert_eq!(
        post(&waiting.app.router, encode(&signed(waiting.paid())))
            .await
            .1,
        "success"
    );
    assert!(waiting.label().await.contains("待发货"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_is_seven_bytes_of_plain_text() {
    let waiting = Waiting::new().await;
    let request = Request::post("/alipay/notify")
        .header("accept-encoding", "gzip, br")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(encode(&signed(waiting.paid()))))
        .unwrap();
    let page = waiting.app.anonymous().send(request).await;
    assert_eq!(page.body.as_bytes(), b"success");
    assert_eq!(page.header("content-type"), "text/plain");
    assert!(page.headers.get("content-encoding").is_none());
    assert!(page.headers.get("set-cookie").is_none());
    assert!(page.headers.get("location").is_none());
}
