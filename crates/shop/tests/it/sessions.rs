//! Sessions: an ended session stays ended, and none is created without need.

use crate::desk::{Desk, PASSWORD, add, nobody, refusal, sign_up, visit};
use domain::{
    error::ErrorCode,
    session::SessionKind,
    staff::Role,
    time::{DAY, HOUR},
};
use shop::{Viewer, session::Contents};
use store::queries::pace;
use test_support::{TestDb, for_both};

/// A slow request writes its session after the sign-out, or after the change of roles.
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

/// A script that signs in for every request would fill the table, so old sessions are removed.
#[tokio::test(flavor = "multi_thread")]
async fn an_account_has_so_many_sessions_and_the_oldest_end() {
    for_both(async |db| {
        let desk = Desk::open(db);
        let lin = desk.register("lin@example.cn").await.user_id;
        let wang = desk.register("wang@example.cn").await.user_id;
        let open = async |kind: SessionKind, user_id: i64| {
            let contents = Contents {
                kind,
                ..visit(Some(user_id))
            };
            desk.shop.session_open(contents, None).await.unwrap()
        };
        let lives = async |session: &shop::session::Opened, kind| {
            let found = desk.shop.session_load(kind, &session.token).await;
            found.unwrap().is_some()
        };
        let staff = open(SessionKind::Admin, lin).await;
        let other = open(SessionKind::Shopper, wang).await;
        let mut opened = Vec::new();
        for _ in 0..52 {
            opened.push(open(SessionKind::Shopper, lin).await);
        }
        for (place, session) in opened.iter().enumerate() {
            let is_alive = lives(session, SessionKind::Shopper).await;
            assert_eq!(is_alive, place >= 2, "{place}");
        }
        assert!(lives(&staff, SessionKind::Admin).await, "of another kind");
        assert!(
            lives(&other, SessionKind::Shopper).await,
            "of another account"
        );
    })
    .await;
}

/// Adds `n` to the only counter, up to `most`, without creating carts or accounts, which would be
/// slow.
async fn count_more(desk: &Desk, n: usize, most: i64) {
    let mut keys = desk
        .answers("SELECT key_hash AS answer FROM pace_counts")
        .await;
    let (key, now) = (keys.pop().unwrap(), desk.shop.now());
    assert!(keys.is_empty());
    let counted = desk.shop.store().write(move |tx| {
        for _ in 0..n {
            assert!(pace::admit(tx, &key, now, HOUR, most)?);
        }
        Ok::<_, store::StoreError>(())
    });
    counted.await.unwrap();
}

/// Guest carts are kept for two weeks, so without a limit they could fill the disk.
#[tokio::test(flavor = "multi_thread")]
async fn a_network_opens_so_many_guests_carts_and_no_more() {
    let (desk, _) = Desk::seeded(TestDb::sqlite().await).await;
    let shop = &desk.shop;
    let guest = |ip_prefix: &str| Viewer {
        guest: Some(Box::new(shop.session_draw(Contents {
            ip_prefix: ip_prefix.to_owned(),
            ..visit(None)
        }))),
        ..nobody()
    };
    let put = async |viewer: Viewer| shop.cart_add(&viewer, add("MUG-CELADON", "1")).await;
    assert!(put(guest("203.0.113.0/24")).await.is_ok());
    count_more(&desk, 2_998, 3_000).await;
    assert!(put(guest("203.0.113.0/24")).await.is_ok());
    for _ in 0..2 {
        let (code, _) = refusal(put(guest("203.0.113.0/24")).await);
        assert_eq!(code, ErrorCode::NetworkFull);
    }
    assert_eq!(desk.sessions().await.len(), 2);
    // Not limited: other networks, unlisted proxies (local or in a container), and visitors who
    // already have a cart or an account.
    for other in ["198.51.100.0/24", "127.0.0.0/24", "172.17.0.0/24", "::/48"] {
        assert!(put(guest(other)).await.is_ok(), "{other}");
    }
    let mut here = desk.guest().await;
    here.ip_prefix = "203.0.113.0/24".to_owned();
    assert!(put(here).await.is_ok());
    assert!(put(desk.shopper("lin@example.cn").await).await.is_ok());
    desk.clock.advance(HOUR);
    assert!(put(guest("203.0.113.0/24")).await.is_ok());
}

/// Accounts are never deleted, so without a limit they could fill the disk.
#[tokio::test(flavor = "multi_thread")]
async fn a_network_opens_so_many_accounts_and_no_more() {
    for_both(async |db| {
        let desk = Desk::open(db);
        let from = |ip_prefix: &str| Viewer {
            ip_prefix: ip_prefix.to_owned(),
            ..nobody()
        };
        let open = async |prefix: &str, login: &str| {
            let form = sign_up(login, PASSWORD);
            desk.shop.sign_up(&from(prefix), form).await
        };
        open("203.0.113.0/24", "first@example.cn").await.unwrap();
        count_more(&desk, 998, 1_000).await;
        open("203.0.113.0/24", "last@example.cn").await.unwrap();
        let (code, _) = refusal(open("203.0.113.0/24", "late@example.cn").await);
        assert_eq!(code, ErrorCode::NetworkFull);
        for other in ["198.51.100.0/24", "127.0.0.0/24"] {
            let login = format!("a{}@example.cn", other.len());
            open(other, &login).await.unwrap();
        }
        desk.clock.advance(HOUR);
        open("203.0.113.0/24", "late@example.cn").await.unwrap();
    })
    .await;
}
