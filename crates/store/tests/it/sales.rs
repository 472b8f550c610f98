//! Days of sales: what is counted, what outdates it, and rule A20 on planted rows.

use crate::books::whole;
use crate::db::{TestDb, for_both};
use crate::plant::NOW;
use domain::{
    day::Day,
    time::{MINUTE, Millis},
};
use std::time::Duration;
use store::{
    Engine, Store, StoreError,
    invariants::{self, Breach},
    models::sales::Sold,
    queries::sales::{self, Grain},
    testing,
};

/// The day of the planted order.
fn today() -> Day {
    Day::of(Millis::new(NOW))
}

async fn audit(store: &Store) -> Vec<Breach> {
    store
        .read::<_, StoreError, _>(|tx| invariants::check(tx, Millis::new(NOW + 5 * MINUTE)))
        .await
        .unwrap()
}

/// Counts the day of the planted order and the days beside it.
async fn count(store: &Store) {
    store
        .write::<_, StoreError, _>(|tx| {
            for days in [-1, 0, 1] {
                sales::tally(tx, today().plus(days), Millis::new(NOW))?;
            }
            Ok(())
        })
        .await
        .unwrap();
}

async fn rows(store: &Store, grain: Grain) -> [Vec<Sold>; 2] {
    store
        .read::<_, StoreError, _>(move |tx| {
            let (first, last) = (today().plus(-1), today().plus(1));
            Ok([
                sales::stored(tx, first, last, grain)?,
                sales::live(tx, first.begin(), last.end(), grain)?,
            ])
        })
        .await
        .unwrap()
}

#[tokio::test]
async fn counted_days_are_what_the_orders_say() {
    for_both(async |db: TestDb| {
        let store = db.store();
        whole(&store).await;
        count(&store).await;
        for grain in [Grain::Day, Grain::Sku] {
            let [stored, live] = rows(&store, grain).await;
            assert!(!stored.is_empty());
            assert_eq!(stored, live, "{grain:?}");
        }
        let [skus, _] = rows(&store, Grain::Sku).await;
        let gross: i64 = skus.iter().map(|row| row.gross_fen).sum();
        assert_eq!(
            gross, 10_800,
            "goods and shipping of the one applied payment"
        );
        let units: Vec<i64> = skus.iter().map(|row| row.units).collect();
        assert!(units.contains(&2), "shipping has no units: {units:?}");
        assert_eq!(audit(&store).await, []);
        // Again makes the same rows.
        count(&store).await;
        assert_eq!(rows(&store, Grain::Sku).await[0], skus);
    })
    .await;
}

#[tokio::test]
async fn a20_any_difference_in_fen_is_found() {
    let day = today().get();
    for (sql, row) in [
        (
            "UPDATE sales_days SET gross_fen = gross_fen + 1 WHERE sku_id = 1".to_owned(),
            format!("sales_days day={day} units=0 expected=0 gross_fen=10801 expected=10800"),
        ),
        (
            "UPDATE sales_days SET refund_fen = refund_fen + 1 WHERE sku_id = 0".to_owned(),
            format!("sales_days day={day} sku_id=0 "),
        ),
        (
            // The sum of the day stays right.
            "UPDATE sales_days SET gross_fen = gross_fen + CASE WHEN sku_id = 0 THEN 1 ELSE -1 END
             WHERE gross_fen > 0"
                .to_owned(),
            format!("sales_days day={day} sku_id=1 "),
        ),
        (
            "UPDATE sales_days SET units = 3 WHERE sku_id = 1".to_owned(),
            format!("sales_days day={day} sku_id=1 units=3 expected=2"),
        ),
        (
            "DELETE FROM sales_days".to_owned(),
            format!("sales_days day={day} units=0 expected=0 gross_fen=0 expected=10800"),
        ),
        (
            format!(
                "INSERT INTO sales_days (day, sku_id, units, gross_fen, refund_fen)
                     VALUES ({}, -1, 0, 0, 1)",
                day + 1
            ),
            format!("sales_days day={}", day + 1),
        ),
        (
            "UPDATE sales_orders SET paid = paid + 1".to_owned(),
            format!(
                "sales_orders day={} placed=0 expected=0 paid=1 expected=0",
                day - 1
            ),
        ),
    ] {
        for_both(async |db: TestDb| {
            let store = db.store();
            whole(&store).await;
            count(&store).await;
            testing::batch(&store, &sql).await.unwrap();
            let found = audit(&store).await;
            assert!(
                found.iter().all(|breach| breach.rule == "A20"),
                "{sql}: {found:#?}"
            );
            let mut named = found.iter().flat_map(|breach| &breach.rows);
            assert!(
                named.any(|found| found.starts_with(&row)),
                "{sql}: {found:#?}"
            );
        })
        .await;
    }
}

#[tokio::test]
async fn a20_money_without_a_time_is_found() {
    for (sql, row) in [
        (
            "UPDATE orders SET paid_at = NULL WHERE id = 1",
            "orders id=1 ",
        ),
        (
            "UPDATE refunds SET succeeded_at = NULL WHERE id = 1",
            "refunds id=1 ",
        ),
    ] {
        for_both(async |db: TestDb| {
            let store = db.store();
            whole(&store).await;
            testing::batch(&store, sql).await.unwrap();
            let found = audit(&store).await;
            let mut named = found.iter().filter(|breach| breach.rule == "A20");
            assert!(
                named.any(|breach| breach.rows[0].starts_with(row)),
                "{found:#?}"
            );
        })
        .await;
    }
}

/// A posting that no order explains is a difference too.
#[tokio::test]
async fn a20_the_ledger_decides() {
    for_both(async |db: TestDb| {
        let store = db.store();
        whole(&store).await;
        count(&store).await;
        let more = "INSERT INTO ledger_txns (id, idem_key, kind, at, memo)
                      VALUES (50, 'x:1', 'pay', 1, '');
                    INSERT INTO ledger_entries (txn_id, seq, account, subject_id, amount_fen)
                      VALUES (50, 1, 'ALIPAY', 1, 5), (50, 2, 'ORDER', 1, -5)";
        testing::batch(&store, more).await.unwrap();
        let found = audit(&store).await;
        assert!(
            found.iter().any(|breach| breach.rule == "A20"),
            "{found:#?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_later_booking_takes_the_mark_away() {
    for_both(async |db: TestDb| {
        let store = db.store();
        whole(&store).await;
        let outdate = |days: i64| {
            let store = store.clone();
            async move {
                store
                    .write::<_, StoreError, _>(move |tx| {
                        sales::outdate(tx, today().plus(days), Millis::new(NOW))?;
                        sales::counted(tx)
                    })
                    .await
                    .unwrap()
            }
        };
        // Before any count: an earlier day is kept in mind, today needs no row.
        assert_eq!(outdate(-1).await, []);
        assert_eq!(outdate(0).await, []);
        let rows = "SELECT CAST(day AS TEXT) AS answer FROM sales_orders";
        let known = testing::answers(&store, rows).await.unwrap();
        assert_eq!(known, [today().plus(-1).get().to_string()]);
        count(&store).await;
        let left = outdate(-1).await;
        assert_eq!(left, [today(), today().plus(1)]);
        // A clock that was ahead had counted today.
        assert_eq!(outdate(0).await, [today().plus(1)]);
        assert_eq!(
            audit(&store).await,
            [],
            "days without the mark are not compared"
        );
    })
    .await;
}

/// PostgreSQL runs both at once: the count waits for the booking that holds the day's row, and then sees it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_count_waits_for_a_booking() {
    for_both(async |db: TestDb| {
        let store = db.store();
        whole(&store).await;
        if store.engine() == Engine::Sqlite {
            return;
        }
        count(&store).await;
        let day = today().get();
        let booking = format!(
            "UPDATE sales_orders SET counted_at = NULL WHERE day = {day};
             SELECT pg_sleep(0.4);
             UPDATE orders SET paid_at = paid_at + 86400000 WHERE paid_at IS NOT NULL"
        );
        let other = store.clone();
        let booking = tokio::spawn(async move { testing::batch(&other, &booking).await });
        tokio::time::sleep(Duration::from_millis(100)).await;
        count(&store).await;
        booking.await.unwrap().unwrap();
        let found = audit(&store).await;
        assert!(
            found.iter().all(|breach| breach.rule != "A20"),
            "{found:#?}"
        );
    })
    .await;
}
