//! Public pages have the language of their URL; other pages that of the reader.

use crate::support::{Client, TestApp, app::Setup, page::Page};
use axum::body::Body;
use http::{Request, header};

fn lang(page: &Page) -> String {
    page.attr("html", "lang").unwrap_or_default()
}

/// Follows a link from the page at `from`, with the Referer that browsers send.
async fn follow(client: &Client, from: &str, to: &str) -> Page {
    let request = Request::get(to)
        .header(header::ACCEPT, "text/html")
        .header(header::ACCEPT_LANGUAGE, client.language)
        .header(header::REFERER, format!("http://127.0.0.1:8080{from}"))
        .body(Body::empty())
        .unwrap();
    client.send(request).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_alone_decides() {
    let app = TestApp::new().await;
    for language in ["zh-CN", "en-GB", "fr"] {
        let mut reader = app.anonymous();
        reader.language = language;
        for cookie in [None, Some("zh-CN"), Some("en")] {
            if let Some(cookie) = cookie {
                reader.set_cookie("lang", cookie);
            }
            for (path, expected) in [
                ("/", "zh-CN"),
                ("/p/stoneware-mug", "zh-CN"),
                ("/p/nothing", "zh-CN"),
                ("/en/", "en"),
                ("/en/p/stoneware-mug", "en"),
                ("/en/p/nothing", "en"),
                ("/en/nothing", "en"),
            ] {
                let page = reader.get(path).await;
                assert_eq!(lang(&page), expected, "{path} for {language} {cookie:?}");
                assert!(page.headers.get("set-cookie").is_none(), "{path}");
                let vary = page.header("vary");
                assert!(!vary.contains("accept-language"), "{path}: {vary}");
            }
        }
    }
    let page = app.anonymous().get("/en").await;
    assert_eq!(
        (page.status.as_u16(), page.location().as_str()),
        (308, "/en/")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn twins_name_each_other() {
    let app = TestApp::at("https://shop.example").await;
    for (path, zh, en) in [
        ("/", "/", "/en/"),
        ("/en/", "/", "/en/"),
        (
            "/p/stoneware-mug?o=celadon",
            "/p/stoneware-mug",
            "/en/p/stoneware-mug",
        ),
        (
            "/en/p/stoneware-mug",
            "/p/stoneware-mug",
            "/en/p/stoneware-mug",
        ),
    ] {
        let page = app.anonymous().get(path).await;
        let whole = |path: &str| Some(format!("https://shop.example{path}"));
        let own = if path.starts_with("/en/") { en } else { zh };
        let link = |rel: &str| page.attr(&format!("head link{rel}"), "href");
        assert_eq!(link("[rel=canonical]"), whole(own), "{path}");
        assert_eq!(link("[hreflang=\"zh-CN\"]"), whole(zh), "{path}");
        assert_eq!(link("[hreflang=en]"), whole(en), "{path}");
        assert_eq!(link("[hreflang=x-default]"), whole(zh), "{path}");
        // All links stay in the language of the page, except the language switch.
        let other = if own == en { zh } else { en };
        let twin = page.attr("header a[hreflang]", "href").unwrap_or_default();
        assert_eq!(twin.split('?').next(), Some(other), "{path}");
        for selector in ["main a[href*='/p/']", ".wordmark", ".bottom a"] {
            if let Some(href) = page.attr(selector, "href") {
                assert_eq!(href.starts_with("/en/"), own == en, "{path}: {href}");
            }
        }
    }
    for path in ["/cart", "/login", "/p/nothing", "/en/nothing"] {
        let page = app.anonymous().get(path).await;
        assert_eq!(
            page.attr("link[rel=canonical], link[hreflang]", "href"),
            None,
            "{path}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_lead_back_in_their_language() {
    let app = TestApp::new().await;
    let guest = app.anonymous();
    let page = guest.get("/en/p/stoneware-mug?o=celadon").await;
    let answer = guest.submit(&page.form("/api/cart/add")).await;
    assert_eq!(answer.location(), "/en/p/stoneware-mug?o=celadon");
    assert_eq!(guest.cookie("lang").as_deref(), Some("en"));
    let page = guest.get(&answer.location()).await;
    assert!(page.text().contains("cart"), "{}", page.text());
    let wrong = page.form("/api/cart/add").set("qty", "0");
    let page = guest.submit_and_follow(wrong).await;
    assert_eq!(lang(&page), "en");
    assert_eq!(page.all(".field-error").len(), 1);
    let cart = guest.get("/cart").await;
    assert_eq!(lang(&cart), "en");
    let back = cart.attr("main a[href*='/p/']", "href").unwrap();
    assert!(back.starts_with("/en/p/"), "{back}");
    let answer = guest
        .submit(&page.form("/api/cart/buy_now").set("qty", "1"))
        .await;
    assert_eq!(answer.location(), "/checkout");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_switch_leads_to_the_twin_and_is_remembered_elsewhere() {
    let app = TestApp::new().await;
    let reader = app.anonymous();
    let page = reader.get("/p/stoneware-mug?o=celadon").await;
    let english = page.form("/api/account/language").press("English");
    let answer = reader.submit(&english).await;
    assert_eq!(answer.location(), "/en/p/stoneware-mug?o=celadon");
    assert_eq!(answer.headers.get_all("set-cookie").iter().count(), 1);
    assert_eq!(reader.cookie("lang").as_deref(), Some("en"));
    let cart = reader.get("/cart").await;
    assert_eq!(lang(&cart), "en");
    let chinese = cart.form("/api/account/language").press("中文");
    let cart = reader.submit_and_follow(chinese).await;
    assert_eq!((cart.at.as_str(), lang(&cart).as_str()), ("/cart", "zh-CN"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_page_goes_on_in_the_language_just_read() {
    let app = TestApp::new().await;
    let reader = app.anonymous();
    let ahead = Request::get("/cart")
        .header(header::REFERER, "http://127.0.0.1:8080/en/")
        .header("sec-purpose", "prefetch")
        .body(Body::empty())
        .unwrap();
    let page = reader.send(ahead).await;
    assert!(
        page.headers.get("set-cookie").is_none(),
        "a prefetch must not set a cookie"
    );
    let cart = follow(&reader, "/en/", "/cart").await;
    assert_eq!(lang(&cart), "en");
    assert_eq!(
        lang(&reader.get("/login").await),
        "en",
        "the language is remembered"
    );
    let cart = follow(&reader, "/p/stoneware-mug", "/cart").await;
    assert_eq!(lang(&cart), "zh-CN");
    let mut elsewhere = app.anonymous();
    elsewhere.language = "en";
    let request = Request::get("/cart")
        .header(header::ACCEPT_LANGUAGE, "zh-CN")
        .header(header::REFERER, "https://elsewhere.example/en/")
        .body(Body::empty())
        .unwrap();
    assert_eq!(lang(&elsewhere.send(request).await), "zh-CN");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slogan_is_shown_in_the_language_of_the_page_and_only_where_the_shop_has_one() {
    let slogan = |page: &Page| page.all(".foot-line");
    let plain = TestApp::new().await;
    for path in ["/", "/en/"] {
        let page = plain.anonymous().get(path).await;
        assert!(slogan(&page).is_empty(), "{path}: {}", page.text());
        assert_eq!(page.all("h1"), ["拾光杂货"], "{path}");
    }
    let demo = TestApp::with(Setup {
        policy: demo::policy(),
        ..Setup::default()
    })
    .await;
    for (path, words) in [
        ("/", "日常好物，慢慢挑。"),
        ("/en/", "Everyday goods. Take your time."),
    ] {
        assert_eq!(slogan(&demo.anonymous().get(path).await), [words], "{path}");
    }
}
