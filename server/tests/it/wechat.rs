//! WeChat's browser does not open Alipay, so a hint replaces the pay button.

use crate::support::TestApp;

const WECHAT: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 \
                      (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.50";

#[tokio::test(flavor = "multi_thread")]
async fn wechat_is_shown_the_way_to_a_browser() {
    let app = TestApp::new().await;
    let mut shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "1").await;
    shopper.agent = WECHAT;

    let page = shopper.get("/checkout").await;
    assert!(!page.has_form("/api/checkout/place_order"));
    assert!(
        page.text().contains("请点右上角 ··· 在浏览器中打开"),
        "{}",
        page.text()
    );
    assert_eq!(
        page.attr("main input[readonly]", "value").as_deref(),
        Some("http://127.0.0.1:8080/checkout")
    );
    assert!(page.text().contains("炻器马克杯"), "the order is shown");

    shopper.agent = "Mozilla/5.0";
    let number = shopper.check_out().await;
    let address = format!("/change_status?order_id={number}");
    let page = shopper.get(&address).await;
    assert!(page.has_form("/api/payment/start") && !page.body.contains("readonly"));

    for (language, hint) in [
        ("zh-CN", "在浏览器中打开"),
        ("en", "open this page in your browser"),
    ] {
        shopper.agent = WECHAT;
        shopper.language = language;
        let page = shopper.get(&address).await;
        assert!(!page.has_form("/api/payment/start"), "no pay button");
        assert!(
            page.has_form("/api/order/cancel"),
            "other actions are unchanged"
        );
        assert!(page.text().contains(hint), "{}", page.text());
        let link = format!("http://127.0.0.1:8080{address}");
        assert_eq!(page.attr("main input[readonly]", "value"), Some(link));
        let list = shopper.get("/orders").await;
        assert!(!list.has_form("/api/payment/start"));
        assert!(list.text().contains(hint), "{}", list.text());
    }

    // Without a payment due there is no hint.
    let page = shopper.get(&address).await;
    let page = shopper
        .submit_and_follow(page.form("/api/order/cancel"))
        .await;
    assert!(!page.body.contains("readonly"), "{}", page.text());
}
