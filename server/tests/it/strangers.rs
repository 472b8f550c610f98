//! Other users' data is not found.

use crate::support::{TestApp, books, page::Form};

async fn register(app: &TestApp, login: &str) -> crate::support::Client {
    let client = app.anonymous();
    let form = client
        .get("/register")
        .await
        .form("/api/account/sign_up")
        .set("login", login)
        .set("display_name", "别人")
        .set("password", "a quiet tea house");
    let page = client.submit_and_follow(form).await;
    assert_eq!(page.status, 200, "{}", page.text());
    client
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_order_is_not_found() {
    let app = TestApp::new().await;
    let owner = app.shopper().await;
    owner.add("/p/stoneware-mug", "1").await;
    let number = owner.check_out().await;
    let address = format!("/change_status?order_id={number}");
    let page = owner.get(&address).await;
    let stranger = register(&app, "stranger@example.com").await;
    let before = books::digest(&app.shop, std::slice::from_ref(&number)).await;

    let theirs = stranger.get(&address).await;
    let nothing = stranger
        .get("/change_status?order_id=20261122AAAAAAAAAA")
        .await;
    assert_eq!(
        (theirs.status.as_u16(), nothing.status.as_u16()),
        (404, 404)
    );
    assert_eq!(
        theirs.all("main"),
        nothing.all("main"),
        "an existing and an unknown order look the same"
    );
    assert!(!theirs.text().contains("13800138000") && !theirs.text().contains("林夏"));
    for action in [
        "/api/payment/start",
        "/api/payment/check",
        "/api/order/cancel",
        "/api/order/buy_again",
    ] {
        let form = Form {
            action: action.to_owned(),
            is_post: true,
            fields: vec![("form[number]".to_owned(), number.clone())],
            from: address.clone(),
            buttons: Vec::new(),
        };
        assert_eq!(stranger.submit(&form).await.status, 404, "{action}");
    }
    assert_eq!(
        books::digest(&app.shop, std::slice::from_ref(&number)).await,
        before
    );

    let nobody = app.anonymous().get(&address).await;
    assert_eq!(nobody.status, 303);
    assert!(
        nobody.location().starts_with("/login?next="),
        "{}",
        nobody.location()
    );
    assert!(page.all("h1").join(" ").contains("待付款"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_is_for_staff() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "1").await;
    let number = shopper.check_out().await;
    let pages = [
        "/admin/orders".to_owned(),
        format!("/admin/orders/{number}"),
        format!("/admin/orders/{number}/refund"),
    ];
    for path in &pages {
        let page = shopper.get(path).await;
        assert_eq!(page.status, 303, "{path}");
        assert!(
            page.location().starts_with("/admin/login"),
            "{path}: {}",
            page.location()
        );
    }
    // A shopper's session token does not work in the staff cookie.
    let stolen = app.anonymous();
    stolen.set_cookie("zg_admin", &shopper.cookie("zg").unwrap());
    assert_eq!(stolen.get("/admin/orders").await.status, 303);
    // A shopper's password does not sign in to the admin pages.
    let account = &app.accounts.shopper;
    let page = app
        .anonymous()
        .sign_in("/admin/login", &account.login, &account.password)
        .await;
    assert_eq!(page.at, "/admin/login#errors", "{}", page.text());
    let staff = app.staff().await;
    for path in &pages {
        let page = staff.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
    }
    // A staff session does not sign a shopper in.
    assert_eq!(staff.get("/orders").await.status, 303);
}
