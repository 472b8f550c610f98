//! Compare-and-set: a row that was changed after it was read is not overwritten.

use crate::{
    db::for_both,
    plant::{NOW, paid_order},
};
use domain::{money::Fen, payment::Disposition, time::Millis};
use store::{
    Store, StoreError,
    models::attempt::{Attempt, PaidMark},
    queries::attempt,
    testing,
};

const OPEN: &str = "UPDATE payment_attempts SET state = 'open', disposition = NULL, \
    provider_trade_no = NULL, paid_fen = NULL, paid_at = NULL, evidence = NULL WHERE id = 1";

fn mark(trade_no: &str) -> PaidMark {
    PaidMark {
        disposition: Disposition::Late,
        trade_no: trade_no.to_owned(),
        buyer_hint: None,
        paid: Fen::new(10_800),
        paid_at: Millis::new(NOW),
        evidence: "query:1".to_owned(),
    }
}

async fn seen(store: &Store) -> Attempt {
    store.read(|tx| attempt::get(tx, 1)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_is_not_written_over_an_attempt_that_moved_on() {
    for_both(async |db| {
        let store = db.store();
        paid_order(&store).await;
        testing::batch(&store, OPEN).await.unwrap();
        let early = seen(&store).await;
        // Another process books the payment first.
        let first = early.clone();
        let paid = store
            .write(move |tx| attempt::mark_paid(tx, &first, &mark("2026112222001")))
            .await
            .unwrap();
        let late = early.clone();
        let second = store
            .write(move |tx| attempt::mark_paid(tx, &late, &mark("2026112222009")))
            .await;
        assert_eq!(seen(&store).await, paid, "a payment was written over");
        assert!(matches!(second, Err(StoreError::Gone)), "{second:?}");
        // The same state with an older version is refused too.
        let closed = store
            .write(move |tx| attempt::mark_closed(tx, &early, Millis::new(NOW)))
            .await;
        assert_eq!(seen(&store).await, paid, "a payment was closed");
        assert!(matches!(closed, Err(StoreError::Gone)), "{closed:?}");
    })
    .await;
}
