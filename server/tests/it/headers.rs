//! The headers of every response, and whether it may be cached.

use crate::support::{TestApp, client::Client, page::Page};
use axum::{Router, body::Body, routing::get};
use http::Request;

#[track_caller]
pub(crate) fn protected(page: &Page) {
    let at = &page.at;
    assert_eq!(page.header("x-content-type-options"), "nosniff", "{at}");
    assert_eq!(page.header("x-frame-options"), "DENY", "{at}");
    assert_eq!(page.header("referrer-policy"), "same-origin", "{at}");
    assert_eq!(
        page.header("cross-origin-opener-policy"),
        "same-origin",
        "{at}"
    );
    assert_eq!(page.header("x-request-id").len(), 16, "{at}");
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'none'"), "{at}: {policy}");
    assert!(
        !policy.contains("unsafe-eval'") || policy.contains("'nonce-"),
        "{at}: {policy}"
    );
    assert!(!page.header("cache-control").is_empty(), "{at}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_is_protected() {
    let app = TestApp::new().await;
    let anonymous = app.anonymous();
    for (path, status) in [
        ("/", 200),
        ("/p/stoneware-mug", 200),
        ("/en/", 200),
        ("/en/p/stoneware-mug", 200),
        ("/en", 308),
        ("/en/nothing", 404),
        ("/en/p/nothing", 404),
        ("/speculation-rules.json", 200),
        ("/robots.txt", 200),
        ("/sitemap.xml", 200),
        ("/sitemap/pages.xml", 200),
        ("/sitemap/2.xml", 404),
        ("/cart", 200),
        ("/login", 200),
        ("/register", 200),
        ("/admin/login", 200),
        ("/p/nothing", 404),
        ("/nowhere", 404),
        ("/api/nowhere", 404),
        ("/pkg/nothing.css", 404),
        ("/media/nothing", 404),
        ("/alipay/notify", 405),
        ("/healthz", 200),
        ("/readyz", 200),
        ("/orders", 303),
        ("/alipay/return", 303),
        ("/come_back?x=1", 303),
    ] {
        let page = anonymous.get(path).await;
        assert_eq!(page.status, status, "{path}: {}", page.text());
        protected(&page);
        assert!(
            page.headers.get("set-cookie").is_none(),
            "{path} sets a cookie"
        );
        assert!(
            page.headers.get("strict-transport-security").is_none(),
            "{path}"
        );
        if matches!(status, 200) && !path.ends_with('z') {
            let policy = page.header("content-security-policy");
            assert!(policy.contains("script-src 'self';"), "{path}: {policy}");
            assert!(
                policy.contains("form-action 'self' http://127.0.0.1:8090;"),
                "{path}"
            );
            // Structured data is not executed.
            let without_data = page
                .body
                .replace("<script type=\"application/ld+json\">", "");
            assert!(!without_data.contains("<script"), "{path} ships a script");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_https_cookies_are_bound_to_the_host() {
    let app = TestApp::at("https://shop.example").await;
    let anonymous = app.anonymous();
    let page = anonymous.get("/p/stoneware-mug").await;
    assert_eq!(page.header("strict-transport-security"), "max-age=31536000");
    let answer = anonymous.submit(&page.form("/api/cart/add")).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-zg="), "{cookie}");
    for part in [
        "HttpOnly",
        "SameSite=Lax",
        "Secure",
        "Path=/",
        "Max-Age=1209600",
    ] {
        assert!(cookie.contains(part), "{part}: {cookie}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn public_pages_may_be_kept_and_personal_ones_not() {
    let app = TestApp::new().await;
    let anonymous = app.anonymous();
    for path in ["/", "/p/stoneware-mug", "/en/", "/en/p/stoneware-mug"] {
        let page = anonymous.get(path).await;
        assert_eq!(
            page.header("cache-control"),
            "public, max-age=0, must-revalidate",
            "{path}"
        );
        let tag = page.header("etag");
        assert!(tag.starts_with("W/\""), "{path}: {tag}");
        let again = Request::get(path)
            .header("accept-language", "zh-CN")
            .header("if-none-match", tag);
        let again = anonymous.send(again.body(Body::empty()).unwrap()).await;
        assert_eq!(
            (again.status.as_u16(), again.body.as_str()),
            (304, ""),
            "{path}"
        );
    }
    for path in ["/cart", "/login", "/admin/login", "/nowhere"] {
        let page = anonymous.get(path).await;
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        assert_eq!(page.header("x-robots-tag"), "noindex", "{path}");
    }
    anonymous.add("/p/stoneware-mug", "1").await;
    let page = anonymous.get("/p/stoneware-mug").await;
    assert_eq!(page.header("cache-control"), "private, no-cache");
    assert!(page.headers.get("etag").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_are_kept_for_good_and_can_do_nothing() {
    let app = TestApp::new().await;
    let anonymous = app.anonymous();
    let page = anonymous.get("/p/stoneware-mug").await;
    let address = page
        .attr("main img, article img", "src")
        .expect("a picture");
    assert!(address.starts_with("/media/"), "{address}");
    let picture = anonymous.get(&address).await;
    assert_eq!(picture.status, 200);
    assert_eq!(picture.header("content-type"), "image/svg+xml");
    assert!(picture.header("cache-control").contains("immutable"));
    assert!(
        picture
            .header("content-security-policy")
            .contains("sandbox")
    );
    assert!(picture.body.starts_with("<svg"));
    for path in ["/media/..%2fzhanggui.db", "/media/%2e%2e", "/media/ABC"] {
        assert_eq!(anonymous.get(path).await.status, 404, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn built_files_are_sent_packed_and_kept_for_good() {
    let site = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(site.path().join(name), text).unwrap();
    std::fs::create_dir(site.path().join("pkg")).unwrap();
    write("pkg/zhanggui.abc.css", "body { color: black }");
    write("pkg/zhanggui.abc.css.br", "packed");
    write("favicon.svg", "<svg/>");
    let app = TestApp::new().await;
    let browser = app.with_site(site.path());
    let ask = |path: &str, coding: &str| {
        Request::get(path)
            .header("accept-encoding", coding)
            .body(Body::empty())
            .unwrap()
    };
    let page = browser.send(ask("/pkg/zhanggui.abc.css", "gzip, br")).await;
    assert_eq!((page.status.as_u16(), page.body.as_str()), (200, "packed"));
    assert_eq!(page.header("content-encoding"), "br");
    assert_eq!(page.header("content-type"), "text/css");
    assert!(page.header("cache-control").contains("immutable"));
    protected(&page);
    let page = browser.send(ask("/pkg/zhanggui.abc.css", "identity")).await;
    assert_eq!(page.body, "body { color: black }");
    let page = browser.send(ask("/favicon.svg", "identity")).await;
    assert_eq!(page.header("cache-control"), "public, max-age=3600");
    for path in [
        "/pkg/",
        "/pkg",
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/pkg/old.css",
    ] {
        let page = browser.send(ask(path, "identity")).await;
        assert_eq!(page.status, 404, "{path}");
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
    }
}

/// Only the layers, over a handler that panics, because no page of the shop does.
#[tokio::test(flavor = "multi_thread")]
async fn a_panic_is_a_page_with_a_reference() {
    async fn broken() -> &'static str {
        panic!("the cause stays inside")
    }
    let app = TestApp::new().await;
    let state = app.state();
    let router = server::router::layered(Router::new().route("/broken", get(broken)), &state)
        .unwrap()
        .with_state(state);
    let client = Client::new(router);
    let page = client.get("/broken").await;
    assert_eq!(page.status, 500);
    protected(&page);
    assert!(page.text().contains("出错了"), "{}", page.text());
    assert!(page.body.contains(page.header("x-request-id")));
    assert!(!page.body.contains("the cause"), "{}", page.body);
    let mut english = Client::new(app.router.clone());
    english.language = "en";
    assert!(
        english
            .get("/nowhere")
            .await
            .text()
            .contains("Page not found"),
        "the error page is in English"
    );
}
