//! The link of the first start makes its user the owner, once.

use crate::support::{Client, TestApp, page::Form};

const LOGIN: &str = "keeper@example.com";
const PASSWORD: &str = "a quiet tea house";
const DOOR: &str = "/api/admin/first_run";

/// A shop without an owner, and the URL of its link.
async fn without_owner() -> (TestApp, String) {
    let app = TestApp::new().await;
    let other = app.other_process().await;
    store::testing::batch(&other, "DELETE FROM staff_roles")
        .await
        .unwrap();
    let line = server::first_run::line(&app.shop, "http://127.0.0.1:8080")
        .await
        .unwrap()
        .unwrap();
    let address = line
        .strip_prefix("first-run http://127.0.0.1:8080")
        .unwrap();
    (app, address.to_owned())
}

async fn filled(client: &Client, address: &str, login: &str) -> Form {
    let page = client.get(address).await;
    assert_eq!(page.status, 200, "{}", page.text());
    page.form(DOOR)
        .set("login", login)
        .set("display_name", "王芳")
        .set("password", PASSWORD)
        .set("shop_name", "山茶小店")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_leads_to_the_desk_once() {
    let (app, address) = without_owner().await;
    assert!(address.starts_with("/admin/first-run?key="), "{address}");
    let keeper = app.anonymous();
    let page = keeper.get(&address).await;
    assert_eq!(page.header("cache-control"), "no-store");
    let form = filled(&keeper, &address, LOGIN).await;
    let desk = keeper.submit_and_follow(form.clone()).await;
    assert_eq!((desk.status.as_u16(), desk.at.as_str()), (200, "/admin"));
    let text = desk.text();
    assert!(text.contains("王芳") && text.contains("开店清单"), "{text}");
    assert!(text.contains("山茶小店"), "{text}");

    let stranger = app.anonymous();
    assert_eq!(stranger.get(&address).await.status, 404);
    assert_eq!(stranger.submit(&form).await.status, 404);
    assert_eq!(stranger.get("/admin").await.status, 303);
    let again = app.anonymous();
    let page = again.sign_in("/admin/login", LOGIN, PASSWORD).await;
    assert_eq!(page.at, "/admin");
    let front = stranger.get("/").await;
    assert_eq!(front.all("h1"), ["山茶小店"]);
    let line = server::first_run::line(&app.shop, "").await.unwrap();
    assert_eq!(line, None, "no link once there is an owner");
}

#[tokio::test(flavor = "multi_thread")]
async fn any_other_key_leads_nowhere() {
    let (app, address) = without_owner().await;
    let stranger = app.anonymous();
    let form = filled(&stranger, &address, LOGIN).await;
    for key in [
        "",
        "x",
        "00000000000000000000000000",
        &"0".repeat(5_000),
        "\u{0}",
        "\"><script>alert(1)</script>",
    ] {
        let page = stranger.get(&kit::paths::first_run(key)).await;
        assert_eq!(page.status, 404, "{key}");
        assert!(!page.body.contains("<script>alert"), "{key}");
        let answer = stranger.submit(&form.clone().set("key", key)).await;
        assert_eq!(answer.status, 404, "{key}");
        assert!(answer.headers.get("set-cookie").is_none(), "{key}");
    }
    assert_eq!(stranger.get("/admin/first-run").await.status, 404);
    // The link still works.
    let desk = stranger.submit_and_follow(form).await;
    assert_eq!(desk.at, "/admin");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_posts_at_once_make_one_owner() {
    let (app, address) = without_owner().await;
    let (one, two) = (app.anonymous(), app.anonymous());
    let first = filled(&one, &address, "one@example.com").await;
    let second = filled(&two, &address, "two@example.com").await;
    let (first, second) = tokio::join!(one.submit(&first), two.submit(&second));
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 404]);
    let sql = "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM staff_roles";
    let store = app.other_process().await;
    let owners = store::testing::answers(&store, sql).await.unwrap();
    assert_eq!(owners, ["1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_form_keeps_what_was_typed_and_the_link() {
    let (app, address) = without_owner().await;
    let keeper = app.anonymous();
    let hostile = "\"'></p><img src=x data-hostile onerror=alert(1)>";
    let form = filled(&keeper, &address, hostile).await;
    let form = form.set("display_name", hostile).set("password", "short");
    let page = keeper.submit_and_follow(form).await;
    assert_eq!(page.at, format!("{address}#errors"));
    assert_eq!(page.all("[data-hostile]"), Vec::<String>::new());
    let again = page.form(DOOR);
    assert_eq!(
        (again.get("login"), again.get("display_name")),
        (hostile, hostile)
    );
    assert_eq!(again.get("password"), "");
    for told in ["请填写邮箱", "密码至少 8 个字符。", "太长了"] {
        assert!(page.text().contains(told), "{told}: {}", page.text());
    }
    let form = filled(&keeper, &address, LOGIN).await;
    assert_eq!(keeper.submit_and_follow(form).await.at, "/admin");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_has_the_pace_of_signing_in() {
    let (app, address) = without_owner().await;
    let stranger = app.anonymous();
    let form = filled(&stranger, &address, LOGIN).await;
    let form = form.set("key", "00000000000000000000000000");
    let mut statuses = Vec::new();
    for _ in 0..21 {
        statuses.push(stranger.submit(&form).await.status.as_u16());
    }
    assert_eq!(statuses.first(), Some(&404));
    assert_ne!(statuses.last(), Some(&404), "{statuses:?}");
}
