//! Placing, seeing and cancelling orders.

mod again;
mod unpaid;

use domain::{
    actions::Action,
    error::ErrorCode,
    form::{CartRemoveForm, CheckoutForm, OrderForm},
    order::OrderLabel,
    view::order::OrderTab,
};
use shop::{Error, Viewer, order::Cancelled};
use test_support::{TestShop, for_both};

fn code(error: Error) -> ErrorCode {
    let Error::Refused(refusal) = error else {
        panic!("not refused: {error}")
    };
    refusal.code
}

fn form(number: &str) -> OrderForm {
    OrderForm {
        number: number.to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_takes_stock_lines_and_the_carts_key() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 2_900, 5).await;
        t.sell("TEA", 1_250, 9).await;
        let number = t.order(&t.buyer, &[("MUG", 2), ("TEA", 1)]).await;
        let seen = t.shop.order_status(&t.buyer, &number).await.unwrap();
        assert_eq!(
            (seen.items.get(), seen.postage.get(), seen.total.get()),
            (7_050, 800, 7_850)
        );
        assert_eq!(seen.label, OrderLabel::AwaitingPayment);
        assert_eq!(seen.lines.len(), 2, "postage stands among the amounts");
        assert_eq!(
            seen.actions,
            [Action::Pay, Action::Cancel, Action::BuyAgain]
        );
        assert_eq!(seen.address.contact_phone, "138****8000");
        assert_eq!(
            t.one("SELECT CAST(SUM(reserved) AS TEXT) AS answer FROM sku_stock")
                .await,
            "3"
        );
        assert_eq!(
            t.one("SELECT CAST(SUM(paid_fen) AS TEXT) AS answer FROM order_details")
                .await,
            "7850"
        );
        assert_eq!(
            code(t.shop.checkout(&t.buyer).await.unwrap_err()),
            ErrorCode::NothingSelected
        );
        t.audit_is_green().await;
    })
    .await;
}

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
        assert_eq!(
            t.one("SELECT CAST(SUM(reserved) AS TEXT) AS answer FROM sku_stock")
                .await,
            "2"
        );
        // Much later, with the back button: the same order again, even if some fields are invalid
        // now.
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
        assert_eq!(place().await, first, "a second click tells the same");
        t.shop
            .cancel_order(&t.buyer, form(&first.number))
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
        // One more in another tab, which then orders: the first tab's key is gone.
        t.fill_cart(&t.buyer, &[("MUG", 1)]).await;
        let new_tab = t.checkout_form(&t.buyer).await;
        let placed = t.shop.place_order(&t.buyer, new_tab).await.unwrap();
        assert_eq!(
            t.shop.place_order(&t.buyer, old_tab.clone()).await.unwrap(),
            placed
        );
        // Something is in the cart again: the old tab shows another cart.
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
            .cancel_order(&t.buyer, form(&placed.number))
            .await
            .unwrap();
        let refused = t.shop.place_order(&t.buyer, old_tab).await;
        assert_eq!(
            code(refused.unwrap_err()),
            ErrorCode::FormStale,
            "a cancelled order is not what was meant"
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
            "the cart is another one now"
        );
        assert_eq!(t.money().await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_strangers_order_does_not_exist() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 2_900, 5).await;
        let number = t.order(&t.buyer, &[("MUG", 1)]).await;
        let stranger = t.shopper("stranger@example.cn").await;
        let nobody = Viewer::anonymous(domain::locale::Locale::ZhCn);
        let missing = |error: Error| matches!(error, Error::NotFound);
        assert!(missing(
            t.shop.order_status(&stranger, &number).await.unwrap_err()
        ));
        assert!(missing(
            t.shop
                .start_payment(&stranger, form(&number))
                .await
                .unwrap_err()
        ));
        assert!(missing(
            t.shop
                .check_payment(&stranger, form(&number))
                .await
                .unwrap_err()
        ));
        assert!(missing(
            t.shop
                .cancel_order(&stranger, form(&number))
                .await
                .unwrap_err()
        ));
        assert!(missing(
            t.shop
                .buy_again(&stranger, form(&number))
                .await
                .unwrap_err()
        ));
        assert!(missing(
            t.shop
                .orders(&stranger, OrderTab::All, Some(&number))
                .await
                .unwrap_err()
        ));
        assert!(
            t.shop
                .orders(&stranger, OrderTab::All, None)
                .await
                .unwrap()
                .orders
                .is_empty()
        );
        assert!(matches!(
            t.shop.order_status(&nobody, &number).await.unwrap_err(),
            Error::LoginRequired
        ));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_list_is_paged_and_sorted_into_tabs() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 2_900, 99).await;
        let (paid, _) = t.paid_order(&t.buyer, &[("MUG", 1)]).await;
        for _ in 0..22 {
            t.order(&t.buyer, &[("MUG", 1)]).await;
        }
        let first = t.shop.orders(&t.buyer, OrderTab::All, None).await.unwrap();
        assert_eq!(first.orders.len(), 20);
        let rest = t
            .shop
            .orders(&t.buyer, OrderTab::All, first.next.as_deref())
            .await
            .unwrap();
        assert_eq!((rest.orders.len(), rest.next), (3, None));
        assert_eq!(rest.orders[2].number, paid);
        let ship = t
            .shop
            .orders(&t.buyer, OrderTab::ToShip, None)
            .await
            .unwrap();
        assert_eq!(ship.orders.len(), 1);
        assert_eq!(ship.orders[0].label, OrderLabel::ToBeShipped);
        assert_eq!(
            t.shop
                .orders(&t.buyer, OrderTab::ToReceive, None)
                .await
                .unwrap()
                .orders
                .len(),
            0
        );
        assert_eq!(
            t.shop
                .orders(&t.buyer, OrderTab::AfterSale, None)
                .await
                .unwrap()
                .orders
                .len(),
            0
        );
        let pay = t
            .shop
            .orders(&t.buyer, OrderTab::ToPay, None)
            .await
            .unwrap();
        assert_eq!(pay.orders.len(), 20);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_nobody_tried_to_pay_is_cancelled_at_once() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 2_900, 5).await;
        let number = t.order(&t.buyer, &[("MUG", 2)]).await;
        assert_eq!(
            t.shop.cancel_order(&t.buyer, form(&number)).await.unwrap(),
            Cancelled::Done
        );
        assert_eq!(
            t.shop.cancel_order(&t.buyer, form(&number)).await.unwrap(),
            Cancelled::Done,
            "again: as it is"
        );
        let seen = t.shop.order_status(&t.buyer, &number).await.unwrap();
        assert_eq!(seen.label, OrderLabel::CancelledShopper);
        assert_eq!(
            t.one("SELECT CAST(SUM(reserved) AS TEXT) AS answer FROM sku_stock")
                .await,
            "0"
        );
        assert_eq!(
            code(
                t.shop
                    .start_payment(&t.buyer, form(&number))
                    .await
                    .unwrap_err()
            ),
            ErrorCode::NotPayable
        );
        assert!(t.gateway.calls().is_empty());
        t.audit_is_green().await;
    })
    .await;
}
