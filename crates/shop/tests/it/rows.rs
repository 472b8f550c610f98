//! Every row of the tables of the order and of the payment attempt is reached by what the shop does. A row that no flow
//! below reaches fails the test. The rows of the shipment are counted in `shipping::steps`, those of the refund in
//! `refund::requests::rows`.

use crate::shipping::House;
use alipay::TradeStatus;
use domain::{
    order::{
        CancelReason, Lifecycle, PayState,
        step::{LIFECYCLE_STEPS, PAY_STEPS},
    },
    payment::{AttemptState, step::STEPS},
    staff::Role,
    time::{MINUTE, SECOND},
};
use shop::policy::Policy;
use std::collections::BTreeSet;
use test_support::{Fault, Setup, TestDb, TestShop, for_both, order_form};

/// `axis from>to`, and `cancelled by reason`.
async fn reached(test: &TestShop) -> BTreeSet<String> {
    let steps = "SELECT CASE WHEN entity = 'attempt' THEN 'attempt' ELSE axis END || ' ' || COALESCE(from_state, '')
                   || '>' || to_state AS answer FROM order_events WHERE entity <> 'refund'
                 UNION SELECT 'cancelled by ' || cancel_reason FROM orders WHERE lifecycle = 'cancelled'";
    let mut reached: BTreeSet<String> = test.ask(steps).await.into_iter().collect();
    // A further partial refund keeps the state and records no step.
    let again =
        "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM refunds r JOIN orders o ON o.id = r.order_id
                 WHERE r.state = 'succeeded' AND o.pay_state = 'partially_refunded' GROUP BY o.id";
    if test.ask(again).await.iter().any(|count| count != "1") {
        reached.insert("pay_state partially_refunded>partially_refunded".to_owned());
    }
    test.audit_is_green().await;
    reached
}

/// The rows of a table as [`reached`] writes them.
fn rows<S: Copy>(axis: &str, table: &[(Option<S>, S)], word: fn(S) -> &'static str) -> Vec<String> {
    let row = |(from, to): &(Option<S>, S)| {
        let from = from.map_or("", word);
        format!("{axis} {from}>{}", word(*to))
    };
    table.iter().map(row).collect()
}

/// Attempts that are closed, by the buyer, by the gateway and at the deadline; then paid nevertheless.
async fn closed(test: &TestShop) {
    let accepted = test.order().line("TEA", 1).at_cashier().await;
    test.gateway.log_in(&accepted.trade);
    let form = order_form(&accepted.number);
    test.shop.cancel_order(&test.buyer, form).await.unwrap();

    let timed_out = test.order().line("TEA", 1).at_cashier().await;
    test.gateway.log_in(&timed_out.trade);
    test.gateway.change(&timed_out.trade, |trade, _| {
        trade.status = TradeStatus::TradeClosed;
    });
    let form = order_form(&timed_out.number);
    test.shop.check_payment(&test.buyer, form).await.unwrap();

    let staff = test.staff("clerk@example.cn", &[Role::Orders]).await;
    let by_staff = test.order().line("TEA", 1).placed().await;
    let form = order_form(&by_staff);
    test.shop.admin_cancel_order(&staff, form).await.unwrap();

    let unopened = test.order().line("TEA", 1).at_cashier().await;
    let late = test.order().line("TEA", 1).at_cashier().await;
    test.after(31 * MINUTE).await;
    test.gateway.pay(&late.trade);
    test.notified(&late.trade).await;
    for _ in 0..4 {
        test.after(9 * MINUTE).await;
    }
    for closed in [&accepted.trade, &unopened.trade] {
        test.gateway.pay(closed);
        test.notified(closed).await;
    }
    test.after(MINUTE).await;
}

/// Paid while it is being closed, and finished.
async fn paid(test: &TestShop) {
    let crossed = test.order().line("TEA", 1).at_cashier().await;
    test.gateway.log_in(&crossed.trade);
    test.gateway.fail("alipay.trade.close", Fault::RequestLost);
    test.gateway.fail("alipay.trade.query", Fault::RequestLost);
    let form = order_form(&crossed.number);
    test.shop.cancel_order(&test.buyer, form).await.unwrap();
    test.gateway.pay(&crossed.trade);
    test.notified(&crossed.trade).await;
    test.gateway.change(&crossed.trade, |trade, _| {
        trade.status = TradeStatus::TradeFinished;
    });
    test.notified(&crossed.trade).await;
}

/// Refunded in parts, whole, and received.
async fn settled(house: &House) {
    let parts = house.tea(3).await;
    for _ in 0..2 {
        let form = house.refund_form(&parts, &[("1", "1", "", "1")]).await;
        house.refund(form).await.unwrap();
        house.test.after(4 * SECOND).await;
    }
    let rest = house.tea(2).await;
    let form = house.refund_form(&rest, &[("1", "1", "", "1")]).await;
    house.refund(form).await.unwrap();
    house.test.after(4 * SECOND).await;
    for number in [&rest, &house.tea(1).await] {
        let staff = house.test.proven(&house.refunds);
        let form = house.test.whole_refund(&staff, number).await;
        house.refund(form).await.unwrap();
        house.test.after(4 * SECOND).await;
    }
    let received = house.tea(1).await;
    house.ship(&received, "1").await;
    let form = order_form(&received);
    let shop = &house.test.shop;
    shop.confirm_receipt(&house.test.buyer, form).await.unwrap();
}

/// A late payment opens its order again.
async fn reopened(db: TestDb) -> BTreeSet<String> {
    let policy = Policy {
        reinstate_late: true,
        ..Policy::default()
    };
    let setup = Setup {
        policy,
        ..Setup::default()
    };
    let test = TestShop::with(db, setup).await;
    test.sell("MUG", 9_900, 1).await;
    let late = test.order().line("MUG", 1).at_cashier().await;
    test.after(31 * MINUTE).await;
    test.gateway.pay(&late.trade);
    test.notified(&late.trade).await;
    reached(&test).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_row_of_order_and_attempt_is_reached() {
    for_both(async |db| {
        let mut seen = reopened(db.another().await).await;
        let house = House::open(db).await;
        closed(&house.test).await;
        paid(&house.test).await;
        settled(&house).await;
        seen.extend(reached(&house.test).await);
        let reasons = CancelReason::ALL.iter();
        let reasons = reasons.map(|reason| format!("cancelled by {reason}"));
        let missing: Vec<String> = rows("lifecycle", LIFECYCLE_STEPS, Lifecycle::as_str)
            .into_iter()
            .chain(rows("pay_state", PAY_STEPS, PayState::as_str))
            .chain(rows("attempt", STEPS, AttemptState::as_str))
            .chain(reasons)
            .filter(|row| !seen.contains(row))
            .collect();
        assert_eq!(missing, Vec::<String>::new(), "rows that no flow reaches");
    })
    .await;
}
