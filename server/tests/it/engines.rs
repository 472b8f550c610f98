//! What search engines and link previews read: robots.txt, sitemap, meta tags, structured data.

mod data;
mod sitemap;

use crate::support::{TestApp, page::Page};
use domain::{catalog::ProductStatus, time::Millis};
use kit::paths;
use std::collections::HashSet;
use store::{models::catalog::ProductListing, queries::catalog::desk};

const SHOP: &str = "https://shop.example";
const MUG: &str = "stoneware-mug";
/// 2026-12-01 12:00 in Shanghai.
const LATER: i64 = 1_796_097_600_000;

/// A shop with rendered widths, which a background job makes, for each first picture and those
/// of the products on the pages that are read.
async fn with_pictures() -> TestApp {
    let app = TestApp::at(SHOP).await;
    let shown = format!(
        "SELECT sha256 AS answer FROM product_images i JOIN products p ON p.id = i.product_id \
         WHERE i.position = 0 OR p.slug IN ('{MUG}', 'dome-lamp') OR LOWER(p.title_en) LIKE '%mug%' \
         OR p.id IN (SELECT product_id FROM product_categories pc JOIN categories c \
                     ON c.id = pc.category_id WHERE c.slug IN ('pens', 'cups'))"
    );
    let drawings = store::testing::answers(app.shop.store(), &shown);
    let drawings = drawings.await.unwrap();
    let state = app.state();
    let media = &state.edge.media_dir;
    app.shop.make_widths(media, &drawings).await.unwrap();
    app
}

/// Changes the texts of a product, as staff do.
async fn change(
    app: &TestApp,
    slug: &'static str,
    to: impl Fn(&mut ProductListing) + Send + Sync + 'static,
) {
    let work = move |tx: &mut store::Tx<'_>| {
        let product = desk::by_slug(tx, slug)?.expect("a product");
        let mut listing = product.listing;
        to(&mut listing);
        let now = Millis::new(LATER);
        let kept = (product.slug.as_str(), product.options_json.as_str());
        let (id, version) = (product.id, product.version);
        assert!(desk::change_product(tx, id, version, &listing, kept, now)?);
        Ok::<_, store::StoreError>(())
    };
    app.shop.store().write(work).await.unwrap();
}

fn meta(page: &Page, name: &str) -> Option<String> {
    let by = if name.starts_with("og:") {
        "property"
    } else {
        "name"
    };
    page.attr(&format!("head meta[{by}='{name}']"), "content")
}

/// The paths that `/robots.txt` disallows.
async fn kept_out(app: &TestApp) -> Vec<String> {
    let page = app.anonymous().get(paths::ROBOTS).await;
    assert_eq!(page.status, 200);
    assert!(page.header("content-type").starts_with("text/plain"));
    assert!(page.body.starts_with("User-agent: *\n"), "{}", page.body);
    let sitemap = format!("\nSitemap: {SHOP}/sitemap.xml\n");
    assert!(page.body.ends_with(&sitemap), "{}", page.body);
    page.body
        .lines()
        .filter_map(|line| line.strip_prefix("Disallow: "))
        .map(str::to_owned)
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn robots_may_read_public_pages_and_no_others() {
    let app = TestApp::at(SHOP).await;
    let kept_out = kept_out(&app).await;
    let is_kept_out = |path: &str| kept_out.iter().any(|start| path.starts_with(start));
    let mut public = 0;
    for listing in server::render::routes() {
        let path = listing.path();
        let is_public = paths::public(path).is_some();
        assert_eq!(is_kept_out(path), !is_public, "{path}");
        public += usize::from(is_public);
    }
    assert!(public >= 4, "{public}");
    server::door::register();
    for (path, _) in leptos::server_fn::axum::server_fn_paths() {
        assert!(is_kept_out(path), "{path}");
    }
    for needed in ["/sitemap.xml", "/sitemap/1.xml", "/media/0", "/pkg/a.css"] {
        assert!(!is_kept_out(needed), "{needed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_product_is_gone_and_a_draft_was_never_there() {
    let app = TestApp::at(SHOP).await;
    change(&app, MUG, |listing| {
        listing.status = ProductStatus::Archived
    })
    .await;
    change(&app, "dome-lamp", |listing| {
        listing.status = ProductStatus::Draft
    })
    .await;
    let reader = app.anonymous();
    for (path, status, title) in [
        ("/p/stoneware-mug", 410, "已下架"),
        ("/en/p/stoneware-mug", 410, "No longer available"),
        ("/p/dome-lamp", 404, "页面不存在"),
        ("/en/p/dome-lamp", 404, "Page not found"),
        ("/p/no-such-product", 404, "页面不存在"),
    ] {
        let page = reader.get(path).await;
        assert_eq!(page.status, status, "{path}");
        assert_eq!(page.all("h1"), [title], "{path}");
        assert_eq!(meta(&page, "robots").as_deref(), Some("noindex"), "{path}");
        assert_eq!(page.header("x-robots-tag"), "noindex", "{path}");
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        assert_eq!(meta(&page, "description"), None, "{path}");
        assert_eq!(meta(&page, "og:url"), None, "{path}");
    }
    let page = reader.get("/p/stoneware-mug").await;
    assert!(page.text().contains("这件商品已下架"), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_public_page_tells_what_it_is() {
    let app = with_pictures().await;
    let mut told = HashSet::new();
    for (path, twin, locale, kind) in [
        ("/", "/", "zh_CN", "website"),
        ("/en/", "/en/", "en_US", "website"),
        ("/p/stoneware-mug", "/p/stoneware-mug", "zh_CN", "product"),
        ("/en/p/dome-lamp?o=x", "/en/p/dome-lamp", "en_US", "product"),
        ("/c", "/c", "zh_CN", "website"),
        ("/en/c/cups", "/en/c/cups", "en_US", "website"),
        (
            "/c/pens?x=1&sort=sold",
            "/c/pens?sort=sold",
            "zh_CN",
            "website",
        ),
        ("/search?q=mug", "/search?q=mug", "zh_CN", "website"),
    ] {
        let page = app.anonymous().get(path).await;
        assert_eq!(page.status, 200, "{path}");
        let tag = |name: &str| meta(&page, name).unwrap_or_else(|| panic!("{path}: {name}"));
        let description = tag("description");
        let length = description.chars().count();
        assert!((10..=160).contains(&length), "{path}: {description}");
        assert_eq!(tag("og:description"), description, "{path}");
        assert!(
            told.insert(description),
            "{path}: the same description as another page"
        );
        assert_eq!(tag("og:type"), kind, "{path}");
        assert_eq!(tag("og:url"), format!("{SHOP}{twin}"), "{path}");
        assert_eq!(tag("og:locale"), locale, "{path}");
        assert_ne!(tag("og:locale:alternate"), locale, "{path}");
        assert_eq!(tag("og:site_name"), "拾光杂货", "{path}");
        assert!(!tag("og:title").contains(" · "), "{path}");
        let picture = tag("og:image");
        assert_eq!(tag("og:image:width"), "960", "{path}");
        assert_eq!(tag("og:image:height"), "960", "{path}");
        assert_eq!(tag("og:image:type"), "image/webp", "{path}");
        let file = picture
            .strip_prefix(SHOP)
            .unwrap_or_else(|| panic!("{path}: {picture}"));
        let shown = app.shop.media(file.trim_start_matches("/media/")).await;
        assert_eq!(shown.unwrap().unwrap().mime, "image/webp", "{path}");
    }
    for path in [
        "/cart",
        "/login",
        "/register",
        "/admin/login",
        "/no-such-page",
    ] {
        let page = app.anonymous().get(path).await;
        assert_eq!(meta(&page, "og:url"), None, "{path}");
        assert_eq!(meta(&page, "robots").as_deref(), Some("noindex"), "{path}");
        assert!(!page.body.contains("ld+json"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn engines_keep_a_category_and_no_view_of_it() {
    let app = TestApp::at(SHOP).await;
    for (path, title, canonical) in [
        ("/c", "分类 · 拾光杂货", Some("/c")),
        ("/en/c/cups", "Cups and Mugs · 拾光杂货", Some("/en/c/cups")),
        ("/c/cups?stock=1", "杯具 · 拾光杂货", None),
        ("/c/cups?sort=sold", "杯具 · 拾光杂货", None),
        ("/en/search", "Search · 拾光杂货", None),
        (
            "/search?q=mug",
            "“\u{2068}mug\u{2069}”的搜索结果 · 拾光杂货",
            None,
        ),
    ] {
        let page = app.anonymous().get(path).await;
        assert_eq!(page.all("head title"), [title], "{path}");
        let robots = meta(&page, "robots");
        assert_eq!(robots.is_none(), canonical.is_some(), "{path}");
        let named = page.attr("head link[rel=canonical]", "href");
        assert_eq!(
            named,
            canonical.map(|path| format!("{SHOP}{path}")),
            "{path}"
        );
        let twin = page.attr("head link[hreflang]", "href");
        assert_eq!(twin.is_some(), canonical.is_some(), "{path}");
        let seen = meta(&page, "og:url");
        assert_eq!(seen, Some(format!("{SHOP}{path}")), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_without_a_description_has_one_for_engines() {
    let app = TestApp::at(SHOP).await;
    change(&app, MUG, |listing| {
        listing.body_zh.clear();
        listing.body_en.clear();
    })
    .await;
    let page = app.anonymous().get("/en/p/stoneware-mug").await;
    let description = meta(&page, "description").unwrap();
    assert!(
        description.starts_with("Stoneware Mug at 拾光杂货."),
        "{description}"
    );
}
