//! An application that uses GBK: text for the gateway is reduced to GBK, our own rows keep the
//! original.

use crate::refund::Desk;
use alipay::form::Charset;
use domain::{refund::RefundState, setting::Settings};
use shop::{Shop, policy::Policy};
use std::sync::Arc;
use test_support::{FakeGateway, Ordered, SeededIds, Setup, TestShop, for_both, order_form};

fn named(shop_name: &str) -> Settings {
    Settings {
        shop_name: shop_name.to_owned(),
        ..Settings::default()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reason_that_gbk_cannot_write_is_refunded_all_the_same() {
    for_both(async |db| {
        let setup = Setup {
            charset: Charset::Gbk,
            // `serve` refuses such a name at start, but an order must be payable with any stored
            // name.
            policy: Policy {
                first: named("拾光🍵杂货"),
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
            "our own row keeps the text as typed"
        );
        let sent = t
            .one("SELECT request_redacted AS answer FROM provider_calls WHERE method = 'alipay.trade.refund'")
            .await;
        assert!(sent.contains("包装破了 ? ?5"), "{sent}");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_whose_cashier_was_opened_in_utf8_is_payable_in_gbk() {
    for_both(async |db| {
        let t = TestShop::with_settings(db, named("拾光🍵杂货")).await;
        t.sell("PEN", 1_000, 5).await;
        let Ordered {
            number,
            trade: first,
        } = t.order().line("PEN", 1).at_cashier().await;

        // Restarted with another charset, and a name that it can encode.
        let gateway = FakeGateway::in_charset(t.clock.clone(), Charset::Gbk);
        let now = Shop::new(
            t.db().store(),
            gateway.gateway(),
            t.clock.clone(),
            Arc::new(SeededIds::new(9)),
            Policy::default(),
        );
        let form = || order_form(&number);
        let url = now.start_payment(&t.buyer, form()).await.unwrap();
        let second = gateway.open_cashier(&url);
        assert_ne!(
            second, first,
            "the earlier request cannot be encoded, so there is a new attempt"
        );
        let again = now.start_payment(&t.buyer, form()).await.unwrap();
        assert_eq!(gateway.open_cashier(&again), second);
        let states = "SELECT state AS answer FROM payment_attempts ORDER BY id";
        assert_eq!(t.ask(states).await, ["closing", "open"]);
        t.audit_is_green().await;
    })
    .await;
}
