//! The catalogue version grows with each commit that changes a public page, and only then.

use crate::{
    db::for_both,
    plant::{NOW, paid_order},
};
use domain::{money::Fen, time::Millis};
use std::{fs, path::Path};
use store::{
    OpenOptions, Store, StoreError, Tx,
    queries::{
        catalog::version,
        stock::{self, Move, MoveKind},
    },
    testing,
};

async fn committed(store: &Store) -> i64 {
    store.read(version::read).await.unwrap()
}

fn count(tx: &mut Tx<'_>, units: i64, key: &str) -> Result<(), StoreError> {
    let counted = Move {
        sku_id: 1,
        kind: MoveKind::Adjust,
        units,
        order_detail_id: None,
        refund_id: None,
        reason: None,
        actor_id: None,
        at: Millis::new(NOW),
        idem_key: key.to_owned(),
    };
    assert!(stock::apply(tx, &counted)?);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn it_grows_with_the_commit_and_only_then() {
    for_both(async |db| {
        let store = db.store();
        paid_order(&store).await;
        let start = store.catalog_version().await.unwrap();
        let price = |fen| move |tx: &mut Tx<'_>| testing::set_price(tx, 1, Fen::new(fen));
        store.write(price(7_200)).await.unwrap();
        assert_eq!(
            store.catalog_seen(),
            start + 1,
            "the writer knows the new version without a query"
        );
        assert_eq!(committed(&store).await, start + 1);
        // Two changes in one transaction increase it once.
        store
            .write(move |tx| {
                testing::set_price(tx, 1, Fen::new(7_300))?;
                testing::archive_sku(tx, 1)
            })
            .await
            .unwrap();
        assert_eq!(committed(&store).await, start + 2);
        // A rollback does not increase it.
        let undone: Result<(), StoreError> = store
            .write(|tx| {
                testing::set_price(tx, 1, Fen::new(9_900))?;
                Err(StoreError::Gone)
            })
            .await;
        assert!(undone.is_err());
        assert_eq!(
            (committed(&store).await, store.catalog_seen()),
            (start + 2, start + 2)
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stock_counts_only_as_far_as_pages_tell() {
    for_both(async |db| {
        let store = db.store();
        paid_order(&store).await;
        let free = store.read(|tx| stock::free(tx, 1)).await.unwrap();
        let to = |units: i64, key: &'static str| {
            move |tx: &mut Tx<'_>| {
                let now = stock::free(tx, 1)?;
                count(tx, units - now, key)
            }
        };
        store.write(to(free.max(0) + 50, "a")).await.unwrap();
        let many = committed(&store).await;
        store.write(to(free.max(0) + 49, "b")).await.unwrap();
        assert_eq!(
            committed(&store).await,
            many,
            "exact stock is not shown when there is much"
        );
        store.write(to(5, "c")).await.unwrap();
        assert_eq!(
            committed(&store).await,
            many + 1,
            "the warning of few units appears"
        );
        store.write(to(4, "d")).await.unwrap();
        assert_eq!(
            committed(&store).await,
            many + 2,
            "the number of few units is shown"
        );
        store.write(to(0, "e")).await.unwrap();
        assert_eq!(committed(&store).await, many + 3, "sold out");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_process_reads_it_from_the_row() {
    for_both(async |db| {
        let (one, other) = (
            db.store(),
            Store::open(db.url(), OpenOptions::default()).await.unwrap(),
        );
        paid_order(&one).await;
        let start = other.catalog_version().await.unwrap();
        one.write(|tx| testing::set_price(tx, 1, Fen::new(7_200)))
            .await
            .unwrap();
        assert_eq!(
            other.catalog_seen(),
            start,
            "a cached version is not updated by another process"
        );
        assert_eq!(other.catalog_version().await.unwrap(), start + 1);
        testing::batch(&one, "UPDATE catalogue_version SET version = 1")
            .await
            .unwrap();
        assert_eq!(
            other.catalog_version().await.unwrap(),
            start + 1,
            "the version never decreases"
        );
    })
    .await;
}

/// A query that changes these tables must increase the version, or cached pages would be outdated.
#[test]
fn every_function_that_writes_the_catalog_says_so() {
    let queries = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/queries");
    let mut files = vec![queries.join("catalog.rs"), queries.join("stock.rs")];
    files.extend(
        fs::read_dir(queries.join("catalog"))
            .unwrap()
            .map(|file| file.unwrap().path()),
    );
    let mut writers = 0;
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for function in text.split("\npub fn ").skip(1) {
            let name = function.split('(').next().unwrap();
            let writes = ["diesel::update(", "diesel::insert_into(", "diesel::delete("]
                .iter()
                .any(|verb| function.contains(verb));
            // `open` adds a stock row of 0, which pages show like no row; the key of a form is on none.
            if writes && !["open", "set_form_key"].contains(&name) {
                writers += 1;
                assert!(
                    function.contains("catalog_changed()"),
                    "{name} in {}",
                    file.display()
                );
            }
        }
    }
    assert!(writers >= 6, "{writers}");
}
