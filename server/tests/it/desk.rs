//! Edge cases of the admin pages: a removed role, two people at one browser, refunds that wait for
//! a password.

use crate::support::{
    Client, TestApp, books,
    notice::{encode, paid, post, signed},
    page::{Form, Page},
};
use domain::{staff::Role, time::MINUTE};

const PASSWORD: &str = "a quiet tea house";

async fn paid_order(app: &TestApp) -> String {
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "2").await;
    let number = shopper.check_out().await;
    let (out_trade_no, amount) = shopper.start_to_pay(&number).await;
    post(&app.router, encode(&signed(paid(&out_trade_no, &amount)))).await;
    number
}

async fn member(app: &TestApp, login: &str, roles: &[Role]) -> Client {
    app.shop
        .create_staff(login, "店员", PASSWORD, roles)
        .await
        .unwrap();
    let client = app.anonymous();
    client.sign_in("/admin/login", login, PASSWORD).await;
    client
}

/// The confirmation form of a full refund.
async fn confirm(staff: &Client, number: &str) -> Form {
    let address = format!("/admin/orders/{number}/refund");
    let form = staff.get(&address).await.form(&address);
    let mut form = form.set("reason_code", "damaged");
    form.fields
        .push(("form[whole]".to_owned(), "all".to_owned()));
    staff.submit(&form).await.form("/api/admin/refund_order")
}

async fn sql(app: &TestApp, text: &str) {
    let other = app.other_process().await;
    store::testing::batch(&other, text).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_was_taken_away_is_gone_at_once() {
    let app = TestApp::new().await;
    let number = paid_order(&app).await;
    let staff = member(&app, "was@example.com", &[Role::Refunds, Role::Orders]).await;
    let form = confirm(&staff, &number).await;
    sql(&app, "DELETE FROM staff_roles WHERE role = 'refunds'").await;
    let before = books::digest(&app.shop, std::slice::from_ref(&number)).await;
    assert_eq!(staff.submit(&form).await.status, 403);
    sql(&app, "DELETE FROM staff_roles").await;
    let answer = staff.submit(&form).await;
    assert_eq!(answer.status, 303);
    assert!(
        answer.location().starts_with("/admin/login"),
        "{}",
        answer.location()
    );
    assert_eq!(
        books::digest(&app.shop, std::slice::from_ref(&number)).await,
        before
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn new_roles_end_the_sessions_from_before() {
    let app = TestApp::new().await;
    let staff = member(&app, "more@example.com", &[Role::Viewer]).await;
    assert_eq!(staff.get("/admin").await.status, 200);
    app.shop
        .create_staff("more@example.com", "店员", PASSWORD, &[Role::Owner])
        .await
        .unwrap();
    assert_eq!(staff.get("/admin").await.status, 303, "must sign in again");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sentence_to_confirm_is_kept_to() {
    let app = TestApp::new().await;
    let number = paid_order(&app).await;
    let (one, two) = (
        member(&app, "one@example.com", &[Role::Refunds]).await,
        member(&app, "two@example.com", &[Role::Refunds]).await,
    );
    let address = format!("/admin/orders/{number}/refund");
    let whole = confirm(&one, &number).await;
    assert_eq!(whole.get("total_fen"), "13600");
    let part = two
        .get(&address)
        .await
        .form(&address)
        .set("lines[0][amount]", "5.00");
    let part = part.set("reason_code", "damaged");
    let plan = two.submit(&part).await;
    two.submit_and_follow(plan.form("/api/admin/refund_order"))
        .await;
    let page = one.submit_and_follow(whole).await;
    assert_eq!(page.at, format!("{address}#errors"));
    assert!(page.text().contains("¥131.00"), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_waits_for_a_password_is_its_writers_alone() {
    let app = TestApp::new().await;
    let number = paid_order(&app).await;
    let staff = member(&app, "first@example.com", &[Role::Refunds]).await;
    member(&app, "second@example.com", &[Role::Refunds]).await;
    let form = confirm(&staff, &number)
        .await
        .set("staff_note", "planted-note");
    app.clock.advance(11 * MINUTE);
    let asked = staff.submit(&form).await;
    assert!(
        asked.location().starts_with("/admin/prove"),
        "{}",
        asked.location()
    );
    // Another member of staff signs in at the same browser and must confirm the password for the
    // same page.
    staff
        .sign_in("/admin/login", "second@example.com", PASSWORD)
        .await;
    app.clock.advance(11 * MINUTE);
    let prove = staff.get(&asked.location()).await;
    let page = staff
        .submit_and_follow(prove.form("/api/admin/prove").set("password", PASSWORD))
        .await;
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("planted-note"), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_waits_for_the_password() {
    let app = TestApp::new().await;
    let number = paid_order(&app).await;
    let staff = member(&app, "first@example.com", &[Role::Refunds]).await;
    let form = confirm(&staff, &number)
        .await
        .set("staff_note", "kept-note");
    app.clock.advance(11 * MINUTE);
    let asked = staff.submit(&form).await;
    let before = books::digest(&app.shop, std::slice::from_ref(&number)).await;
    let prove = staff.get(&asked.location()).await;
    let wrong = staff
        .submit_and_follow(
            prove
                .form("/api/admin/prove")
                .set("password", "not it at all"),
        )
        .await;
    assert!(wrong.has_form("/api/admin/prove"), "{}", wrong.text());
    let page = staff
        .submit_and_follow(wrong.form("/api/admin/prove").set("password", PASSWORD))
        .await;
    assert!(page.body.contains("kept-note"), "{}", page.text());
    assert_eq!(
        books::digest(&app.shop, std::slice::from_ref(&number)).await,
        before,
        "confirming the password alone moves no money"
    );
}

/// Every view, filter and search is a URL, and unexpected parameters do not break it.
#[tokio::test(flavor = "multi_thread")]
async fn addresses_of_the_desk_hold_any_text() {
    let app = TestApp::new().await;
    let number = paid_order(&app).await;
    let staff = member(&app, "any@example.com", &[Role::Owner]).await;
    let odd = [
        "",
        "%00",
        "%ff",
        "'%22%3E%3Cscript%3E",
        "%25",
        "-1",
        "99999999999999999999",
    ];
    for text in odd {
        for address in [
            format!("/admin/orders?tab={text}"),
            format!("/admin/orders?q={text}"),
            format!("/admin/products?tab={text}"),
            format!("/admin/products?edit=1&tab={text}&q={text}"),
            format!("/admin/products?do=publish&pick={text}&pick={text}"),
            format!("/admin/products?do={text}"),
            format!("/admin/products?q={text}"),
            format!("/admin/audit?actor={text}&action={text}&target={text}"),
            format!("/admin/inbox?tab={text}"),
            format!("/admin/jobs?tab={text}"),
        ] {
            let page = staff.get(&address).await;
            assert_eq!(page.status, 200, "{address}");
            assert!(!page.body.contains("<script>"), "{address}");
        }
        if text.is_empty() {
            continue;
        }
        for address in [
            format!("/admin/orders?before={text}"),
            format!("/admin/orders?after={text}"),
            format!("/admin/products?before={text}"),
            format!("/admin/products?edit=1&after={text}"),
            format!("/admin/stock/{text}"),
            format!("/admin/stock/MUG-CELADON?before={text}"),
            format!("/admin/audit?after={text}"),
            format!("/admin/inbox?before={text}"),
            format!("/admin/inbox/{text}"),
            format!("/admin/orders/{text}"),
            format!("/admin/orders/{text}/refund"),
            format!("/admin/products/{text}"),
        ] {
            let status = staff.get(&address).await.status.as_u16();
            assert!(matches!(status, 200 | 404), "{address}: {status}");
        }
    }
    let page = staff
        .get(&format!("/admin/orders?tab=to_pay&q={number}"))
        .await;
    assert!(
        page.text().contains(&number),
        "a search looks at all orders"
    );
    let present = page.all("nav.tabs a[aria-current]");
    assert!(
        present.is_empty(),
        "no view is selected during a search: {present:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn views_of_orders_keep_the_days() {
    let app = TestApp::new().await;
    let staff = member(&app, "views@example.com", &[Role::Orders]).await;
    let current = |page: &Page| page.all("nav.tabs a[aria-current]");
    let to = |page: &Page, view: &str| page.attr(&format!("nav.tabs a[href*='{view}']"), "href");
    let plain = staff.get("/admin/orders").await;
    assert_eq!(current(&plain), ["全部"]);
    // The days of the test's clock.
    let today = "from=2026-11-22&to=2026-11-22";
    let list = staff
        .get(&format!("/admin/orders?tab=trouble&{today}"))
        .await;
    assert_eq!(current(&list), ["异常", "今日"]);
    assert_eq!(
        to(&list, "tab=to_pay"),
        Some(format!("/admin/orders?tab=to_pay&{today}"))
    );
    // Orders to ship are chosen by the day of payment.
    assert_eq!(
        to(&list, "tab=to-ship").as_deref(),
        Some("/admin/orders?tab=to-ship")
    );
    assert_eq!(
        list.all("nav.tabs a[href='/admin/orders?tab=trouble']"),
        ["所有日期"]
    );
    let address = "/admin/orders?tab=to-ship&from=2026-11-21&to=2026-11-21&region=x&noted=1";
    let list = staff.get(address).await;
    assert_eq!(current(&list), ["待发货", "昨日"]);
    assert_eq!(
        list.all(&format!(
            "nav.tabs a[href='/admin/orders?tab=to-ship&{today}&region=x&noted=1']"
        )),
        ["今日"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_has_names_and_words_in_the_place_of_codes() {
    let app = TestApp::new().await;
    let keeper = member(&app, "log@example.com", &[Role::Owner]).await;
    let address = "/admin/products/stoneware-mug";
    let form = keeper.get(address).await.form(address);
    let form = form.set("category", "tea").press("保存");
    keeper.submit_and_follow(form).await;
    let body = "kind=orders&from=2026-11-01&to=2026-11-22&file=csv";
    assert_eq!(keeper.post("/admin/exports/rows", body).await.status, 200);
    // As another version, or another hand, leaves it.
    sql(
        &app,
        "INSERT INTO audit_log (at, actor_id, actor_role, ip_prefix, action, target, target_id, before_json, after_json, \
         prev_hash, hash) SELECT at, actor_id, actor_role, ip_prefix, 'setting.change', 'setting', 'tomorrows_setting', '{}', \
         '{\"tomorrows_field\": {\"raw\": true}}', hash, 'x' FROM audit_log ORDER BY id DESC LIMIT 1",
    )
    .await;
    let log = keeper.get("/admin/audit").await;
    let objects = log.all("main tbody tr td:nth-of-type(3) a");
    assert_eq!(
        objects[..3],
        ["其他设置", "2026-11-01 – 2026-11-22", "炻器马克杯"]
    );
    let changes = log.all("main tbody tr .changes");
    assert!(changes[0].contains("其他内容"), "{changes:?}");
    assert!(changes[2].contains("分类"), "{changes:?}");
    assert!(changes[2].contains("杯具 → 茶叶"), "{changes:?}");
    for raw in ["tomorrows", "raw", "true", "stoneware-mug"] {
        let shown = log.all("main tbody").join(" ");
        assert!(!shown.contains(raw), "{raw}: {shown}");
    }
}

/// Refund forms are never in a URL, which would be logged and could exceed the limit of a proxy.
#[tokio::test(flavor = "multi_thread")]
async fn a_refund_is_computed_without_a_word_in_the_address() {
    let app = TestApp::new().await;
    let number = paid_order(&app).await;
    let staff = member(&app, "posts@example.com", &[Role::Refunds]).await;
    let address = format!("/admin/orders/{number}/refund");
    let note = "注".repeat(500);
    let form = staff.get(&address).await.form(&address);
    assert!(form.is_post, "计算 is a POST");
    let form = form
        .set("lines[0][qty]", "1")
        .set("reason_code", "damaged")
        .set("reason_text", &"因".repeat(100))
        .set("staff_note", &note);
    let plan = staff.submit(&form).await;
    assert_eq!((plan.status.as_u16(), plan.at.as_str()), (200, &*address));
    assert_eq!(plan.form("/api/admin/refund_order").get("staff_note"), note);
    assert_eq!(plan.form(&address).get("staff_note"), note);

    let wrong = staff
        .submit(&plan.form(&address).set("lines[0][qty]", "9"))
        .await;
    assert_eq!(wrong.status, 200);
    assert!(
        !wrong.has_form("/api/admin/refund_order"),
        "{}",
        wrong.text()
    );
    assert!(!wrong.all("#errors a[href='#f-lines-0-qty']").is_empty());
    assert!(!wrong.all(".field-error").is_empty());
    assert_eq!(wrong.form(&address).get("staff_note"), note);
    // A URL with form fields shows the empty form.
    let old = format!("{address}?{}", form.body());
    assert_eq!(staff.get(&old).await.form(&address).get("staff_note"), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_form_waits_behind_the_login() {
    let app = TestApp::new().await;
    let number = paid_order(&app).await;
    let staff = member(&app, "away@example.com", &[Role::Refunds]).await;
    let address = format!("/admin/orders/{number}/refund");
    let form = staff.get(&address).await.form(&address);
    let form = form.set("staff_note", "kept-note");
    // Staff sessions end after half an hour without a request.
    app.clock.advance(31 * MINUTE);
    let away = staff.submit(&form).await;
    assert_eq!(away.status, 303);
    let page = staff
        .sign_in(&away.location(), "away@example.com", PASSWORD)
        .await;
    assert_eq!(page.at, address);
    assert_eq!(page.form(&address).get("staff_note"), "kept-note");
}

/// A page loads only the islands of its own half, shop or admin.
#[tokio::test(flavor = "multi_thread")]
async fn each_side_loads_its_own_islands() {
    let app = TestApp::new().await;
    let number = paid_order(&app).await;
    let staff = member(&app, "islands@example.com", &[Role::Refunds]).await;
    let refund = staff.get(&format!("/admin/orders/{number}/refund")).await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "1").await;
    let cart = shopper.get("/cart").await;
    for (page, own, other) in [(refund, "desk", "zhanggui"), (cart, "zhanggui", "desk")] {
        let asks = |bundle: &str| {
            let names = [".js", ".wasm", "_bg.wasm"].map(|end| format!("/pkg/{bundle}{end}"));
            names
                .iter()
                .filter(|name| page.body.contains(*name))
                .count()
        };
        assert_eq!((asks(own), asks(other)), (2, 0), "{own}: {}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_is_told_in_words_and_its_technical_text_is_folded() {
    let app = TestApp::new().await;
    let at = app.shop.now().get();
    let plant = |error: &str| {
        format!(
            "INSERT INTO jobs (kind, payload_json, run_at, tries, state, lease_epoch, last_error, created_at) \
             VALUES ('purge', '{{}}', {at}, 3, 'dead', 3, '{error}', {at}); \
             INSERT INTO notify_inbox (notify_id, digest, out_trade_no, trade_no, trade_status, received_at, \
             deliveries, last_delivery_at, verdict, reason, version) \
             VALUES ('{error}', 'd', 'P1', 't', 'TRADE_SUCCESS', {at}, 1, {at}, 'error', '{error}', 1)"
        )
    };
    let other = app.other_process().await;
    for error in ["busy", "internal: no such column: odd"] {
        store::testing::batch(&other, &plant(error)).await.unwrap();
    }
    let staff = app.staff().await;
    for path in ["/admin/jobs", "/admin/inbox"] {
        let page = staff.get(path).await;
        let mut words = page.all("td.wraps p");
        words.sort();
        assert_eq!(
            words,
            ["内部错误，详情见服务器日志", "数据库繁忙或磁盘已满"],
            "{path}"
        );
        let folded = page.all("td.wraps details").join(" ");
        assert!(folded.contains("技术信息"), "{path}: {folded}");
        assert!(folded.contains("no such column: odd"), "{path}: {folded}");
    }
}
