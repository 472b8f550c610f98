//! What the log contains, and what it must not.

use crate::support::{
    TestApp,
    notice::{encode, paid, post, signed, with},
};
use server::telemetry::{Form, layer};
use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};
use tracing_subscriber::{fmt::MakeWriter, layer::SubscriberExt};

#[derive(Clone, Default)]
struct Captured(Arc<Mutex<Vec<u8>>>);

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Captured {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

/// Sends what customers, attackers and staff may send, at the most detailed log level.
#[test]
fn no_secret_reaches_the_log() {
    let captured = Captured::default();
    let talkative = "warn,server=trace,app=trace,shop=trace,store=trace,alipay=trace";
    let subscriber =
        tracing_subscriber::registry().with(layer(Form::Json, Some(talkative), captured.clone()));
    // With only one dispatcher, tracing caches which events are enabled for other threads too.
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    // One thread, so that this subscriber gets every event.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let secrets = tracing::subscriber::with_default(subscriber, || runtime.block_on(run()));
    let log = String::from_utf8(captured.0.lock().unwrap().clone()).unwrap();
    assert!(log.lines().count() > 20, "{log}");
    for secret in &secrets {
        assert!(
            !log.contains(secret.as_str()),
            "{secret} is in the log:\n{log}"
        );
    }
    for line in log.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(line["message"].is_string(), "{line}");
    }
    let requests: Vec<serde_json::Value> = log
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter(|line| line["message"] == "request")
        .collect();
    assert!(
        requests
            .iter()
            .all(|line| line["span"]["request_id"].is_string()),
        "{log}"
    );
    assert!(
        requests
            .iter()
            .any(|line| line["span"]["route"] == "/p/{slug}"),
        "{log}"
    );
    assert!(
        requests
            .iter()
            .any(|line| line["span"]["client"] == "127.0.0.0/24"),
        "{log}"
    );
}

async fn run() -> Vec<String> {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    let cookie = shopper.cookie("zg").unwrap();
    let wrong = ("a@b.example", "planted-password-1");
    app.anonymous()
        .sign_in("/login?next=%2Fsecret-query-word", wrong.0, wrong.1)
        .await;
    shopper.get("/p/stoneware-mug?o=secret-query-word").await;
    shopper.add("/p/stoneware-mug", "1").await;
    let form = shopper
        .checkout()
        .await
        .set("contact_name", "种名字")
        .set("contact_phone", "13912345678")
        .set("region", "种省 种市 种区")
        .set("street", "种街 77 号")
        .set("buyer_note", "planted-note");
    let placed = shopper.submit(&form).await;
    assert_eq!(placed.status, 303, "{}", placed.text());
    let number = placed.location().split_once('=').unwrap().1.to_owned();
    let (out_trade_no, amount) = shopper.start_to_pay(&number).await;
    let mut notice = paid(&out_trade_no, &amount);
    notice = with(notice, "buyer_id", "2088112233445566");
    let notice = signed(notice);
    let forged = with(notice.clone(), "total_amount", "0.01");
    post(&app.router, encode(&forged)).await;
    post(&app.router, encode(&notice)).await;
    app.staff()
        .await
        .get(&format!("/admin/orders/{number}"))
        .await;
    let account = &app.accounts;
    vec![
        cookie,
        account.shopper.password.clone(),
        account.staff.password.clone(),
        "planted-password-1".to_owned(),
        "secret-query-word".to_owned(),
        "种名字".to_owned(),
        "13912345678".to_owned(),
        "种街".to_owned(),
        "planted-note".to_owned(),
        "2088112233445566".to_owned(),
        "138****1234".to_owned(),
        notice["sign"].clone(),
        notice["sign"].get(..40).unwrap().to_owned(),
        "PRIVATE KEY".to_owned(),
    ]
}
