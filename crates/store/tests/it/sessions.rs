//! Sessions: open, overwrite, end with their guest cart, expire.

use crate::db::{TestDb, for_both};
use crate::plant::NOW;
use domain::{session::SessionKind, time::Millis};
use store::{Store, StoreError, models::session::NewSession, queries::session, testing};

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

async fn open(store: &Store, token_hash: &'static str, user_id: Option<i64>) -> i64 {
    store
        .write::<_, StoreError, _>(move |tx| session::create(tx, &visit(token_hash, user_id), T))
        .await
        .unwrap()
        .unwrap()
}

async fn update(store: &Store, token_hash: &'static str) -> bool {
    store
        .write::<_, StoreError, _>(move |tx| session::update(tx, &visit(token_hash, None), T))
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
async fn written_over_and_loaded_until_it_expires() {
    for_both(async |db: TestDb| {
        let store = db.store();
        let id = open(&store, "a", None).await;
        assert!(update(&store, "a").await);
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

/// A slow request that saves its session after the sign-out must not insert it again.
#[tokio::test]
async fn an_ended_session_is_not_written_again() {
    for_both(async |db: TestDb| {
        let store = db.store();
        let id = open(&store, "a", None).await;
        let ended = store
            .write::<_, StoreError, _>(|tx| session::delete(tx, "a"))
            .await
            .unwrap();
        assert!(ended, "{id}");
        let is_written = update(&store, "a").await;
        assert!(!is_written, "an ended session was written again");
        assert_eq!(load(&store, "a", T).await, None);
    })
    .await;
}

#[tokio::test]
async fn the_guest_cart_goes_with_its_session() {
    for_both(async |db: TestDb| {
        let store = db.store();
        let id = open(&store, "a", None).await;
        cart_of(&store, id).await;
        for expected in [true, false] {
            let deleted = store
                .write::<_, StoreError, _>(|tx| session::delete(tx, "a"))
                .await
                .unwrap();
            assert_eq!(deleted, expected);
        }
        assert!(carts(&store).await.is_empty());

        let id = open(&store, "b", None).await;
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
            open(&store, token, Some(1)).await;
        }
        open(&store, "guest", None).await;
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
