//! Only pages of the shop may post, and the gateway with its signature.

use crate::support::{TestApp, app::ORIGIN};
use axum::body::Body;
use http::Request;

async fn status(app: &TestApp, path: &str, headers: &[(&str, &str)]) -> u16 {
    let mut request = Request::post(path)
        .header("host", "127.0.0.1:8080")
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let page = app
        .anonymous()
        .send(request.body(Body::empty()).unwrap())
        .await;
    if page.status == 403 {
        assert!(
            page.text().contains("请求未被接受"),
            "{path}: {}",
            page.text()
        );
        assert!(page.headers.get("set-cookie").is_none());
    }
    page.status.as_u16()
}

#[tokio::test(flavor = "multi_thread")]
async fn only_our_own_pages_may_post() {
    // More forms than one client may post in a minute.
    let app = TestApp::unpaced().await;
    let mut doors: Vec<String> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, _)| path.to_owned())
        .collect();
    assert!(doors.len() >= 20, "{doors:?}");
    doors.extend(desk::ASKED_BY_POST.map(|path| {
        path.replace("{number}", "N1")
            .replace("{slug}", "stoneware-mug")
    }));
    doors.push(kit::paths::ADMIN_EXPORT_ROWS.to_owned());
    for door in &doors {
        for refused in [
            &[][..],
            &[
                ("sec-fetch-site", "cross-site"),
                ("origin", "https://evil.example"),
            ],
            &[
                ("sec-fetch-site", "same-site"),
                ("origin", "http://other.127.0.0.1:8080"),
            ],
            &[("sec-fetch-site", "cross-site")],
            &[("origin", "null")],
            &[("origin", "https://evil.example")],
            &[("origin", "http://127.0.0.1:8081")],
            &[("referer", "http://127.0.0.1:8080/cart")],
            &[("sec-fetch-site", "")],
        ] {
            assert_eq!(status(&app, door, refused).await, 403, "{door} {refused:?}");
        }
        for taken in [
            &[("sec-fetch-site", "same-origin")][..],
            &[("sec-fetch-site", "none")],
            &[("origin", ORIGIN)],
        ] {
            let got = status(&app, door, taken).await;
            assert!(!matches!(got, 403 | 429), "{door} {taken:?}: {got}");
            if door.starts_with("/api/account/")
                || door.ends_with("/sign_in")
                || door.ends_with("/first_run")
            {
                break; // further posts would hit the rate limit of logins
            }
        }
    }
}

/// An attacker in the network can serve a page over plain http under the shop's name. Browsers with
/// `Sec-Fetch-Site` call that cross-site; older ones send its origin.
#[tokio::test(flavor = "multi_thread")]
async fn plain_http_under_our_name_is_another_site() {
    let app = TestApp::at("https://shop.example").await;
    let posted = async |origin: &str| {
        let request = Request::post("/api/account/sign_out")
            .header("host", "shop.example")
            .header("accept", "text/html")
            .header("origin", origin)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::empty())
            .unwrap();
        app.anonymous().send(request).await.status
    };
    assert_eq!(posted("https://shop.example").await, 303);
    for other in ["http://shop.example", "https://shop.example:8443"] {
        assert_eq!(posted(other).await, 403, "{other}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_are_taken_by_post_alone() {
    let app = TestApp::unpaced().await;
    let anonymous = app.anonymous();
    for (path, method) in leptos::server_fn::axum::server_fn_paths() {
        assert_eq!(method, http::Method::POST, "{path}");
        let request = Request::get(path).body(Body::empty()).unwrap();
        let led = anonymous.send(request).await;
        assert_eq!(led.status, 303, "{path}");
        let page = anonymous.get(&led.location()).await.status;
        assert!(matches!(page.as_u16(), 200 | 303), "{path} leads to {page}");
        let put = Request::put(path)
            .header("origin", ORIGIN)
            .body(Body::empty())
            .unwrap();
        assert_eq!(anonymous.send(put).await.status, 405, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_gateway_needs_no_origin() {
    let app = TestApp::new().await;
    for path in ["/alipay/notify", "/come_back"] {
        assert_eq!(
            status(&app, path, &[]).await,
            400,
            "{path}: refused because of its signature, not as cross-site"
        );
    }
    assert_eq!(status(&app, "/alipay/return", &[]).await, 403);
}
