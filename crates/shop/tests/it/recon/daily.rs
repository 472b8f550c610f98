//! The daily job.

use super::Ledgers;
use domain::time::{DAY, HOUR, MINUTE};
use test_support::{Bill, Fault, for_both};

const QUERY: &str = "alipay.data.dataservice.bill.downloadurl.query";

async fn states(books: &Ledgers) -> Vec<String> {
    let sql = "SELECT bill_date || ' ' || state AS answer FROM bill_imports ORDER BY bill_date";
    books.test.ask(sql).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bill_is_looked_for_until_it_is_there() {
    for_both(async |db| {
        let books = Ledgers::with(db, 2).await;
        // Yesterday's bill came this morning, of a day without movements.
        books.test.after(HOUR).await;
        books.test.clock.set(books.day.ready_at().plus(-MINUTE));
        books.test.shop.prepare_reconcile().await.unwrap();
        books.test.run().await;
        let yesterday = format!("{} waiting", books.day.previous().text());
        assert_eq!(states(&books).await, std::slice::from_ref(&yesterday));
        books.test.after(16 * MINUTE).await;
        let today = books.day.text();
        assert_eq!(
            states(&books).await,
            [yesterday.clone(), format!("{today} waiting")]
        );
        books.test.gateway.fail(QUERY, Fault::BadGateway);
        books.test.after(16 * MINUTE).await;
        books.test.gateway.put_bill(&books.bill());
        books.test.after(16 * MINUTE).await;
        assert_eq!(states(&books).await, [yesterday, format!("{today} done")]);
        books.test.audit_is_green().await;
        // A day without a bill and without movements is compared after a day.
        books.test.after(DAY + HOUR).await;
        let done = states(&books).await;
        assert!(done[0].ends_with("done"), "{done:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn days_without_the_shop_are_caught_up_with() {
    for_both(async |db| {
        let books = Ledgers::with(db, 1).await;
        books.test.gateway.put_bill(&books.bill());
        books.test.after(HOUR).await;
        books.test.clock.set(books.day.ready_at());
        books.test.shop.prepare_reconcile().await.unwrap();
        books.test.run().await;
        let (mut day, mut expected) = (books.day, vec![format!("{} done", books.day.text())]);
        for _day in 0..3 {
            day = day.next();
            books.test.gateway.put_bill(&Bill::of(day));
            expected.push(format!("{} done", day.text()));
        }
        books.test.clock.set(day.ready_at());
        books.test.run().await;
        assert_eq!(states(&books).await, expected);
        books.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_compare_one_bill_once() {
    for_both(async |db| {
        let books = Ledgers::with(db, 3).await;
        books.next_noon().await;
        let bill = books.bill();
        books.test.gateway.put_bill(&bill);
        let (one, two) = (books.test.shop.clone(), books.test.shop.clone());
        let day = Some(books.day);
        let (one, two) = tokio::join!(one.reconcile(day, None), two.reconcile(day, None));
        for done in [one, two] {
            assert_eq!(done.unwrap().open, []);
        }
        // Whoever was overtaken left the rest to the other one.
        let last = books.compare(&bill).await;
        assert_eq!((last.rows, last.open.len()), (3, 0));
        let fee: i64 = bill.rows.iter().map(|row| row.fee).sum();
        assert_eq!(books.fees().await, fee.to_string());
        books.test.audit_is_green().await;
    })
    .await;
}
