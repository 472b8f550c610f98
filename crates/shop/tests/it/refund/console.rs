//! Refunds made in Alipay's console while one of ours reserves the same money, or while they are
//! being searched for.

use super::{
    Desk, REFUND, REFUND_QUERY, decision,
    outside::{figure, minutes_pass, refunded_in_the_console},
};
use crate::alarms;
use alipay::TradeStatus;
use domain::{
    actions::Action,
    refund::RefundState,
    time::{HOUR, MINUTE, SECOND},
};
use shop::notify::NotifyAnswer;
use test_support::{Fault, Ordered, for_both};

/// Our refund reserves the full amount but fails, because the console already refunded a part under
/// `number`.
async fn held_by_ours(desk: &Desk, number: &str) -> shop::refund::Decided {
    desk.test.gateway.fail(REFUND, Fault::RequestLost);
    let ours = desk.post(desk.whole().await).await;
    desk.unheard(&desk.trade, number, 6_000);
    ours.unwrap()
}

/// Staff cancel a refund that the gateway refuses, which frees its amount for the refund found at
/// the gateway.
async fn given_up(desk: &Desk, ours: &shop::refund::Decided) {
    desk.test.after(15 * SECOND).await;
    desk.test.after(MINUTE).await;
    let seen = desk.seen(ours).await;
    assert_eq!(
        (seen.refund.state, seen.gateway_code.as_deref()),
        (RefundState::Failed, Some("ACQ.REASON_TRADE_REFUND_FEE_ERR"))
    );
    assert_eq!(desk.reserved().await, "9600");
    desk.drop_later(desk.decision(ours, "支付宝已退一部分"))
        .await;
    assert_eq!(desk.reserved().await, "6000");
    assert_eq!(desk.order_states().await, "open partially_refunded");
    minutes_pass(desk).await;
    // Exactly the rest of the payment can be refunded.
    desk.post(desk.whole().await).await.unwrap();
    let given: Vec<i64> = desk.given().iter().map(|(_, fen)| *fen).collect();
    assert_eq!(given, [6_000, 3_600]);
    assert_eq!(desk.order_states().await, "cancelled refunded");
    desk.test.audit_is_green().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_refunded_in_the_console_is_booked_once_ours_is_given_up() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let ours = held_by_ours(&desk, "CONSOLE-5").await;
        // The notification comes while ours reserves the money: the shop queries until it can be
        // booked.
        desk.tell("CONSOLE-5", "60.00").await;
        desk.test.run().await;
        assert_eq!(desk.reserved().await, "9600");
        given_up(&desk, &ours).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_refunded_in_the_console_without_a_word_is_found_when_ours_is_given_up() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let ours = held_by_ours(&desk, &desk.trade).await;
        given_up(&desk, &ours).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_number_that_ours_leaves_no_room_for_is_asked_about_again() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        for (seq, fen) in [(1, 5_000), (2, 4_000)] {
            desk.unheard(&desk.trade, &format!("{}R0{seq}", desk.trade), fen);
        }
        // The probe is lost, so ours uses the number of the first one for another amount.
        desk.test.gateway.fail(REFUND_QUERY, Fault::RequestLost);
        let ours = desk.refund(&[("1", "1", "70", "1")]).await;
        desk.test.after(15 * SECOND).await;
        assert_eq!(desk.state(&ours).await, RefundState::Failed);
        // The second one exceeds what is left, and its number is taken.
        let next = desk.refund(&[("1", "1", "5", "1")]).await;
        assert_eq!(next.out_request_no, format!("{}R03", desk.trade));
        assert_eq!(next.state, RefundState::Succeeded);
        desk.drop_later(desk.decision(&ours, "恢复备份后重复"))
            .await;
        assert_eq!(desk.reserved().await, "9500", "the same as at the gateway");
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_from_before_the_trade_was_finished_is_booked() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        desk.unheard(&desk.trade, "CONSOLE-3", 3_000);
        desk.tell("CONSOLE-3", "30.00").await;
        desk.test.gateway.change(&desk.trade, |trade, _| {
            trade.status = TradeStatus::TradeFinished
        });
        let finished = desk.test.gateway.notify(&desk.trade);
        let told = desk.test.shop.on_notify(&finished).await;
        assert_eq!(told, NotifyAnswer::Success);
        desk.test.run().await;
        assert_eq!(desk.reserved().await, "3000");
        assert_eq!(desk.order_states().await, "open partially_refunded");
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn surplus_money_that_went_back_is_not_sent_while_its_number_is_sought() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let Ordered { number, trade } = super::surplus::paid_late(&desk).await;
        refunded_in_the_console(&desk, &trade);
        desk.test.run().await;
        desk.test.after(15 * SECOND).await;
        desk.test.clock.advance(5 * SECOND);
        let form = decision(&number, &format!("{trade}R01"), "支付宝已退");
        desk.drop_refund(form).await.unwrap();
        for wait in [15 * SECOND, MINUTE] {
            desk.test.after(wait).await;
        }
        // Of the two queries that follow, the one for out_trade_no as refund number is lost.
        desk.test.gateway.fail(REFUND_QUERY, Fault::RequestLost);
        desk.test.after(5 * MINUTE).await;
        let refunds = "SELECT origin || ' ' || state AS answer FROM refunds ORDER BY id";
        assert_eq!(desk.test.ask(refunds).await, ["auto_late dropped"]);
        for wait in [HOUR, 24 * HOUR] {
            desk.test.after(wait).await;
        }
        assert_eq!(
            desk.test.ask(refunds).await,
            ["auto_late dropped", "external succeeded"]
        );
        assert_eq!(figure(&desk).await, 0);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn surplus_money_of_which_a_part_went_back_in_the_console_goes_back_whole() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let Ordered { number, trade } = super::surplus::paid_late(&desk).await;
        desk.unheard(&trade, "CONSOLE-4", 1_000);
        desk.tell_of(&trade, "CONSOLE-4", "10.00").await;
        desk.test.run().await;
        desk.test.after(15 * SECOND).await;
        let order = desk.page(&number).await;
        assert_eq!(order.refunds[0].refund.state, RefundState::Failed);
        assert_eq!(
            order.refunds[0].actions,
            [Action::RetryRefund, Action::DropRefund]
        );
        let form = decision(&number, &format!("{trade}R01"), "支付宝已退一部分");
        desk.drop_later(form).await;
        minutes_pass(&desk).await;
        assert_eq!(
            desk.given_of(&trade),
            [
                ("CONSOLE-4".to_owned(), 1_000),
                (format!("{trade}R02"), 4_200)
            ]
        );
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_after_a_drop_alarms_nobody_if_there_is_nothing() {
    alarms::listen();
    for_both(async |db| {
        let desk = Desk::open_on(db, 105).await;
        desk.test
            .gateway
            .fail(REFUND, Fault::Refused("ACQ.TRADE_NOT_ALLOW_REFUND"));
        let ours = desk.refund(&[("1", "1", "12", "1")]).await;
        desk.test.after(15 * SECOND).await;
        let before = desk.test.gateway.count(REFUND_QUERY);
        desk.drop_refund(desk.decision(&ours, "客户改主意"))
            .await
            .unwrap();
        desk.test.run().await;
        minutes_pass(&desk).await;
        // One before the cancellation, then four for each of two numbers.
        assert_eq!(desk.test.gateway.count(REFUND_QUERY), before + 9);
        assert_eq!(alarms::count("refund_unexplained", &desk.trade), 0);
        assert_eq!(desk.reserved().await, "0");
        desk.test.audit_is_green().await;
    })
    .await;
}
