//! An application that was built on GBK: words for the gateway fit, and our own rows keep them whole.

use crate::refund::Desk;
use alipay::form::Charset;
use domain::refund::RefundState;
use shop::policy::Policy;
use test_support::{Setup, TestShop, for_both};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reason_that_gbk_cannot_write_is_refunded_all_the_same() {
    for_both(async |db| {
        let setup = Setup {
            charset: Charset::Gbk,
            // Start refuses such a name; an order must be payable whatever the row says.
            policy: Policy {
                shop_name: "拾光🍵杂货".to_owned(),
                ..Policy::default()
            },
        };
        let desk = Desk::with(TestShop::with(db, setup).await).await;
        let t = &desk.test;
        let frozen = t
            .one("SELECT biz_content AS answer FROM payment_attempts")
            .await;
        assert!(
            frozen.contains(&format!("\"subject\":\"拾光?杂货 {}\"", desk.number)),
            "{frozen}"
        );

        let mut form = desk.form(&[("1", "1", "10", "1")]).await;
        "包装破了 🍵 €5".clone_into(&mut form.reason_text);
        let decided = t.shop.refund_order(&desk.staff(), form).await.unwrap();
        assert_eq!(desk.state(&decided).await, RefundState::Succeeded);
        assert_eq!(desk.given().len(), 1);
        assert_eq!(
            t.one("SELECT reason_text AS answer FROM refunds").await,
            "包装破了 🍵 €5",
            "our own row stays as it was typed"
        );
        let sent = t
            .one("SELECT request_redacted AS answer FROM provider_calls WHERE method = 'alipay.trade.refund'")
            .await;
        assert!(sent.contains("包装破了 ? ?5"), "{sent}");
        t.audit_is_green().await;
    })
    .await;
}
