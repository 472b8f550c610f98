//! Cached pages: rendered once, sent to visitors without a session, and never outdated.

use crate::support::{Client, TestApp, page::Page};
use axum::body::Body;
use bytes::Bytes;
use domain::{money::Fen, time::Millis};
use http::{Method, Request, Response, header};
use http_body_util::BodyExt;
use std::io::Read;
use store::{
    queries::{
        catalog,
        stock::{self, Move, MoveKind},
    },
    testing,
};
use tower::ServiceExt;

const MUG: &str = "/p/stoneware-mug";

/// The response as sent, without decompression.
async fn raw(app: &TestApp, method: Method, path: &str, coding: &str) -> (Response<()>, Bytes) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "127.0.0.1:8080")
        .header(header::ACCEPT_ENCODING, coding)
        .body(Body::empty())
        .unwrap();
    let response = app.router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    (Response::from_parts(parts, ()), bytes)
}

fn renders(app: &TestApp) -> u64 {
    app.state().edge.pages.renders()
}

async fn set_price(app: &TestApp, fen: i64) {
    let work = move |tx: &mut store::Tx<'_>| {
        let sku = catalog::sellable(tx, "MUG-CELADON")?.expect("the mug");
        testing::set_price(tx, sku.id, Fen::new(fen))
    };
    app.shop.store().write(work).await.unwrap();
}

/// Sets the available units of a SKU, as a stock count does.
async fn leave(app: &TestApp, code: &'static str, units: i64) {
    let work = move |tx: &mut store::Tx<'_>| {
        let sku = catalog::sellable(tx, code)?.expect("a SKU");
        let free = stock::free(tx, sku.id)?;
        let counted = Move {
            sku_id: sku.id,
            kind: MoveKind::Adjust,
            units: units - free,
            order_detail_id: None,
            refund_id: None,
            reason: None,
            actor_id: None,
            at: Millis::new(1),
            idem_key: format!("test:{code}:{units}"),
        };
        assert!(stock::apply(tx, &counted)?);
        Ok::<_, store::StoreError>(())
    };
    app.shop.store().write(work).await.unwrap();
}

async fn see(client: &Client, path: &str) -> Page {
    let page = client.get(path).await;
    assert_eq!(page.status, 200, "{path}");
    page
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_readers_at_once_cost_one_rendering() {
    let app = TestApp::new().await;
    let mut asked = tokio::task::JoinSet::new();
    for _ in 0..64 {
        let router = app.router.clone();
        asked.spawn(async move {
            let request = Request::get(MUG).header(header::HOST, "127.0.0.1:8080");
            let request = request.body(Body::empty()).unwrap();
            let response = router.oneshot(request).await.unwrap();
            assert_eq!(response.status(), 200);
            response.into_body().collect().await.unwrap().to_bytes()
        });
    }
    let pages = asked.join_all().await;
    assert!(pages.iter().all(|page| page == &pages[0]));
    assert_eq!(renders(&app), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_is_new_on_the_next_request() {
    let app = TestApp::new().await;
    let reader = app.anonymous();
    for path in ["/", MUG, "/en/", "/en/p/stoneware-mug"] {
        see(&reader, path).await;
    }
    set_price(&app, 123_456).await;
    for path in [MUG, "/en/p/stoneware-mug"] {
        let page = see(&reader, path).await;
        assert!(page.text().contains("1234"), "{path}: {}", page.text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_process_changed_is_seen_within_a_second() {
    let app = TestApp::new().await;
    let reader = app.anonymous();
    see(&reader, MUG).await;
    // A second store on the same file does not share the first one's memory.
    let other = app.other_process().await;
    let work = |tx: &mut store::Tx<'_>| {
        let sku = catalog::sellable(tx, "MUG-CELADON")?.expect("the mug");
        testing::set_price(tx, sku.id, Fen::new(123_456))
    };
    other.write(work).await.unwrap();
    app.clock.advance(shop::catalog::version::STALENESS - 1);
    let old = see(&reader, MUG).await;
    assert!(
        !old.text().contains("1234"),
        "a cached page may be this old"
    );
    app.clock.advance(1);
    let new = see(&reader, MUG).await;
    assert!(new.text().contains("1234"), "{}", new.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn stock_counts_when_the_page_shows_it() {
    let app = TestApp::new().await;
    let reader = app.anonymous();
    leave(&app, "MUG-CELADON", 40).await;
    see(&reader, MUG).await;
    let before = renders(&app);
    leave(&app, "MUG-CELADON", 39).await;
    see(&reader, MUG).await;
    assert_eq!(renders(&app), before, "39 and 40 units give the same page");
    leave(&app, "MUG-CELADON", 1).await;
    let few = see(&reader, MUG).await;
    assert_eq!(few.all(".stock-few").len(), 1, "{}", few.text());

    // A shopper orders the last unit.
    let buyer = app.shopper().await;
    buyer.add(MUG, "1").await;
    buyer.check_out().await;
    let page = see(&reader, "/p/stoneware-mug?o=celadon").await;
    assert!(
        page.attr(".buy button[disabled]", "class").is_some(),
        "{}",
        page.body
    );
    assert!(page.all(".stock-few").is_empty(), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_with_a_session_neither_gets_nor_fills() {
    let app = TestApp::new().await;
    let guest = app.anonymous();
    guest.add(MUG, "2").await;
    let before = renders(&app);
    let own = see(&guest, "/").await;
    assert_eq!(own.header("cache-control"), "private, no-cache");
    assert_eq!(own.all(".top-nav .badge"), ["2"]);
    assert_eq!(renders(&app), before, "pages of a session are not cached");
    let public = see(&app.anonymous(), "/").await;
    assert!(
        public.all(".badge").is_empty(),
        "a cached page shows no cart"
    );
    let own = see(&guest, "/").await;
    assert_eq!(
        own.all(".top-nav .badge"),
        ["2"],
        "a session gets no cached page"
    );
    // An invalid session cookie also prevents caching.
    let strange = app.anonymous();
    strange.set_cookie("zg", "AAAA");
    let before = renders(&app);
    assert_eq!(
        see(&strange, MUG).await.header("cache-control"),
        "private, no-cache"
    );
    assert_eq!(renders(&app), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn packed_or_not_it_is_the_same_page() {
    let app = TestApp::new().await;
    let (plain_head, plain) = raw(&app, Method::GET, MUG, "identity").await;
    assert!(plain_head.headers().get(header::CONTENT_ENCODING).is_none());
    let (head, packed) = raw(&app, Method::GET, MUG, "gzip, br").await;
    assert_eq!(head.headers()[header::CONTENT_ENCODING], "br");
    assert_eq!(head.headers()[header::VARY], "cookie, accept-encoding");
    let mut unpacked = Vec::new();
    brotli::Decompressor::new(packed.as_ref(), 4096)
        .read_to_end(&mut unpacked)
        .unwrap();
    assert_eq!(unpacked, plain);
    let (head, packed) = raw(&app, Method::GET, MUG, "gzip").await;
    assert_eq!(head.headers()[header::CONTENT_ENCODING], "gzip");
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(packed.as_ref())
        .read_to_end(&mut unpacked)
        .unwrap();
    assert_eq!(unpacked, plain);
    let (head, none) = raw(&app, Method::HEAD, MUG, "br").await;
    assert!(none.is_empty());
    assert_eq!(head.status(), 200);
    assert_eq!(head.headers()[header::CONTENT_ENCODING], "br");
    assert_eq!(
        head.headers()[header::ETAG],
        plain_head.headers()[header::ETAG]
    );
    assert_eq!(renders(&app), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_and_the_page_know_only_known_parameters() {
    let app = TestApp::new().await;
    let reader = app.anonymous();
    let plain = see(&reader, MUG).await;
    let marked = see(&reader, "/p/stoneware-mug?utm_source=mail&x=%3Cb%3E&o=").await;
    assert_eq!(plain.body, marked.body);
    assert_eq!(renders(&app), 1);
    let chosen = see(&reader, "/p/stoneware-mug?o=celadon&utm_source=mail").await;
    let same = see(&reader, "/p/stoneware-mug?a=b&o=%63eladon&o=other").await;
    assert_eq!(chosen.body, same.body);
    assert_eq!(renders(&app), 2);
    for (path, status) in [
        ("/p/nothing", 404),
        ("/en/p/nothing", 404),
        ("/p/%6dug", 404),
    ] {
        for _ in 0..2 {
            let page = reader.get(path).await;
            assert_eq!(page.status, status, "{path}");
            assert_eq!(page.header("cache-control"), "no-store", "{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn memory_is_bounded() {
    let app = TestApp::with_page_cache(1).await;
    let reader = app.anonymous();
    // Each new price makes new versions of the pages.
    for fen in 0..120 {
        set_price(&app, 10_000 + fen).await;
        see(&reader, MUG).await;
    }
    assert_eq!(renders(&app), 120);
    let weight = app.state().edge.pages.weight().await;
    assert!((512 * 1024..=1024 * 1024).contains(&weight), "{weight}");
}

/// Only existing options are cached, because other values have endless URLs.
#[tokio::test(flavor = "multi_thread")]
async fn an_option_the_product_does_not_have_is_not_kept() {
    let app = TestApp::new().await;
    let reader = app.anonymous();
    see(&reader, "/p/stoneware-mug?o=celadon").await;
    let before = app.state().edge.pages.weight().await;
    for choice in ["no-such", "celadon.", "CELADON", "x"] {
        let page = see(&reader, &format!("/p/stoneware-mug?o={choice}")).await;
        assert_eq!(page.header("cache-control"), "no-store", "{choice}");
    }
    assert_eq!(app.state().edge.pages.weight().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn switched_off_the_pages_are_the_same() {
    let (on, off) = (TestApp::new().await, TestApp::with_page_cache(0).await);
    for path in ["/", MUG, "/en/", "/en/p/stoneware-mug?o=celadon&y=1"] {
        let (kept, fresh) = (
            see(&on.anonymous(), path).await,
            see(&off.anonymous(), path).await,
        );
        for name in [
            "cache-control",
            "etag",
            "vary",
            "content-type",
            "speculation-rules",
        ] {
            assert_eq!(kept.header(name), fresh.header(name), "{path}: {name}");
        }
        assert_eq!(kept.body, fresh.body, "{path}");
    }
    assert_eq!(renders(&off), 0);
}
