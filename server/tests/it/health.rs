//! The health endpoints for monitoring.

use crate::support::TestApp;
use store::testing;

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_is_alive_and_ready_until_it_stops() {
    let app = TestApp::new().await;
    let monitor = app.anonymous();
    assert_eq!(monitor.get("/healthz").await.status, 200);
    let ready = monitor.get("/readyz").await;
    assert_eq!(
        (ready.status.as_u16(), ready.body.as_str()),
        (200, "ready\n")
    );
    assert_eq!(ready.header("cache-control"), "no-store");

    app.stopping.cancel();
    assert_eq!(monitor.get("/healthz").await.status, 200);
    assert_eq!(monitor.get("/readyz").await.status, 503);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_takes_readiness_away_and_gives_it_back() {
    let app = TestApp::new().await;
    let (monitor, visitor) = (app.anonymous(), app.anonymous());
    let form = visitor.get("/p/stoneware-mug").await.form("/api/cart/add");
    // With this limit SQLite reports a full disk for every new database page.
    let room = |pages: u32| {
        let store = app.shop.store().clone();
        async move {
            let limit = format!("PRAGMA max_page_count = {pages}");
            testing::batch(&store, &limit).await.unwrap();
        }
    };
    room(1).await;
    let mut last = 303;
    for n in 0..200 {
        let next = app.anonymous().from(&format!("203.0.113.{n}"));
        last = next.submit(&form).await.status.as_u16();
        if last != 303 {
            break;
        }
    }
    assert_eq!(last, 503);
    // The failed connection is replaced, and the limit applies per connection.
    room(1).await;
    let answer = monitor.get("/readyz").await;
    assert_eq!(answer.status, 503, "{}", answer.body);
    assert_eq!(
        visitor.get("/p/stoneware-mug").await.status,
        200,
        "pages can still be read"
    );
    room(1_000_000).await;
    assert_eq!(monitor.get("/readyz").await.status, 200);
    assert_eq!(visitor.submit(&form).await.status, 303);
}
