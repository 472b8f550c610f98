//! The settings page, and its effect on the pages of the shop.

use crate::support::{
    Client, TestApp,
    page::{Form, Page},
};
use domain::{
    setting::{Kind, Section, SettingName},
    staff::Role,
};

const PASSWORD: &str = "a quiet tea house";
const PAGE: &str = "/admin/settings";
const DOOR: &str = "/api/admin/change_settings";

async fn member(app: &TestApp, role: Role) -> Client {
    let login = format!("role-{role}@example.com");
    app.shop
        .create_staff(&login, "王芳", PASSWORD, &[role])
        .await
        .unwrap();
    let client = app.anonymous();
    client.sign_in("/admin/login", &login, PASSWORD).await;
    client
}

/// The form of a section, as a browser sends it.
fn section(page: &Page, section: Section) -> Form {
    let forms = page.forms(DOOR);
    let found = forms
        .into_iter()
        .find(|form| form.get("section") == section.as_str());
    found.unwrap_or_else(|| panic!("no form for {section}: {}", page.text()))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_owner_saves_is_in_the_shop_at_once() {
    let app = TestApp::new().await;
    let owner = member(&app, Role::Owner).await;
    let visitor = app.anonymous();
    // Put the page into the cache before the change.
    assert_eq!(visitor.get("/").await.all("h1"), ["拾光杂货"]);
    assert!(visitor.get("/").await.all(".foot-about li").is_empty());
    let form = section(&owner.get(PAGE).await, Section::Shop)
        .set("values[shop_name]", "山茶小店")
        .set("values[shop_name_en]", "Camellia")
        .set("values[slogan]", "慢慢挑。")
        .set("values[contact_phone]", "400-820-8820")
        .set("values[contact_email]", "shop@example.com")
        .set("values[contact_address]", "杭州市文三路 1 号\n9:00–18:00");
    let saved = owner.submit_and_follow(form).await;
    assert_eq!(saved.at, "/admin/settings#shop");
    assert!(saved.text().contains("已保存。"), "{}", saved.text());
    assert!(saved.text().contains("改"), "{}", saved.text());
    let form = section(&owner.get(PAGE).await, Section::Filings)
        .set("values[filing_icp]", "浙ICP备12345678号-1")
        .set("values[filing_police]", "浙公网安备 33010602000001号")
        .set("values[filing_licence]", "91330100MA27XXXXXX")
        .set(
            "values[filing_licence_link]",
            "https://shop.example/licence.pdf",
        );
    owner.submit_and_follow(form).await;

    let front = visitor.get("/").await;
    assert_eq!(front.all("h1"), ["山茶小店"]);
    assert_eq!(front.all(".foot-line"), ["慢慢挑。"]);
    assert_eq!(front.all(".foot-about li").len(), 6, "{}", front.body);
    for (selector, wanted) in [
        ("a[href^='tel:']", "tel:4008208820"),
        ("a[href^='mailto:']", "mailto:shop@example.com"),
        ("a[href*='miit']", "https://beian.miit.gov.cn/"),
        (
            "a[href*='mps']",
            "https://beian.mps.gov.cn/#/query/webSearch?code=33010602000001",
        ),
        ("a[href$='pdf']", "https://shop.example/licence.pdf"),
    ] {
        assert_eq!(front.attr(selector, "href").as_deref(), Some(wanted));
    }
    let english = visitor.get("/en/").await;
    assert_eq!(english.all("h1"), ["Camellia"]);
    assert!(english.all("title")[0].ends_with("Camellia"));
    assert!(owner.get("/admin").await.all("title")[0].ends_with("山茶小店"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conflict_shows_both_values() {
    let app = TestApp::new().await;
    let owner = member(&app, Role::Owner).await;
    let second = owner.get(PAGE).await;
    let first = section(&second, Section::Orders).set("values[postage]", "62.00");
    owner.submit_and_follow(first).await;
    let late = section(&second, Section::Orders).set("values[postage]", "58.00");
    let page = owner.submit_and_follow(late).await;
    assert_eq!(page.at, "/admin/settings#errors");
    let form = section(&page, Section::Orders);
    assert_eq!(
        form.get("values[postage]"),
        "58.00",
        "the typed value is kept"
    );
    assert!(page.text().contains("现在是：62.00"), "{}", page.text());
    // Sending it again after seeing the conflict saves it.
    let page = owner.submit_and_follow(form).await;
    assert_eq!(page.at, "/admin/settings#orders");
    let product = app.anonymous().get("/p/stoneware-mug").await;
    assert!(product.text().contains("58.00"), "{}", product.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_role_reads_and_the_owner_alone_has_forms() {
    let app = TestApp::new().await;
    for role in Role::ALL {
        let page = member(&app, *role).await.get(PAGE).await;
        let is_owner = *role == Role::Owner;
        assert_eq!(page.has_form(DOOR), is_owner, "{role}");
        let told = page.text().contains("你可以查看设置，修改需要店主权限。");
        assert_eq!(told, !is_owner, "{role}");
        assert!(page.text().contains("付款时限（分钟）"), "{role}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn markup_in_every_field_stays_text() {
    let app = TestApp::new().await;
    let owner = member(&app, Role::Owner).await;
    let hostile = "\"'></p><img src=x data-hostile>";
    let long = format!("</textarea></title><script>alert(1)</script>{hostile}");
    let mut told = 0;
    for name in SettingName::ALL {
        let declared = name.declared();
        let typed = if matches!(declared.kind, Kind::Line(_)) {
            hostile
        } else if matches!(declared.kind, Kind::Lines(_)) {
            long.as_str()
        } else {
            continue;
        };
        let field = format!("values[{name}]");
        let form = section(&owner.get(PAGE).await, declared.section).set(&field, typed);
        let page = owner.submit_and_follow(form).await;
        assert_eq!(page.all("[data-hostile]"), Vec::<String>::new(), "{name}");
        assert_eq!(
            section(&page, declared.section).get(&field),
            typed,
            "{name}"
        );
        told += 1;
    }
    assert!(told >= 8, "{told}");
    let visitor = app.anonymous();
    for path in ["/", "/en/", "/cart", "/nowhere"] {
        let page = visitor.get(path).await;
        assert_eq!(page.all("[data-hostile]"), Vec::<String>::new(), "{path}");
        assert!(!page.body.contains("<script>alert"), "{path}");
        assert!(
            page.text().contains("data-hostile"),
            "{path}: {}",
            page.text()
        );
    }
    let log = owner.get("/admin/audit").await;
    assert_eq!(log.all("[data-hostile]"), Vec::<String>::new());
    assert!(log.text().contains("修改设置"), "{}", log.text());

    // A refused form keeps the typed values.
    let page = owner.get(PAGE).await;
    let form = section(&page, Section::Orders).set("values[postage]", hostile);
    let page = owner.submit_and_follow(form).await;
    assert_eq!(page.all("[data-hostile]"), Vec::<String>::new());
    assert_eq!(
        section(&page, Section::Orders).get("values[postage]"),
        hostile
    );
    let form = section(&owner.get(PAGE).await, Section::Home)
        .set("shelves[0][title_zh]", hostile)
        .set("shelves[0][products]", hostile);
    let page = owner.submit_and_follow(form).await;
    assert_eq!(page.all("[data-hostile]"), Vec::<String>::new());
    assert!(page.text().contains("货架 1"), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_checklist_leads_to_the_next_step() {
    let app = TestApp::new().await;
    let owner = member(&app, Role::Owner).await;
    let desk = owner.get("/admin").await;
    // Categories, products and pictures are done; name, shipping and self-check are not.
    assert!(desk.text().contains("开店清单 4/7"), "{}", desk.text());
    assert_eq!(desk.all(".opening a.button"), ["继续：店名"]);
    let next = desk.attr(".opening a.button", "href").unwrap();
    assert_eq!(next, "/admin/settings#shop");
    let form = section(&owner.get(&next).await, Section::Shop);
    owner.submit_and_follow(form).await;
    let desk = owner.get("/admin").await;
    assert_eq!(desk.all(".opening a.button"), ["继续：运费"]);
    let check = owner.get("/admin/doctor").await;
    assert!(check.text().contains("还没有自检结果"), "{}", check.text());
}
