//! Senders that die or hang: the refund is queried as soon as no request can still be on its way.

use super::{Desk, REFUND, REFUND_QUERY};
use domain::{
    money::Fen,
    order::{ActorKind, Cause},
    refund::RefundState,
    time::{DAY, HOUR, MINUTE, SECOND},
};
use shop::refund::Decided;
use store::{
    models::event::NewEvent,
    queries::{event, refund},
};
use test_support::{Fault, for_both};

/// Records the start of a send that never happens, like a process that dies.
async fn begin_and_die(desk: &Desk, of: &Decided) {
    let (now, number) = (desk.test.shop.now(), of.out_request_no.clone());
    let begun = desk.test.shop.store().write(move |tx| {
        let seen = refund::by_request_no(tx, &number)?.expect("a refund");
        let sent = refund::begin_send(tx, &seen, now, now.plus(30 * SECOND))?;
        let step = NewEvent {
            order_id: sent.order_id,
            at: now,
            actor_kind: ActorKind::System,
            actor_id: None,
            entity: "refund",
            entity_id: sent.id,
            axis: "state",
            from_state: Some(seen.state.as_str()),
            to_state: "sending",
            cause: Cause::SendRefund,
            note: None,
        };
        event::insert(tx, &step)?;
        Ok::<_, store::StoreError>(())
    });
    begun.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_whose_sender_died_is_queried_at_once() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        for _ in 0..4 {
            desk.test.gateway.fail(REFUND, Fault::RequestLost);
        }
        let lost = desk.refund(&[("1", "1", "12", "1")]).await;
        for wait in [15 * SECOND, MINUTE, 5 * MINUTE] {
            desk.test.after(wait).await;
        }
        assert_eq!(desk.seen(&lost).await.tries, 4);
        // The fifth sender dies, and the shop with it: no query for two hours.
        desk.test.clock.advance(HOUR);
        begin_and_die(&desk, &lost).await;
        desk.test.clock.advance(2 * HOUR);
        let before = desk.test.gateway.count(REFUND_QUERY);
        desk.test.run().await;
        assert_eq!(desk.test.gateway.count(REFUND_QUERY), before + 1);
        assert_eq!(
            desk.state(&lost).await,
            RefundState::Succeeded,
            "unknown at the gateway, so sent again"
        );
        assert_eq!(desk.given(), [(lost.out_request_no, 1_200)]);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sender_that_died_leaves_an_unknown_refund() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        desk.refund(&[("1", "1", "12", "1")]).await;
        // The pause between refunds of a trade delays the next one; its send starts here and never
        // ends.
        let second = desk.refund(&[("1", "1", "12", "1")]).await;
        assert_eq!(second.state, RefundState::Approved);
        begin_and_die(&desk, &second).await;

        desk.pass(27).await;
        assert_eq!(
            desk.state(&second).await,
            RefundState::Sending,
            "the sender's lease lasts 30 s"
        );
        desk.test.gateway.fail(REFUND_QUERY, Fault::RequestLost);
        desk.pass(6).await;
        assert_eq!(desk.state(&second).await, RefundState::Unknown);
        assert_eq!(desk.given().len(), 1);
        desk.pass(60).await;
        assert_eq!(desk.state(&second).await, RefundState::Succeeded);
        assert_eq!(desk.given()[1], (second.out_request_no.clone(), 1_200));
        assert_eq!(desk.status(&desk.number).await.refunded, Fen::new(2_400));
        desk.test.audit_is_green().await;
    })
    .await;
}

/// The retry job finds that another sender started and died.
#[tokio::test(flavor = "multi_thread")]
async fn a_retry_whose_sender_died_is_queried_at_once() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let poor = Fault::Refused("ACQ.SELLER_BALANCE_NOT_ENOUGH");
        for _ in 0..4 {
            desk.test.gateway.fail(REFUND, poor);
        }
        let failed = desk.refund(&[("1", "1", "12", "1")]).await;
        let is_waiting = async || {
            let seen = desk.seen(&failed).await;
            (seen.tries, seen.refund.state) == (4, RefundState::Failed)
        };
        for _ in 0..60 {
            if !is_waiting().await {
                desk.test.after(HOUR).await;
            }
        }
        assert!(is_waiting().await, "the fifth send waits for a day");
        desk.test.clock.advance(DAY - MINUTE);
        begin_and_die(&desk, &failed).await;
        desk.test.clock.advance(2 * HOUR);
        desk.test.run().await;
        assert_eq!(desk.state(&failed).await, RefundState::Succeeded);
        assert_eq!(desk.given(), [(failed.out_request_no, 1_200)]);
        desk.test.audit_is_green().await;
    })
    .await;
}

/// A process was suspended: the response is two hours late, and no query ran meanwhile.
#[tokio::test(flavor = "multi_thread")]
async fn a_send_that_ends_long_after_it_began_is_queried_at_once() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let form = desk.form(&[("1", "1", "12", "1")]).await;
        desk.test.gateway.fail(REFUND, Fault::Stalled);
        let (shop, staff) = (desk.test.shop.clone(), desk.staff());
        let sending = tokio::spawn(async move { shop.refund_order(&staff, form).await });
        let begun = async {
            while desk.test.gateway.count(REFUND) == 0 {
                tokio::task::yield_now().await;
            }
        };
        let patience = std::time::Duration::from_secs(60);
        tokio::time::timeout(patience, begun).await.unwrap();
        desk.test.clock.advance(2 * HOUR);
        desk.test.gateway.hang_up();
        let lost = sending.await.unwrap().unwrap();
        assert_eq!(lost.state, RefundState::Unknown);
        let before = desk.test.gateway.count(REFUND_QUERY);
        desk.test.run().await;
        assert_eq!(desk.test.gateway.count(REFUND_QUERY), before + 1);
        assert_eq!(desk.state(&lost).await, RefundState::Succeeded);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sender_that_died_by_a_clock_ahead_is_not_waited_for() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        desk.refund(&[("1", "1", "12", "1")]).await;
        let second = desk.refund(&[("1", "1", "12", "1")]).await;
        assert_eq!(second.state, RefundState::Approved);
        // The lease ends tomorrow, by the earlier clock.
        desk.test.clock.advance(DAY);
        begin_and_die(&desk, &second).await;
        desk.test.clock.advance(-DAY);
        desk.pass(60).await;
        assert_eq!(desk.state(&second).await, RefundState::Succeeded);
        assert_eq!(desk.given()[1], (second.out_request_no.clone(), 1_200));
        desk.test.audit_is_green().await;
    })
    .await;
}
