//! An unapplied payment is refunded automatically.

use super::{Desk, REFUND, decision};
use domain::{
    actions::Action,
    payment::Disposition,
    refund::{RefundOrigin, RefundState},
    time::{MINUTE, SECOND},
};
use shop::notify::NotifyAnswer;
use test_support::{Fault, Ordered, for_both, order_form};

/// A second order, cancelled by its customer and paid afterwards.
pub(super) async fn paid_late(desk: &Desk) -> Ordered {
    let t = &desk.test;
    let late = t.order().line("TEA-100G", 1).at_cashier().await;
    let cancelled = t
        .shop
        .cancel_order(&t.buyer, order_form(&late.number))
        .await;
    cancelled.unwrap();
    t.gateway.pay(&late.trade);
    assert_eq!(t.notified(&late.trade).await, NotifyAnswer::Success);
    late
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_payment_is_returned_in_full() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let late = paid_late(&desk).await;
        desk.test.run().await;
        let view = desk.status(&late.number).await;
        let surplus = &view.surplus[0];
        assert_eq!(surplus.disposition, Disposition::Late);
        let refund = surplus.refund.as_ref().expect("the automatic refund");
        assert_eq!(
            (refund.state, refund.origin),
            (RefundState::Succeeded, RefundOrigin::AutoLate)
        );
        assert_eq!(
            desk.given_of(&late.trade),
            [(format!("{}R01", late.trade), 5_200)]
        );
        assert!(view.refunds.is_empty(), "it is not a refund of the order");
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_automatic_refund_that_fails_is_retried_and_never_dropped() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let late = paid_late(&desk).await;
        desk.test
            .gateway
            .fail(REFUND, Fault::Refused("ACQ.TRADE_NOT_ALLOW_REFUND"));
        desk.test.run().await;
        desk.test.after(15 * SECOND).await;
        let order = desk.page(&late.number).await;
        assert_eq!(order.refunds[0].refund.state, RefundState::Failed);
        assert_eq!(order.refunds[0].actions, [Action::RetryRefund]);
        let ours = &order.refunds[0].refund.out_request_no;
        let form = decision(&late.number, ours, "不退了");
        assert!(desk.drop_refund(form.clone()).await.is_err());
        desk.test.clock.advance(MINUTE);
        let done = desk.retry(form).await.unwrap();
        assert_eq!(done.state, RefundState::Succeeded);
        assert_eq!(desk.given_of(&late.trade).len(), 1);
        desk.test.audit_is_green().await;
    })
    .await;
}
