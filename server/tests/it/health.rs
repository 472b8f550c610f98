//! What monitoring asks.

use crate::support::TestApp;

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
