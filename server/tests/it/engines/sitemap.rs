//! The sitemap files, checked against the schemas of sitemaps.org (sitemap.xsd and siteindex.xsd).

use super::{LATER, MUG, SHOP, change};
use crate::support::TestApp;
use axum::body::Body;
use bytes::Bytes;
use domain::{catalog::ProductStatus, time::Millis};
use http::{Method, Request, Response, header};
use http_body_util::BodyExt;
use roxmltree::{Document, Node};
use std::io::Read;
use store::queries::category;
use tower::ServiceExt;

const SCHEMA: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// A file as sent.
async fn raw(
    app: &TestApp,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
) -> (Response<()>, Bytes) {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "shop.example");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    let response = app.router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    (Response::from_parts(parts, ()), bytes)
}

async fn text(app: &TestApp, path: &str) -> String {
    let (head, bytes) = raw(app, Method::GET, path, &[]).await;
    assert_eq!(head.status(), 200, "{path}");
    let kind = &head.headers()[header::CONTENT_TYPE];
    assert_eq!(kind, "application/xml; charset=utf-8", "{path}");
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// An entry: its URL, its last change, and the URL of each language.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Listed {
    at: String,
    changed: Option<String>,
    twins: Vec<(String, String)>,
}

/// Parses a `urlset` (`loc`, optional `lastmod`, then elements of other schemas) or a
/// `sitemapindex` (`loc`, optional `lastmod`). Panics where the schema is violated.
fn read(xml: &str, root: &str, item: &str) -> Vec<Listed> {
    let document = Document::parse(xml).unwrap();
    let top = document.root_element();
    assert!(top.has_tag_name((SCHEMA, root)), "{:?}", top.tag_name());
    let items: Vec<Node<'_, '_>> = top.children().filter(Node::is_element).collect();
    assert!((1..=50_000).contains(&items.len()), "{}", items.len());
    assert!(xml.len() <= 50 * 1024 * 1024);
    items.into_iter().map(|node| one(node, item)).collect()
}

fn one(node: Node<'_, '_>, item: &str) -> Listed {
    assert!(node.has_tag_name((SCHEMA, item)), "{:?}", node.tag_name());
    let mut parts = node.children().filter(Node::is_element).peekable();
    let loc = parts.next().expect("loc comes first");
    assert!(loc.has_tag_name((SCHEMA, "loc")), "{:?}", loc.tag_name());
    let at = loc.text().unwrap().to_owned();
    assert!((12..=2_048).contains(&at.len()), "{at}");
    assert!(
        url::Url::parse(&at).is_ok_and(|url| url.as_str() == at),
        "{at}"
    );
    let changed = parts
        .next_if(|part| part.has_tag_name((SCHEMA, "lastmod")))
        .map(|part| part.text().unwrap().to_owned());
    if let Some(time) = &changed {
        // xsd:dateTime with an offset.
        assert!(time.parse::<jiff::Timestamp>().is_ok(), "{time}");
    }
    let twins = parts
        .map(|part| {
            assert_eq!(item, "url", "an index has no links");
            assert!(part.has_tag_name((XHTML, "link")), "{:?}", part.tag_name());
            assert_eq!(part.attribute("rel"), Some("alternate"));
            let value = |name| part.attribute(name).unwrap().to_owned();
            (value("hreflang"), value("href"))
        })
        .collect();
    Listed { at, changed, twins }
}

/// The paths of the files that the index lists.
async fn files(app: &TestApp) -> Vec<String> {
    read(&text(app, "/sitemap.xml").await, "sitemapindex", "sitemap")
        .into_iter()
        .map(|file| file.at.strip_prefix(SHOP).unwrap().to_owned())
        .collect()
}

async fn all(app: &TestApp) -> Vec<Listed> {
    let mut listed = Vec::new();
    for file in files(app).await {
        listed.extend(read(&text(app, &file).await, "urlset", "url"));
    }
    listed
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sitemap_lists_every_public_page_in_both_languages() {
    let app = TestApp::at(SHOP).await;
    assert_eq!(files(&app).await, ["/sitemap/pages.xml", "/sitemap/1.xml"]);
    let listed = all(&app).await;
    // The front page, the tree of categories, 22 categories and 48 products.
    assert_eq!(listed.len(), 2 * (2 + 22 + 48));
    for one in &listed {
        let path = one.at.strip_prefix(SHOP).unwrap();
        let page = app.anonymous().get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(
            page.attr("head meta[name=robots]", "content"),
            None,
            "{path}"
        );
        let link = |rel: &str| page.attr(&format!("head link{rel}"), "href");
        assert_eq!(link("[rel=canonical]").as_ref(), Some(&one.at));
        let languages: Vec<_> = one
            .twins
            .iter()
            .map(|(language, _)| language.as_str())
            .collect();
        assert_eq!(languages, ["zh-CN", "en", "x-default"], "{path}");
        for (language, href) in &one.twins {
            let told = link(&format!("[hreflang='{language}']"));
            assert_eq!(told.as_ref(), Some(href), "{path}: {language}");
            assert!(
                listed.iter().any(|other| other.at == *href),
                "{path}: the other language must be listed too"
            );
        }
        assert_eq!(one.changed.is_some(), path.contains("/p/"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sitemap_follows_the_catalog() {
    let app = TestApp::at(SHOP).await;
    let before = all(&app).await;
    let is_mug = |one: &&Listed| one.at.ends_with(MUG);
    let changed = |listed: &[Listed]| {
        listed
            .iter()
            .find(is_mug)
            .and_then(|mug| mug.changed.clone())
    };
    assert_eq!(before.iter().filter(is_mug).count(), 2);
    change(&app, MUG, |listing| listing.title_en.push('!')).await;
    let after = all(&app).await;
    assert_eq!(
        changed(&after).as_deref(),
        Some("2026-12-01T12:00:00+08:00")
    );
    assert_ne!(changed(&before), changed(&after));
    change(&app, MUG, |listing| {
        listing.status = ProductStatus::Archived
    })
    .await;
    let after = all(&app).await;
    assert_eq!(after.iter().filter(is_mug).count(), 0);
    assert_eq!(after.len(), before.len() - 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sitemap_leaves_out_what_is_below_a_hidden_category() {
    let app = TestApp::at(SHOP).await;
    let before = all(&app).await;
    let work = |tx: &mut store::Tx<'_>| {
        let row = category::by_slug(tx, "cups")?.expect("the cups");
        let (terms, above) = (row.terms, row.parent_id);
        let now = Millis::new(LATER);
        assert!(category::change(
            tx,
            row.id,
            row.version,
            &terms,
            above,
            true,
            now
        )?);
        Ok::<_, store::StoreError>(())
    };
    app.shop.store().write(work).await.unwrap();
    let after = all(&app).await;
    let gone: Vec<_> = before
        .iter()
        .filter(|one| !after.contains(one))
        .map(|one| one.at.strip_prefix(SHOP).unwrap())
        .collect();
    assert_eq!(
        gone,
        [
            "/c/cups",
            "/en/c/cups",
            "/c/vacuum-bottles",
            "/en/c/vacuum-bottles",
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_sent_as_the_engine_takes_it_and_once() {
    let app = TestApp::at(SHOP).await;
    let path = "/sitemap/1.xml";
    let (head, plain) = raw(&app, Method::GET, path, &[]).await;
    assert!(!head.headers().contains_key(header::CONTENT_ENCODING));
    assert_eq!(
        head.headers()[header::CACHE_CONTROL],
        "public, max-age=3600"
    );
    let tag = head.headers()[header::ETAG].to_str().unwrap().to_owned();
    let (head, packed) = raw(&app, Method::GET, path, &[("accept-encoding", "gzip")]).await;
    assert_eq!(head.headers()[header::CONTENT_ENCODING], "gzip");
    assert_eq!(head.headers()[header::ETAG], tag.as_str());
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(packed.as_ref())
        .read_to_end(&mut unpacked)
        .unwrap();
    assert_eq!(unpacked, plain);
    let (head, none) = raw(&app, Method::GET, path, &[("if-none-match", tag.as_str())]).await;
    assert_eq!((head.status().as_u16(), none.len()), (304, 0));
    let (head, none) = raw(&app, Method::HEAD, path, &[]).await;
    assert_eq!((head.status().as_u16(), none.len()), (200, 0));
    for wrong in [
        "/sitemap/0.xml",
        "/sitemap/2.xml",
        "/sitemap/5.xml",
        "/sitemap/01.xml",
        "/sitemap/x",
    ] {
        let (head, _) = raw(&app, Method::GET, wrong, &[]).await;
        assert_eq!(head.status(), 404, "{wrong}");
    }
}
