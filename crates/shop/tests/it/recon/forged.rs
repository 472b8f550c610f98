//! A bill has no signature: whoever writes one cannot make the shop pay, refund or believe anything.

use super::{Ledgers, told};
use domain::{error::ErrorCode, recon::BillDay, time::DAY};
use shop::Error;
use std::io::Write;
use test_support::{Bill, Fault, bill::Row, for_both};

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_bill_books_neither_a_payment_nor_a_refund() {
    for_both(async |db| {
        let books = Ledgers::with(db, 1).await;
        let unpaid = books.test.order().line("MUG", 1).at_cashier().await;
        books.test.gateway.log_in(&unpaid.trade);
        let mut bill = books.bill();
        let genuine = bill.payment(&books.paid[0].trade).clone();
        bill.rows.push(Row {
            out_trade_no: unpaid.trade.clone(),
            trade_no: "2026112222001499999".to_owned(),
            ..genuine.clone()
        });
        bill.rows.push(Row {
            out_request_no: Some("CONSOLE-9".to_owned()),
            fee: 0,
            ..genuine
        });
        books.test.clock.advance(DAY);
        let done = books.compare(&bill).await;
        let mut expected = vec![
            ("missing_here".to_owned(), books.paid[0].trade.clone()),
            ("state".to_owned(), unpaid.trade.clone()),
        ];
        expected.sort();
        assert_eq!(told(&done.open), expected);
        assert_eq!(
            books.test.ask("SELECT state AS answer FROM refunds").await,
            <[&str; 0]>::default()
        );
        books.test.run().await;
        let paid = "SELECT out_trade_no AS answer FROM payment_attempts WHERE paid_fen IS NOT NULL";
        assert_eq!(books.test.ask(paid).await, [books.paid[0].trade.clone()]);
        books.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_refund_is_not_sent_again_because_of_a_bill() {
    for_both(async |db| {
        let books = Ledgers::with(db, 1).await;
        let refused = Fault::Refused("ACQ.REASON_TRADE_REFUND_FEE_ERR");
        books.test.gateway.fail("alipay.trade.refund", refused);
        books.refund(&books.paid[0].number).await;
        books.next_noon().await;
        let number = books
            .test
            .one("SELECT out_request_no AS answer FROM refunds")
            .await;
        let sends = books.test.gateway.count("alipay.trade.refund ");
        let mut bill = books.bill();
        let payment = bill.payment(&books.paid[0].trade).clone();
        bill.rows.push(Row {
            out_request_no: Some(number),
            fee: 0,
            ..payment
        });
        let done = books.compare(&bill).await;
        assert_eq!(
            told(&done.open),
            [("state".to_owned(), books.paid[0].trade.clone())]
        );
        assert_eq!(books.test.gateway.count("alipay.trade.refund "), sends);
        let state = books.test.one("SELECT state AS answer FROM refunds").await;
        assert_eq!(state, "failed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_file_that_is_not_this_bill_nothing_is_kept() {
    for_both(async |db| {
        let books = Ledgers::with(db, 1).await;
        books.next_noon().await;
        let good = books.bill();
        let other_seller = Bill {
            seller_id: "2088999999999999".to_owned(),
            ..good.clone()
        };
        let torn = Bill {
            off_by: 1,
            ..good.clone()
        };
        let mut strange_row = good.clone();
        strange_row.rows[0].at = books.day.to();
        let half = good.zip();
        let half = half[..half.len() / 2].to_vec();
        let cases = [
            (other_seller.zip(), None, ErrorCode::BillAccount),
            (torn.zip(), None, ErrorCode::BillBroken),
            (strange_row.zip(), None, ErrorCode::BillOtherDay),
            (
                good.zip(),
                Some(books.day.previous()),
                ErrorCode::BillOtherDay,
            ),
            (half, None, ErrorCode::BillKind),
            (b"<html>expired</html>".to_vec(), None, ErrorCode::BillKind),
            (
                Bill::of(BillDay::of(books.test.shop.now())).zip(),
                None,
                ErrorCode::BillTooEarly,
            ),
        ];
        let before = books.test.money().await;
        for (bytes, day, code) in cases {
            let mut file = tempfile::NamedTempFile::new().unwrap();
            file.write_all(&bytes).unwrap();
            let refused = books.test.shop.reconcile(day, Some(file.path())).await;
            let Err(Error::Refused(refusal)) = refused else {
                panic!("{code}: {refused:?}");
            };
            let field = refusal.fields.first().map(|field| field.code);
            assert_eq!(field.unwrap_or(refusal.code), code);
        }
        assert_eq!(books.test.money().await, before);
        assert_eq!(
            books
                .test
                .one("SELECT CAST(COUNT(*) AS TEXT) AS answer FROM bill_lines")
                .await,
            "0"
        );
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&good.zip()).unwrap();
        let done = books.test.shop.reconcile(None, Some(file.path())).await;
        assert_eq!(done.unwrap().open, []);
        books.test.audit_is_green().await;
    })
    .await;
}
