//! The durability settings that the database reports, and its newest entry.

use crate::db::{TestDb, for_both};
use store::{Engine, queries::event};

#[tokio::test]
async fn both_say_how_they_keep_what_was_committed() {
    for_both(async |db: TestDb| {
        let store = db.store();
        let said = store.settings().await.unwrap();
        let told: Vec<_> = said
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        match store.engine() {
            Engine::Sqlite => assert_eq!(told, [("journal_mode", "wal"), ("synchronous", "2")]),
            Engine::Postgres => {
                let names: Vec<_> = told.iter().map(|(name, _)| *name).collect();
                assert_eq!(names, ["fsync", "synchronous_commit", "full_page_writes"]);
                assert!(
                    told.iter()
                        .all(|(name, value)| *name == "full_page_writes" || *value != "off")
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn books_without_an_order_have_no_newest_entry() {
    for_both(async |db: TestDb| {
        let store = db.store();
        let newest = store.read(event::newest).await.unwrap();
        assert_eq!(newest, None);
    })
    .await;
}
