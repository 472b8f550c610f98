//! A shop whose application uses GBK: requests, responses and notifications with Chinese titles.

use crate::{refund::refund, support::simulated::Simulated};
use serde_json::Value;

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_in_gbk_pays_and_refunds() {
    let gateway = Simulated::start().await;
    let mistakes = Simulated::mistakes(gateway.vars(&[("ALIPAY_CHARSET", "big5")]));
    assert!(
        mistakes.contains("ALIPAY_CHARSET") && mistakes.contains("gbk"),
        "{mistakes}"
    );
    let app = gateway
        .shop(gateway.vars(&[("ALIPAY_CHARSET", "GBK")]))
        .await;
    let shopper = app.shopper().await;
    let number = gateway.paid(&shopper, "2").await;

    // The gateway reads the subject correctly.
    let trades = gateway.control("GET", "/trades", Value::Null).await;
    let subject = trades[0]["subject"].as_str().unwrap();
    assert!(subject.starts_with("拾光杂货"), "{subject}");

    let staff = app.staff().await;
    let page = refund(&staff, &number, "1").await;
    assert!(page.text().contains("已退款"), "{}", page.text());
    assert_eq!(app.shop.audit().await.unwrap().breaches, vec![]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reason_with_an_emoji_is_refunded_in_gbk() {
    let gateway = Simulated::start().await;
    let app = gateway
        .shop(gateway.vars(&[("ALIPAY_CHARSET", "gbk")]))
        .await;
    let number = gateway.paid(&app.shopper().await, "2").await;

    let staff = app.staff().await;
    let address = format!("/admin/orders/{number}/refund");
    let form = staff.get(&address).await.form(&address);
    let form = form
        .set("lines[0][qty]", "1")
        .set("reason_code", "damaged")
        .set("reason_text", "杯口裂了 🍵");
    let plan = staff.submit(&form).await;
    let page = staff
        .submit_and_follow(plan.form("/api/admin/refund_order"))
        .await;
    assert!(page.text().contains("已退款"), "{}", page.text());
    assert!(page.text().contains("杯口裂了 🍵"), "{}", page.text());
    let trades = gateway.control("GET", "/trades", Value::Null).await;
    let calls = trades[0]["calls"].as_array().unwrap();
    let sent = calls
        .iter()
        .find(|call| call["method"] == "alipay.trade.refund");
    let sent = &sent.unwrap()["biz_content"]["refund_reason"];
    assert_eq!(*sent, "杯口裂了 ?", "{trades}");
    assert_eq!(app.shop.audit().await.unwrap().breaches, vec![]);
}

#[tokio::test(flavor = "multi_thread")]
async fn start_refuses_a_shop_name_that_would_not_arrive_whole() {
    let gateway = Simulated::start().await;
    let named = |name: &str, charset: &str| {
        gateway.vars(&[("ZHANGGUI_SHOP_NAME", name), ("ALIPAY_CHARSET", charset)])
    };
    let mistakes = Simulated::mistakes(named("拾光🍵", "gbk"));
    for part in ["ZHANGGUI_SHOP_NAME", "'🍵'", "gbk", "ALIPAY_CHARSET=utf-8"] {
        assert!(mistakes.contains(part), "{part}: {mistakes}");
    }
    Simulated::config(named("拾光🍵", "utf-8"));
    let mistakes = Simulated::mistakes(named(&"茶".repeat(300), "utf-8"));
    assert!(mistakes.contains("longer than 237"), "{mistakes}");
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_for_the_gateway_fit_every_charset() {
    let gateway = Simulated::start().await;
    let config = Simulated::config(gateway.vars(&[
        ("ALIPAY_CHARSET", "gbk"),
        ("ALIPAY_NOTIFY_URL", "https://茶.example/🍵"),
    ]));
    assert_eq!(
        config.app.notify_url.as_deref(),
        Some("https://xn--cl1a.example/%F0%9F%8D%B5")
    );
}
