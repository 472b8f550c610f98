//! 再次购买 (buy again): reports each line that differs from the earlier order.

use super::code;
use domain::{
    cart::Cap,
    error::ErrorCode,
    form::CartRemoveForm,
    locale::Locale,
    money::Fen,
    view::cart::{Difference, DifferentLine},
};
use shop::{Viewer, policy::Policy};
use store::{queries::catalog, testing};
use test_support::{Setup, TestShop, for_both, order_form};

/// Title and difference of each line.
fn told(differences: &[DifferentLine]) -> Vec<(&str, Difference)> {
    differences
        .iter()
        .map(|line| (line.title.text.as_str(), line.difference))
        .collect()
}

async fn archive(t: &TestShop, code: &'static str) {
    let done = t.shop.store().write(move |tx| {
        let sku = catalog::sellable(tx, code)?.unwrap();
        testing::archive_sku(tx, sku.id)
    });
    done.await.unwrap();
}

async fn set_price(t: &TestShop, code: &'static str, price: i64) {
    let done = t.shop.store().write(move |tx| {
        let sku = catalog::sellable(tx, code)?.unwrap();
        testing::set_price(tx, sku.id, Fen::new(price))
    });
    done.await.unwrap();
}

/// The cart's lines: SKU and units.
async fn cart(t: &TestShop) -> Vec<(String, i64)> {
    let cart = t.shop.cart(&t.buyer).await.unwrap();
    cart.lines
        .into_iter()
        .map(|line| (line.sku, line.qty))
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn goods_are_bought_again() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 2_900, 5).await;
        t.sell("TEA", 1_250, 1).await;
        let number = t.order().line("MUG", 2).line("TEA", 1).placed().await;
        let again = t
            .shop
            .buy_again(&t.buyer, order_form(&number))
            .await
            .unwrap();
        assert_eq!(again.lines, 1);
        assert_eq!(
            told(&again.differences),
            [("商品 TEA", Difference::OutOfStock)],
            "the tea is sold out"
        );
        let cart = t.shop.cart(&t.buyer).await.unwrap();
        assert_eq!((cart.lines.len(), cart.lines[0].qty), (1, 2));
        assert!(cart.can_checkout);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_as_in_the_order_is_told_line_by_line() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        for (code, units) in [("MUG", 5), ("TEA", 500), ("PEN", 9), ("INK", 9), ("CUP", 9)] {
            t.sell(code, 1_000, units).await;
        }
        let order = t.order().line("MUG", 3).line("TEA", 60);
        let order = order.line("PEN", 1).line("INK", 1).line("CUP", 1);
        let number = order.placed().await;
        t.fill_cart(&t.buyer, &[("TEA", 60)]).await;
        archive(&t, "PEN").await;
        set_price(&t, "INK", 1_200).await;
        set_price(&t, "CUP", 900).await;

        let again = t
            .shop
            .buy_again(&t.buyer, order_form(&number))
            .await
            .unwrap();
        let (was, now) = (Fen::new(1_000), Fen::new(1_200));
        let lowered = |qty, cap| Difference::Lowered { qty, cap };
        assert_eq!(again.lines, 4);
        assert_eq!(
            told(&again.differences),
            [
                ("商品 INK", Difference::Dearer { was, now }),
                ("商品 PEN", Difference::NotForSale),
                ("商品 TEA", lowered(99, Cap::Line)),
                ("商品 MUG", lowered(2, Cap::Stock)),
            ],
            "in the order of the lines; a lower price is not reported"
        );
        let reader = Viewer {
            locale: Locale::En,
            ..t.buyer.clone()
        };
        let again = t
            .shop
            .buy_again(&reader, order_form(&number))
            .await
            .unwrap();
        assert_eq!(again.differences[1].title.text, "Product PEN");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_cart_takes_more_of_what_it_holds() {
    for_both(async |db| {
        let setup = Setup::default();
        let policy = Policy {
            cart_lines: 2,
            ..setup.policy
        };
        let t = TestShop::with_policy(db, policy).await;
        for code in ["MUG", "TEA", "PEN"] {
            t.sell(code, 1_000, 9).await;
        }
        let number = t.order().line("MUG", 1).line("TEA", 1).placed().await;
        t.fill_cart(&t.buyer, &[("TEA", 1), ("PEN", 1)]).await;
        let again = t
            .shop
            .buy_again(&t.buyer, order_form(&number))
            .await
            .unwrap();
        assert_eq!(again.lines, 1);
        assert_eq!(told(&again.differences), [("商品 MUG", Difference::NoRoom)]);
        let mut held = cart(&t).await;
        held.sort();
        assert_eq!(held, [("PEN".to_owned(), 1), ("TEA".to_owned(), 2)]);

        let form_of = |sku: &str| CartRemoveForm {
            sku: sku.to_owned(),
        };
        t.shop.cart_remove(&t.buyer, form_of("TEA")).await.unwrap();
        t.sell("INK", 1_000, 9).await;
        t.fill_cart(&t.buyer, &[("INK", 1)]).await;
        let refused = t.shop.buy_again(&t.buyer, order_form(&number)).await;
        assert_eq!(code(refused.unwrap_err()), ErrorCode::CartFull);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_of_which_nothing_can_be_had_is_refused_and_leaves_the_cart_alone() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 2_900, 2).await;
        t.sell("TEA", 1_250, 9).await;
        t.sell("PEN", 1_250, 9).await;
        let number = t.order().line("MUG", 2).line("TEA", 1).placed().await;
        t.fill_cart(&t.buyer, &[("PEN", 1)]).await;
        archive(&t, "TEA").await;
        let refused = t.shop.buy_again(&t.buyer, order_form(&number)).await;
        assert_eq!(code(refused.unwrap_err()), ErrorCode::NothingAvailable);
        assert_eq!(cart(&t).await, [("PEN".to_owned(), 1)]);
    })
    .await;
}
