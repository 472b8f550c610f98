//! The browser's return from Alipay: it shows the order but is never a proof of payment.

use crate::support::{
    TestApp,
    app::{APP_ID, SELLER_ID, keys},
    books,
    notice::{Fields, encode, paid, post, sign, signed as signed_notice, with, without},
};
use domain::time::MINUTE;

fn fields(out_trade_no: &str, amount: &str) -> Fields {
    [
        ("charset", "utf-8"),
        ("out_trade_no", out_trade_no),
        ("method", "alipay.trade.page.pay.return"),
        ("total_amount", amount),
        ("trade_no", "2026112222001400000000000001"),
        ("auth_app_id", APP_ID),
        ("version", "1.0"),
        ("app_id", APP_ID),
        ("seller_id", SELLER_ID),
        ("timestamp", "2026-11-22 09:01:05"),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .collect()
}

fn signed(fields: Fields) -> Fields {
    let signature = sign(&fields, &keys().alipay);
    with(with(fields, "sign", &signature), "sign_type", "RSA2")
}

/// The query of a return that Alipay signed.
pub(crate) fn signed_query(out_trade_no: &str, amount: &str) -> String {
    encode(&signed(fields(out_trade_no, amount)))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_leads_to_the_order_and_pays_nothing() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "1").await;
    let number = shopper.check_out().await;
    let (out_trade_no, amount) = shopper.start_to_pay(&number).await;
    let status_page = format!("/change_status?order_id={number}");
    let good = signed(fields(&out_trade_no, &amount));
    let before = books::digest(&app.shop, std::slice::from_ref(&number)).await;

    let mut stolen = fields(&out_trade_no, &amount);
    stolen = with(stolen.clone(), "sign", &sign(&stolen, &keys().stranger));
    for (what, query) in [
        ("unsigned", encode(&without(good.clone(), "sign"))),
        (
            "tampered",
            encode(&with(good.clone(), "total_amount", "0.01")),
        ),
        (
            "signed with a stranger's key",
            encode(&with(stolen, "sign_type", "RSA2")),
        ),
        ("nothing at all", String::new()),
        ("noise", "%zz=&&&=%00".to_owned()),
    ] {
        for path in ["/alipay/return", "/come_back"] {
            let page = shopper.get(&format!("{path}?{query}")).await;
            assert_eq!(
                (page.status.as_u16(), page.location()),
                (303, "/orders".to_owned()),
                "{what}"
            );
        }
        let after = books::digest(&app.shop, std::slice::from_ref(&number)).await;
        assert_eq!(after, before, "{what}");
    }

    // A signed return shows the order, but without a response of the gateway it stays unpaid.
    let query = format!("from=alipay&{}", encode(&good));
    let page = shopper.get(&format!("/alipay/return?{query}")).await;
    assert_eq!(
        (page.status.as_u16(), page.location()),
        (303, status_page.clone())
    );
    let page = shopper.get(&status_page).await;
    assert!(
        page.all("h1").join(" ").contains("付款确认中"),
        "{}",
        page.text()
    );
    let order = app.shop.audit().await.unwrap();
    assert_eq!(order.breaches, vec![]);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_browser_sees_the_outline_for_half_an_hour() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "1").await;
    let number = shopper.check_out().await;
    let (out_trade_no, amount) = shopper.start_to_pay(&number).await;
    let notice = encode(&signed_notice(paid(&out_trade_no, &amount)));
    assert_eq!(post(&app.router, notice).await.0, 200);
    let address = format!("/change_status?order_id={number}");
    let login = format!("/login?next=%2Fchange_status%3Forder_id%3D{number}");
    let back = format!("/alipay/return?{}", signed_query(&out_trade_no, &amount));

    let phone = app.anonymous();
    assert_eq!(phone.get(&address).await.location(), login);
    for path in [&back, &back.replace("/alipay/return", "/come_back")] {
        assert_eq!(phone.get(path).await.location(), address);
    }
    let page = phone.get(&address).await;
    let text = page.text();
    assert_eq!(page.status, 200, "{text}");
    assert_eq!(page.all("h1"), ["待发货"]);
    assert!(
        text.contains(&number) && text.replace(' ', "").contains(&amount),
        "label, amount and number: {text}"
    );
    for private in [
        "林夏",
        "138****",
        "13800138000",
        "文三路",
        "炻器马克杯",
        &out_trade_no,
    ] {
        assert!(!text.contains(private), "{private} in {text}");
    }
    assert_eq!(page.attr("main a.button", "href"), Some(login.clone()));
    assert_eq!(
        page.all("main form").len(),
        0,
        "the page must not offer any action"
    );
    assert_eq!(page.header("cache-control"), "no-store");
    // A number as people type it (`#`, lower case, `o` for `0`) finds the same order.
    let typed = format!(
        "/change_status?order_id=%23{}",
        number.to_lowercase().replace('0', "o")
    );
    for client in [&phone, &shopper] {
        let page = client.get(&typed).await;
        assert_eq!(page.status, 200, "{}", page.location());
        assert_eq!(page.all("h1"), ["待发货"]);
    }
    // The session gives access to this order only.
    shopper.add("/p/spring-tea", "1").await;
    let other = shopper.check_out().await;
    let theirs = phone
        .get(&format!("/change_status?order_id={other}"))
        .await
        .location();
    assert!(theirs.starts_with("/login"), "{theirs}");
    assert_eq!(
        phone.get("/orders").await.location(),
        "/login?next=%2Forders"
    );

    let mut english = app.anonymous();
    english.language = "en";
    english.get(&back).await;
    let page = english.get(&address).await;
    assert!(page.text().contains("Sign in to see"), "{}", page.text());

    // After signing in, the owner sees the whole order; another user sees nothing.
    let account = &app.accounts.shopper;
    let whole = english
        .sign_in(&login, &account.login, &account.password)
        .await;
    assert!(whole.text().contains("Stoneware Mug"), "{}", whole.text());
    let form = phone.get("/register").await.form("/api/account/sign_up");
    let form = form.set("login", "visitor@example.com");
    let form = form.set("display_name", "访客");
    phone
        .submit_and_follow(form.set("password", "a quiet tea house"))
        .await;
    assert_eq!(phone.get(&address).await.status, 404);

    let late = app.anonymous();
    late.get(&back).await;
    app.clock.advance(29 * MINUTE);
    assert_eq!(late.get(&address).await.status, 200);
    app.clock.advance(MINUTE);
    assert_eq!(late.get(&address).await.location(), login);
    // The same URL again, from a history or a log: its signature is too old to give access.
    app.clock.advance(2 * MINUTE);
    assert_eq!(late.get(&back).await.location(), address);
    assert_eq!(late.get(&address).await.location(), login);
}

/// The return URL can be opened any number of times, so the number of sessions it creates is
/// limited.
#[tokio::test(flavor = "multi_thread")]
async fn a_return_opened_again_and_again_fills_nothing() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "1").await;
    let number = shopper.check_out().await;
    let (out_trade_no, amount) = shopper.start_to_pay(&number).await;
    let notice = encode(&signed_notice(paid(&out_trade_no, &amount)));
    assert_eq!(post(&app.router, notice).await.0, 200);
    let back = format!("/alipay/return?{}", signed_query(&out_trade_no, &amount));
    let first = app.anonymous();
    for n in 0..25 {
        let browser = app.anonymous();
        let browser = if n == 0 { &first } else { &browser };
        let page = browser.get(&back).await;
        assert_eq!(
            page.location(),
            format!("/change_status?order_id={number}"),
            "{n}"
        );
        let has_session = page.headers.get("set-cookie").is_some();
        assert_eq!(has_session, n < 20, "{n}");
    }
    // A browser with a session keeps using it.
    first.get(&back).await;
    let page = first
        .get(&format!("/change_status?order_id={number}"))
        .await;
    assert_eq!(page.status, 200, "{}", page.text());
    app.clock.advance(29 * MINUTE);
    assert!(
        app.anonymous()
            .get(&back)
            .await
            .headers
            .get("set-cookie")
            .is_none()
    );
}

/// The return URL writes to the database, so requests in a loop would delay all orders.
#[tokio::test(flavor = "multi_thread")]
async fn coming_back_has_a_pace() {
    let app = TestApp::new().await;
    let browser = app.anonymous();
    for path in ["/alipay/return?x=1", "/come_back?x=1"] {
        let mut refused = None;
        for _ in 0..90 {
            let page = browser.get(path).await;
            if page.status == 429 {
                refused = Some(page);
                break;
            }
            assert_eq!(page.location(), "/orders", "{path}");
        }
        let refused = refused.unwrap_or_else(|| panic!("{path} has no rate limit"));
        assert!(!refused.header("retry-after").is_empty(), "{path}");
        assert!(!refused.body.contains("<form"), "{}", refused.body);
    }
    // Forms have a separate rate limit.
    assert_ne!(browser.post("/api/cart/set", "x=1").await.status, 429);
    let elsewhere = app.anonymous().from("198.51.100.7");
    assert_eq!(elsewhere.get("/alipay/return?x=1").await.status, 303);
}
