//! Watching a running shop: figures on a listener of their own, and traces sent to an endpoint.

use crate::commands::{stop, zhanggui};
use axum::{Router, body::Bytes, extract::State, routing::post};
use std::{
    io::{BufRead, BufReader},
    net::{SocketAddr, TcpListener},
    path::Path,
    process::Stdio,
    sync::{Arc, Mutex},
};
use test_support::keys;

/// The bodies that an endpoint of traces received.
type Received = Arc<Mutex<Vec<u8>>>;

/// An endpoint that takes traces. Returns its address.
async fn endpoint(received: Received) -> String {
    let take = |State(received): State<Received>, body: Bytes| async move {
        received.lock().unwrap().extend_from_slice(&body);
    };
    let router = Router::new()
        .route("/below/v1/traces", post(take))
        .with_state(received);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}/below/")
}

fn free() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap()
}

fn write_keys(dir: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let private = dir.join("app.pem");
    std::fs::write(&private, keys().app.to_pkcs8_pem().as_bytes()).unwrap();
    std::fs::set_permissions(&private, std::fs::Permissions::from_mode(0o600)).unwrap();
    let public = keys().alipay.public_key().to_spki_pem();
    std::fs::write(dir.join("alipay.pem"), public).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_shop_tells_its_figures_and_sends_its_traces() {
    let dir = tempfile::tempdir().unwrap();
    write_keys(dir.path());
    let (addr, metrics) = (free(), free());
    let received = Received::default();
    let mut shop = zhanggui()
        .args(["serve", "--migrate"])
        .env("ZHANGGUI_ADDR", addr.to_string())
        .env("ZHANGGUI_PUBLIC_URL", format!("http://{addr}"))
        .env("ZHANGGUI_METRICS_ADDR", metrics.to_string())
        .env("ZHANGGUI_DATA_DIR", dir.path().join("data"))
        .env(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            endpoint(Arc::clone(&received)).await,
        )
        .env("ALIPAY_GATEWAY", "http://127.0.0.1:9/gateway.do")
        .env("ALIPAY_APP_ID", "9021000100000001")
        .env("ALIPAY_SELLER_ID", "2088000000000100")
        .env("ALIPAY_APP_PRIVATE_KEY_FILE", dir.path().join("app.pem"))
        .env("ALIPAY_PUBLIC_KEY_FILE", dir.path().join("alipay.pem"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut log = BufReader::new(shop.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains("\"serving\"") {
        line.clear();
        assert!(log.read_line(&mut line).unwrap() > 0, "the log ended");
    }
    let ask = async |url: String| reqwest::get(url).await.unwrap();
    for _ in 0..2 {
        let page = ask(format!("http://{addr}/p/a-slug-nobody-shall-see")).await;
        assert_eq!(page.status(), 404);
    }
    let forged = reqwest::Client::new()
        .post(format!("http://{addr}/alipay/notify"))
        .form(&[
            ("app_id", "9021000100000001"),
            ("sign", "AAAA"),
            ("sign_type", "RSA2"),
        ])
        .send()
        .await
        .unwrap();
    assert_eq!(forged.status(), 400);

    let told = ask(format!("http://{metrics}/metrics")).await;
    assert_eq!(told.status(), 200);
    let kind = told.headers()["content-type"].to_str().unwrap().to_owned();
    assert!(kind.starts_with("application/openmetrics-text"), "{kind}");
    let told = told.text().await.unwrap();
    for line in [
        "zhanggui_http_request_duration_seconds_count{method=\"GET\",route=\"/p/{slug}\",status=\"404\"} 2",
        "zhanggui_notifies_total{result=\"not_authentic\"} 1",
        "zhanggui_alarms_total{alarm=\"notify_not_authentic\"} 1",
        "zhanggui_refunds{state=\"unknown\"} 0",
        "zhanggui_refunds_oldest_seconds{state=\"unknown\"} 0",
        "zhanggui_suspense_fen 0",
        "zhanggui_pool_given_up_total{pool=\"writers\"} 0",
        "# EOF",
    ] {
        assert!(told.lines().any(|own| own == line), "{line}:\n{told}");
    }
    for begun in [
        "zhanggui_pool_entered_total{",
        "zhanggui_pool_waited_seconds_total{",
    ] {
        assert!(told.contains(begun), "{begun}:\n{told}");
    }
    assert!(!told.contains("nobody-shall-see"), "{told}");
    // The shop's own address has no figures, and theirs has no shop.
    assert_eq!(ask(format!("http://{addr}/metrics")).await.status(), 404);
    assert_eq!(ask(format!("http://{metrics}/")).await.status(), 404);

    // Whatever waits is sent before the process ends.
    let drained = std::thread::spawn(move || std::io::read_to_string(log));
    tokio::task::spawn_blocking(move || stop(shop, "-TERM"))
        .await
        .unwrap();
    let rest = drained.join().unwrap().unwrap();
    let traces = received.lock().unwrap().clone();
    let has = |words: &str| {
        traces
            .windows(words.len())
            .any(|own| own == words.as_bytes())
    };
    for words in [
        "zhanggui",
        "request",
        "route",
        "/p/{slug}",
        "/alipay/notify",
    ] {
        assert!(has(words), "{words} was not sent; the log: {rest}");
    }
    assert!(!has("nobody-shall-see"), "a trace has a path");
}
