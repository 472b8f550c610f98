//! Rate limits and body sizes.

use crate::support::{Client, TestApp, app::ORIGIN, page::Page};
use axum::body::Body;
use domain::{
    limit::{self, Length},
    staff::Role,
};
use http::Request;

/// Posts until the rate limit refuses; returns that response.
async fn too_often(client: &Client, path: &str, body: &str) -> Page {
    // The limit refills meanwhile, so on a busy machine the refusal may come late.
    for _ in 0..1_000 {
        let page = client.post(path, body).await;
        if page.status == 429 {
            return page;
        }
    }
    panic!("{path} has no rate limit");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_twenty_first_login_of_one_address_waits() {
    let app = TestApp::new().await;
    let anonymous = app.anonymous();
    let empty = anonymous.get("/login").await.form("/api/account/sign_in");
    for n in 0..20 {
        let form = empty
            .clone()
            .set("login", &format!("nobody{n}@example.com"));
        assert_eq!(anonymous.submit(&form).await.status, 303, "try {n}");
    }
    let refused = anonymous.submit(&empty).await;
    assert_eq!(refused.status, 429);
    assert!(!refused.header("retry-after").is_empty());
    assert!(refused.text().contains("操作太频繁"), "{}", refused.text());
    let other = app.anonymous().from("198.51.100.7");
    assert_eq!(
        other.submit(&empty).await.status,
        303,
        "another IP address is not limited"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_and_refunds_have_a_pace_as_well() {
    let app = TestApp::new().await;
    for (door, most) in [
        ("/api/checkout/place_order", 10),
        ("/api/admin/refund_order", 30),
    ] {
        let client = app.anonymous();
        let ask = || {
            Request::post(door)
                .header("accept", "text/html")
                .header("origin", ORIGIN)
                .header("host", "127.0.0.1:8080")
                .header("content-type", "application/x-www-form-urlencoded")
                .body(Body::from("form%5Bnumber%5D=x"))
                .unwrap()
        };
        for n in 0..most {
            assert_ne!(client.send(ask()).await.status, 429, "{door}: try {n}");
        }
        let refused = client.send(ask()).await;
        assert_eq!(refused.status, 429, "{door}");
        assert!(!refused.header("retry-after").is_empty());
    }
}

/// Notifications and forms have different size limits.
#[tokio::test(flavor = "multi_thread")]
async fn a_notice_may_be_longer_than_a_form_but_not_much() {
    let app = TestApp::new().await;
    for (length, status) in [(64 * 1024, 400), (64 * 1024 + 1, 413)] {
        let request = Request::post("/alipay/notify")
            .header("host", "127.0.0.1:8080")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from("a".repeat(length)))
            .unwrap();
        let page = app.anonymous().send(request).await;
        assert_eq!(page.status, status, "{length}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forwarded_address_counts_only_behind_a_listed_proxy() {
    let app = TestApp::new().await;
    let body = "form%5Blogin%5D=&form%5Bpassword%5D=&form%5Bnext%5D=";
    let request = |forwarded: String| {
        Request::post("/api/account/sign_in")
            .header("accept", "text/html")
            .header("origin", ORIGIN)
            .header("host", "127.0.0.1:8080")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("x-forwarded-for", forwarded)
            .body(Body::from(body))
            .unwrap()
    };
    let mut last = 0;
    for n in 0..21 {
        let page = app
            .anonymous()
            .send(request(format!("198.51.100.{n}")))
            .await;
        last = page.status.as_u16();
    }
    assert_eq!(last, 429, "a spoofed header does not change the client");

    let app = TestApp::behind_proxy().await;
    for n in 0..21 {
        for written in [
            format!("198.51.100.{n}"),
            format!("203.0.113.{n}:4711"),
            format!("[2001:db8:0:{n}::1]"),
            format!("[2001:db8:1:{n}::1]:4711"),
        ] {
            let page = app.anonymous().send(request(written.clone())).await;
            assert_ne!(page.status, 429, "{written} is another client");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn long_bodies_are_refused_before_anything_reads_them() {
    let app = TestApp::new().await;
    let long = "a".repeat(16 * 1024 + 1);
    for declared in [true, false] {
        let body = if declared {
            Body::from(long.clone())
        } else {
            let chunks = [Ok::<_, std::io::Error>(long.clone())];
            Body::from_stream(futures::stream::iter(chunks))
        };
        let mut request = Request::post("/api/cart/add")
            .header("accept", "text/html")
            .header("origin", ORIGIN)
            .header("host", "127.0.0.1:8080")
            .header("content-type", "application/x-www-form-urlencoded");
        if declared {
            request = request.header("content-length", long.len());
        }
        let page = app.anonymous().send(request.body(body).unwrap()).await;
        assert_eq!(page.status, 413, "declared: {declared}");
        assert!(page.text().contains("内容太长"), "{}", page.text());
    }
}

/// Every form has a rate limit, because anonymous posts would fill the disk and the log.
#[tokio::test(flavor = "multi_thread")]
async fn every_form_door_has_a_pace() {
    let app = TestApp::new().await;
    for door in server::door::DOORS {
        // Each form has its own network here, because some forms share a limit.
        let index = server::door::DOORS
            .iter()
            .position(|other| other == door)
            .unwrap();
        if door.pace.is_none() {
            continue;
        }
        let client = app.anonymous().from(&format!("203.0.{index}.1"));
        let refused = too_often(&client, door.path, "x=1").await;
        assert!(!refused.header("retry-after").is_empty(), "{}", door.path);
    }
}

/// Signing out always works, even if others at the same IP address post too often.
#[tokio::test(flavor = "multi_thread")]
async fn signing_out_is_never_too_soon() {
    let app = TestApp::new().await;
    let (shopper, staff) = (app.shopper().await, app.staff().await);
    let stranger = app.anonymous();
    let ways_out: Vec<_> = server::door::DOORS
        .iter()
        .filter(|door| door.pace.is_none())
        .map(|door| door.path)
        .collect();
    assert_eq!(ways_out, ["/api/account/sign_out", "/api/admin/sign_out"]);
    for (client, at, door, private) in [
        (&shopper, "/login", "/api/account/sign_out", "/orders"),
        (&staff, "/admin", "/api/admin/sign_out", "/admin/orders"),
    ] {
        assert_eq!(client.get(private).await.status, 200);
        let form = client.get(at).await.form(door);
        too_often(&stranger, "/api/cart/set", "x=1").await;
        client.submit_and_follow(form).await;
        assert_eq!(client.get(private).await.status, 303, "{door}");
    }
}

/// Password confirmations count per session; sign-ins from the same IP address do not count.
#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_proven_at_an_address_that_signs_in_too_often() {
    let app = TestApp::new().await;
    let staff = app.staff().await;
    let form = staff
        .get("/admin/prove")
        .await
        .form("/api/admin/prove")
        .set("password", &app.accounts.staff.password);
    too_often(&app.anonymous(), "/api/admin/sign_in", "x=1").await;
    let page = staff.submit_and_follow(form).await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.all("#errors").is_empty(), "{}", page.text());
}

/// A form refused by the rate limit can be sent again with one button; only the password must be
/// typed again.
#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_came_too_soon_is_not_lost() {
    let app = TestApp::new().await;
    let anonymous = app.anonymous();
    let form = anonymous
        .get("/register")
        .await
        .form("/api/account/sign_up")
        .set("login", "lin@example.com")
        .set("display_name", "<林> & \"夏\"")
        .set("password", "correct horse battery");
    for _ in 0..20 {
        anonymous.post("/api/account/sign_in", "x=1").await;
    }
    let refused = anonymous.submit(&form).await;
    assert_eq!(refused.status, 429);
    assert!(!refused.body.contains("correct horse"), "{}", refused.body);
    let seconds = refused.header("retry-after").to_owned();
    assert!(
        refused.text().contains(&format!("{seconds} 秒后")),
        "{}",
        refused.text()
    );
    let again = refused.form("/api/account/sign_up");
    assert_eq!(again.get("display_name"), "<林> & \"夏\"");
    assert_eq!(again.get("password"), "");
    let elsewhere = app.anonymous().from("198.51.100.7");
    let page = elsewhere
        .submit_and_follow(again.set("password", "correct horse battery"))
        .await;
    assert_eq!(page.at, "/", "{}", page.text());
}

/// Only forms of the shop are returned, and the returned form is not much longer than the sent one.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_form_of_ours_is_not_handed_back() {
    let app = TestApp::new().await;
    let client = app.anonymous();
    let handed = async |path: &str, body: &str| {
        let page = too_often(&client, path, body).await;
        page.body.contains("<form")
    };
    assert!(handed("/api/cart/add", "form%5Bqty%5D=1").await);
    let as_many_as_the_longest = "x=1&".repeat(1_000);
    assert!(handed("/api/cart/add", &as_many_as_the_longest).await);
    let of_fields_alone = "a&".repeat(8_000);
    assert!(!handed("/api/cart/add", &of_fields_alone).await);
    // Browsers resolve this to another site.
    assert!(!handed("//evil.example/api/cart/add", "form%5Bqty%5D=1").await);
}

/// Elsewhere an IPv6 /64 is one client. A household has 256 of them and a /48 is easy to rent, so
/// limits per account count each /48.
#[tokio::test(flavor = "multi_thread")]
async fn an_ipv6_network_is_one_client_at_an_account() {
    let app = TestApp::new().await;
    let login = &app.accounts.shopper.login;
    for n in 0..6 {
        let client = app.anonymous().from(&format!("2001:db8:7:{n}::1"));
        let page = client.sign_in("/login", login, "a wrong password").await;
        let is_too_soon = page.text().contains("操作太频繁");
        assert_eq!(is_too_soon, n == 5, "try {n}: {}", page.text());
    }
    let other = app.anonymous().from("2001:db8:8::1");
    let page = other.sign_in("/login", login, "a wrong password").await;
    assert!(!page.text().contains("操作太频繁"), "{}", page.text());
}

/// The size limit allows the longest valid form: a description of 4,000 Chinese characters is 36 KB
/// when encoded.
#[tokio::test(flavor = "multi_thread")]
async fn a_staff_form_with_the_longest_texts_is_taken() {
    let app = TestApp::new().await;
    let (login, password) = ("long@example.com", "a quiet tea house");
    app.shop
        .create_staff(login, "店主", password, &[Role::Owner])
        .await
        .unwrap();
    let owner = app.anonymous();
    owner.sign_in("/admin/login", login, password).await;
    let most = |limit: Length| "字".repeat(limit.max.into());
    let form = owner
        .get("/admin/products/stoneware-mug")
        .await
        .form("/admin/products/stoneware-mug")
        .set("title_zh", &most(limit::TITLE))
        .set("title_en", &most(limit::TITLE))
        .set("body_zh", &most(limit::BODY))
        .set("body_en", &most(limit::BODY))
        .press("保存");
    let page = owner.submit_and_follow(form).await;
    assert!(page.all("#errors").is_empty(), "{}", page.text());
    let kept = page.form("/admin/products/stoneware-mug");
    assert_eq!(kept.get("body_en"), most(limit::BODY));
}
