//! Write and read transactions: commit, rollback, savepoints, snapshots, queues.

use crate::db::{TestDb, for_both};
use crate::plant::{NOW, paid_order};
use domain::{
    ledger, locale::Locale, money::Fen, payment::Disposition, time::Millis, validate::Login,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use store::{
    OpenOptions, Store, StoreError,
    models::account::NewUser,
    queries::{account, admin, ledger as books},
    testing,
};

#[derive(Debug, thiserror::Error)]
enum CaseError {
    #[error("refused by the use case")]
    Refused,
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn user(name: &str) -> NewUser {
    NewUser {
        login: Login::Email(name.to_owned()),
        password_hash: "x".to_owned(),
        display_name: name.to_owned(),
        locale: Locale::ZhCn,
        at: Millis::new(NOW),
    }
}

async fn emails(store: &Store) -> Vec<String> {
    testing::answers(store, "SELECT email AS answer FROM users ORDER BY email")
        .await
        .unwrap()
}

#[tokio::test]
async fn ok_commits_and_err_rolls_back() {
    for_both(async |db: TestDb| {
        let store = db.store();
        store
            .write::<_, StoreError, _>(|tx| account::insert(tx, &user("a")).map(|_| ()))
            .await
            .unwrap();
        let refused = store
            .write::<(), CaseError, _>(|tx| {
                account::insert(tx, &user("b"))?;
                Err(CaseError::Refused)
            })
            .await;
        assert!(matches!(refused, Err(CaseError::Refused)));
        assert_eq!(emails(&store).await, ["a"]);
    })
    .await;
}

#[tokio::test]
async fn a_savepoint_undoes_its_own_part() {
    for_both(async |db: TestDb| {
        let store = db.store();
        store
            .write::<_, CaseError, _>(|tx| {
                account::insert(tx, &user("a"))?;
                let inner: Result<(), CaseError> = tx.savepoint(|tx| {
                    account::insert(tx, &user("b"))?;
                    Err(CaseError::Refused)
                });
                assert!(matches!(inner, Err(CaseError::Refused)));
                // A conflict does not abort the transaction, not even on PostgreSQL.
                assert_eq!(account::insert(tx, &user("a"))?, None);
                account::insert(tx, &user("c"))?;
                Ok(())
            })
            .await
            .unwrap();
        assert_eq!(emails(&store).await, ["a", "c"]);
    })
    .await;
}

#[tokio::test]
async fn readers_cannot_write() {
    for_both(async |db: TestDb| {
        let store = db.store();
        let wrote = store
            .read::<_, StoreError, _>(|tx| account::insert(tx, &user("a")))
            .await;
        assert!(matches!(wrote, Err(StoreError::Broken(_))), "{wrote:?}");
        assert!(emails(&store).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_read_is_one_snapshot() {
    for_both(async |db: TestDb| {
        let store = db.store();
        let (seen, wait_seen) = std::sync::mpsc::channel();
        let (go, wait_go) = std::sync::mpsc::channel::<()>();
        let wait_go = std::sync::Mutex::new(wait_go);
        let reader = {
            let store = store.clone();
            tokio::spawn(async move {
                store
                    .read::<_, StoreError, _>(move |tx| {
                        let name = Login::Email("a".to_owned());
                        let before = account::by_login(tx, &name)?;
                        seen.send(()).unwrap();
                        wait_go.lock().unwrap().recv().unwrap();
                        Ok((before, account::by_login(tx, &name)?))
                    })
                    .await
            })
        };
        tokio::task::spawn_blocking(move || wait_seen.recv().unwrap())
            .await
            .unwrap();
        store
            .write::<_, StoreError, _>(|tx| account::insert(tx, &user("a")))
            .await
            .unwrap();
        go.send(()).unwrap();
        assert_eq!(reader.await.unwrap().unwrap(), (None, None));
        assert_eq!(emails(&store).await, ["a"]);
    })
    .await;
}

/// Sixteen writers that read before they write. With a deferred BEGIN most would fail with "busy".
#[tokio::test(flavor = "multi_thread")]
async fn writers_wait_their_turn_and_nothing_is_lost() {
    for_both(async |db: TestDb| {
        let store = db.store();
        let tasks: Vec<_> = (0..16)
            .map(|task| {
                let store = store.clone();
                tokio::spawn(async move {
                    for round in 0..5 {
                        let name = format!("{task}-{round}");
                        store
                            .write::<_, StoreError, _>(move |tx| {
                                account::by_login(tx, &Login::Email(name.clone()))?;
                                account::insert(tx, &user(&name))
                            })
                            .await
                            .unwrap()
                            .unwrap();
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(emails(&store).await.len(), 80);
    })
    .await;
}

/// Two writers have read the same version: one compare-and-set changes the row, the other matches
/// none.
#[tokio::test(flavor = "multi_thread")]
async fn no_update_is_lost() {
    for_both(async |db: TestDb| {
        let store = db.store();
        store
            .write::<_, StoreError, _>(|tx| account::insert(tx, &user("a")))
            .await
            .unwrap();
        let swap = |new: &'static str| {
            let store = store.clone();
            tokio::spawn(async move {
                store
                    .write::<_, StoreError, _>(move |tx| {
                        account::set_password_hash(tx, 1, "x", new, Millis::new(NOW))
                    })
                    .await
                    .unwrap()
            })
        };
        let (one, two) = (swap("y"), swap("z"));
        let won = u8::from(one.await.unwrap()) + u8::from(two.await.unwrap());
        assert_eq!(won, 1);
    })
    .await;
}

#[tokio::test]
async fn no_turn_in_time_is_busy() {
    let db = TestDb::sqlite().await;
    let options = OpenOptions {
        wait: Duration::from_millis(20),
        ..OpenOptions::default()
    };
    let store = Store::open(db.url(), options).await.unwrap();
    let (entered, wait_entered) = tokio::sync::oneshot::channel();
    let entered = std::sync::Mutex::new(Some(entered));
    let (go, wait_go) = std::sync::mpsc::channel::<()>();
    let wait_go = std::sync::Mutex::new(wait_go);
    let holder = {
        let store = store.clone();
        tokio::spawn(async move {
            store
                .write::<_, StoreError, _>(move |_tx| {
                    if let Some(entered) = entered.lock().unwrap().take() {
                        entered.send(()).unwrap();
                    }
                    wait_go.lock().unwrap().recv().unwrap();
                    Ok(())
                })
                .await
        })
    };
    wait_entered.await.unwrap();
    let late = store.write::<_, StoreError, _>(|_tx| Ok(())).await;
    assert!(matches!(late, Err(StoreError::Busy)), "{late:?}");
    // Reads do not wait for writers.
    assert!(emails(&store).await.is_empty());
    go.send(()).unwrap();
    holder.await.unwrap().unwrap();
    store.write::<_, StoreError, _>(|_tx| Ok(())).await.unwrap();
}

#[tokio::test]
async fn a_panic_inside_leaves_the_store_working() {
    for_both(async |db: TestDb| {
        let store = db.store();
        let inner = store.clone();
        let panicked = tokio::spawn(async move {
            inner
                .write::<(), StoreError, _>(|tx| {
                    account::insert(tx, &user("a"))?;
                    panic!("a bug")
                })
                .await
        })
        .await;
        assert!(panicked.unwrap_err().is_panic());
        store
            .write::<_, StoreError, _>(|tx| account::insert(tx, &user("b")))
            .await
            .unwrap();
        assert_eq!(emails(&store).await, ["b"]);
    })
    .await;
}

/// Two transactions lock two rows in opposite order: the database aborts one, which is retried.
#[tokio::test(flavor = "multi_thread")]
async fn a_deadlock_is_tried_again() {
    let Some(db) = TestDb::postgres().await else {
        return;
    };
    let store = db.store();
    for name in ["a", "b"] {
        store
            .write::<_, StoreError, _>(move |tx| account::insert(tx, &user(name)))
            .await
            .unwrap();
    }
    let runs = Arc::new(AtomicU32::new(0));
    let barrier = Arc::new(std::sync::Barrier::new(2));
    let cross = |first: i64, second: i64| {
        let (store, runs, barrier) = (store.clone(), Arc::clone(&runs), Arc::clone(&barrier));
        tokio::spawn(async move {
            store
                .write::<_, CaseError, _>(move |tx| {
                    let run = runs.fetch_add(1, Ordering::SeqCst);
                    account::set_password_hash(tx, first, "x", "x", Millis::new(NOW))?;
                    if run < 2 {
                        barrier.wait();
                    }
                    // The error hides the deadlock: the retry must not depend on its type.
                    account::set_password_hash(tx, second, "x", "x", Millis::new(NOW))
                        .map_err(|_hidden| CaseError::Refused)
                })
                .await
        })
    };
    let (one, two) = (cross(1, 2), cross(2, 1));
    one.await.unwrap().unwrap();
    two.await.unwrap().unwrap();
    assert_eq!(
        runs.load(Ordering::SeqCst),
        3,
        "one of the two must run twice"
    );
}

#[tokio::test]
async fn the_same_posting_counts_once() {
    for_both(async |db: TestDb| {
        let store = db.store();
        paid_order(&store).await;
        let pay = ledger::pay(1, 1, Disposition::Applied, Fen::new(10_800)).unwrap();
        for expected in [true, false] {
            let pay = pay.clone();
            let posted = store
                .write::<_, StoreError, _>(move |tx| {
                    books::post(tx, &pay, Some(1), Millis::new(NOW), "paid")
                })
                .await
                .unwrap();
            assert_eq!(posted, expected);
        }
        let (order, alipay, suspense, legs) = store
            .read::<_, StoreError, _>(|tx| {
                Ok((
                    books::balance(tx, ledger::Account::Order, 1)?,
                    books::balance(tx, ledger::Account::Alipay, 1)?,
                    books::balance(tx, ledger::Account::Suspense, 1)?,
                    admin::legs(tx, 1)?,
                ))
            })
            .await
            .unwrap();
        assert_eq!((order, alipay), (Fen::new(-10_800), Fen::new(10_800)));
        assert_eq!(suspense, Fen::ZERO);
        assert_eq!(legs.len(), 2);
        let keys = testing::answers(&store, "SELECT idem_key AS answer FROM ledger_txns").await;
        assert_eq!(keys.unwrap(), ["pay:1"]);

        let mut crooked = pay.clone();
        crooked.key = "pay:2".to_owned();
        crooked.legs[0].amount = Fen::new(1);
        let refused = store
            .write::<_, StoreError, _>(move |tx| {
                books::post(tx, &crooked, Some(1), Millis::new(NOW), "")
            })
            .await;
        assert!(matches!(refused, Err(StoreError::Broken(_))));
    })
    .await;
}
