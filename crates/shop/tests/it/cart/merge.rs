//! The guest's cart: merged at login, and deleted with its session.

use super::{archive, lines, select};
use crate::desk::{Desk, PASSWORD, as_user, sign_in};
use domain::{
    cart::Cap,
    time::Millis,
    view::cart::{Difference, DifferentLine},
};
use shop::{cart::Filled, policy::Policy};
use store::queries::{
    cart as carts, catalog,
    stock::{self, Move, MoveKind},
};
use test_support::for_both;

/// Title and difference of each line.
fn told(differences: &[DifferentLine]) -> Vec<(&str, Difference)> {
    differences
        .iter()
        .map(|line| (line.title.text.as_str(), line.difference))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn login_merges_the_guests_cart_once() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let shopper = desk.shopper("lin@example.com").await;
        desk.put(&shopper, "MUG-CELADON", "2").await;
        desk.put(&shopper, "TEA-SAMPLE", "90").await;
        desk.shop
            .cart_select(&shopper, select("MUG-CELADON", "0"))
            .await
            .unwrap();
        let guest = desk.guest().await;
        desk.put(&guest, "MUG-CELADON", "3").await;
        desk.put(&guest, "TEA-SAMPLE", "20").await;
        desk.put(&guest, "MUG-OCHRE", "3").await;
        let (old, key) = (
            desk.guest_cart(&guest).await.unwrap(),
            desk.user_cart(&shopper).await.unwrap().checkout_key,
        );
        let login = desk
            .shop
            .sign_in(&guest, sign_in("lin@example.com", PASSWORD))
            .await
            .unwrap();
        assert_eq!(login.merged.lines, 3);
        assert_eq!(
            told(&login.merged.differences),
            [(
                "春茶 · 罐装",
                Difference::Lowered {
                    qty: 99,
                    cap: Cap::Line
                }
            )]
        );
        let merged = lines(&[
            ("MUG-OCHRE", 3, true),
            ("TEA-SAMPLE", 99, true),
            ("MUG-CELADON", 5, true),
        ]);
        assert_eq!(desk.lines(&as_user(login.who)).await, merged);
        assert_eq!(
            desk.guest_cart(&guest).await,
            None,
            "the guest's cart is closed by the merge"
        );
        assert_ne!(desk.user_cart(&shopper).await.unwrap().checkout_key, key);
        assert_ne!(desk.user_cart(&shopper).await.unwrap().id, old.id);

        let again = desk
            .shop
            .sign_in(&guest, sign_in("lin@example.com", PASSWORD))
            .await
            .unwrap();
        assert_eq!(
            again.merged,
            Filled::default(),
            "a second login finds nothing to merge"
        );
        assert_eq!(desk.lines(&shopper).await, merged);
        desk.shop
            .session_end(guest.session.as_ref().unwrap())
            .await
            .unwrap();
        assert_eq!(
            desk.lines(&shopper).await,
            merged,
            "the lines outlive the guest session"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn merging_caps_at_what_is_free_and_keeps_what_is_gone() {
    for_both(async |db| {
        let (desk, demo) = Desk::seeded(db).await;
        let guest = desk.guest().await;
        desk.put(&guest, "MUG-OCHRE", "3").await;
        desk.put(&guest, "PEN-INK", "2").await;
        archive(&desk, "PEN-INK").await;
        let shopper = sign_in(&demo.shopper.login, &demo.shopper.password);
        let first = desk.shop.sign_in(&guest, shopper.clone()).await.unwrap();
        assert_eq!(
            first.merged,
            Filled {
                lines: 2,
                ..Filled::default()
            }
        );
        let other = desk.guest().await;
        desk.put(&other, "MUG-OCHRE", "2").await;
        let second = desk.shop.sign_in(&other, shopper).await.unwrap();
        assert_eq!(second.merged.lines, 1);
        assert_eq!(
            told(&second.merged.differences),
            [(
                "炻器马克杯",
                Difference::Lowered {
                    qty: 3,
                    cap: Cap::Stock
                }
            )]
        );
        let view = desk.shop.cart(&as_user(second.who)).await.unwrap();
        let notes: Vec<_> = view
            .lines
            .iter()
            .map(|line| (line.sku.as_str(), line.qty, line.notes.len()))
            .collect();
        assert_eq!(notes, [("PEN-INK", 2, 1), ("MUG-OCHRE", 3, 0)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guests_cart_ends_with_the_session() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let guest = desk.guest().await;
        desk.put(&guest, "MUG-CELADON", "1").await;
        assert_eq!(desk.lines(&guest).await.len(), 1);
        let cart = desk.guest_cart(&guest).await.unwrap();
        desk.shop
            .session_end(guest.session.as_ref().unwrap())
            .await
            .unwrap();
        assert_eq!(desk.lines(&guest).await, []);
        let left = desk
            .shop
            .store()
            .read(move |tx| carts::held(tx, cart.id))
            .await
            .unwrap();
        assert_eq!(left, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn merging_keeps_within_the_lines_a_cart_may_have() {
    for_both(async |db| {
        let policy = Policy {
            cart_lines: 2,
            ..Policy::default()
        };
        let desk = Desk::with_policy(db, policy);
        desk.seed().await;
        let shopper = desk.shopper("lin@example.com").await;
        desk.put(&shopper, "MUG-CELADON", "1").await;
        let guest = desk.guest().await;
        desk.put(&guest, "MUG-CELADON", "1").await;
        desk.put(&guest, "PEN-INK", "1").await;
        let login = desk
            .shop
            .sign_in(&guest, sign_in("lin@example.com", PASSWORD))
            .await
            .unwrap();
        let full = lines(&[("PEN-INK", 1, true), ("MUG-CELADON", 2, true)]);
        assert_eq!(
            login.merged,
            Filled {
                lines: 2,
                ..Filled::default()
            },
            "more units of a line fit even into a full cart"
        );
        assert_eq!(desk.lines(&shopper).await, full);

        let other = desk.guest().await;
        desk.put(&other, "MUG-OCHRE", "1").await;
        desk.put(&other, "PEN-INK", "1").await;
        let login = desk
            .shop
            .sign_in(&other, sign_in("lin@example.com", PASSWORD))
            .await
            .unwrap();
        assert_eq!(login.merged.lines, 1);
        assert_eq!(
            told(&login.merged.differences),
            [("炻器马克杯", Difference::NoRoom)]
        );
        let kept = lines(&[("PEN-INK", 2, true), ("MUG-CELADON", 2, true)]);
        assert_eq!(desk.lines(&shopper).await, kept);
        assert_eq!(desk.guest_cart(&other).await, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_sold_out_meanwhile_is_told_as_sold_out() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let shopper = desk.shopper("lin@example.com").await;
        desk.put(&shopper, "MUG-OCHRE", "2").await;
        let guest = desk.guest().await;
        desk.put(&guest, "MUG-OCHRE", "2").await;
        let sold = desk.shop.store().write(|tx| {
            let sku = catalog::sellable(tx, "MUG-OCHRE")?.unwrap();
            let gone = Move {
                sku_id: sku.id,
                kind: MoveKind::Adjust,
                units: -3,
                order_detail_id: None,
                refund_id: None,
                reason: None,
                actor_id: None,
                at: Millis::new(0),
                idem_key: "gone".to_owned(),
            };
            stock::apply(tx, &gone)
        });
        sold.await.unwrap();
        let login = desk
            .shop
            .sign_in(&guest, sign_in("lin@example.com", PASSWORD))
            .await
            .unwrap();
        assert_eq!(
            told(&login.merged.differences),
            [("炻器马克杯", Difference::OutOfStock)]
        );
    })
    .await;
}
