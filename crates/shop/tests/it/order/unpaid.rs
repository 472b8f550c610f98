//! The limits on what unpaid orders reserve.

use super::code;
use domain::{error::ErrorCode, form::CartRemoveForm, setting::Settings, time::MINUTE};
use shop::{Error, Viewer};
use test_support::{TestShop, for_both, order_form};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_account_holds_back_no_more_than_the_cap_without_paying() {
    for_both(async |db| {
        let first = Settings {
            unpaid_orders_per_account: Some(2),
            unpaid_units_per_account: Some(10),
            unpaid_orders_per_network: None,
            unpaid_units_per_network: None,
            ..Settings::default()
        };
        let t = TestShop::with_settings(db, first).await;
        t.sell("MUG", 2_900, 90).await;
        let refused = async |who: &Viewer, units: i64| {
            t.fill_cart(who, &[("MUG", units)]).await;
            let form = t.checkout_form(who).await;
            let Err(Error::Refused(refusal)) = t.shop.place_order(who, form).await else {
                panic!("{units} were ordered");
            };
            let sku = "MUG".to_owned();
            let gone = t.shop.cart_remove(who, CartRemoveForm { sku }).await;
            gone.unwrap();
            (refusal.code, refusal.args["count"].clone())
        };
        let units = (ErrorCode::UnpaidUnits, "10".to_owned());
        let orders = (ErrorCode::UnpaidOrders, "2".to_owned());
        assert_eq!(refused(&t.buyer, 11).await, units);
        let first = t.order().line("MUG", 6).placed().await;
        assert_eq!(refused(&t.buyer, 5).await, units);
        t.order().line("MUG", 4).placed().await;
        assert_eq!(refused(&t.buyer, 1).await, orders);
        let other = t.shopper("other@example.cn").await;
        t.order().by(&other).line("MUG", 10).placed().await;
        // Cancelled and paid orders do not count as unpaid.
        t.shop
            .cancel_order(&t.buyer, order_form(&first))
            .await
            .unwrap();
        t.order().line("MUG", 6).paid().await;
        t.order().line("MUG", 6).placed().await;
        assert_eq!(refused(&t.buyer, 1).await, orders);
        t.after(32 * MINUTE).await;
        t.order().line("MUG", 10).placed().await;
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_network_holds_back_no_more_than_the_cap_without_paying() {
    for_both(async |db| {
        let first = Settings {
            unpaid_orders_per_network: Some(3),
            unpaid_units_per_network: Some(10),
            ..Settings::default()
        };
        let t = TestShop::with_settings(db, first).await;
        t.sell("MUG", 2_900, 90).await;
        let from = async |login: &str, prefix: &str| Viewer {
            ip_prefix: prefix.to_owned(),
            ..t.shopper(login).await
        };
        let place = async |who: &Viewer, units: i64| {
            t.fill_cart(who, &[("MUG", units)]).await;
            let form = t.checkout_form(who).await;
            t.shop
                .place_order(who, form)
                .await
                .map(|placed| placed.number)
        };
        let one = from("one@example.cn", "203.0.113.0/24").await;
        let number = place(&one, 6).await.unwrap();
        let two = from("two@example.cn", "203.0.113.0/24").await;
        assert_eq!(
            code(place(&two, 5).await.unwrap_err()),
            ErrorCode::UnpaidNetwork
        );
        // The limit is per public network. Local, private and unknown addresses have none.
        for (login, prefix) in [
            ("three@example.cn", "203.0.114.0/24"),
            ("four@example.cn", "127.0.0.0/24"),
            ("five@example.cn", "127.0.0.0/24"),
            ("eight@example.cn", "10.0.3.0/24"),
            ("nine@example.cn", "10.0.3.0/24"),
            ("six@example.cn", "::/48"),
            ("seven@example.cn", ""),
        ] {
            let who = from(login, prefix).await;
            place(&who, 6).await.unwrap();
        }
        t.shop
            .cancel_order(&one, order_form(&number))
            .await
            .unwrap();
        let key = t.checkout_form(&two).await;
        t.shop.place_order(&two, key).await.unwrap();
        for _ in 0..2 {
            place(&two, 1).await.unwrap();
        }
        assert_eq!(
            code(place(&one, 1).await.unwrap_err()),
            ErrorCode::UnpaidNetwork
        );
        t.audit_is_green().await;
    })
    .await;
}
