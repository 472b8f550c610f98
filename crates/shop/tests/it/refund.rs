//! Refunds: each is decided once and sent with one `out_request_no`, and their sum never exceeds the
//! payment.

mod console;
mod died;
mod failed;
mod lost;
mod outside;
mod parts;
mod race;
mod refused;
pub(crate) mod requests;
mod restore;
mod stale;
mod surplus;

use domain::{
    form::{RefundDecisionForm, RefundForm, RefundLineForm},
    refund::RefundState,
    staff::Role,
    time::{DAY, SECOND},
    view::{
        admin::{AdminOrderView, AdminRefundView},
        order::OrderView,
    },
};
use shop::{Error, Viewer, refund::Decided};
use test_support::{TestDb, TestShop};

/// The method that makes a refund.
pub(crate) const REFUND: &str = "alipay.trade.refund";
/// The method that queries a refund.
pub(crate) const REFUND_QUERY: &str = "alipay.trade.fastpay.refund.query";

/// Number of queries before a refund is decided: one, to probe whether its number is free.
pub(crate) const PROBE: usize = 1;

/// The form with which staff decide about a refund.
pub(crate) fn decision(number: &str, out_request_no: &str, reason: &str) -> RefundDecisionForm {
    RefundDecisionForm {
        number: number.to_owned(),
        out_request_no: out_request_no.to_owned(),
        reason: reason.to_owned(),
    }
}

/// A shop with one paid order of 2 × 44.00 and postage of 8.00, and staff who may refund it.
pub(crate) struct Desk {
    pub(crate) test: TestShop,
    who: Viewer,
    pub(crate) number: String,
    pub(crate) trade: String,
}

impl Desk {
    pub(crate) async fn open(db: TestDb) -> Self {
        Self::open_on(db, 0).await
    }

    /// The same with the clock some days ahead, so that its numbers differ from those of other
    /// tests.
    pub(crate) async fn open_on(db: TestDb, days: i64) -> Self {
        let test = TestShop::new(db).await;
        test.clock.advance(days * DAY);
        Self::with(test).await
    }

    /// The same in an existing shop.
    pub(crate) async fn with(test: TestShop) -> Self {
        test.sell("TEA-100G", 4_400, 10).await;
        let paid = test.order().line("TEA-100G", 2).paid().await;
        let who = test.staff("refunds@example.cn", &[Role::Refunds]).await;
        Self {
            test,
            who,
            number: paid.number,
            trade: paid.trade,
        }
    }

    /// The member of staff, with the password just confirmed.
    pub(crate) fn staff(&self) -> Viewer {
        self.test.proven(&self.who)
    }

    /// A refund form as the page sends it: (line, units, amount, restock).
    pub(crate) async fn form(&self, rows: &[(&str, &str, &str, &str)]) -> RefundForm {
        let page = self
            .test
            .shop
            .refund_page(&self.staff(), &self.number, None)
            .await
            .unwrap();
        let lines = rows
            .iter()
            .map(|(line_no, qty, amount, restock)| RefundLineForm {
                line_no: (*line_no).to_owned(),
                qty: (*qty).to_owned(),
                amount: (*amount).to_owned(),
                restock: (*restock).to_owned(),
            })
            .collect();
        RefundForm {
            lines,
            reason_code: "not_wanted".to_owned(),
            ..page.form
        }
    }

    /// A refund form for everything that remains.
    pub(crate) async fn whole(&self) -> RefundForm {
        RefundForm {
            whole: "all".to_owned(),
            ..self.form(&[]).await
        }
    }

    pub(crate) async fn refund(&self, rows: &[(&str, &str, &str, &str)]) -> Decided {
        let form = self.form(rows).await;
        self.post(form).await.unwrap()
    }

    /// Posts a refund form.
    pub(crate) async fn post(&self, form: RefundForm) -> Result<Decided, Error> {
        self.test.shop.refund_order(&self.staff(), form).await
    }

    /// Posts 重试 (retry).
    pub(crate) async fn retry(&self, form: RefundDecisionForm) -> Result<Decided, Error> {
        self.test.shop.retry_refund(&self.staff(), form).await
    }

    /// Posts 取消退款 (cancel the refund).
    pub(crate) async fn drop_refund(&self, form: RefundDecisionForm) -> Result<Decided, Error> {
        self.test.shop.drop_refund(&self.staff(), form).await
    }

    /// Cancels a refund five seconds later, then runs the jobs.
    pub(crate) async fn drop_later(&self, form: RefundDecisionForm) {
        self.test.clock.advance(5 * SECOND);
        self.drop_refund(form).await.unwrap();
        self.test.run().await;
    }

    /// Adds a refund at the gateway without a notification.
    pub(crate) fn unheard(&self, trade: &str, number: &str, fen: i64) {
        self.test.gateway.change(trade, |paid, _| {
            paid.refunds.push((number.to_owned(), fen));
        });
    }

    /// An order as staff see it.
    pub(crate) async fn page(&self, number: &str) -> AdminOrderView {
        let page = self.test.shop.admin_order(&self.staff(), number).await;
        page.unwrap()
    }

    /// An order as its buyer sees it.
    pub(crate) async fn status(&self, number: &str) -> OrderView {
        let status = self.test.shop.order_status(&self.test.buyer, number).await;
        status.unwrap()
    }

    pub(crate) fn decision(&self, of: &Decided, reason: &str) -> RefundDecisionForm {
        decision(&self.number, &of.out_request_no, reason)
    }

    /// A refund as staff see it.
    pub(crate) async fn seen(&self, of: &Decided) -> AdminRefundView {
        let order = self.page(&self.number).await;
        let found = order
            .refunds
            .into_iter()
            .find(|r| r.refund.out_request_no == of.out_request_no);
        found.expect("the refund is on the page")
    }

    pub(crate) async fn state(&self, of: &Decided) -> RefundState {
        self.seen(of).await.refund.state
    }

    /// The refunds made at the gateway: number and fen.
    pub(crate) fn given(&self) -> Vec<(String, i64)> {
        self.given_of(&self.trade)
    }

    /// The same of another payment.
    pub(crate) fn given_of(&self, trade: &str) -> Vec<(String, i64)> {
        self.test.gateway.trade(trade).expect("a trade").refunds
    }

    pub(crate) async fn order_states(&self) -> String {
        self.test
            .one("SELECT lifecycle || ' ' || pay_state AS answer FROM orders")
            .await
    }

    pub(crate) async fn stock(&self) -> String {
        self.test
            .one("SELECT CAST(on_hand AS TEXT) || ' ' || CAST(reserved AS TEXT) AS answer FROM sku_stock")
            .await
    }

    pub(crate) async fn reserved(&self) -> String {
        self.test
            .one("SELECT CAST(refund_reserved_fen AS TEXT) AS answer FROM payment_attempts")
            .await
    }

    /// The actions in the activity log.
    pub(crate) async fn log(&self) -> Vec<String> {
        self.test
            .ask("SELECT action AS answer FROM audit_log ORDER BY id")
            .await
    }

    /// Makes every finished refund job due again, as if its result had not been recorded.
    pub(crate) async fn again(&self) {
        let sql = "UPDATE jobs SET state = 'ready', dedupe_key = NULL \
                   WHERE state = 'done' AND kind IN ('send_refund', 'check_refund', 'probe_refund')";
        store::testing::batch(self.test.shop.store(), sql)
            .await
            .unwrap();
    }

    /// Moves the clock in steps of 3 s and runs the jobs that are due.
    pub(crate) async fn pass(&self, seconds: i64) {
        for _ in 0..seconds / 3 {
            self.test.after(3 * SECOND).await;
        }
    }
}
