//! Alipay's bills against the books: all differences are found, none is invented, and nothing but fees is booked from a bill.

mod daily;
mod desk;
mod falsified;
mod forged;
mod many;
mod replaced;

use domain::{
    recon::{BillDay, BillState},
    staff::Role,
    time::{DAY, HOUR},
};
use shop::recon::{OpenIssue, Reconciled};
use test_support::{Bill, Ordered, TestDb, TestShop, for_both};

/// A shop with a few payments of one day, and its clock at noon of the next one.
pub(crate) struct Ledgers {
    pub(crate) test: TestShop,
    /// The day.
    pub(crate) day: BillDay,
    /// Its paid orders.
    pub(crate) paid: Vec<Ordered>,
}

impl Ledgers {
    /// With so many paid orders of 88 yuan and postage.
    pub(crate) async fn with(db: TestDb, orders: usize) -> Self {
        let test = TestShop::new(db).await;
        test.sell("MUG", 8_800, 99).await;
        let day = BillDay::of(test.shop.now());
        let mut paid = Vec::new();
        for _order in 0..orders {
            paid.push(test.order().line("MUG", 1).paid().await);
        }
        Self { test, day, paid }
    }

    /// The next day at noon, with all jobs done.
    pub(crate) async fn next_noon(&self) {
        self.test.after(HOUR).await;
        self.test.after(DAY + HOUR).await;
    }

    /// Refunds all of an order.
    pub(crate) async fn refund(&self, number: &str) {
        let staff = self
            .test
            .staff("refunds@example.cn", &[Role::Refunds])
            .await;
        let form = self.test.whole_refund(&staff, number).await;
        self.test.shop.refund_order(&staff, form).await.unwrap();
        self.test.run().await;
    }

    /// The bill as the gateway has it.
    pub(crate) fn bill(&self) -> Bill {
        Bill::from_gateway(&self.test.gateway, self.day)
    }

    /// Lays the bill out and compares it.
    pub(crate) async fn compare(&self, bill: &Bill) -> Reconciled {
        self.test.gateway.put_bill(bill);
        let done = self.test.shop.reconcile(Some(bill.day), None).await;
        done.unwrap()
    }

    /// Fees that are booked, in fen.
    pub(crate) async fn fees(&self) -> String {
        let sql = "SELECT CAST(COALESCE(SUM(amount_fen), 0) AS TEXT) AS answer \
                   FROM ledger_entries WHERE account = 'FEES'";
        self.test.one(sql).await
    }
}

/// Kind and number of each open difference.
pub(crate) fn told(open: &[OpenIssue]) -> Vec<(String, String)> {
    let mut told: Vec<_> = open
        .iter()
        .map(|issue| (issue.kind.clone(), issue.out_trade_no.clone()))
        .collect();
    told.sort();
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn books_and_bill_agree_and_the_same_file_changes_nothing() {
    for_both(async |db| {
        let books = Ledgers::with(db, 3).await;
        books.refund(&books.paid[0].number).await;
        books.next_noon().await;
        let bill = books.bill();
        assert_eq!(bill.rows.len(), 4);
        let first = books.compare(&bill).await;
        assert_eq!(
            (first.state, first.rows, first.new),
            (BillState::Done, 4, 4)
        );
        assert_eq!((first.payments, first.refunds), (3, 1));
        assert_eq!(first.payment_fen, 3 * first.refund_fen);
        assert_eq!(first.open, []);
        let fee: i64 = bill.rows.iter().map(|row| row.fee).sum();
        assert!(fee > 0);
        assert_eq!(first.fee_fen, fee);
        assert_eq!(books.fees().await, fee.to_string());
        let (before, lines) = (
            books.test.effects().await,
            "SELECT id || ' ' || pass AS answer FROM bill_lines ORDER BY id",
        );
        let seen = books.test.ask(lines).await;
        let again = books.compare(&bill).await;
        assert_eq!(
            (again.new, again.changed, again.gone, again.unchanged),
            (0, 0, 0, 4)
        );
        assert_eq!(books.test.effects().await, before);
        assert_eq!(books.test.ask(lines).await, seen);
        books.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_nobody_heard_of_is_asked_about_and_booked() {
    for_both(async |db| {
        let books = Ledgers::with(db, 1).await;
        let silent = books.test.order().line("MUG", 1).paid_unheard().await;
        let bill = books.bill();
        assert_eq!(bill.rows.len(), 2);
        // Jobs do not run: the shop was down until the bill came.
        books.test.clock.advance(DAY);
        let done = books.compare(&bill).await;
        assert_eq!(done.open, []);
        let state = format!(
            "SELECT state || ' ' || evidence AS answer FROM payment_attempts WHERE out_trade_no = '{}'",
            silent.trade
        );
        let state = books.test.one(&state).await;
        assert!(state.starts_with("paid query:"), "{state}");
        let settled = "SELECT state || ' ' || kind AS answer FROM recon_issues";
        assert_eq!(books.test.ask(settled).await, ["settled state"]);
        books.test.run().await;
        books.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_of_the_console_is_asked_about_and_booked() {
    for_both(async |db| {
        let books = Ledgers::with(db, 2).await;
        let trade = books.paid[0].trade.clone();
        books.test.gateway.change(&trade, |trade, _now| {
            trade.refunds.push(("CONSOLE-1".to_owned(), 1_500));
        });
        books.next_noon().await;
        let done = books.compare(&books.bill()).await;
        assert_eq!(done.open, []);
        let booked = "SELECT origin || ' ' || state || ' ' || amount_fen AS answer FROM refunds";
        assert_eq!(books.test.ask(booked).await, ["external succeeded 1500"]);
        books.test.run().await;
        books.test.audit_is_green().await;
    })
    .await;
}
