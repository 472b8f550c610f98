//! Every row of the shipment's table and of `open → completed` is reached, with stock and books.

use super::House;
use domain::{
    order::{Lifecycle, OrderLabel, ShipState, step::SHIP_STEPS},
    time::DAY,
};
use std::collections::BTreeSet;
use test_support::{for_both, order_form};

#[tokio::test(flavor = "multi_thread")]
async fn every_step_of_the_shipment_is_taken_and_no_other() {
    for_both(async |db| {
        let house = House::open(db).await;
        let number = house.tea(3).await;
        house.ship(&number, "1").await;
        assert_eq!(house.states(&number).await, "open partial");
        assert_eq!(house.stock().await, "99 2");
        assert_eq!(house.status(&number).await.label, OrderLabel::PartlyShipped);
        house.void(&number, "1").await.unwrap();
        assert_eq!(house.states(&number).await, "open none");
        assert_eq!(house.stock().await, "100 3");
        house.ship(&number, "1").await;
        house.ship(&number, "1").await;
        assert_eq!(house.states(&number).await, "open partial");
        house.ship(&number, "1").await;
        assert_eq!(house.states(&number).await, "open shipped");
        assert_eq!(house.stock().await, "97 0");
        house.void(&number, "4").await.unwrap();
        assert_eq!(house.states(&number).await, "open partial");
        house.ship(&number, "1").await;
        house.test.audit_is_green().await;
        assert_eq!(house.status(&number).await.label, OrderLabel::OnItsWay);
        let form = order_form(&number);
        let test = &house.test;
        test.shop.confirm_receipt(&test.buyer, form).await.unwrap();
        assert_eq!(house.states(&number).await, "completed received");

        let whole = house.tea(2).await;
        house.ship(&whole, "2").await;
        house.void(&whole, "1").await.unwrap();
        assert_eq!(house.states(&whole).await, "open none");
        house.test.audit_is_green().await;

        let taken: BTreeSet<String> = house.steps().await.into_iter().collect();
        let listed: BTreeSet<String> = SHIP_STEPS
            .iter()
            .map(|(from, to)| format!("{}>{to}", from.map(ShipState::as_str).unwrap_or_default()))
            .collect();
        assert_eq!(taken, listed);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_received_order_is_completed_and_its_money_becomes_sales() {
    for_both(async |db| {
        let house = House::open(db).await;
        let test = &house.test;
        let number = house.tea(2).await;
        house.ship(&number, "2").await;
        let seen = house.page(&number).await;
        assert_eq!(
            (seen.lifecycle, seen.ship_state),
            (Lifecycle::Open, ShipState::Shipped)
        );
        test.after(DAY).await;
        let confirm = async || {
            test.shop
                .confirm_receipt(&test.buyer, order_form(&number))
                .await
        };
        confirm().await.unwrap();
        let after = house.status(&number).await;
        assert_eq!(after.label, OrderLabel::Completed);
        assert!(after.steps.iter().all(|step| step.at.is_some()));
        let balances = test
            .ask(
                "SELECT account || ' ' || CAST(CAST(SUM(amount_fen) AS BIGINT) AS TEXT) AS answer
                 FROM ledger_entries GROUP BY account ORDER BY account",
            )
            .await;
        assert_eq!(balances, ["ALIPAY 9600", "ORDER 0", "SALES -9600"]);
        let posted = "SELECT idem_key AS answer FROM ledger_txns WHERE kind = 'complete'";
        let id = test
            .one("SELECT CAST(id AS TEXT) AS answer FROM orders")
            .await;
        assert_eq!(test.ask(posted).await, [format!("complete:{id}")]);
        // A second press changes nothing.
        let before = test.effects().await;
        confirm().await.unwrap();
        assert_eq!(test.effects().await, before);
        test.audit_is_green().await;

        // What is refunded of a completed order comes out of sales.
        let form = house.refund_form(&number, &[("1", "1", "", "")]).await;
        house.refund(form).await.unwrap();
        let from = "SELECT taken_from AS answer FROM refunds";
        assert_eq!(test.one(from).await, "sales");
        assert_eq!(house.states(&number).await, "completed received");
        assert_eq!(house.stock().await, "98 0", "no unit came back");
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_whose_rest_was_refunded_is_shipped_and_gets_its_time() {
    for_both(async |db| {
        let house = House::open(db).await;
        let number = house.tea(3).await;
        house.ship(&number, "2").await;
        let form = house.refund_form(&number, &[("1", "1", "", "1")]).await;
        house.refund(form).await.unwrap();
        assert_eq!(house.states(&number).await, "open shipped");
        assert_eq!(house.stock().await, "98 0");
        house.test.run().await;
        let receipt = house.status(&number).await.receipt.expect("a time");
        assert_eq!(receipt.due, house.test.shop.now().plus(10 * DAY));
        house.test.audit_is_green().await;
        house.test.after(10 * DAY).await;
        assert_eq!(house.states(&number).await, "completed received");
        house.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_that_ends_completes_what_was_received_before() {
    for_both(async |db| {
        let house = House::open(db).await;
        let test = &house.test;
        let number = house.tea(2).await;
        house.ship(&number, "2").await;
        test.gateway
            .fail("alipay.trade.refund", test_support::Fault::RequestLost);
        let form = house.refund_form(&number, &[("1", "1", "", "")]).await;
        house.refund(form).await.unwrap();
        test.shop
            .confirm_receipt(&test.buyer, order_form(&number))
            .await
            .unwrap();
        assert_eq!(house.states(&number).await, "open received");
        test.audit_is_green().await;
        for _ in 0..40 {
            test.after(3_000).await;
        }
        assert_eq!(house.states(&number).await, "completed received");
        let sales = "SELECT CAST(CAST(SUM(amount_fen) AS BIGINT) AS TEXT) AS answer
                     FROM ledger_entries WHERE account = 'SALES'";
        assert_eq!(test.one(sales).await, "-5200", "96.00 less 44.00");
        test.audit_is_green().await;
    })
    .await;
}
