//! Refunds over real databases: decided once, sent under one number, never above what was paid.

mod failed;
mod lost;
mod outside;
mod parts;
mod race;
mod refused;
mod restore;
mod stale;
mod surplus;

use domain::{
    form::{RefundDecisionForm, RefundForm, RefundLineForm},
    refund::RefundState,
    staff::Role,
    time::{DAY, SECOND},
    view::admin::AdminRefundView,
};
use shop::{Viewer, refund::Decided};
use test_support::{TestDb, TestShop};

/// The method that moves money.
pub(crate) const REFUND: &str = "alipay.trade.refund";
/// The method that asks.
pub(crate) const REFUND_QUERY: &str = "alipay.trade.fastpay.refund.query";

/// The queries before a refund is decided: its number is probed.
pub(crate) const PROBE: usize = 1;

/// A shop with one paid order of 2 × 44.00 and postage of 8.00, and somebody who may refund it.
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

    /// The same, so many days later: its numbers are no other test's.
    pub(crate) async fn open_on(db: TestDb, days: i64) -> Self {
        let test = TestShop::new(db).await;
        test.clock.advance(days * DAY);
        Self::with(test).await
    }

    /// The same in a shop that was set up otherwise.
    pub(crate) async fn with(test: TestShop) -> Self {
        test.sell("TEA-100G", 4_400, 10).await;
        let buyer = test.buyer.clone();
        let (number, trade) = test.paid_order(&buyer, &[("TEA-100G", 2)]).await;
        let who = test.staff("refunds@example.cn", &[Role::Refunds]).await;
        Self {
            test,
            who,
            number,
            trade,
        }
    }

    /// The member of staff, who typed the password just now.
    pub(crate) fn staff(&self) -> Viewer {
        self.test.proven(&self.who)
    }

    /// A form as its page would send it: (line, units, amount, restock).
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

    pub(crate) async fn refund(&self, rows: &[(&str, &str, &str, &str)]) -> Decided {
        let form = self.form(rows).await;
        self.test
            .shop
            .refund_order(&self.staff(), form)
            .await
            .unwrap()
    }

    pub(crate) fn decision(&self, of: &Decided, reason: &str) -> RefundDecisionForm {
        RefundDecisionForm {
            number: self.number.clone(),
            out_request_no: of.out_request_no.clone(),
            reason: reason.to_owned(),
        }
    }

    /// A refund as staff see it.
    pub(crate) async fn seen(&self, of: &Decided) -> AdminRefundView {
        let order = self
            .test
            .shop
            .admin_order(&self.staff(), &self.number)
            .await
            .unwrap();
        let found = order
            .refunds
            .into_iter()
            .find(|r| r.refund.out_request_no == of.out_request_no);
        found.expect("the refund is on the page")
    }

    pub(crate) async fn state(&self, of: &Decided) -> RefundState {
        self.seen(of).await.refund.state
    }

    /// Refunds in the gateway's own books: number and fen.
    pub(crate) fn given(&self) -> Vec<(String, i64)> {
        self.test
            .gateway
            .trade(&self.trade)
            .expect("a trade")
            .refunds
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

    /// The kinds of act in the audit log.
    pub(crate) async fn log(&self) -> Vec<String> {
        self.test
            .ask("SELECT action AS answer FROM audit_log ORDER BY id")
            .await
    }

    /// Makes every finished refund job due again.
    pub(crate) async fn again(&self) {
        let sql = "UPDATE jobs SET state = 'ready', dedupe_key = NULL \
                   WHERE state = 'done' AND kind IN ('send_refund', 'check_refund', 'probe_refund')";
        store::testing::batch(self.test.shop.store(), sql)
            .await
            .unwrap();
    }

    /// Lets time pass in steps of 3 s, running what comes due.
    pub(crate) async fn pass(&self, seconds: i64) {
        for _ in 0..seconds / 3 {
            self.test.after(3 * SECOND).await;
        }
    }
}
