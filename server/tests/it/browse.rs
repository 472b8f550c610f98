//! Categories and search: caching, indexing by search engines, old URLs, the forms of staff.

use crate::{
    scripts::scripts,
    support::{Client, TestApp, page::Page},
};
use store::queries::{catalog, category};

fn renders(app: &TestApp) -> u64 {
    app.state().edge.pages.renders()
}

async fn owner(app: &TestApp) -> Client {
    let client = app.anonymous();
    let (login, password) = (&app.accounts.owner.login, &app.accounts.owner.password);
    client.sign_in("/admin/login", login, password).await;
    client
}

/// Creates a category through its form, as staff do, and adds the mug to it.
async fn cups(app: &TestApp, owner: &Client) {
    let form = owner.get("/admin/categories").await;
    let form = form
        .form("/api/admin/save_category")
        .set("name_zh", "测试杯子");
    let page = owner.submit_and_follow(form).await;
    assert!(page.text().contains("测试杯子"), "{}", page.text());
    let work = |tx: &mut store::Tx<'_>| {
        let row = category::by_slug(tx, "ce-shi-bei-zi")?.expect("the category");
        let mug = catalog::active_product(tx, "stoneware-mug")?.expect("the mug");
        category::assign(tx, mug.id, Some(row.id), &[])?;
        shop::catalog::listing::refresh(tx, mug.id)
    };
    app.shop.store().write(work).await.unwrap();
}

async fn see(client: &Client, path: &str) -> Page {
    let page = client.get(path).await;
    assert_eq!(page.status, 200, "{path}");
    page
}

fn is_indexed(page: &Page) -> bool {
    !page.body.contains("noindex")
}

#[tokio::test(flavor = "multi_thread")]
async fn only_known_parameters_make_cached_pages() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    cups(&app, &owner).await;
    let reader = app.anonymous();
    let page = see(&reader, "/c/ce-shi-bei-zi").await;
    assert!(page.text().contains("炻器马克杯") && is_indexed(&page));
    assert!(page.body.contains("rel=\"canonical\""));
    let one = renders(&app);
    for query in [
        "?utm_source=x",
        "?x[]=1&stock=0",
        "?sort=newest&sort=",
        "?v=a%20b",
    ] {
        see(&reader, &format!("/c/ce-shi-bei-zi{query}")).await;
    }
    assert_eq!(
        renders(&app),
        one,
        "unknown parameters are served the cached page"
    );
    let sorted = see(&reader, "/c/ce-shi-bei-zi?x=1&sort=price_up").await;
    assert!(!is_indexed(&sorted));
    see(&reader, "/c/ce-shi-bei-zi?sort=price_up&x=2").await;
    assert_eq!(renders(&app), one + 1);
    // Unknown values, prices and queries have endless URLs, so they must not be cached.
    let before = app.state().edge.pages.weight().await;
    for n in 0..5 {
        see(&reader, &format!("/c/ce-shi-bei-zi?v=none-{n}")).await;
        see(&reader, &format!("/c/ce-shi-bei-zi?from={n}")).await;
        see(&reader, &format!("/c/ce-shi-bei-zi?after=none-{n}")).await;
        see(&reader, &format!("/search?q=qqqq{n}zz")).await;
    }
    assert_eq!(app.state().edge.pages.weight().await, before);
    for path in ["/search?q=mug", "/search?q=%20mug&x=1", "/search?x=2&q=mug"] {
        let page = see(&reader, path).await;
        assert!(page.text().contains("炻器马克杯") && !is_indexed(&page));
    }
    assert!(app.state().edge.pages.weight().await > before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renamed_category_is_found_under_both_addresses() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    cups(&app, &owner).await;
    let reader = app.anonymous();
    see(&reader, "/c/ce-shi-bei-zi").await;
    let form = owner.get("/admin/categories/ce-shi-bei-zi").await;
    let form = form.form("/api/admin/save_category");
    let late = form.clone();
    owner.submit_and_follow(form.set("slug", "test-cups")).await;
    for (from, to) in [
        ("/c/ce-shi-bei-zi?sort=sold", "/c/test-cups?sort=sold"),
        ("/en/c/ce-shi-bei-zi", "/en/c/test-cups"),
    ] {
        let moved = reader.get(from).await;
        assert_eq!(
            (moved.status.as_u16(), moved.location()),
            (301, to.to_owned())
        );
    }
    assert!(
        see(&reader, "/p/stoneware-mug")
            .await
            .body
            .contains("/c/test-cups")
    );
    // A form opened under the old URL: that category no longer exists.
    let gone = owner.submit(&late.set("name_zh", "别的")).await;
    assert_eq!(gone.status, 404);
    // A refused form keeps the typed values.
    let form = owner.get("/admin/categories/test-cups").await;
    let acts = form.all("section[aria-labelledby=history] tbody tr");
    assert_eq!(acts.len(), 1, "{acts:?}");
    assert!(acts[0].contains("ce-shi-bei-zi"), "{acts:?}");
    let form = form.form("/api/admin/save_category").set("slug", "No Good");
    let page = owner.submit_and_follow(form).await;
    assert!(
        page.text().contains("网址名只能用小写字母"),
        "{}",
        page.text()
    );
    assert!(page.body.contains("No Good"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_that_finds_nothing_leads_on() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    cups(&app, &owner).await;
    let reader = app.anonymous();
    let page = see(&reader, "/search?q=%E9%A9%AC%E5%85%8B%E8%A2%AB").await;
    let text = page.text();
    assert!(text.contains("没有找到「"), "{text}");
    assert!(
        text.contains("是不是要找：") && text.contains("大家在买"),
        "{text}"
    );
    assert!(
        page.body
            .contains("href=\"/search?q=%E9%A9%AC%E5%85%8B%E6%9D%AF\"")
    );
    assert!(page.body.contains("/c/ce-shi-bei-zi"));
    let all = see(&reader, "/c").await;
    assert!(all.body.contains("/c/ce-shi-bei-zi") && is_indexed(&all));
    for path in ["/", "/c", "/search", "/cart", "/p/stoneware-mug"] {
        let page = see(&reader, path).await;
        assert!(page.body.contains("action=\"/search\""), "{path}");
        assert_eq!(scripts(&page), 0, "{path}");
    }
}
