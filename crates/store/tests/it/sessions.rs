//! Sessions: saved, rotated in place with their guest cart, ended, expired.

use crate::db::{TestDb, for_both};
use crate::plant::NOW;
use domain::time::Millis;
use store::{
    Store, StoreError,
    models::session::{NewSession, SessionKind},
    queries::session,
    testing,
};

const T: Millis = Millis::new(NOW);

fn visit(token_hash: &str, user_id: Option<i64>) -> NewSession {
    NewSession {
        token_hash: token_hash.to_owned(),
        user_id,
        kind: SessionKind::Shopper,
        record: "{}".to_owned(),
        expires_at: T.plus(1_000),
        ip_prefix: "10.0.0.0/24".to_owned(),
    }
}

async fn save(store: &Store, token_hash: &'static str, user_id: Option<i64>) -> i64 {
    store
        .write::<_, StoreError, _>(move |tx| session::save(tx, &visit(token_hash, user_id), T))
        .await
        .unwrap()
}

async fn load(store: &Store, token_hash: &'static str, now: Millis) -> Option<i64> {
    let found = store
        .read::<_, StoreError, _>(move |tx| session::load(tx, token_hash, now))
        .await
        .unwrap();
    found.map(|row| row.id)
}

async fn cart_of(store: &Store, session_id: i64) {
    testing::batch(
        store,
        &format!(
            "INSERT INTO carts (session_id, state, checkout_key, updated_at, version)
             VALUES ({session_id}, 'open', 'k{session_id}', 1, 1)"
        ),
    )
    .await
    .unwrap();
}

async fn carts(store: &Store) -> Vec<String> {
    let sql = "SELECT CAST(session_id AS TEXT) AS answer FROM carts ORDER BY id";
    testing::answers(store, sql).await.unwrap()
}

#[tokio::test]
async fn saved_over_and_loaded_until_it_expires() {
    for_both(async |db: TestDb| {
        let store = db.store();
        let id = save(&store, "a", None).await;
        assert_eq!(save(&store, "a", None).await, id);
        assert_eq!(load(&store, "a", T).await, Some(id));
        assert_eq!(load(&store, "a", T.plus(1_000)).await, None);
        assert_eq!(load(&store, "b", T).await, None);
        let taken = store
            .write::<_, StoreError, _>(|tx| session::create(tx, &visit("a", None), T))
            .await
            .unwrap();
        assert_eq!(taken, None);
    })
    .await;
}

#[tokio::test]
async fn rotation_keeps_the_guest_cart() {
    for_both(async |db: TestDb| {
        let store = db.store();
        let id = save(&store, "a", None).await;
        cart_of(&store, id).await;
        let rotate = |from: &'static str, to: &'static str| {
            let store = store.clone();
            async move {
                store
                    .write::<_, StoreError, _>(move |tx| session::rotate(tx, from, to))
                    .await
                    .unwrap()
            }
        };
        assert!(rotate("a", "b").await);
        assert!(!rotate("a", "c").await, "the old token opens nothing");
        assert_eq!(load(&store, "a", T).await, None);
        assert_eq!(load(&store, "b", T).await, Some(id));
        assert_eq!(carts(&store).await, [id.to_string()]);
    })
    .await;
}

#[tokio::test]
async fn the_guest_cart_goes_with_its_session() {
    for_both(async |db: TestDb| {
        let store = db.store();
        let id = save(&store, "a", None).await;
        cart_of(&store, id).await;
        for expected in [true, false] {
            let deleted = store
                .write::<_, StoreError, _>(|tx| session::delete(tx, "a"))
                .await
                .unwrap();
            assert_eq!(deleted, expected);
        }
        assert!(carts(&store).await.is_empty());

        let id = save(&store, "b", None).await;
        cart_of(&store, id).await;
        for (now, expected) in [(T.plus(999), 0), (T.plus(1_000), 1)] {
            let expired = store
                .write::<_, StoreError, _>(move |tx| session::expire(tx, now, 100))
                .await
                .unwrap();
            assert_eq!(expired, expected);
        }
        assert!(carts(&store).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn log_out_everywhere_keeps_one() {
    for_both(async |db: TestDb| {
        let store = db.store();
        crate::plant::paid_order(&store).await;
        for token in ["a", "b", "c"] {
            save(&store, token, Some(1)).await;
        }
        save(&store, "guest", None).await;
        let ended = store
            .write::<_, StoreError, _>(|tx| session::delete_of_user(tx, 1, Some("b")))
            .await
            .unwrap();
        assert_eq!(ended, 2);
        assert!(load(&store, "b", T).await.is_some());
        assert!(load(&store, "guest", T).await.is_some());
        let ended = store
            .write::<_, StoreError, _>(|tx| session::delete_of_user(tx, 1, None))
            .await
            .unwrap();
        assert_eq!(ended, 1);
    })
    .await;
}
