//! Tries per minute and body sizes.

use crate::support::{TestApp, app::ORIGIN};
use axum::body::Body;
use domain::{
    limit::{self, Length},
    staff::Role,
};
use http::Request;

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
        "another address is free"
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

/// Bytes of a notice at most, and of anything else.
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
    assert_eq!(last, 429, "a spoofed header resets nothing");

    let app = TestApp::behind_proxy().await;
    for n in 0..21 {
        for written in [
            format!("198.51.100.{n}"),
            format!("203.0.113.{n}:4711"),
            format!("[2001:db8:0:{n}::1]"),
            format!("[2001:db8:1:{n}::1]:4711"),
        ] {
            let page = app.anonymous().send(request(written.clone())).await;
            assert_ne!(page.status, 429, "{written} is another address");
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

/// No door is without a pace: anonymous posts would fill the disk and the log.
#[tokio::test(flavor = "multi_thread")]
async fn every_form_door_has_a_pace() {
    let app = TestApp::new().await;
    for door in server::door::DOORS {
        // An address of its own for each, so that doors that share a count do not share it here.
        let index = server::door::DOORS
            .iter()
            .position(|other| other == door)
            .unwrap();
        let client = app.anonymous().from(&format!("203.0.113.{}", index + 1));
        let mut refused = None;
        for _ in 0..=120 {
            let answer = client.post(door.path, "x=1").await;
            if answer.status == 429 {
                refused = Some(answer);
                break;
            }
        }
        let refused = refused.unwrap_or_else(|| panic!("{} has no pace", door.path));
        assert!(!refused.header("retry-after").is_empty(), "{}", door.path);
    }
}

/// Whoever typed a form too soon sends it again with one button, and types only the password anew.
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

/// All that the checks of a staff form take can be sent: a description of 4,000 Chinese characters is 36 KB on the way.
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
        .form("/api/admin/change_product")
        .set("title_zh", &most(limit::TITLE))
        .set("title_en", &most(limit::TITLE))
        .set("body_zh", &most(limit::BODY))
        .set("body_en", &most(limit::BODY));
    let page = owner.submit_and_follow(form).await;
    assert!(page.all("#errors").is_empty(), "{}", page.text());
    let kept = page.form("/api/admin/change_product");
    assert_eq!(kept.get("body_en"), most(limit::BODY));
}
