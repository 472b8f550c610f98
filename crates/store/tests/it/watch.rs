//! Figures for monitoring, on planted rows.

use crate::{books::whole, db::for_both, plant::NOW};
use domain::{money::Fen, time::Millis};
use store::{
    Store, StoreError,
    queries::watch::{self, Oldest},
    testing,
};

async fn figures(store: &Store) -> (Vec<Oldest>, Vec<Oldest>, Vec<Oldest>, Fen) {
    store
        .read(|tx| {
            Ok::<_, StoreError>((
                watch::due_jobs(tx, Millis::new(NOW))?,
                watch::dead_jobs(tx)?,
                watch::refunds_in_work(tx)?,
                watch::suspense(tx)?,
            ))
        })
        .await
        .unwrap()
}

fn oldest(word: &str, count: i64, since: i64) -> Oldest {
    Oldest {
        word: word.to_owned(),
        count,
        since: Millis::new(since),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_counted_with_its_oldest() {
    for_both(async |db| {
        let store = db.store();
        whole(&store).await;
        let jobs = format!(
            "DELETE FROM jobs;
             INSERT INTO jobs (kind, payload_json, run_at, tries, failures, state, lease_epoch, created_at)
             VALUES ('purge', '{{}}', {NOW} - 90000, 0, 0, 'ready', 0, 1),
               ('purge', '{{}}', {NOW} - 30000, 0, 0, 'ready', 0, 1),
               ('sweep', '{{}}', {NOW} + 1, 0, 0, 'ready', 0, 1),
               ('sweep', '{{}}', {NOW} - 1, 0, 0, 'done', 0, 1),
               ('query_attempt', '{{}}', 7, 9, 9, 'dead', 0, 1);
             UPDATE refunds SET state = 'unknown', sent_at = 1795000095000 WHERE id = 2;
             INSERT INTO ledger_txns (id, idem_key, kind, at, memo) VALUES (50, 'x:1', 'pay', 1, '');
             INSERT INTO ledger_entries (txn_id, seq, account, subject_id, amount_fen)
             VALUES (50, 1, 'ORDER', 1, 5), (50, 2, 'SUSPENSE', 2, -5)"
        );
        testing::batch(&store, &jobs).await.unwrap();
        let (due, dead, refunds, suspense) = figures(&store).await;
        assert_eq!(due, [oldest("purge", 2, NOW - 90_000)]);
        assert_eq!(dead, [oldest("query_attempt", 1, 7)]);
        assert_eq!(refunds, [oldest("unknown", 1, 1_795_000_095_000)]);
        assert_eq!(suspense, Fen::new(5));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn waits_for_a_connection_are_counted() {
    for_both(async |db| {
        let store = db.store();
        whole(&store).await;
        let pool = |name: &str| {
            let pools = store.pools();
            let found = pools.iter().find(|pool| [name, "all"].contains(&pool.name));
            *found.unwrap()
        };
        let before = pool("writers");
        for _ in 0..3 {
            let written = store.write(|_tx| Ok::<_, StoreError>(())).await;
            written.unwrap();
        }
        let after = pool("writers");
        assert_eq!(after.entered - before.entered, 3);
        assert_eq!(after.given_up, before.given_up);
        assert!(after.waited >= before.waited);
        assert!(pool("readers").free > 0);
    })
    .await;
}
