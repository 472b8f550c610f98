//! A payment that is not applied to its order is refunded automatically.

use super::{Desk, REFUND};
use domain::{
    actions::Action,
    form::OrderForm,
    payment::Disposition,
    refund::{RefundOrigin, RefundState},
    time::{MINUTE, SECOND},
};
use shop::notify::NotifyAnswer;
use test_support::{Fault, for_both};

/// A second order, cancelled by its customer and paid afterwards.
pub(super) async fn paid_late(desk: &Desk) -> (String, String) {
    let buyer = desk.test.buyer.clone();
    let number = desk.test.order(&buyer, &[("TEA-100G", 1)]).await;
    let trade = desk.test.start_payment(&buyer, &number).await;
    desk.test
        .shop
        .cancel_order(
            &buyer,
            OrderForm {
                number: number.clone(),
            },
        )
        .await
        .unwrap();
    desk.test.gateway.pay(&trade);
    let answer = desk
        .test
        .shop
        .on_notify(&desk.test.gateway.notify(&trade))
        .await;
    assert_eq!(answer, NotifyAnswer::Success);
    (number, trade)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_payment_is_returned_in_full() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let (number, trade) = paid_late(&desk).await;
        desk.test.run().await;
        let view = desk
            .test
            .shop
            .order_status(&desk.test.buyer, &number)
            .await
            .unwrap();
        let surplus = &view.surplus[0];
        assert_eq!(surplus.disposition, Disposition::Late);
        let refund = surplus.refund.as_ref().expect("its refund");
        assert_eq!(
            (refund.state, refund.origin),
            (RefundState::Succeeded, RefundOrigin::AutoLate)
        );
        assert_eq!(
            desk.test.gateway.trade(&trade).unwrap().refunds,
            [(format!("{trade}R01"), 5_200)]
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
        let (number, trade) = paid_late(&desk).await;
        desk.test
            .gateway
            .fail(REFUND, Fault::Refused("ACQ.TRADE_NOT_ALLOW_REFUND"));
        desk.test.run().await;
        desk.test.after(15 * SECOND).await;
        let order = desk
            .test
            .shop
            .admin_order(&desk.staff(), &number)
            .await
            .unwrap();
        assert_eq!(order.refunds[0].refund.state, RefundState::Failed);
        assert_eq!(order.refunds[0].actions, [Action::RetryRefund]);
        let out_request_no = order.refunds[0].refund.out_request_no.clone();
        let form = domain::form::RefundDecisionForm {
            number,
            out_request_no,
            reason: "不退了".to_owned(),
        };
        assert!(
            desk.test
                .shop
                .drop_refund(&desk.staff(), form.clone())
                .await
                .is_err()
        );
        desk.test.clock.advance(MINUTE);
        let done = desk
            .test
            .shop
            .retry_refund(&desk.staff(), form)
            .await
            .unwrap();
        assert_eq!(done.state, RefundState::Succeeded);
        assert_eq!(desk.test.gateway.trade(&trade).unwrap().refunds.len(), 1);
        desk.test.audit_is_green().await;
    })
    .await;
}
