#![expect(clippy::unwrap_used, reason = "tests")]

use super::{Tx, run::TRIES};
use crate::{DatabaseUrl, OpenOptions, Store, StoreError};
use diesel::{
    QueryResult,
    result::{DatabaseErrorKind, Error},
};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

#[derive(Debug, thiserror::Error)]
enum CaseError {
    #[error("another error")]
    Hidden,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How a use case reports that it lost the race.
type Tell = fn(&mut Tx<'_>) -> Result<(), CaseError>;

async fn store() -> (Store, tempfile::TempDir) {
    let home = tempfile::tempdir().unwrap();
    let url = DatabaseUrl::sqlite(home.path().join("shop.db"));
    let options = OpenOptions {
        create: true,
        ..OpenOptions::default()
    };
    let store = Store::open(&url, options).await.unwrap();
    store.migrate().await.unwrap();
    (store, home)
}

/// The error of the driver if another transaction wins.
fn lost_race() -> QueryResult<()> {
    Err(Error::DatabaseError(
        DatabaseErrorKind::SerializationFailure,
        Box::new("could not serialize access".to_owned()),
    ))
}

/// Writes a row, then loses the race in the first `losses` runs and reports it through `tell`.
async fn race(store: &Store, losses: u32, tell: Tell) -> (Result<(), CaseError>, u32) {
    let runs = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&runs);
    let answer = store
        .write(move |tx| {
            let run = counted.fetch_add(1, Ordering::SeqCst);
            tx.q(|c| {
                diesel::connection::SimpleConnection::batch_execute(
                    c,
                    "INSERT INTO products (slug, title_zh, title_en, body_zh, body_en,
                       options_json, status, created_at, updated_at, version)
                     VALUES ('a', '', '', '', '', '[]', 'draft', 1, 1, 1)",
                )
            })?;
            if run < losses { tell(tx) } else { Ok(()) }
        })
        .await;
    (answer, runs.load(Ordering::SeqCst))
}

async fn rows(store: &Store) -> usize {
    let sql = "SELECT slug AS answer FROM products";
    crate::testing::answers(store, sql).await.unwrap().len()
}

#[tokio::test]
async fn the_note_decides_however_the_error_is_told() {
    let told: [Tell; 4] = [
        |tx| Ok(tx.q(|_| lost_race())?),
        // The wrapped error hides its kind.
        |tx| tx.q(|_| lost_race()).map_err(|_lost| CaseError::Hidden),
        // The closure ignores the error and returns `Ok`.
        |tx| {
            assert!(tx.q(|_| lost_race()).is_err());
            Ok(())
        },
        // The closure ignores the error of a savepoint, which is rolled back.
        |tx| {
            let inner: Result<(), CaseError> = tx.savepoint(|tx| Ok(tx.q(|_| lost_race())?));
            assert!(inner.is_err());
            Ok(())
        },
    ];
    for tell in told {
        let (store, _home) = store().await;
        let (answer, runs) = race(&store, 2, tell).await;
        answer.unwrap();
        assert_eq!(runs, 3);
        assert_eq!(rows(&store).await, 1, "runs that lose must leave no rows");
    }
}

#[tokio::test]
async fn a_race_lost_every_time_is_busy() {
    let (store, _home) = store().await;
    let (answer, runs) = race(&store, u32::MAX, |tx| Ok(tx.q(|_| lost_race())?)).await;
    assert!(matches!(answer, Err(CaseError::Store(StoreError::Busy))));
    assert_eq!(runs, TRIES);
    assert_eq!(rows(&store).await, 0);
}

#[tokio::test]
async fn other_errors_are_not_tried_again() {
    let (store, _home) = store().await;
    let (answer, runs) = race(&store, 1, |_tx| Err(CaseError::Hidden)).await;
    assert!(matches!(answer, Err(CaseError::Hidden)));
    assert_eq!((runs, rows(&store).await), (1, 0));
}

#[tokio::test]
async fn exactly_one_row_or_none() {
    let (store, _home) = store().await;
    let counts = store
        .write::<_, StoreError, _>(|tx| {
            Ok((tx.one(|_| Ok(1)), tx.one(|_| Ok(0)), tx.one(|_| Ok(2))))
        })
        .await
        .unwrap();
    assert!(matches!(
        counts,
        (Ok(()), Err(StoreError::Gone), Err(StoreError::Broken(_)))
    ));
}

#[tokio::test]
async fn every_connection_keeps_what_it_confirms() {
    let (store, _home) = store().await;
    for (pragma, expected) in [("synchronous", "2"), ("foreign_keys", "1")] {
        let sql = format!("SELECT CAST({pragma} AS TEXT) AS answer FROM pragma_{pragma}");
        let asked = sql.clone();
        let written = store
            .write::<_, StoreError, _>(move |tx| {
                let rows: Vec<crate::conn::Answer> = both!(tx, |c| {
                    diesel::RunQueryDsl::load(diesel::sql_query(asked.clone()), c)
                })?;
                Ok(rows.into_iter().map(|row| row.answer).collect::<Vec<_>>())
            })
            .await
            .unwrap();
        assert_eq!(written, [expected], "{pragma} of the writer");
        let read = crate::testing::answers(&store, &sql).await.unwrap();
        assert_eq!(read, [expected], "{pragma} of a reader");
    }
}
