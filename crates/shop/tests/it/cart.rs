//! The cart of a guest or a signed-in shopper.

mod merge;

use crate::desk::{Desk, add, refusal};
use domain::{
    cart::Cap,
    error::ErrorCode,
    form::{CartRemoveForm, CartSelectForm, CartSetForm},
    locale::Locale,
    money::Fen,
    view::cart::{CartBadge, LineNote},
};
use shop::{Viewer, cart::Quantity, policy::Policy};
use store::{queries::catalog, testing};
use test_support::for_both;

fn set(sku: &str, qty: &str) -> CartSetForm {
    CartSetForm {
        sku: sku.to_owned(),
        qty: qty.to_owned(),
    }
}

fn remove(sku: &str) -> CartRemoveForm {
    CartRemoveForm {
        sku: sku.to_owned(),
    }
}

fn select(sku: &str, selected: &str) -> CartSelectForm {
    CartSelectForm {
        sku: sku.to_owned(),
        selected: selected.to_owned(),
    }
}

fn lines(expected: &[(&str, i64, bool)]) -> Vec<(String, i64, bool)> {
    expected
        .iter()
        .map(|(sku, qty, ticked)| ((*sku).to_owned(), *qty, *ticked))
        .collect()
}

async fn archive(desk: &Desk, code: &'static str) {
    let done = desk
        .shop
        .store()
        .write(move |tx| {
            let sku = catalog::sellable(tx, code)?.unwrap();
            testing::archive_sku(tx, sku.id)
        })
        .await;
    done.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_fills_a_cart() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let guest = desk.guest().await;
        assert_eq!(
            desk.shop.cart_badge(&guest).await.unwrap(),
            CartBadge::default()
        );
        desk.put(&guest, "MUG-CELADON", "1").await;
        desk.put(&guest, "TEA-100G", "2").await;
        desk.put(&guest, "MUG-CELADON", " 2 ").await;
        assert_eq!(
            desk.lines(&guest).await,
            lines(&[("TEA-100G", 2, true), ("MUG-CELADON", 3, true)])
        );
        let view = desk.shop.cart(&guest).await.unwrap();
        assert_eq!(view.totals.items, Fen::new(3 * 6_800 + 2 * 8_800));
        assert_eq!(
            (view.totals.postage, view.totals.to_free_postage),
            (Fen::ZERO, None)
        );
        assert_eq!((view.selected_units, view.can_checkout), (5, true));
        let mug = &view.lines[1];
        assert_eq!(
            (mug.slug.as_str(), mug.options.text.as_str(), mug.max_qty),
            ("stoneware-mug", "青瓷绿", 48)
        );
        assert_eq!(mug.image.as_ref().unwrap().width, 480);
        let badge = CartBadge {
            units: 5,
            amount: Fen::new(38_000),
        };
        assert_eq!(desk.shop.cart_badge(&guest).await.unwrap(), badge);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_is_refused_and_changes_nothing() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let guest = desk.guest().await;
        desk.put(&guest, "MUG-CELADON", "2").await;
        desk.put(&guest, "PEN-INK", "1").await;
        archive(&desk, "PEN-INK").await;
        let state = async || {
            (
                desk.guest_cart(&guest).await.unwrap().checkout_key,
                desk.lines(&guest).await,
            )
        };
        let before = state().await;
        for qty in ["0", "100", "two", "", "-1", "1.5", "１００"] {
            for answer in [
                desk.shop.cart_add(&guest, add("MUG-CELADON", qty)).await,
                desk.shop.buy_now(&guest, add("MUG-CELADON", qty)).await,
                desk.shop.cart_set(&guest, set("MUG-CELADON", qty)).await,
            ] {
                let expected = (
                    ErrorCode::Quantity,
                    vec![("qty".to_owned(), ErrorCode::Quantity)],
                );
                assert_eq!(refusal(answer), expected, "{qty}");
            }
        }
        let long = "A".repeat(5_000);
        for (sku, code) in [
            ("NO-SUCH", ErrorCode::NotForSale),
            ("", ErrorCode::NotForSale),
            ("MUG\0CELADON", ErrorCode::NotForSale),
            (long.as_str(), ErrorCode::NotForSale),
            ("PEN-INK", ErrorCode::NotForSale),
            ("CANDLE-CEDAR", ErrorCode::OutOfStock),
        ] {
            assert_eq!(
                refusal(desk.shop.cart_add(&guest, add(sku, "1")).await).0,
                code,
                "{sku}"
            );
            assert_eq!(
                refusal(desk.shop.buy_now(&guest, add(sku, "1")).await).0,
                code,
                "{sku}"
            );
        }
        assert_eq!(
            refusal(desk.shop.cart_set(&guest, set("PEN-INK", "3")).await).0,
            ErrorCode::NotForSale
        );
        assert_eq!(
            refusal(desk.shop.cart_set(&guest, set("TEA-50G", "3")).await).0,
            ErrorCode::FormStale
        );
        assert_eq!(
            refusal(
                desk.shop
                    .cart_select(&guest, select("MUG-CELADON", "on"))
                    .await
            )
            .0,
            ErrorCode::FormInvalid
        );
        assert_eq!(
            refusal(desk.shop.cart_select(&guest, select("TEA-50G", "1")).await).0,
            ErrorCode::FormStale
        );
        desk.shop
            .cart_remove(&guest, remove("TEA-50G"))
            .await
            .unwrap();
        assert_eq!(state().await, before);
        let nobody = Viewer::anonymous(Locale::ZhCn);
        assert_eq!(
            refusal(desk.shop.cart_add(&nobody, add("MUG-CELADON", "1")).await).0,
            ErrorCode::FormStale
        );
        let gone = Viewer {
            session: Some(shop::session::token_hash("gone")),
            ..nobody
        };
        assert_eq!(
            refusal(desk.shop.cart_add(&gone, add("MUG-CELADON", "1")).await).0,
            ErrorCode::FormStale
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn quantities_are_lowered_to_what_is_free() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let guest = desk.guest().await;
        let add_ochre = desk.shop.cart_add(&guest, add("MUG-OCHRE", "5")).await;
        assert_eq!(add_ochre.unwrap(), Quantity::Capped(3, Cap::Stock));
        assert_eq!(
            desk.shop
                .cart_set(&guest, set("MUG-OCHRE", "2"))
                .await
                .unwrap(),
            Quantity::AsAsked
        );
        assert_eq!(
            desk.shop
                .cart_set(&guest, set("MUG-OCHRE", "9"))
                .await
                .unwrap(),
            Quantity::Capped(3, Cap::Stock)
        );
        let wide = desk.shop.cart_set(&guest, set("MUG-OCHRE", "２")).await;
        assert_eq!(wide.unwrap(), Quantity::AsAsked);
        desk.put(&guest, "TEA-SAMPLE", "60").await;
        let more = desk.shop.cart_add(&guest, add("TEA-SAMPLE", "60")).await;
        assert_eq!(more.unwrap(), Quantity::Capped(99, Cap::Line));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_change_of_lines_draws_a_new_checkout_key() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let guest = desk.guest().await;
        let key = async || desk.guest_cart(&guest).await.unwrap().checkout_key;
        desk.put(&guest, "MUG-CELADON", "1").await;
        desk.put(&guest, "TEA-50G", "1").await;
        let mut keys = vec![key().await];
        desk.put(&guest, "MUG-CELADON", "1").await;
        keys.push(key().await);
        desk.shop
            .cart_set(&guest, set("MUG-CELADON", "5"))
            .await
            .unwrap();
        keys.push(key().await);
        desk.shop
            .cart_select(&guest, select("MUG-CELADON", "0"))
            .await
            .unwrap();
        keys.push(key().await);
        desk.shop
            .cart_select(&guest, select("MUG-CELADON", "0"))
            .await
            .unwrap();
        assert_eq!(
            &key().await,
            keys.last().unwrap(),
            "repeating a selection changes nothing"
        );
        desk.shop
            .cart_remove(&guest, remove("TEA-50G"))
            .await
            .unwrap();
        keys.push(key().await);
        desk.shop
            .buy_now(&guest, add("PEN-BLUE", "1"))
            .await
            .unwrap();
        keys.push(key().await);
        let count = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), count);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ticks_decide_what_is_paid() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let guest = desk.guest().await;
        desk.put(&guest, "NOTE-SAND-LINED", "3").await;
        desk.put(&guest, "PEN-INK", "1").await;
        desk.shop
            .cart_select(&guest, select("PEN-INK", "0"))
            .await
            .unwrap();
        let totals = desk.shop.cart(&guest).await.unwrap().totals;
        assert_eq!(
            (totals.items, totals.postage, totals.total),
            (Fen::new(9_999), Fen::ZERO, Fen::new(9_999))
        );
        desk.shop
            .cart_select(&guest, select("", "0"))
            .await
            .unwrap();
        let view = desk.shop.cart(&guest).await.unwrap();
        assert_eq!(
            (view.totals.total, view.selected_units, view.can_checkout),
            (Fen::ZERO, 0, false)
        );
        desk.shop
            .cart_select(&guest, select("", "1"))
            .await
            .unwrap();
        assert_eq!(desk.shop.cart(&guest).await.unwrap().selected_units, 4);
        desk.shop
            .buy_now(&guest, add("TEA-50G", "1"))
            .await
            .unwrap();
        desk.shop
            .buy_now(&guest, add("TEA-50G", "1"))
            .await
            .unwrap();
        let view = desk.shop.cart(&guest).await.unwrap();
        assert_eq!(
            view.selected_units, 1,
            "buying now selects only this line and sets its quantity"
        );
        assert_eq!(
            (view.totals.postage, view.totals.to_free_postage),
            (Fen::new(800), Some(Fen::new(5_100)))
        );
        assert_eq!(view.lines.len(), 3, "the other lines stay in the cart");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changed_prices_and_missing_stock_show_on_the_line() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let guest = desk.guest().await;
        desk.put(&guest, "MUG-CELADON", "2").await;
        desk.put(&guest, "PEN-INK", "1").await;
        let raise = desk.shop.store().write(|tx| {
            let sku = catalog::sellable(tx, "MUG-CELADON")?.unwrap();
            testing::set_price(tx, sku.id, Fen::new(7_200))
        });
        raise.await.unwrap();
        archive(&desk, "PEN-INK").await;
        let view = desk.shop.cart(&guest).await.unwrap();
        assert_eq!(view.lines[0].notes, [LineNote::NotForSale]);
        assert_eq!(
            view.lines[1].notes,
            [LineNote::PriceChanged {
                was: Fen::new(6_800)
            }]
        );
        assert!(!view.can_checkout);
        desk.shop
            .cart_remove(&guest, remove("PEN-INK"))
            .await
            .unwrap();
        desk.shop
            .cart_set(&guest, set("MUG-CELADON", "2"))
            .await
            .unwrap();
        let view = desk.shop.cart(&guest).await.unwrap();
        assert_eq!(
            (view.lines[0].notes.len(), view.can_checkout),
            (0, true),
            "a note is shown once"
        );
        assert_eq!(view.totals.total, Fen::new(14_400));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_cart_takes_more_units_but_no_more_lines() {
    for_both(async |db| {
        let desk = Desk::with_policy(
            db,
            Policy {
                cart_lines: 2,
                ..Policy::default()
            },
        );
        desk.seed().await;
        let guest = desk.guest().await;
        desk.put(&guest, "MUG-CELADON", "1").await;
        desk.put(&guest, "PEN-INK", "1").await;
        assert_eq!(
            refusal(desk.shop.cart_add(&guest, add("TEA-50G", "1")).await).0,
            ErrorCode::CartFull
        );
        desk.put(&guest, "PEN-INK", "1").await;
        assert_eq!(desk.lines(&guest).await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_tabs_at_once_lose_no_unit() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let shopper = desk.shopper("lin@example.com").await;
        let tabs = (0..16).map(|_| {
            let (shop, viewer) = (desk.shop.clone(), shopper.clone());
            tokio::spawn(async move { shop.cart_add(&viewer, add("PEN-INK", "1")).await })
        });
        for tab in tabs.collect::<Vec<_>>() {
            tab.await.unwrap().unwrap();
        }
        assert_eq!(desk.lines(&shopper).await, lines(&[("PEN-INK", 16, true)]));
    })
    .await;
}
