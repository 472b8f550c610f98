//! Size budgets of public pages: bytes, requests, scripts, pictures.

use crate::support::TestApp;
use axum::body::Body;
use bytes::Bytes;
use http::{Request, header};
use http_body_util::BodyExt;
use scraper::{Html, Selector};
use std::{path::Path, process::Command};
use tower::ServiceExt;

/// Page and style sheet, compressed, in bytes.
const MOST_BYTES: usize = 15_000;
/// Pictures on the first screen of a phone, in bytes.
const MOST_ON_PRODUCT: usize = 60 * 1024;
const MOST_IN_GRID: usize = 120 * 1024;
/// The lead picture and two rows of two: more than the first screen of a phone.
const FIRST_IN_GRID: usize = 5;

/// The size of the style sheet as the build joins and compresses it.
fn style() -> usize {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let joined = Command::new("bash")
        .arg(root.join(".ci/css"))
        .arg("main")
        .output()
        .unwrap();
    assert!(joined.status.success(), "{joined:?}");
    assert!(
        joined.stdout.len() > 1_000,
        "the style sheet must not be empty"
    );
    let mut packed = Vec::new();
    let best = brotli::enc::BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut joined.stdout.as_slice(), &mut packed, &best).unwrap();
    packed.len()
}

async fn fetch(app: &TestApp, path: &str, coding: &str) -> Bytes {
    let request = Request::get(path)
        .header(header::HOST, "127.0.0.1:8080")
        .header(header::ACCEPT_ENCODING, coding)
        .body(Body::empty())
        .unwrap();
    let response = app.router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), 200, "{path}");
    response.into_body().collect().await.unwrap().to_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn public_pages_stay_small() {
    let app = TestApp::new().await;
    let style = style();
    for path in [
        "/",
        "/p/stoneware-mug",
        "/en/",
        "/en/p/stoneware-mug",
        "/c",
        "/c/cups",
        "/search?q=e",
        "/en/search?q=nothing",
    ] {
        let packed = fetch(&app, path, "br").await.len();
        let text = String::from_utf8(fetch(&app, path, "identity").await.to_vec()).unwrap();
        let page = Html::parse_document(&text);
        let count = |selector: &str| page.select(&Selector::parse(selector).unwrap()).count();
        // The page, its style sheet, its icon.
        let requests = 1 + count(
            "link[rel=stylesheet], link[rel=icon], link[rel=preload], script[src], iframe",
        );
        eprintln!(
            "{path}: html {packed} B + css {style} B = {} B in {requests} requests",
            packed + style
        );
        assert!(packed + style <= MOST_BYTES, "{path}: {packed} + {style}");
        assert!(requests <= 3, "{path}: {requests}");
        assert_eq!(
            count("script:not([type='application/ld+json']), [rel=modulepreload], leptos-island"),
            0,
            "{path}"
        );
        assert!(!text.contains(".wasm"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pictures_seen_first_are_light_and_have_their_place() {
    let app = TestApp::new().await;
    for (path, first, most) in [
        ("/", FIRST_IN_GRID, MOST_IN_GRID),
        ("/p/stoneware-mug", 1, MOST_ON_PRODUCT),
        ("/p/day-backpack", 1, MOST_ON_PRODUCT),
    ] {
        let text = String::from_utf8(fetch(&app, path, "identity").await.to_vec()).unwrap();
        let pictures: Vec<(String, String, bool)> = {
            let page = Html::parse_document(&text);
            page.select(&Selector::parse("main img").unwrap())
                .map(|img| {
                    let attr = |name: &str| img.value().attr(name).unwrap_or_default().to_owned();
                    let sized = attr("width").parse::<u32>().is_ok_and(|w| w > 0)
                        && attr("height").parse::<u32>().is_ok_and(|h| h > 0);
                    (attr("src"), attr("loading"), sized)
                })
                .collect()
        };
        assert!(pictures.len() >= 3, "{path}: {}", pictures.len());
        let mut bytes = 0;
        for (place, (src, loading, sized)) in pictures.iter().enumerate() {
            assert!(
                sized,
                "{path}: {src} has no size, so the layout would shift"
            );
            let expected = if place < first { "eager" } else { "lazy" };
            assert_eq!(loading, expected, "{path}: picture {place}");
            if place < first {
                bytes += fetch(&app, src, "br").await.len();
            }
        }
        eprintln!("{path}: first {first} pictures {bytes} B");
        assert!(bytes > 0 && bytes <= most, "{path}: {bytes}");
    }
}

/// The sources of the first pictures: `(drawing, src, candidates)`.
async fn first_pictures(
    app: &TestApp,
    path: &str,
    first: usize,
) -> Vec<(String, String, Vec<(String, u32)>)> {
    let text = String::from_utf8(fetch(app, path, "identity").await.to_vec()).unwrap();
    let page = Html::parse_document(&text);
    page.select(&Selector::parse("main picture").unwrap())
        .take(first)
        .map(|picture| {
            let attr = |selector: &str, name: &str| {
                let one = picture.select(&Selector::parse(selector).unwrap()).next();
                one.and_then(|one| one.value().attr(name))
                    .unwrap()
                    .to_owned()
            };
            assert_eq!(attr("source", "type"), "image/svg+xml");
            assert!(attr("img", "sizes").ends_with("vw"));
            let candidates = attr("img", "srcset")
                .split(", ")
                .map(|one| {
                    let (path, width) = one.split_once(' ').unwrap();
                    let width = width.strip_suffix('w').unwrap().parse().unwrap();
                    (path.to_owned(), width)
                })
                .collect();
            (attr("source", "srcset"), attr("img", "src"), candidates)
        })
        .collect()
}

/// With all widths rendered: the bytes of the drawings, and of the widest picture for browsers
/// without SVG.
#[tokio::test(flavor = "multi_thread")]
async fn drawings_and_widths_stay_within_the_budget() {
    let app = TestApp::new().await;
    // The main pictures of products come first; 60 cover all of them and the first gallery.
    let drawings = app.shop.without_widths().await.unwrap();
    let media = &app.state().edge.media_dir;
    let made = app.shop.make_widths(media, &drawings[..60]).await;
    assert_eq!(made.unwrap(), 60 * 3);
    for (path, first, most) in [
        ("/", FIRST_IN_GRID, MOST_IN_GRID),
        ("/p/stoneware-mug", 1, MOST_ON_PRODUCT),
    ] {
        let (mut drawn, mut widest) = (0, 0);
        for (drawing, src, candidates) in first_pictures(&app, path, first).await {
            let widths: Vec<u32> = candidates.iter().map(|(_, width)| *width).collect();
            assert_eq!(widths, [320, 640, 960]);
            assert_eq!(
                src, candidates[2].0,
                "without srcset a browser gets the widest"
            );
            drawn += fetch(&app, &drawing, "br").await.len();
            assert!(
                fetch(&app, &drawing, "br").await.len()
                    < fetch(&app, &drawing, "identity").await.len()
            );
            widest += fetch(&app, &src, "br").await.len();
            assert_eq!(
                fetch(&app, &src, "br").await,
                fetch(&app, &src, "identity").await,
                "compressed pictures are not compressed again"
            );
        }
        eprintln!("{path}: first {first} drawings {drawn} B, widest {widest} B");
        assert!(
            drawn > 0 && drawn < widest && widest <= most,
            "{path}: {drawn} {widest}"
        );
        let page = fetch(&app, path, "br").await.len();
        assert!(page + style() <= MOST_BYTES, "{path}: {page}");
    }
}
