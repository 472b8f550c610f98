//! Sessions: ended for good, and opened for nobody without need.

use crate::desk::{Desk, PASSWORD, add, refusal, sign_up, visit};
use domain::{
    error::ErrorCode,
    locale::Locale,
    session::SessionKind,
    staff::Role,
    time::{DAY, HOUR},
};
use shop::{Viewer, session::Contents};
use test_support::for_both;

fn nobody() -> Viewer {
    Viewer::anonymous(Locale::ZhCn)
}

/// An answer that waits behind the sign-out, or behind the change of roles, writes last.
#[tokio::test(flavor = "multi_thread")]
async fn an_ended_session_stays_ended() {
    for_both(async |db| {
        let desk = Desk::open(db);
        let shop = &desk.shop;
        let login = shop
            .sign_up(&nobody(), sign_up("lin@example.cn", PASSWORD))
            .await
            .unwrap();
        let user_id = login.who.user_id;
        let signed_out = shop.session_open(visit(Some(user_id)), None).await.unwrap();
        let promoted = shop.session_open(visit(Some(user_id)), None).await.unwrap();
        shop.session_end(&signed_out.token_hash).await.unwrap();
        shop.create_staff("lin@example.cn", "林夏", PASSWORD, &[Role::Orders])
            .await
            .unwrap();
        for ended in [signed_out, promoted] {
            let late = shop.session_update(&ended, visit(Some(user_id))).await;
            assert_eq!(late.unwrap(), None);
            let found = shop.session_load(SessionKind::Shopper, &ended.token).await;
            assert_eq!(found.unwrap(), None);
        }
        assert!(desk.sessions().await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_ends_the_session_from_before() {
    for_both(async |db| {
        let desk = Desk::open(db);
        let shop = &desk.shop;
        let before = shop.session_open(visit(None), None).await.unwrap();
        let after = shop
            .session_open(visit(None), Some(before.token_hash.clone()))
            .await
            .unwrap();
        let load = async |kind, token: &str| shop.session_load(kind, token).await.unwrap();
        assert_eq!(load(SessionKind::Shopper, &before.token).await, None);
        assert_eq!(
            load(SessionKind::Admin, &after.token).await,
            None,
            "of another kind"
        );
        let found = load(SessionKind::Shopper, &after.token).await.unwrap();
        assert_eq!(found.session, after);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_form_opens_no_session() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let shop = &desk.shop;
        let guest = Viewer {
            guest: Some(Box::new(shop.session_draw(visit(None)))),
            ..nobody()
        };
        for (form, code) in [
            (add("MUG-CELADON", "none"), ErrorCode::Quantity),
            (add("NO-SUCH", "1"), ErrorCode::NotForSale),
        ] {
            let refused = refusal(shop.cart_add(&guest, form).await);
            assert_eq!(refused.0, code);
            assert!(desk.sessions().await.is_empty());
        }
        shop.cart_add(&guest, add("MUG-CELADON", "1"))
            .await
            .unwrap();
        assert_eq!(desk.sessions().await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_holds_nothing_is_short() {
    for_both(async |db| {
        let desk = Desk::open(db);
        let lasts = async |contents: Contents| {
            let opened = desk.shop.session_open(contents, None).await.unwrap();
            opened.expires_at.since(opened.began)
        };
        let nothing = Contents {
            has_cart: false,
            ..visit(None)
        };
        assert_eq!(lasts(visit(None)).await, 14 * DAY);
        assert_eq!(lasts(nothing).await, HOUR);
    })
    .await;
}
