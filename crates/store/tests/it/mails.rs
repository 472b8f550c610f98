//! Mail is inserted once for an event and changed by whoever read it last.

use crate::{
    db::for_both,
    plant::{NOW, paid_order},
};
use domain::{
    locale::Locale,
    mail::{MailKind, MailState},
    time::{DAY, Millis},
    view::mail::MailTab,
};
use store::{
    Store, StoreError,
    models::mail::{Mail, MailTry, NewMail},
    queries::mail,
};

fn row(event: &str, at: i64) -> NewMail {
    NewMail {
        event_key: event.to_owned(),
        mail_key: format!("key of {event}"),
        kind: MailKind::OrderPaid,
        recipient: "a@example.com".to_owned(),
        locale: Locale::En,
        order_id: Some(1),
        about_json: "{\"kind\":\"order_paid\"}".to_owned(),
        queued_at: Millis::new(NOW + at),
    }
}

fn outcome(state: MailState, code: i64) -> MailTry {
    MailTry {
        state,
        was_asked: true,
        counts: true,
        code: Some(code),
        words: "so it is".to_owned(),
        about_json: None,
        at: Millis::new(NOW + 5),
    }
}

async fn insert(store: &Store, event: &'static str, at: i64) -> Option<i64> {
    let inserted = store.write(move |tx| mail::insert(tx, &row(event, at)));
    inserted.await.unwrap()
}

async fn read(store: &Store, event: &'static str) -> Mail {
    let key = row(event, 0).mail_key;
    let found = store.read(move |tx| mail::by_key(tx, &key)).await.unwrap();
    found.unwrap()
}

async fn tried(store: &Store, seen: Mail, outcome: MailTry) -> Result<(), StoreError> {
    store
        .write(move |tx| mail::tried(tx, &seen, &outcome))
        .await
}

async fn list(store: &Store, tab: MailTab) -> Vec<String> {
    let rows = store
        .read(move |tx| mail::latest(tx, tab, 10))
        .await
        .unwrap();
    rows.into_iter().map(|mail| mail.mail_key).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_has_one_mail() {
    for_both(async |db| {
        let store = db.store();
        paid_order(&store).await;
        let first = insert(&store, "paid:1", 0).await;
        assert!(first.is_some());
        assert_eq!(insert(&store, "paid:1", 9).await, None);
        let seen = read(&store, "paid:1").await;
        assert_eq!(Some(seen.id), first);
        assert_eq!((seen.state, seen.tries), (MailState::Waiting, 0));
        let of_order = store.read(|tx| mail::of_order(tx, 1)).await.unwrap();
        assert_eq!(of_order, [seen]);
        let numbers = store.read(|tx| mail::numbers(tx, &[1, 99])).await.unwrap();
        assert_eq!(numbers, [(1, "20261122AAAAAAAAAA".to_owned())]);
        let odd = store.read(|tx| mail::by_key(tx, "a\u{0}b")).await.unwrap();
        assert_eq!(odd, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_try_is_recorded_once_and_an_end_is_an_end() {
    for_both(async |db| {
        let store = db.store();
        paid_order(&store).await;
        insert(&store, "a", 0).await;
        insert(&store, "b", 0).await;
        let seen = read(&store, "a").await;
        tried(&store, seen.clone(), outcome(MailState::Waiting, 451))
            .await
            .unwrap();
        let stale = tried(&store, seen, outcome(MailState::Sent, 250)).await;
        assert!(matches!(stale, Err(StoreError::Gone)));
        assert_eq!(
            list(&store, MailTab::Undelivered).await,
            ["key of a"],
            "put off"
        );
        assert_eq!(list(&store, MailTab::All).await, ["key of b", "key of a"]);

        let seen = read(&store, "a").await;
        assert_eq!((seen.tries, seen.smtp_code), (1, Some(451)));
        tried(&store, seen, outcome(MailState::Refused, 550))
            .await
            .unwrap();
        let refused = read(&store, "a").await;
        assert_eq!((refused.state, refused.tries), (MailState::Refused, 2));
        assert_eq!(refused.smtp_words, "so it is");
        let after_the_end = tried(&store, refused.clone(), outcome(MailState::Sent, 250)).await;
        assert!(matches!(after_the_end, Err(StoreError::Gone)));

        let count = |since: i64| {
            let store = store.clone();
            async move {
                let since = Millis::new(since);
                let counted = store.read(move |tx| mail::undelivered(tx, since, 10));
                counted.await.unwrap()
            }
        };
        assert_eq!((count(NOW).await, count(NOW + 5).await), (1, 0));

        let again = |id: i64| {
            let store = store.clone();
            async move {
                let at = Millis::new(NOW + 9);
                store
                    .write(move |tx| mail::queue_again(tx, id, at))
                    .await
                    .unwrap()
            }
        };
        assert!(again(refused.id).await);
        assert!(!again(refused.id).await, "it waits already");
        let waiting = read(&store, "a").await;
        assert_eq!((waiting.state, waiting.tries), (MailState::Waiting, 0));
        assert_eq!(waiting.queued_at, Millis::new(NOW + 9));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn old_mail_is_deleted_unless_it_waits() {
    for_both(async |db| {
        let store = db.store();
        paid_order(&store).await;
        for event in ["sent", "waits", "young"] {
            insert(&store, event, if event == "young" { DAY } else { 0 }).await;
        }
        for event in ["sent", "young"] {
            let seen = read(&store, event).await;
            tried(&store, seen, outcome(MailState::Sent, 250))
                .await
                .unwrap();
        }
        let before = Millis::new(NOW + 1);
        let gone = store
            .write(move |tx| mail::purge(tx, before, 10))
            .await
            .unwrap();
        assert_eq!(gone, 1);
        let left = list(&store, MailTab::All).await;
        assert_eq!(left, ["key of young", "key of waits"]);
    })
    .await;
}
