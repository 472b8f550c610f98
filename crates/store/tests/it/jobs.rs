//! Jobs: one ready job per dedupe key, one claim per epoch, and workers with an expired lease are
//! refused.

use crate::db::{TestDb, for_both};
use crate::plant::NOW;
use domain::time::Millis;
use store::{
    Store, StoreError, Tx,
    models::job::{Job, JobState, Kinds, Lease, NewJob},
    queries::job,
};

const T: Millis = Millis::new(NOW);

fn filed(key: Option<&str>, run_at: Millis) -> NewJob {
    NewJob {
        kind: "query_attempt".to_owned(),
        dedupe_key: key.map(str::to_owned),
        payload_json: "{\"attempt_id\":1}".to_owned(),
        run_at,
        max_tries: None,
        created_at: T,
    }
}

async fn write<R: Send + 'static>(
    store: &Store,
    work: impl Fn(&mut Tx<'_>) -> Result<R, StoreError> + Send + Sync + 'static,
) -> Result<R, StoreError> {
    store.write(work).await
}

async fn file(store: &Store, key: Option<&'static str>, run_at: Millis) -> Option<i64> {
    write(store, move |tx| job::enqueue(tx, &filed(key, run_at)))
        .await
        .unwrap()
}

async fn due(store: &Store, now: Millis) -> Vec<Job> {
    write(store, move |tx| job::due(tx, Kinds::All, now, 10))
        .await
        .unwrap()
}

async fn claim(store: &Store, found: Lease, now: Millis) -> Option<Job> {
    write(store, move |tx| {
        job::claim(tx, found, "w", now, now.plus(1_000))
    })
    .await
    .unwrap()
}

async fn state(store: &Store, id: i64) -> (JobState, Millis) {
    let row = write(store, move |tx| job::get(tx, id))
        .await
        .unwrap()
        .unwrap();
    (row.state, row.run_at)
}

#[tokio::test]
async fn one_ready_job_per_key() {
    for_both(async |db: TestDb| {
        let store = db.store();
        let first = file(&store, Some("a:1"), T.plus(100)).await.unwrap();
        assert_eq!(file(&store, Some("a:1"), T).await, None);
        assert!(file(&store, None, T.plus(1)).await.is_some());
        assert!(file(&store, None, T.plus(1)).await.is_some());
        write(&store, |tx| {
            job::enqueue_or_hasten(tx, &filed(Some("a:1"), T.plus(50)))
        })
        .await
        .unwrap();
        write(&store, |tx| {
            job::enqueue_or_hasten(tx, &filed(Some("a:1"), T.plus(70)))
        })
        .await
        .unwrap();
        assert_eq!(state(&store, first).await, (JobState::Ready, T.plus(50)));
        assert_eq!(due(&store, T).await.len(), 0);
        assert_eq!(due(&store, T.plus(1)).await.len(), 2);

        // While the first job runs, the next one may be enqueued.
        let row = due(&store, T.plus(50))
            .await
            .into_iter()
            .find(|row| row.id == first)
            .unwrap();
        claim(&store, row.lease(), T.plus(50)).await.unwrap();
        assert!(file(&store, Some("a:1"), T.plus(900)).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_clock_behind_on_purpose_leaves_the_jobs_of_today() {
    for_both(async |db: TestDb| {
        let store = db.store();
        // Filed at `T`, which is a day ahead of the clock that looks.
        file(&store, None, T).await.unwrap();
        let then = T.plus(-24 * 3_600_000);
        let old = NewJob {
            created_at: then,
            ..filed(Some("old"), then)
        };
        let old = write(&store, move |tx| job::enqueue(tx, &old))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(due(&store, then).await.len(), 2, "a wrong clock runs both");
        let found = write(&store, move |tx| job::due_then(tx, Kinds::All, then, 10))
            .await
            .unwrap();
        let found: Vec<i64> = found.iter().map(|job| job.id).collect();
        assert_eq!(found, [old]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_claim_wins() {
    for_both(async |db: TestDb| {
        let store = db.store();
        file(&store, None, T).await.unwrap();
        let found = due(&store, T).await[0].lease();
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let store = store.clone();
                tokio::spawn(async move { claim(&store, found, T).await })
            })
            .collect();
        let mut won = 0;
        for task in tasks {
            if let Some(row) = task.await.unwrap() {
                won += 1;
                assert_eq!((row.tries, row.lease_epoch), (1, 1));
                assert_eq!(row.lease_until, Some(T.plus(1_000)));
            }
        }
        assert_eq!(won, 1);
        assert!(
            due(&store, T.plus(1_000)).await.is_empty(),
            "the lease is still valid"
        );
    })
    .await;
}

#[tokio::test]
async fn a_late_worker_changes_nothing() {
    for_both(async |db: TestDb| {
        let store = db.store();
        let id = file(&store, None, T).await.unwrap();
        let slept = claim(&store, due(&store, T).await[0].lease(), T)
            .await
            .unwrap()
            .lease();
        let later = T.plus(1_001);
        let other = claim(&store, due(&store, later).await[0].lease(), later)
            .await
            .unwrap();
        assert_eq!((other.tries, other.lease_epoch), (2, 2));

        let finish = write(&store, move |tx| job::finish(tx, slept)).await;
        assert!(matches!(finish, Err(StoreError::Gone)), "{finish:?}");
        let put_back = write(&store, move |tx| job::reschedule(tx, slept, T, None)).await;
        assert!(matches!(put_back, Err(StoreError::Gone)), "{put_back:?}");
        let fail = write(&store, move |tx| job::fail(tx, slept, "late")).await;
        assert!(matches!(fail, Err(StoreError::Gone)), "{fail:?}");
        assert_eq!(state(&store, id).await.0, JobState::Running);

        let lease = other.lease();
        write(&store, move |tx| job::finish(tx, lease))
            .await
            .unwrap();
        assert_eq!(state(&store, id).await.0, JobState::Done);
        let again = write(&store, move |tx| job::finish(tx, lease)).await;
        assert!(matches!(again, Err(StoreError::Gone)));
        assert_eq!(
            write(&store, |tx| job::purge(tx, T.plus(1), 10))
                .await
                .unwrap(),
            1
        );
    })
    .await;
}

#[tokio::test]
async fn a_job_put_back_gives_way_to_its_successor() {
    for_both(async |db: TestDb| {
        let store = db.store();
        let first = file(&store, Some("a:1"), T).await.unwrap();
        let lease = claim(&store, due(&store, T).await[0].lease(), T)
            .await
            .unwrap()
            .lease();
        let second = file(&store, Some("a:1"), T.plus(900)).await.unwrap();
        write(&store, move |tx| {
            job::reschedule(tx, lease, T.plus(60), Some("no answer"))
        })
        .await
        .unwrap();
        assert_eq!(state(&store, first).await.0, JobState::Done);
        assert_eq!(state(&store, second).await, (JobState::Ready, T.plus(60)));

        let lease = claim(&store, due(&store, T.plus(60)).await[0].lease(), T.plus(60))
            .await
            .unwrap()
            .lease();
        write(&store, move |tx| {
            job::reschedule(tx, lease, T.plus(90), Some("no answer"))
        })
        .await
        .unwrap();
        let row = due(&store, T.plus(90))
            .await
            .into_iter()
            .find(|job| job.dedupe_key.as_deref() == Some("a:1"))
            .unwrap();
        assert_eq!((row.id, row.run_at), (second, T.plus(90)));
        assert_eq!(row.last_error.as_deref(), Some("no answer"));

        let lease = claim(&store, row.lease(), T.plus(90))
            .await
            .unwrap()
            .lease();
        write(&store, move |tx| job::fail(tx, lease, "hopeless"))
            .await
            .unwrap();
        assert_eq!(
            write(&store, |tx| job::desk::list(tx, JobState::Dead, 10))
                .await
                .unwrap()
                .len(),
            1
        );
    })
    .await;
}
