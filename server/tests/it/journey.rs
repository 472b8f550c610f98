//! From the product page to the paid order, without JavaScript.

use crate::support::{
    TestApp,
    notice::{encode, paid, post, signed},
    page::Page,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_buys_signs_in_and_pays() {
    let app = TestApp::new().await;

    // The shopper already has a cart from another browser.
    let earlier = app.shopper().await;
    earlier.add("/p/spring-tea", "1").await;

    // A guest gets a cookie only when the cart is filled.
    let guest = app.anonymous();
    guest.get("/").await;
    guest.get("/p/stoneware-mug").await;
    assert_eq!(guest.cookie("zg"), None);
    let page = guest.add("/p/stoneware-mug", "2").await;
    assert!(page.text().contains("2 件，共 ¥136.00"), "{}", page.text());
    let before_login = guest.cookie("zg").expect("a session cookie for the cart");
    let cart = guest.get("/cart").await;
    assert!(cart.text().contains("炻器马克杯"), "{}", cart.text());

    // The checkout requires a login, which leads back to it.
    let asked = guest.get("/checkout").await;
    assert_eq!(asked.status, 303);
    let login = asked.location();
    assert!(login.starts_with("/login?next="), "{login}");
    let account = &app.accounts.shopper;
    let page = guest
        .sign_in(&login, &account.login, &account.password)
        .await;
    assert_eq!(page.at, "/checkout", "{}", page.text());
    let text = page.text();
    assert!(
        text.contains("炻器马克杯") && text.contains("茶"),
        "both carts are merged: {text}"
    );
    assert_ne!(
        guest.cookie("zg").unwrap(),
        before_login,
        "the session token must change at login"
    );

    // The form is sent twice and places one order.
    let form = page
        .form("/api/checkout/place_order")
        .set("contact_name", "林夏")
        .set("contact_phone", "13800138000")
        .set("region", "浙江省 杭州市 西湖区")
        .set("street", "文三路 1 号");
    let placed = guest.submit(&form).await;
    let again = guest.submit(&form).await;
    assert_eq!(placed.status, 303, "{}", placed.text());
    assert_eq!(
        placed.location(),
        again.location(),
        "a double submit places one order"
    );
    let status = guest.get(&placed.location()).await;
    assert!(
        status.all("h1").join(" ").contains("待付款"),
        "{}",
        status.text()
    );
    assert_eq!(status.header("cache-control"), "no-store");
    let orders = guest.get("/orders").await;
    let number = placed.location().split_once('=').unwrap().1.to_owned();
    assert_eq!(
        orders
            .body
            .matches(&format!("order_id={number}"))
            .count()
            .min(1),
        1
    );

    // Opening the cashier again uses the same attempt.
    let (out_trade_no, amount) = guest.start_to_pay(&number).await;
    assert_eq!(
        guest.start_to_pay(&number).await,
        (out_trade_no.clone(), amount.clone())
    );

    // The notification arrives, the browser does not return.
    let notice = encode(&signed(paid(&out_trade_no, &amount)));
    assert_eq!(post(&app.router, notice).await, (200, "success".to_owned()));
    let status = guest.get(&placed.location()).await;
    assert!(
        status.all("h1").join(" ").contains("待发货"),
        "{}",
        status.text()
    );
    assert!(
        !status.has_form("/api/payment/start"),
        "a paid order has no pay button"
    );
    let late = guest.submit(&form).await;
    assert_eq!(
        late.location(),
        placed.location(),
        "the form still leads to its order"
    );
    assert_eq!(app.shop.audit().await.unwrap().breaches, vec![]);
}

#[tokio::test(flavor = "multi_thread")]
async fn buying_now_leads_to_the_checkout_of_this_alone() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "1").await;
    let form = shopper
        .get("/p/spring-tea")
        .await
        .form("/api/cart/buy_now")
        .set("qty", "1");
    let page = shopper.submit_and_follow(form).await;
    assert_eq!(page.at, "/checkout");
    let lines = page.all("ul.lines li").join(" ");
    assert!(
        lines.contains('茶') && !lines.contains("炻器马克杯"),
        "{lines}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_order_frees_its_goods() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug?o=ochre", "3").await;
    let number = shopper.check_out().await;
    let address = format!("/change_status?order_id={number}");
    let page = shopper.get(&address).await;
    let page = shopper
        .submit_and_follow(page.form("/api/order/cancel"))
        .await;
    assert!(
        page.all("h1").join(" ").contains("已取消"),
        "{}",
        page.text()
    );
    assert!(!page.has_form("/api/payment/start"));
    assert_eq!(app.shop.audit().await.unwrap().breaches, vec![]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shop_speaks_the_browsers_language_or_the_chosen_one() {
    let app = TestApp::new().await;
    let mut browser = app.anonymous();
    browser.language = "en-GB,en;q=0.9";
    let page = browser.get("/cart").await;
    assert_eq!(page.attr("html", "lang").as_deref(), Some("en"));
    let chosen = page.form("/api/account/language").press("中文");
    let page = browser.submit_and_follow(chosen).await;
    assert_eq!(
        page.attr("html", "lang").as_deref(),
        Some("zh-CN"),
        "{}",
        page.at
    );
}

/// The lines that a notice names, without the characters that isolate their names.
fn named(page: &Page) -> Vec<String> {
    let plain = |line: String| line.replace(['\u{2068}', '\u{2069}'], "");
    page.all(".notice li").into_iter().map(plain).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn buying_again_tells_once_what_is_not_as_in_the_order() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug?o=ochre", "2").await;
    let number = shopper.check_out().await;
    let order = format!("/change_status?order_id={number}");
    for (language, said, line) in [
        (
            "zh-CN",
            "已放入购物车，有些商品与上次不同：",
            "炻器马克杯 赭石 库存只剩 1 件，已改为 1 件。",
        ),
        (
            "en",
            "In your cart again. Some items differ from last time:",
            "Only 1 of Stoneware Mug Ochre left, so the quantity is now 1.",
        ),
    ] {
        shopper.set_cookie("lang", language);
        let form = shopper.get(&order).await.form("/api/order/buy_again");
        let cart = shopper.submit_and_follow(form).await;
        assert_eq!(cart.at, "/cart");
        assert_eq!(cart.all(".notice p"), [said]);
        assert_eq!(named(&cart), [line]);
        let later = shopper.get("/cart").await;
        assert!(later.all(".notice").is_empty(), "the notice is shown once");
    }
    // Another shopper orders the last unit.
    let other = app.anonymous();
    let form = other
        .get("/register")
        .await
        .form("/api/account/sign_up")
        .set("login", "other@example.com")
        .set("display_name", "林晓")
        .set("password", "willow under rain");
    other.submit_and_follow(form).await;
    other.add("/p/stoneware-mug?o=ochre", "1").await;
    other.check_out().await;
    let form = shopper.get(&order).await.form("/api/order/buy_again");
    let back = shopper.submit_and_follow(form).await;
    assert!(back.at.starts_with(&order), "{}", back.at);
    assert!(
        back.all("#errors")
            .join(" ")
            .contains("None of these are available now"),
        "{}",
        back.text()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn carts_that_are_joined_name_what_was_lowered() {
    let app = TestApp::new().await;
    let earlier = app.shopper().await;
    earlier.add("/p/stoneware-mug?o=ochre", "2").await;
    let guest = app.anonymous();
    guest.add("/p/stoneware-mug?o=ochre", "3").await;
    let account = &app.accounts.shopper;
    let page = guest
        .sign_in("/login?next=%2Fcart", &account.login, &account.password)
        .await;
    assert_eq!(
        page.all(".notice p"),
        ["已登录，购物车已合并，有些商品有变化："]
    );
    assert_eq!(
        named(&page),
        ["炻器马克杯 赭石 库存只剩 3 件，已改为 3 件。"]
    );
}
