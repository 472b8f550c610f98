//! Invalid input in each form: a clear error, the typed values are kept, nothing changes.

use crate::support::{
    TestApp, books,
    notice::{encode, paid, post, signed},
};
use domain::{limit, staff::Role};

#[tokio::test(flavor = "multi_thread")]
async fn registering_keeps_what_was_typed_but_never_a_password() {
    let app = TestApp::new().await;
    let client = app.anonymous();
    let form = client
        .get("/register")
        .await
        .form("/api/account/sign_up")
        .set("login", "not a login <b>")
        .set("display_name", "林 & 夏")
        .set("password", "short-7");
    let answer = client.submit(&form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(answer.location(), "/register#errors");
    let page = client.get(&answer.location()).await;
    let kept = page.form("/api/account/sign_up");
    assert_eq!(kept.get("login"), "not a login <b>");
    assert_eq!(kept.get("display_name"), "林 & 夏");
    assert_eq!(kept.get("password"), "");
    assert!(page.text().contains("请修改以下内容"), "{}", page.text());
    assert!(!page.body.contains("short-7") && !page.body.contains("__err"));
    assert!(!page.all(".field-error").is_empty());
    let page = client.get("/register").await;
    assert!(
        !page.text().contains("请修改以下内容"),
        "the error is shown once"
    );
    assert_eq!(page.form("/api/account/sign_up").get("login"), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_login_does_not_tell_what_is_wrong() {
    let app = TestApp::new().await;
    let mut told = Vec::new();
    for (login, password) in [
        (app.accounts.shopper.login.as_str(), "wrong password"),
        ("nobody@example.com", "wrong password"),
    ] {
        let client = app.anonymous();
        let page = client.sign_in("/login", login, password).await;
        assert_eq!(page.at, "/login#errors");
        assert_eq!(page.form("/api/account/sign_in").get("login"), login);
        assert_eq!(page.form("/api/account/sign_in").get("password"), "");
        assert!(!client.get("/orders").await.status.is_success());
        told.push(page.text().replace(login, ""));
    }
    assert_eq!(told[0], told[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_quantity_stays_in_its_field() {
    let app = TestApp::new().await;
    let client = app.anonymous();
    for qty in ["0", "-1", "100", "two", "1.5", "1e1"] {
        let form = client
            .get("/p/stoneware-mug")
            .await
            .form("/api/cart/add")
            .set("qty", qty);
        let page = client.submit_and_follow(form).await;
        assert_eq!(page.form("/api/cart/add").get("qty"), qty, "{}", page.at);
        assert!(
            !page.all(".field-error").is_empty(),
            "{qty}: {}",
            page.text()
        );
    }
    assert!(
        !client.get("/cart").await.has_form("/api/cart/set"),
        "the cart is empty"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_checkout_with_mistakes_orders_nothing() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "2").await;
    let before = books::digest(&app.shop, &[]).await;
    let form = shopper
        .checkout()
        .await
        .set("contact_name", "")
        .set("contact_phone", "12345")
        .set("region", "浙江省 杭州市")
        .set("street", "</textarea><script>alert(1)</script>")
        .set("buyer_note", "</textarea><script>alert(2)</script>");
    let page = shopper.submit_and_follow(form).await;
    assert_eq!(page.at, "/checkout#errors");
    let kept = page.form("/api/checkout/place_order");
    assert_eq!(kept.get("contact_phone"), "12345");
    assert_eq!(kept.get("region"), "浙江省 杭州市");
    assert_eq!(kept.get("street"), "</textarea><script>alert(1)</script>");
    assert_eq!(
        kept.get("buyer_note"),
        "</textarea><script>alert(2)</script>"
    );
    assert!(!page.body.contains("<script"), "typed text must be escaped");
    assert!(page.all(".field-error").len() >= 2, "{}", page.text());
    assert_eq!(books::digest(&app.shop, &[]).await, before);
    let orders = shopper.get("/orders").await;
    assert!(!orders.body.contains("order_id="), "{}", orders.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_total_that_was_changed_on_the_way_orders_nothing() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "2").await;
    let before = books::digest(&app.shop, &[]).await;
    let form = shopper.checkout().await.set("total_fen", "1");
    let page = shopper.submit_and_follow(form).await;
    assert_eq!(page.at, "/checkout#errors", "{}", page.text());
    assert_eq!(
        page.form("/api/checkout/place_order").get("total_fen"),
        "13600"
    );
    assert_eq!(books::digest(&app.shop, &[]).await, before);
}

/// The confirmation is shown right after the order is placed; later the page shows the order's
/// status.
#[tokio::test(flavor = "multi_thread")]
async fn a_checkout_sent_again_after_its_order_was_cancelled_is_not_told_as_placed() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "1").await;
    let form = shopper
        .get("/checkout")
        .await
        .form("/api/checkout/place_order")
        .set("contact_name", "林夏")
        .set("contact_phone", "13800138000")
        .set("region", "浙江省 杭州市 西湖区")
        .set("street", "文三路 1 号");
    let placed = shopper.submit_and_follow(form.clone()).await;
    assert!(placed.text().contains("订单已提交"), "{}", placed.text());
    shopper
        .submit_and_follow(placed.form("/api/order/cancel"))
        .await;
    let again = shopper.submit_and_follow(form).await;
    assert_eq!(
        again.at, placed.at,
        "a repeated post leads to the same order"
    );
    assert!(again.text().contains("已取消"), "{}", again.text());
    assert!(!again.text().contains("订单已提交"), "{}", again.text());
}

/// 99 is the largest quantity of a line, so "Only 99 left" would be wrong if more are in stock.
#[tokio::test(flavor = "multi_thread")]
async fn a_full_line_is_told_as_such_and_not_as_short_stock() {
    let app = TestApp::new().await;
    let client = app.anonymous();
    let product = client.get("/p/spring-tea").await;
    let sample = product
        .form("/api/cart/add")
        .set("sku", "TEA-SAMPLE")
        .set("qty", "60");
    client.submit_and_follow(sample.clone()).await;
    let page = client.submit_and_follow(sample).await;
    assert!(
        page.text().contains("每种商品最多 99 件"),
        "{}",
        page.text()
    );
    assert!(!page.text().contains("只剩"), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_and_doubled_fields_are_refused() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    let good = shopper.get("/p/stoneware-mug").await.form("/api/cart/add");
    let mut unknown = good.clone();
    unknown
        .fields
        .push(("form[price_fen]".to_owned(), "1".to_owned()));
    let mut doubled = good.clone();
    doubled
        .fields
        .push(("form[qty]".to_owned(), "99".to_owned()));
    for form in [unknown, doubled] {
        let answer = shopper.submit(&form).await;
        assert_eq!(answer.status, 400, "{:?}: {}", form.fields, answer.text());
        assert!(!answer.headers.contains_key("location"));
    }
    assert!(
        !shopper.get("/cart").await.has_form("/api/cart/set"),
        "the cart is empty"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_beyond_the_cap_is_refused_with_what_was_typed() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "2").await;
    let number = shopper.check_out().await;
    let (out_trade_no, amount) = shopper.start_to_pay(&number).await;
    post(&app.router, encode(&signed(paid(&out_trade_no, &amount)))).await;
    let staff = app.staff().await;
    let address = format!("/admin/orders/{number}/refund");
    let before = books::digest(&app.shop, std::slice::from_ref(&number)).await;
    for (qty, amount) in [("1", "99999.00"), ("0", "abc"), ("0", "-1"), ("0", "0.001")] {
        let mut form = staff
            .get(&address)
            .await
            .form(&address)
            .set("lines[0][qty]", qty)
            .set("lines[0][amount]", amount)
            .set("reason_code", "damaged");
        // Posted directly, without the confirmation page, as a prepared form could be.
        form.action = "/api/admin/refund_order".to_owned();
        form.is_post = true;
        let page = staff.submit_and_follow(form).await;
        assert_eq!(
            page.at,
            format!("{address}#errors"),
            "{qty} {amount}: {}",
            page.text()
        );
        assert_eq!(page.form(&address).get("lines[0][amount]"), amount);
        assert!(
            !page.all(".errors, .error-summary, [role=alert]").is_empty(),
            "{}",
            page.text()
        );
    }
    assert_eq!(
        books::digest(&app.shop, std::slice::from_ref(&number)).await,
        before
    );
}

/// `maxlength` in the form equals the limit that the server checks.
#[tokio::test(flavor = "multi_thread")]
async fn fields_take_as_much_as_their_check_does() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "1").await;
    let login = "fields@example.com";
    app.shop
        .create_staff(login, "店主", "a quiet tea house", &[Role::Owner])
        .await
        .unwrap();
    let staff = app.anonymous();
    staff
        .sign_in("/admin/login", login, "a quiet tea house")
        .await;
    let (checkout, product) = (
        shopper.get("/checkout").await,
        staff.get("/admin/products/stoneware-mug").await,
    );
    let register = app.anonymous().get("/register").await;
    let orders = staff.get("/admin/orders").await;
    for (page, field, most) in [
        (&register, "form[login]", limit::LOGIN),
        (&register, "form[display_name]", limit::DISPLAY_NAME),
        (&checkout, "form[contact_name]", limit::CONTACT_NAME),
        (&checkout, "form[contact_phone]", limit::CONTACT_PHONE),
        (&checkout, "form[region]", limit::REGION),
        (&checkout, "form[street]", limit::STREET),
        (&checkout, "form[buyer_note]", limit::BUYER_NOTE),
        (&product, "form[title_zh]", limit::TITLE),
        (&product, "form[body_en]", limit::BODY),
        (&product, "form[slug]", limit::SLUG),
        (&product, "form[axes][0][values_zh]", limit::OPTION_VALUES),
        (&product, "form[skus][0][code]", limit::SKU_CODE),
        (&product, "form[skus][0][price]", limit::AMOUNT),
        (&product, "form[why]", limit::STOCK_REASON),
        (&orders, "q", limit::SEARCH),
    ] {
        let found = page.attr(&format!("[name='{field}']"), "maxlength");
        assert_eq!(found, Some(most.max.to_string()), "{field}");
    }
    // A silently truncated password would lock its owner out, so the check refuses it.
    assert_eq!(register.attr("[name='form[password]']", "maxlength"), None);
}
