//! Only requests for the shop's own host are served, as a protection against DNS rebinding.

use crate::{headers::protected, support::TestApp};
use axum::body::Body;
use http::{Request, header};

fn asked(method: &str, path: &str, host: &str) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, host)
        .header(header::ACCEPT, "text/html")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::empty())
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_for_another_host_reaches_nothing() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    let anonymous = app.anonymous();
    // The page is cached now, so a missing check would serve it.
    assert_eq!(anonymous.get("/").await.status, 200);
    assert_eq!(anonymous.get("/").await.status, 200);
    for (method, path) in [
        ("GET", "/"),
        ("GET", "/cart"),
        ("GET", "/orders"),
        ("GET", "/nowhere"),
        ("GET", "/pkg/zhanggui.css"),
        ("GET", "/media/nothing"),
        ("POST", "/alipay/notify"),
        ("POST", "/api/cart/add"),
    ] {
        for client in [&shopper, &anonymous] {
            let page = client.send(asked(method, path, "evil.example:8080")).await;
            assert_eq!(page.status, 421, "{path}: {}", page.text());
            protected(&page);
            assert!(
                page.body.contains("href=\"http://127.0.0.1:8080/\""),
                "{path} has no link to the shop: {}",
                page.body
            );
            assert!(page.headers.get("set-cookie").is_none(), "{path}");
        }
    }
    for other in [
        "127.0.0.1.evil.example",
        "localhost:8080",
        "",
        "shop@127.0.0.1",
    ] {
        let page = anonymous.send(asked("GET", "/", other)).await;
        assert_eq!(page.status, 421, "{other}");
    }
    let mut two = asked("GET", "/", "127.0.0.1:8080");
    two.headers_mut()
        .append(header::HOST, "evil.example".parse().unwrap());
    assert_eq!(anonymous.send(two).await.status, 421);
    let absolute = asked("GET", "http://evil.example/", "127.0.0.1:8080");
    assert_eq!(anonymous.send(absolute).await.status, 421);
}

#[tokio::test(flavor = "multi_thread")]
async fn proxies_may_change_port_and_case() {
    let app = TestApp::at("https://shop.example").await;
    let anonymous = app.anonymous();
    for ours in ["shop.example", "Shop.Example:443", "shop.example:8443"] {
        let page = anonymous.send(asked("GET", "/", ours)).await;
        assert_eq!(page.status, 200, "{ours}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn monitoring_asks_by_address() {
    let app = TestApp::behind_proxy().await;
    let here = app.anonymous();
    let elsewhere = app.anonymous().from("203.0.113.9");
    for path in ["/healthz", "/readyz"] {
        let page = here.send(asked("GET", path, "10.0.0.7:8080")).await;
        assert_eq!(page.status, 200, "{path}");
        let page = elsewhere.send(asked("GET", path, "10.0.0.7:8080")).await;
        assert_eq!(page.status, 421, "{path}");
    }
    assert_eq!(
        here.send(asked("GET", "/", "10.0.0.7:8080")).await.status,
        421
    );
}
