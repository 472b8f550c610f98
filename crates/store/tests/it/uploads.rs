//! Uploaded pictures that no product has yet.

use crate::{
    db::for_both,
    plant::{NOW, paid_order},
};
use domain::time::Millis;
use store::{Store, StoreError, models::upload::NewUpload, queries::upload};

fn row(key: &str, at: i64) -> NewUpload {
    NewUpload {
        upload_key: key.to_owned(),
        file_name: "a.jpg".to_owned(),
        sha256: format!("hash of {key}"),
        mime: "image/webp".to_owned(),
        width: 4,
        height: 3,
        colour: "#a0b0c0".to_owned(),
        widths_json: "[]".to_owned(),
        uploaded_by: Some(1),
        uploaded_at: Millis::new(NOW + at),
    }
}

async fn insert(store: &Store, key: &'static str, at: i64) -> Result<(), StoreError> {
    store
        .write(move |tx| upload::insert(tx, &row(key, at)))
        .await
}

async fn found(store: &Store, keys: &[&str]) -> Vec<(String, i64)> {
    let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
    let mut found: Vec<(String, i64)> = store
        .read(move |tx| upload::by_keys(tx, &keys))
        .await
        .unwrap()
        .into_iter()
        .map(|row| (row.upload_key, row.id))
        .collect();
    found.sort();
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn uploads_are_found_by_key_and_taken_once() {
    for_both(async |db| {
        let store = db.store();
        paid_order(&store).await;
        insert(&store, "a", 0).await.unwrap();
        insert(&store, "b", 0).await.unwrap();
        assert!(matches!(
            insert(&store, "a", 9).await,
            Err(StoreError::Conflict(_))
        ));
        let both = found(&store, &["b", "a", "c", "\0"]).await;
        let keys: Vec<&str> = both.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["a", "b"]);
        let id = both[0].1;
        let take = async || store.write(move |tx| upload::delete(tx, id)).await.unwrap();
        assert!(take().await);
        assert!(!take().await);
        let mime = |hash: &'static str| store.read(move |tx| upload::mime(tx, hash));
        assert_eq!(
            mime("hash of b").await.unwrap().as_deref(),
            Some("image/webp")
        );
        assert_eq!(mime("hash of a").await.unwrap(), None);
        let files = store.read(upload::files).await.unwrap();
        assert_eq!(files, [("hash of b".to_owned(), "[]".to_owned())]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_old_uploads_are_purged_and_so_many_at_once() {
    for_both(async |db| {
        let store = db.store();
        paid_order(&store).await;
        for (key, at) in [("a", -9), ("b", -3), ("c", -1), ("d", 0)] {
            insert(&store, key, at).await.unwrap();
        }
        let purge = async |limit| {
            store
                .write(move |tx| upload::purge(tx, Millis::new(NOW), limit))
                .await
                .unwrap()
        };
        assert_eq!(purge(2).await, 2);
        assert_eq!(
            found(&store, &["a", "b"]).await,
            [],
            "the oldest are removed first"
        );
        assert_eq!(purge(2).await, 1);
        assert_eq!(purge(2).await, 0);
        assert_eq!(found(&store, &["c", "d"]).await.len(), 1);
    })
    .await;
}
