//! The shop's logo: from the form of the settings to the header of the shop.

use crate::support::{
    Client, TestApp,
    files::{PNG, upload},
    page::{Form, Page},
};
use domain::{setting::Section, staff::Role};

const PASSWORD: &str = "a quiet tea house";
const PAGE: &str = "/admin/settings";
const DOOR: &str = "/api/admin/change_settings";
const HEIC: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0heicmif1";

async fn owner(app: &TestApp) -> Client {
    let login = "logo@example.com";
    app.shop
        .create_staff(login, "王芳", PASSWORD, &[Role::Owner])
        .await
        .unwrap();
    let client = app.anonymous();
    client.sign_in("/admin/login", login, PASSWORD).await;
    client
}

/// The form of the section with the logo.
fn form(page: &Page) -> Form {
    let forms = page.forms(DOOR);
    let wanted = Section::Shop.as_str();
    let found = forms.into_iter().find(|form| form.get("section") == wanted);
    found.unwrap_or_else(|| panic!("no form: {}", page.text()))
}

/// The page that the answer leads to.
async fn sent(client: &Client, form: &Form, files: &[(&str, &[u8])]) -> Page {
    let led = upload(client, form, files).await;
    assert_eq!(led.status, 303, "{}", led.text());
    client.get(&led.location()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_logo_stands_beside_the_name_until_it_is_removed() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    let visitor = app.anonymous();
    // Put the page into the cache before the change.
    assert_eq!(visitor.get("/").await.all(".wordmark .mark"), ["拾"]);
    let typed = form(&owner.get(PAGE).await).set("values[slogan]", "慢慢挑。");
    let page = sent(&owner, &typed, &[("logo.png", PNG)]).await;
    assert_eq!(page.at, "/admin/settings#shop");
    assert!(page.text().contains("已保存。"), "{}", page.text());
    assert!(page.text().contains("现在的标志"), "{}", page.text());
    for path in ["/", "/en/", "/cart"] {
        let front = visitor.get(path).await;
        assert!(front.all(".wordmark .mark").is_empty(), "{path}");
        let attr = |name: &str| front.attr(".wordmark img.logo", name).unwrap();
        assert_eq!(attr("alt"), "", "the name stands beside it");
        assert_eq!((attr("width"), attr("height")), ("32".into(), "32".into()));
        let file = visitor.get(&attr("src")).await;
        assert_eq!(file.status, 200, "{path}");
        assert_eq!(file.header("content-type"), "image/webp");
        assert!(file.header("cache-control").contains("immutable"));
    }
    assert_eq!(visitor.get("/").await.all(".foot-line"), ["慢慢挑。"]);

    // Without a file the logo stays, sent with files or without.
    sent(&owner, &form(&owner.get(PAGE).await), &[("", b"")]).await;
    owner.submit_and_follow(form(&owner.get(PAGE).await)).await;
    assert_eq!(visitor.get("/").await.all("img.logo").len(), 1);

    let mut without = form(&owner.get(PAGE).await);
    let drop = ("form[drop_logo]".to_owned(), "1".to_owned());
    without.fields.push(drop);
    sent(&owner, &without, &[]).await;
    assert_eq!(visitor.get("/").await.all(".wordmark .mark"), ["拾"]);
    let log = owner.get("/admin/audit").await;
    assert!(log.text().contains("修改设置"), "{}", log.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_file_is_told_at_its_field_and_the_typing_stays() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    let typed = form(&owner.get(PAGE).await).set("values[slogan]", "慢慢挑。");
    let page = sent(&owner, &typed, &[("IMG_7.HEIC", HEIC)]).await;
    assert_eq!(page.at, "/admin/settings#errors");
    let told = page.all("#f-logo-error");
    assert_eq!(told.len(), 1, "{}", page.text());
    assert!(told[0].contains("IMG_7.HEIC"), "{told:?}");
    assert!(told[0].contains("请导出为 JPEG"), "{told:?}");
    assert_eq!(
        page.attr("#errors li a", "href").as_deref(),
        Some("#f-logo")
    );
    assert_eq!(form(&page).get("values[slogan]"), "慢慢挑。");
    let two = [("a.png", PNG), ("b.png", PNG)];
    let page = sent(&owner, &typed, &two).await;
    assert_eq!(page.all("#f-logo-error").len(), 1, "one file at a time");

    // A picture that came with another mistake waits in the form.
    let wrong = typed.set("values[shop_name]", "");
    let page = sent(&owner, &wrong, &[("logo.png", PNG)]).await;
    assert!(
        page.text().contains("新标志，还没有保存"),
        "{}",
        page.text()
    );
    let again = form(&page).set("values[shop_name]", "山茶小店");
    assert_eq!(again.get("logo").len(), 32);
    assert!(app.shop.settings().await.unwrap().logo.is_none());
    sent(&owner, &again, &[("", b"")]).await;
    let front = app.anonymous().get("/").await;
    assert_eq!(front.all("h1"), ["山茶小店"]);
    assert_eq!(front.all("img.logo").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_come_from_the_owner_and_have_limits() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    let typed = form(&owner.get(PAGE).await);
    let led = upload(&app.anonymous(), &typed, &[("logo.png", PNG)]).await;
    assert_eq!(led.status, 303);
    assert!(
        led.location().starts_with("/admin/login"),
        "{}",
        led.location()
    );
    let login = "catalog@example.com";
    app.shop
        .create_staff(login, "店员", PASSWORD, &[Role::Catalog])
        .await
        .unwrap();
    let clerk = app.anonymous();
    clerk.sign_in("/admin/login", login, PASSWORD).await;
    let refused = upload(&clerk, &typed, &[("logo.png", PNG)]).await;
    assert_eq!(refused.status, 403);
    assert!(app.shop.settings().await.unwrap().logo.is_none());
    // No other form takes files.
    let elsewhere = Form {
        action: "/api/admin/save_category".to_owned(),
        ..typed.clone()
    };
    let page = upload(&owner, &elsewhere, &[("logo.png", PNG)]).await;
    assert_eq!(page.status, 400);
    let long = Form {
        fields: vec![("form[section]".to_owned(), "x".repeat(100 * 1024))],
        ..typed
    };
    assert_eq!(upload(&owner, &long, &[]).await.status, 400);
}
