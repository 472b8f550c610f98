//! The checkout form: posted twice, from an old tab, by many at once, or tampered with.

use super::code;
use crate::books::RESERVED;
use domain::{
    error::ErrorCode,
    form::{CartRemoveForm, CheckoutForm},
};
use test_support::{TestShop, for_both, order_form};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_form_posted_twenty_times_is_one_order() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 2_900, 5).await;
        t.fill_cart(&t.buyer, &[("MUG", 2)]).await;
        let form = t.checkout_form(&t.buyer).await;
        let posts: Vec<_> = (0..20)
            .map(|_| {
                let (shop, buyer, form) = (t.shop.clone(), t.buyer.clone(), form.clone());
                tokio::spawn(async move { shop.place_order(&buyer, form).await })
            })
            .collect();
        let mut numbers = Vec::new();
        for post in posts {
            numbers.push(post.await.unwrap().unwrap().number);
        }
        numbers.dedup();
        assert_eq!(numbers.len(), 1);
        assert_eq!(
            t.one("SELECT CAST(COUNT(*) AS TEXT) AS answer FROM orders")
                .await,
            "1"
        );
        assert_eq!(t.one(RESERVED).await, "2");
        // Posted again much later with the back button: the same order, even if some fields are
        // invalid now.
        let stale = CheckoutForm {
            total_fen: "1".to_owned(),
            street: String::new(),
            ..form.clone()
        };
        assert_eq!(
            t.shop.place_order(&t.buyer, stale).await.unwrap().number,
            numbers[0]
        );
        let stranger = t.shopper("stranger@example.cn").await;
        assert_eq!(
            code(t.shop.place_order(&stranger, form).await.unwrap_err()),
            ErrorCode::FormStale
        );
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_posted_again_after_its_order_ended_does_not_tell_it_as_placed() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 2_900, 5).await;
        t.fill_cart(&t.buyer, &[("MUG", 1)]).await;
        let checkout = t.checkout_form(&t.buyer).await;
        let place = async || {
            t.shop
                .place_order(&t.buyer, checkout.clone())
                .await
                .unwrap()
        };
        let first = place().await;
        assert!(first.is_fresh);
        assert_eq!(
            place().await,
            first,
            "a repeated post leads to the same order"
        );
        t.shop
            .cancel_order(&t.buyer, order_form(&first.number))
            .await
            .unwrap();
        let after = place().await;
        assert_eq!((after.number, after.is_fresh), (first.number, false));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_tab_leads_to_the_order_just_placed() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 2_900, 9).await;
        t.fill_cart(&t.buyer, &[("MUG", 1)]).await;
        let old_tab = t.checkout_form(&t.buyer).await;
        // Another tab adds a unit and orders, which uses up the cart of the first tab.
        t.fill_cart(&t.buyer, &[("MUG", 1)]).await;
        let new_tab = t.checkout_form(&t.buyer).await;
        let placed = t.shop.place_order(&t.buyer, new_tab).await.unwrap();
        assert_eq!(
            t.shop.place_order(&t.buyer, old_tab.clone()).await.unwrap(),
            placed
        );
        // The cart has new contents that the old tab does not show.
        t.fill_cart(&t.buyer, &[("MUG", 1)]).await;
        let refused = t.shop.place_order(&t.buyer, old_tab.clone()).await;
        assert_eq!(code(refused.unwrap_err()), ErrorCode::FormStale);
        t.shop
            .cart_remove(
                &t.buyer,
                CartRemoveForm {
                    sku: "MUG".to_owned(),
                },
            )
            .await
            .unwrap();
        t.shop
            .cancel_order(&t.buyer, order_form(&placed.number))
            .await
            .unwrap();
        let refused = t.shop.place_order(&t.buyer, old_tab).await;
        assert_eq!(
            code(refused.unwrap_err()),
            ErrorCode::FormStale,
            "a cancelled order is not a result of this form"
        );
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_last_unit_is_sold_once_to_32_buyers() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("LAST", 9_900, 1).await;
        let mut posts = Vec::new();
        for buyer in 0..32 {
            let viewer = t.shopper(&format!("buyer{buyer}@example.cn")).await;
            t.fill_cart(&viewer, &[("LAST", 1)]).await;
            let form = t.checkout_form(&viewer).await;
            posts.push((viewer, form));
        }
        let posts: Vec<_> = posts
            .into_iter()
            .map(|(viewer, form)| {
                let shop = t.shop.clone();
                tokio::spawn(async move { shop.place_order(&viewer, form).await })
            })
            .collect();
        let (mut sold, mut refused) = (0, 0);
        for post in posts {
            match post.await.unwrap() {
                Ok(_) => sold += 1,
                Err(error) => {
                    assert_eq!(code(error), ErrorCode::OutOfStock);
                    refused += 1;
                }
            }
        }
        assert_eq!((sold, refused), (1, 31));
        let shelf = "SELECT CAST(on_hand AS TEXT) || '/' || CAST(reserved AS TEXT) AS answer FROM sku_stock";
        assert_eq!(t.one(shelf).await, "1/1");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_changed_since_the_page_is_refused_and_nothing_is_written() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 2_900, 5).await;
        t.fill_cart(&t.buyer, &[("MUG", 2)]).await;
        let good = t.checkout_form(&t.buyer).await;
        let before = t.money().await;
        let refuse =
            async |form: CheckoutForm| code(t.shop.place_order(&t.buyer, form).await.unwrap_err());
        let cheaper = CheckoutForm {
            total_fen: "100".to_owned(),
            ..good.clone()
        };
        assert_eq!(refuse(cheaper).await, ErrorCode::TotalChanged);
        let words = CheckoutForm {
            total_fen: "66.00".to_owned(),
            ..good.clone()
        };
        assert_eq!(refuse(words).await, ErrorCode::TotalChanged);
        let blank = CheckoutForm {
            contact_phone: "12".to_owned(),
            street: String::new(),
            ..good.clone()
        };
        assert_eq!(refuse(blank).await, ErrorCode::FormInvalid);
        let other = CheckoutForm {
            checkout_key: "0".repeat(26),
            ..good.clone()
        };
        assert_eq!(refuse(other).await, ErrorCode::FormStale);
        let odd = CheckoutForm {
            checkout_key: "' OR 1=1".to_owned(),
            ..good.clone()
        };
        assert_eq!(refuse(odd).await, ErrorCode::FormStale);
        assert_eq!(t.money().await, before);
        t.fill_cart(&t.buyer, &[("MUG", 1)]).await;
        assert_eq!(
            refuse(good).await,
            ErrorCode::FormStale,
            "the cart has changed since the page was shown"
        );
        assert_eq!(t.money().await, before);
    })
    .await;
}
