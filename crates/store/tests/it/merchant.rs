//! Settings are changed by compare-and-set; marks are single values beside them.

use crate::{
    db::{TestDb, for_both},
    plant::NOW,
};
use domain::{locale::Locale, setting::SettingName, staff::Role, time::Millis, validate::Login};
use store::{
    Store,
    models::account::NewUser,
    queries::{account, opening, setting},
};

const AT: Millis = Millis::new(NOW);

async fn user(store: &Store) -> i64 {
    let user = NewUser {
        login: Login::Email("a@example.cn".to_owned()),
        password_hash: "x".to_owned(),
        display_name: "a".to_owned(),
        locale: Locale::ZhCn,
        at: AT,
    };
    let id = store.write(move |tx| account::insert(tx, &user)).await;
    id.unwrap().unwrap()
}

async fn put(store: &Store, value: &'static str, seen: i64, by: i64) -> bool {
    store
        .write(move |tx| setting::put(tx, SettingName::Postage, value, seen, by, AT))
        .await
        .unwrap()
}

#[tokio::test]
async fn a_setting_is_written_over_the_version_that_was_seen() {
    for_both(async |db: TestDb| {
        let store = db.store();
        let by = user(&store).await;
        let before = store.catalog_version().await.unwrap();
        assert!(put(&store, "6.00", 0, by).await);
        assert!(
            !put(&store, "7.00", 0, by).await,
            "version 0 means that there is no row yet"
        );
        assert!(put(&store, "8.00", 1, by).await);
        assert!(!put(&store, "9.00", 1, by).await);
        let rows = store.read(setting::all).await.unwrap();
        let [row] = rows.as_slice() else {
            panic!("{rows:?}");
        };
        assert_eq!(
            (row.name.as_str(), row.value.as_str(), row.version),
            ("postage", "8.00", 2)
        );
        assert_eq!((row.changed_at, row.changed_by), (AT, Some(by)));
        assert!(store.catalog_version().await.unwrap() > before);
    })
    .await;
}

#[tokio::test]
async fn a_mark_is_taken_once() {
    for_both(async |db: TestDb| {
        let store = db.store();
        let set = async |value: &'static str| {
            store
                .write(move |tx| setting::set_mark(tx, "first_run", value, AT))
                .await
                .unwrap();
        };
        let take = async |value: &'static str| {
            store
                .write(move |tx| setting::take_mark(tx, "first_run", value))
                .await
                .unwrap()
        };
        assert!(!take("a").await);
        set("a").await;
        set("b").await;
        assert!(!take("a").await, "the value was replaced");
        let mark = store.read(|tx| setting::mark(tx, "first_run")).await;
        assert_eq!(mark.unwrap().unwrap().value, "b");
        assert!(take("b").await);
        assert!(!take("b").await);
        set("c").await;
        store
            .write(|tx| setting::clear_mark(tx, "first_run"))
            .await
            .unwrap();
        assert!(!take("c").await);
    })
    .await;
}

#[tokio::test]
async fn a_new_shop_has_nothing_and_nobody() {
    for_both(async |db: TestDb| {
        let store = db.store();
        let goods = store.read(opening::goods).await.unwrap();
        assert_eq!(goods, opening::Goods::default());
        let owned = async || {
            store
                .read(|tx| account::any_with(tx, Role::Owner))
                .await
                .unwrap()
        };
        assert!(!owned().await);
        let by = user(&store).await;
        for (role, is_owned) in [(Role::Orders, false), (Role::Owner, true)] {
            store
                .write(move |tx| account::add_role(tx, by, role))
                .await
                .unwrap();
            assert_eq!(owned().await, is_owned);
        }
    })
    .await;
}
