//! Sessions: not created without need, rotated at login, ended on the server.

use crate::support::TestApp;
use axum::{Extension, Router, middleware::from_fn_with_state, routing::get};
use domain::time::{DAY, HOUR, MINUTE};
use kit::session::Session;
use tower::ServiceExt;

#[tokio::test(flavor = "multi_thread")]
async fn looking_around_leaves_no_cookie() {
    let app = TestApp::new().await;
    let anonymous = app.anonymous();
    for path in [
        "/",
        "/p/stoneware-mug",
        "/cart",
        "/login",
        "/register",
        "/orders",
        "/checkout",
        "/admin/login",
        "/nowhere",
    ] {
        let page = anonymous.get(path).await;
        assert!(page.headers.get("set-cookie").is_none(), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_session_on_the_server() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    let cookie = shopper.cookie("zg").unwrap();
    let page = shopper.get("/login").await;
    let page = shopper
        .submit_and_follow(page.form("/api/account/sign_out"))
        .await;
    assert_eq!(page.at, "/");
    let replay = app.anonymous();
    replay.set_cookie("zg", &cookie);
    let page = replay.get("/orders").await;
    assert_eq!(
        page.status, 303,
        "a copied cookie does not work after the sign-out"
    );
    assert_eq!(replay.cookie("zg"), None, "the invalid cookie is removed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cookie_from_before_the_login_is_worth_nothing_after_it() {
    let app = TestApp::new().await;
    let victim = app.anonymous();
    victim.add("/p/stoneware-mug", "1").await;
    let planted = victim.cookie("zg").unwrap();
    let account = &app.accounts.shopper;
    victim
        .sign_in("/login", &account.login, &account.password)
        .await;
    let attacker = app.anonymous();
    attacker.set_cookie("zg", &planted);
    assert_eq!(attacker.get("/orders").await.status, 303);
    let made_up = app.anonymous();
    made_up.set_cookie("zg", "AAAAAAAAAAAAAAAAAAAAAA");
    assert_eq!(made_up.get("/orders").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_staff_session_extended_by_a_clock_ahead_is_over() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    app.clock.advance(DAY);
    let staff = app.staff().await;
    assert_eq!(staff.get("/admin/orders").await.status, 200);
    assert_eq!(shopper.get("/orders").await.status, 200);
    app.clock.advance(-DAY);
    assert_eq!(
        staff.get("/admin/orders").await.status,
        303,
        "a session used in the future must not stay valid for longer"
    );
    assert_eq!(
        shopper.get("/orders").await.status,
        200,
        "a shopper stays signed in, and a guest keeps the cart"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_end_by_idleness_and_by_age() {
    let app = TestApp::new().await;
    let staff = app.staff().await;
    // A request every half hour keeps it alive for at most twelve hours.
    for _ in 0..25 {
        app.clock.advance(29 * MINUTE);
        let page = staff.get("/admin/orders").await;
        if page.status != 200 {
            break;
        }
    }
    assert_eq!(
        staff.get("/admin/orders").await.status,
        303,
        "it ends after twelve hours"
    );
    let staff = app.staff().await;
    app.clock.advance(31 * MINUTE);
    assert_eq!(
        staff.get("/admin/orders").await.status,
        303,
        "it ends when idle for too long"
    );

    let shopper = app.shopper().await;
    app.clock.advance(13 * DAY);
    assert_eq!(shopper.get("/orders").await.status, 200);
    app.clock.advance(13 * DAY);
    assert_eq!(
        shopper.get("/orders").await.status,
        200,
        "requests keep it alive"
    );
    app.clock.advance(5 * DAY - HOUR);
    assert_eq!(
        shopper.get("/orders").await.status,
        303,
        "it ends after thirty days"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn fetching_ahead_writes_nothing() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    app.clock.advance(3 * DAY);
    let request = http::Request::get("/p/stoneware-mug")
        .header("sec-purpose", "prefetch")
        .body(axum::body::Body::empty())
        .unwrap();
    let page = shopper.send(request).await;
    assert_eq!(page.status, 200);
    assert!(page.headers.get("set-cookie").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_when_the_session_ended_is_there_after_the_login() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "1").await;
    let form = shopper.checkout().await;
    app.clock.advance(15 * DAY);
    let led = shopper.submit(&form).await;
    let login = led.location();
    assert_eq!(
        (led.status.as_u16(), login.as_str()),
        (303, "/login?next=%2Fcheckout")
    );
    // A wrong password keeps the pending form.
    let account = &app.accounts.shopper;
    let again = shopper
        .sign_in(&login, &account.login, "not my password")
        .await;
    assert!(
        again.at.starts_with("/login?next=%2Fcheckout"),
        "{}",
        again.at
    );
    let page = shopper
        .sign_in(&again.at, &account.login, &account.password)
        .await;
    assert_eq!(page.at, "/checkout", "{}", page.text());
    let form = page.form("/api/checkout/place_order");
    assert_eq!(form.get("contact_name"), "林夏");
    assert_eq!(form.get("street"), "文三路 1 号");
    let placed = shopper.submit(&form).await;
    assert!(
        placed.location().starts_with("/change_status"),
        "{}",
        placed.location()
    );
    // The form is sent once.
    let orders = shopper.get("/orders").await;
    assert_eq!(orders.all("li.order").len(), 1, "one order");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_who_were_signed_out_find_their_words_again() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "1").await;
    let number = shopper.check_out().await;
    let staff = app.staff().await;
    let form = staff
        .get(&format!("/admin/orders/{number}"))
        .await
        .form("/api/admin/note")
        .set("staff_note", "请先打电话");
    app.clock.advance(31 * MINUTE);
    let login = staff.submit(&form).await.location();
    assert!(login.starts_with("/admin/login?next="), "{login}");
    let account = &app.accounts.staff;
    let page = staff
        .sign_in(&login, &account.login, &account.password)
        .await;
    assert_eq!(page.form("/api/admin/note").get("staff_note"), "请先打电话");
}

/// Posts a form that changes the session in a loop, always with the same cookie.
async fn keep_posting(app: &TestApp, cookie: &str, stop: &std::sync::atomic::AtomicBool) {
    let mut round = 0;
    while !stop.load(std::sync::atomic::Ordering::SeqCst) {
        round += 1;
        let client = app.anonymous();
        client.set_cookie("zg", cookie);
        // A different form each time, because an unchanged session is not written.
        let form = format!("form%5Bsku%5D=none{round}&form%5Bqty%5D=1");
        let answer = client.post("/api/cart/set", &form).await;
        assert_ne!(answer.status, 503);
    }
}

/// Responses in progress when the session ends must neither insert its row nor set its cookie
/// again.
#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn signing_out_holds_whatever_is_under_way() {
    let app = std::sync::Arc::new(TestApp::unpaced().await);
    for round in 0..6 {
        let shopper = app.shopper().await;
        let cookie = shopper.cookie("zg").unwrap();
        let form = shopper.get("/login").await.form("/api/account/sign_out");
        let stop = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        let loops: Vec<_> = (0..8)
            .map(|_| {
                let (app, cookie, stop) = (app.clone(), cookie.clone(), stop.clone());
                tokio::spawn(async move { keep_posting(&app, &cookie, &stop).await })
            })
            .collect();
        tokio::time::sleep(std::time::Duration::from_millis(60)).await;
        assert_eq!(shopper.submit(&form).await.status, 303);
        tokio::time::sleep(std::time::Duration::from_millis(60)).await;
        stop.store(true, std::sync::atomic::Ordering::SeqCst);
        for looping in loops {
            looping.await.unwrap();
        }
        let replay = app.anonymous();
        replay.set_cookie("zg", &cookie);
        assert_eq!(replay.get("/orders").await.status, 303, "round {round}");
    }
}

/// A response whose session ends meanwhile must not set its cookie: the browser may have another
/// session by now.
#[tokio::test(flavor = "multi_thread")]
async fn a_late_answer_gives_no_cookie_out_again() {
    let app = TestApp::new().await;
    let cookie = app.shopper().await.cookie("zg").unwrap();
    let (state, shop) = (app.state(), app.shop.clone());
    let answer = async |ends: bool| {
        let shop = shop.clone();
        let work = async move |Extension(session): Extension<Session>| {
            if ends {
                let held = session.token_hash().unwrap();
                shop.session_end(&held).await.unwrap();
            }
            session.change(|record| record.proved_at = Some(shop.now()));
        };
        let layer = from_fn_with_state(state.clone(), server::session::attach);
        let router = Router::new().route("/work", get(work)).layer(layer);
        let request = http::Request::get("/work")
            .header("cookie", format!("zg={cookie}"))
            .body(axum::body::Body::empty())
            .unwrap();
        router.oneshot(request).await.unwrap()
    };
    app.clock.advance(MINUTE);
    let told = answer(false).await;
    assert!(
        told.headers().contains_key("set-cookie"),
        "an active session is renewed"
    );
    app.clock.advance(MINUTE);
    let late = answer(true).await;
    assert_eq!(late.status(), 200);
    assert!(!late.headers().contains_key("set-cookie"), "{late:?}");
}

/// A request sent before the sign-in may get its response after it. If that response removed the
/// invalid cookie, the browser would remove the new one.
#[tokio::test(flavor = "multi_thread")]
async fn only_a_visit_takes_a_worthless_cookie_away() {
    let app = TestApp::new().await;
    let answer = async |name: &str, value: &str| {
        let request = http::Request::get("/cart")
            .header("accept", "text/html")
            .header("cookie", "zg=AAAAAAAAAAAAAAAAAAAAAA")
            .header(name, value)
            .body(axum::body::Body::empty())
            .unwrap();
        let page = app.anonymous().send(request).await;
        assert_eq!(page.status, 200, "{name}: {value}");
        page.headers.contains_key("set-cookie")
    };
    assert!(answer("sec-fetch-dest", "document").await);
    assert!(
        answer("dnt", "1").await,
        "a browser without Sec-Fetch headers"
    );
    assert!(
        !answer("sec-fetch-dest", "empty").await,
        "a request by a script"
    );
    assert!(!answer("sec-purpose", "prefetch").await);
}

/// Other applications on the same host may set cookies with any bytes.
#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_cookie_signs_nobody_out() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    let own = shopper.cookie("zg").unwrap();
    let orders = async |cookies: Vec<u8>| {
        let request = http::Request::get("/orders")
            .header("accept", "text/html")
            .header("cookie", http::HeaderValue::from_bytes(&cookies).unwrap())
            .body(axum::body::Body::empty())
            .unwrap();
        app.anonymous().send(request).await
    };
    let gbk = [b"name=\xd5\xc5; zg=".as_slice(), own.as_bytes()].concat();
    assert_eq!(
        orders(gbk).await.status,
        200,
        "bytes above 0x7f in another cookie"
    );
    let stale = format!("zg=AAAAAAAAAAAAAAAAAAAAAA; zg={own}");
    let page = orders(stale.into_bytes()).await;
    assert_eq!(page.status, 200, "an outdated cookie of the same name");
    assert!(
        page.headers.get("set-cookie").is_none(),
        "the valid cookie is kept"
    );
}

/// A notice for a visitor without a session is stored in a cookie, which is removed once shown.
#[tokio::test(flavor = "multi_thread")]
async fn a_refused_form_of_nobody_makes_no_session() {
    let app = TestApp::new().await;
    let visitor = app.anonymous();
    let page = visitor
        .sign_in("/login", "nobody@example.com", "not my password")
        .await;
    assert_eq!(
        page.form("/api/account/sign_in").get("login"),
        "nobody@example.com"
    );
    assert_eq!(visitor.cookie("zg"), None);
    assert_eq!(visitor.cookie("zg_notes"), None, "the notice is shown once");
    let long = "x".repeat(14_000);
    for n in 0..50 {
        let body = format!("form%5Bsku%5D={long}&form%5Bqty%5D={n}");
        let answer = app.anonymous().post("/api/cart/set", &body).await;
        assert_eq!(answer.status, 303);
        for cookie in answer.headers.get_all("set-cookie") {
            assert!(cookie.len() < 4_000, "{}", cookie.len());
        }
    }
    let rows = store::testing::answers(
        app.shop.store(),
        "SELECT token_hash AS answer FROM sessions",
    );
    assert!(rows.await.unwrap().is_empty());
}
