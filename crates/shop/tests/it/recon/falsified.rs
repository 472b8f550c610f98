//! Bills with missing, extra and different rows.

use super::{Ledgers, told};
use test_support::{bill::Row, for_both};

#[tokio::test(flavor = "multi_thread")]
async fn all_differences_are_found_and_none_is_invented() {
    for_both(async |db| {
        let books = Ledgers::with(db, 5).await;
        books.refund(&books.paid[4].number).await;
        books.next_noon().await;
        let mut bill = books.bill();
        // Missing there: a payment, and a refund of another one.
        bill.without(&books.paid[0].trade);
        bill.rows.retain(|row| row.out_request_no.is_none());
        // Another amount, by one fen.
        let other = bill.payment(&books.paid[1].trade);
        (other.fen, other.receipt) = (other.fen + 1, other.receipt + 1);
        // Less received than paid.
        bill.payment(&books.paid[2].trade).receipt -= 100;
        // Another trade under our number.
        bill.payment(&books.paid[3].trade).trade_no = "2026112222001400000".to_owned();
        // Extra: a stranger's payment, and the same row twice.
        let twice = bill.payment(&books.paid[4].trade).clone();
        bill.rows.push(twice.clone());
        bill.rows.push(Row {
            out_trade_no: "NOT-OURS".to_owned(),
            ..twice
        });
        let before = books.test.money().await;
        let done = books.compare(&bill).await;
        let trade = |place: usize| books.paid[place].trade.clone();
        let mut expected = vec![
            ("missing_there".to_owned(), trade(0)),
            ("amount".to_owned(), trade(1)),
            ("amount".to_owned(), trade(2)),
            ("state".to_owned(), trade(3)),
            ("missing_here".to_owned(), trade(4)),
            ("missing_there".to_owned(), trade(4)),
            ("missing_here".to_owned(), "NOT-OURS".to_owned()),
        ];
        expected.sort();
        assert_eq!(told(&done.open), expected);
        let figures = |place: usize| {
            let open = done
                .open
                .iter()
                .find(|one| one.out_trade_no == trade(place));
            let open = open.unwrap();
            open.there_fen.unwrap_or(0) - open.here_fen.unwrap_or(0)
        };
        assert_eq!((figures(1), figures(2)), (1, -100));
        // Only fees are booked.
        let count = "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM ledger_txns WHERE kind <> 'fee'";
        let booked = books.test.one(count).await;
        assert_eq!(booked, before_count(&before).to_string());
        books.test.audit_is_green().await;
        // Nothing more is found the second time, and the right bill settles all.
        let again = books.compare(&bill).await;
        assert_eq!(told(&again.open), expected);
        let right = books.compare(&books.bill()).await;
        assert_eq!(right.open, []);
        books.test.audit_is_green().await;
    })
    .await;
}

/// Rows of the ledger's transactions in a copy of the money tables.
fn before_count(money: &str) -> usize {
    money
        .lines()
        .skip_while(|line| *line != "ledger_txns")
        .skip(1)
        .take_while(|line| line.contains('|'))
        .count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_movement_close_to_midnight_waits_for_the_next_bill() {
    for_both(async |db| {
        let books = Ledgers::with(db, 1).await;
        // A minute before midnight.
        let late = books.day.to().plus(-60_000);
        books.test.clock.set(late);
        let order = books.test.order().line("MUG", 1).paid().await;
        books.next_noon().await;
        let mut bill = books.bill();
        bill.without(&order.trade);
        let first = books.compare(&bill).await;
        assert_eq!(first.open, [], "it may be on the next day's bill");
        books.test.audit_is_green().await;
        let mut next = test_support::Bill::of(books.day.next());
        let mut row = books.bill().payment(&order.trade).clone();
        row.at = books.day.next().from();
        next.rows.push(row);
        books.next_noon().await;
        assert_eq!(books.compare(&next).await.open, []);
        books.test.audit_is_green().await;
        // It is on neither: now it is missing.
        next.rows.clear();
        let none = books.compare(&next).await;
        assert_eq!(none.gone, 1);
        let told = books.test.ask(
            "SELECT kind || ' ' || out_trade_no AS answer FROM recon_issues WHERE state = 'open'",
        );
        assert_eq!(told.await, [format!("missing_there {}", order.trade)]);
        books.test.audit_is_green().await;
    })
    .await;
}
