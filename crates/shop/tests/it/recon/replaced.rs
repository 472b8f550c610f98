//! Another file of the same day replaces the first one by difference; a stopped pass goes on.

use super::Ledgers;
use domain::recon::BillState;
use std::time::Duration;
use test_support::{bill::Row, for_both};

#[tokio::test(flavor = "multi_thread")]
async fn another_file_of_the_day_replaces_the_first_by_difference() {
    for_both(async |db| {
        let books = Ledgers::with(db, 3).await;
        books.next_noon().await;
        let whole = books.bill();
        let mut first = whole.clone();
        first.without(&books.paid[2].trade);
        let done = books.compare(&first).await;
        assert_eq!((done.rows, done.new, done.open.len()), (2, 2, 1));
        let fee = whole.rows[0].fee;
        assert_eq!(books.fees().await, (2 * fee).to_string());
        // Another fee, a row less, a row more.
        let mut second = whole.clone();
        second.without(&books.paid[1].trade);
        second.payment(&books.paid[0].trade).fee = fee + 7;
        let done = books.compare(&second).await;
        assert_eq!(
            (done.new, done.changed, done.gone, done.unchanged),
            (1, 1, 1, 0)
        );
        assert_eq!(done.open.len(), 1);
        assert_eq!(done.open[0].out_trade_no, books.paid[1].trade);
        assert_eq!(books.fees().await, (2 * fee + 7).to_string());
        books.test.audit_is_green().await;
        // The first one again: what was taken back is booked again, under keys of its own.
        let done = books.compare(&whole).await;
        assert_eq!(
            (done.new, done.changed, done.gone, done.unchanged),
            (1, 1, 0, 1)
        );
        assert_eq!(done.open, []);
        assert_eq!(books.fees().await, (3 * fee).to_string());
        let keys = books
            .test
            .ask("SELECT idem_key AS answer FROM ledger_txns WHERE kind = 'fee' ORDER BY id")
            .await;
        assert_eq!(keys.len(), 7, "{keys:?}");
        books.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pass_that_was_killed_goes_on_and_counts_each_row_once() {
    for_both(async |db| {
        let books = Ledgers::with(db, 2).await;
        books.next_noon().await;
        let mut bill = books.bill();
        let like = bill.rows[0].clone();
        for number in 0..3_000 {
            bill.rows.push(Row {
                out_trade_no: format!("ELSEWHERE-{number}"),
                trade_no: format!("20261122{number:08}"),
                fee: 3,
                ..like.clone()
            });
        }
        books.test.gateway.put_bill(&bill);
        let mut stops = 0;
        loop {
            let (shop, day) = (books.test.shop.clone(), books.day);
            let work = tokio::spawn(async move { shop.reconcile(Some(day), None).await });
            let before = rows(&books).await;
            let ended = loop {
                if work.is_finished() {
                    break true;
                }
                if rows(&books).await > before {
                    break false;
                }
                tokio::time::sleep(Duration::from_millis(1)).await;
            };
            if ended {
                // One that meets the last batch of the one before leaves the rest to it.
                if work.await.unwrap().unwrap().state == BillState::Done {
                    break;
                }
                continue;
            }
            work.abort();
            drop(work.await);
            stops += 1;
            assert!(stops < 1_000);
        }
        assert!(stops > 0, "it was never stopped");
        assert_eq!(rows(&books).await, 3_002);
        let fee: i64 = bill.rows.iter().map(|row| row.fee).sum();
        assert_eq!(books.fees().await, fee.to_string());
        let passes = "SELECT CAST(MAX(pass) AS TEXT) AS answer FROM bill_imports";
        assert_eq!(
            books.test.one(passes).await,
            "1",
            "it went on and did not begin anew"
        );
        let open = "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM recon_issues WHERE state = 'open'";
        assert_eq!(books.test.one(open).await, "3000");
        books.test.audit_is_green().await;
    })
    .await;
}

async fn rows(books: &Ledgers) -> i64 {
    let sql = "SELECT CAST(COALESCE(SUM(done_rows), 0) AS TEXT) AS answer FROM bill_imports";
    books.test.one(sql).await.parse().unwrap()
}
