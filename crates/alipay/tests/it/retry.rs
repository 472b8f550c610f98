//! Retries: when, how often, how long between them, and with which request.

use crate::stage::{NOW, answer, gateway};
use alipay::test_util::GatewaySigner;
use alipay::transport::{BoxFuture, HttpResponse, TransportError};
use alipay::{
    AlipayKeys, Amount, CallResult, NoticeKind, Outcome, Patient, Pause, PrivateKey, RetryPolicy,
    TradeQuery, TradeRefund, Unknown, verify_notify, verify_return,
};
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

#[derive(Default)]
struct Waited(AtomicI64, Mutex<Vec<u64>>);

impl Pause for Waited {
    fn pause(&self, wait: Duration) -> BoxFuture<'_, i64> {
        let ms = i64::try_from(wait.as_millis()).unwrap();
        self.1.lock().unwrap().push(wait.as_secs());
        let now = NOW + self.0.fetch_add(ms, Ordering::SeqCst) + ms;
        Box::pin(std::future::ready(now))
    }
}

const POLICY: RetryPolicy = RetryPolicy {
    calls: 4,
    first: Duration::from_secs(2),
    longest: Duration::from_secs(5),
};

#[test]
fn waits_double_up_to_the_longest() {
    let waits: Vec<_> = (1..=5).map(|n| POLICY.wait_after(n)).collect();
    let s = |n| Some(Duration::from_secs(n));
    assert_eq!(waits, [s(2), s(4), s(5), None, None]);
    let none = RetryPolicy { calls: 0, ..POLICY };
    assert_eq!(none.wait_after(1), None);
    let many = RetryPolicy {
        calls: u32::MAX,
        ..POLICY
    };
    assert_eq!(many.wait_after(u32::MAX - 1), s(5));
}

#[tokio::test]
async fn a_lost_refund_is_sent_again_unchanged() {
    let tries = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&tries);
    let done = answer(
        "alipay.trade.refund",
        r#"{"code":"10000","out_trade_no":"P1","fund_change":"N"}"#,
    );
    let (client, wire) = gateway(move || match seen.fetch_add(1, Ordering::SeqCst) {
        0 => Err(TransportError::Timeout("lost".into())),
        1 => Ok(HttpResponse {
            status: 502,
            trace_id: None,
            body: Vec::new(),
        }),
        _ => Ok(HttpResponse {
            status: 200,
            trace_id: None,
            body: done.clone().into_bytes(),
        }),
    });
    let records: Arc<Mutex<Vec<Outcome>>> = Arc::default();
    let sink = Arc::clone(&records);
    let client = client.with_observer(Arc::new(move |record: &alipay::CallRecord| {
        sink.lock().unwrap().push(record.outcome);
    }));
    let waited = Arc::new(Waited::default());
    let patient = Patient::new(client, POLICY, waited.clone());
    let refund = TradeRefund::new("P1", "R1", Amount::from_fen(880).unwrap()).unwrap();
    let called = patient.refund(&refund, NOW).await;
    assert!(matches!(called.result, CallResult::Ok(done) if !done.fund_change));
    assert_eq!(*waited.1.lock().unwrap(), [2, 4]);
    let asked = wire.asked.lock().unwrap();
    let bodies: Vec<_> = asked.iter().map(|(_, body)| body.as_str()).collect();
    assert_eq!(bodies, [bodies[0]; 3]);
    // Each retry has its own timestamp and signature.
    assert!(
        asked[2]
            .0
            .as_str()
            .contains("timestamp=2024-05-01+12%3A02%3A06")
    );
    assert_eq!(
        *records.lock().unwrap(),
        [Outcome::Unknown, Outcome::Unknown, Outcome::Ok]
    );
}

#[tokio::test]
async fn what_is_answered_wrongly_is_not_asked_again() {
    for (status, body, calls) in [
        (200, "nonsense".to_owned(), 1),
        (302, String::new(), 1),
        (404, String::new(), 1),
        (503, String::new(), 4),
        (429, String::new(), 4),
        (
            200,
            answer(
                "alipay.trade.query",
                r#"{"code":"20000","sub_code":"isp.unknow-error"}"#,
            ),
            4,
        ),
        (
            200,
            answer(
                "alipay.trade.query",
                r#"{"code":"40004","sub_code":"ACQ.TRADE_NOT_EXIST"}"#,
            ),
            1,
        ),
        (
            200,
            r#"{"error_response":{"code":"40002","sub_code":"isv.x"}}"#.to_owned(),
            1,
        ),
    ] {
        let sent = body.clone();
        let (client, wire) = gateway(move || {
            Ok(HttpResponse {
                status,
                trace_id: None,
                body: sent.clone().into_bytes(),
            })
        });
        let patient = Patient::new(client, POLICY, Arc::new(Waited::default()));
        let called = patient.query(&TradeQuery::new("P1"), NOW).await;
        assert!(!matches!(called.result, CallResult::Ok(_)));
        assert_eq!(wire.asked.lock().unwrap().len(), calls, "{status} {body}");
    }
    assert!(!RetryPolicy::may_help(&Unknown::BadSignature));
}

#[test]
fn tests_of_others_can_play_the_gateway() {
    use alipay::form::Charset;
    let app = PrivateKey::generate().unwrap();
    for charset in [Charset::Utf8, Charset::Gbk] {
        let signer = GatewaySigner::generate().unwrap().with_charset(charset);
        let keys = AlipayKeys::new(&app, vec![signer.public_key()]).unwrap();
        let body = signer
            .notice(&[
                ("notify_id", "1"),
                ("notify_type", "trade_status_sync"),
                ("trade_status", "TRADE_SUCCESS"),
                ("subject", "测试"),
                ("passback_params", "a%3D%E4%BD%A0%25"),
            ])
            .unwrap();
        let notice = verify_notify(body.as_bytes(), &keys).unwrap();
        assert_eq!(notice.kind(), NoticeKind::Payment);
        assert_eq!(notice.get("subject"), Some("测试"));
        assert_eq!(notice.passback_params().as_deref(), Some("a=你%"));
        let query = signer
            .return_query(&[
                ("method", "alipay.trade.page.pay.return"),
                ("app_id", "1"),
                ("out_trade_no", "P1"),
            ])
            .unwrap();
        let back = verify_return(&format!("from=alipay&{query}&utm=x"), &keys).unwrap();
        assert_eq!(back.out_trade_no, "P1");
        assert!(signer.notice(&[("subject", "\u{1f375}")]).is_err() == (charset == Charset::Gbk));
    }
}
