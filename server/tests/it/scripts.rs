//! Only pages with an island have scripts, each allowed by a nonce.

use crate::{
    came_back,
    support::{TestApp, page::Page},
};

/// Number of scripts that a browser would run, without structured data.
pub(crate) fn scripts(page: &Page) -> usize {
    page.body.matches("<script").count() - page.body.matches(DATA).count()
}

/// The start tag of structured data.
const DATA: &str = "<script type=\"application/ld+json\">";

#[tokio::test(flavor = "multi_thread")]
async fn a_page_without_an_island_carries_no_script() {
    let app = TestApp::new().await;
    let anonymous = app.anonymous();
    for path in [
        "/",
        "/p/stoneware-mug",
        "/cart",
        "/login",
        "/register",
        "/admin/login",
        "/no-such-page",
    ] {
        let page = anonymous.get(path).await;
        assert_eq!(scripts(&page), 0, "{path}");
        assert!(!page.body.contains("leptos-island"), "{path}");
        let policy = page.header("content-security-policy");
        assert!(policy.contains("script-src 'self';"), "{path}: {policy}");
    }
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "1").await;
    let number = shopper.check_out().await;
    // Nothing can be asked back before the payment, so the page has no sum.
    let request = format!("/refund_request?order_id={number}");
    for path in ["/orders", "/cart", &request] {
        assert_eq!(scripts(&shopper.get(path).await), 0, "{path}");
    }
}

/// Scripts come only with an island: editable lines in the cart, numbers to copy and the countdown of an order.
#[tokio::test(flavor = "multi_thread")]
async fn scripts_come_with_what_an_island_changes() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "1").await;
    let cart = shopper.get("/cart").await;
    assert!(scripts(&cart) > 0);
    assert!(cart.body.contains("<leptos-island"), "{}", cart.body);
    let number = shopper.check_out().await;
    let unpaid = shopper
        .get(&format!("/change_status?order_id={number}"))
        .await;
    assert!(scripts(&unpaid) > 0);
    assert!(unpaid.body.contains("<leptos-island"), "{}", unpaid.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_with_an_island_names_the_nonce_of_its_policy() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "1").await;
    let number = shopper.check_out().await;
    let (out_trade_no, amount) = shopper.start_to_pay(&number).await;
    // After a signed return without a response of the gateway, the payment is being confirmed.
    let query = came_back::signed_query(&out_trade_no, &amount);
    let back = shopper.get(&format!("/alipay/return?{query}")).await;
    let page = shopper.get(&back.location()).await;

    assert!(page.body.contains("<leptos-island"), "{}", page.body);
    let policy = page.header("content-security-policy");
    let nonce = policy
        .split_once("'nonce-")
        .and_then(|(_, rest)| rest.split_once('\''))
        .map(|(nonce, _)| nonce.to_owned())
        .unwrap_or_else(|| panic!("no nonce in {policy}"));
    assert!(scripts(&page) > 0);
    for tag in page.body.split("<script").skip(1) {
        let tag = tag.split_once('>').unwrap().0;
        assert!(tag.contains(&format!("nonce=\"{nonce}\"")), "{tag}");
    }
    let again = shopper.get(&back.location()).await;
    assert!(
        !again.header("content-security-policy").contains(&nonce),
        "each response has a new nonce"
    );
    for script in page.all("script") {
        assert!(
            !script.contains(&number),
            "scripts must not contain page data: {script}"
        );
    }
}
