//! Refunds that a notification reports: ours, and those made in Alipay's console.

use super::{Desk, PROBE, REFUND, REFUND_QUERY, decision};
use crate::{alarms, desk::refusal};
use alipay::TradeStatus;
use domain::{
    actions::Action,
    error::ErrorCode,
    money::Fen,
    refund::{RefundOrigin, RefundState},
    time::{HOUR, MINUTE, SECOND},
    view::desk::DeskCount,
};
use shop::notify::NotifyAnswer;
use test_support::{Fault, for_both};

impl Desk {
    /// Delivers a notification of a refund.
    pub(super) async fn tell(&self, out_biz_no: &str, sum: &str) {
        self.tell_of(&self.trade, out_biz_no, sum).await;
    }

    /// The same for another payment.
    pub(super) async fn tell_of(&self, trade: &str, out_biz_no: &str, sum: &str) {
        let notice = self
            .test
            .gateway
            .notice(trade)
            .with("out_biz_no", out_biz_no)
            .with("refund_fee", sum)
            .with("gmt_refund", "2026-11-22 10:00:30");
        let answer = self.test.shop.on_notify(notice.signed().as_bytes()).await;
        assert_eq!(answer, NotifyAnswer::Success);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_echo_wakes_the_question_and_never_sooner_than_it_counts() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        desk.test.gateway.fail(REFUND, Fault::AnswerLost);
        let lost = desk.refund(&[("1", "1", "12", "1")]).await;
        desk.tell(&lost.out_request_no, "12.00").await;
        desk.test.after(9 * SECOND).await;
        assert_eq!(desk.test.gateway.count(REFUND_QUERY), PROBE);
        desk.test.after(SECOND).await;
        assert_eq!(desk.state(&lost).await, RefundState::Succeeded);
        // The same message again has no effect.
        desk.tell(&lost.out_request_no, "12.00").await;
        desk.test.after(HOUR).await;
        assert_eq!(
            (
                desk.test.gateway.count(REFUND),
                desk.test.gateway.count(REFUND_QUERY)
            ),
            (1, PROBE + 1)
        );
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_made_in_the_console_is_booked_once_confirmed() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        desk.test.gateway.change(&desk.trade, |trade, _| {
            trade.refunds.push(("CONSOLE-1".to_owned(), 3_000))
        });
        let before = desk.test.money().await;
        desk.tell("CONSOLE-1", "30.00").await;
        assert_eq!(
            desk.test.money().await,
            before,
            "a notification alone books no refund"
        );
        desk.test.run().await;
        let order = desk.page(&desk.number).await;
        let refund = &order.refunds[0].refund;
        assert_eq!(
            (refund.state, refund.origin),
            (RefundState::Succeeded, RefundOrigin::External)
        );
        assert_eq!(refund.amount, Fen::new(3_000));
        assert_eq!(desk.order_states().await, "open partially_refunded");
        let page = desk
            .test
            .shop
            .refund_page(&desk.staff(), &desk.number, None)
            .await
            .unwrap();
        assert_eq!(page.cap, Fen::new(6_600));
        desk.tell("CONSOLE-1", "30.00").await;
        desk.test.after(HOUR).await;
        assert_eq!(desk.reserved().await, "3000");
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_console_refund_nobody_confirms_is_not_booked() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        desk.tell("CONSOLE-2", "30.00").await;
        for _ in 0..4 {
            desk.test.after(24 * HOUR).await;
        }
        assert_eq!(desk.reserved().await, "0");
        assert_eq!(desk.test.gateway.count(REFUND_QUERY), 4);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_of_ours_that_was_used_outside_is_spent() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let (first, second) = (format!("{}R01", desk.trade), format!("{}R02", desk.trade));
        // As after a restore, the gateway has refunds that the database does not.
        desk.test.gateway.change(&desk.trade, |trade, _| {
            trade.refunds.push((first.clone(), 1_000));
            trade.refunds.push((second.clone(), 1_000));
        });
        desk.tell(&second, "20.00").await;
        desk.test.run().await;
        desk.tell(&first, "20.00").await;
        desk.test.run().await;
        assert_eq!(desk.reserved().await, "2000");
        desk.test.after(MINUTE).await;
        let ours = desk.refund(&[("1", "1", "12", "1")]).await;
        assert_eq!(ours.out_request_no, format!("{}R03", desk.trade));
        assert_eq!(ours.state, RefundState::Succeeded);
        assert_eq!(desk.given().len(), 3);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_another_payments_refund_bears_is_booked_for_each() {
    for_both(async |db| {
        let desk = Desk::open_on(db, 102).await;
        let other = desk.test.order().line("TEA-100G", 1).paid().await.trade;
        for trade in [&desk.trade, &other] {
            desk.test.gateway.change(trade, |trade, _| {
                trade.refunds.push(("CONSOLE-1".to_owned(), 1_000))
            });
        }
        desk.tell("CONSOLE-1", "10.00").await;
        desk.test.run().await;
        for _twice in 0..2 {
            desk.tell_of(&other, "CONSOLE-1", "10.00").await;
            desk.test.run().await;
        }
        let booked = "SELECT out_request_no || ' ' || CAST(amount_fen AS TEXT) AS answer \
                      FROM refunds ORDER BY id";
        assert_eq!(
            desk.test.ask(booked).await,
            [
                "CONSOLE-1 1000".to_owned(),
                format!("CONSOLE-1@{other} 1000")
            ]
        );
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_went_back_under_an_unknown_number_alarms_somebody() {
    alarms::listen();
    for_both(async |db| {
        let desk = Desk::open_on(db, 103).await;
        let order = desk.test.order().line("TEA-100G", 1).at_cashier().await;
        let heard = || alarms::count("refund_unexplained", &order.trade);
        let before = heard();
        desk.test.gateway.pay(&order.trade);
        desk.test.gateway.change(&order.trade, |trade, _| {
            trade.status = TradeStatus::TradeClosed;
            trade.refunds.push(("CONSOLE-7".to_owned(), 5_200));
        });
        desk.test.after(MINUTE).await;
        assert_eq!(heard(), before + 1, "alarm on the notification");
        for _ in 0..4 {
            desk.test.after(24 * HOUR).await;
        }
        assert_eq!(heard(), before + 2, "alarm when no number is left to query");
        desk.tell_of(&order.trade, "CONSOLE-7", "52.00").await;
        desk.test.run().await;
        let seen = desk.status(&order.number).await;
        assert_eq!(
            seen.refunded,
            Fen::new(5_200),
            "the console's refund is booked"
        );
        desk.test.audit_is_green().await;
    })
    .await;
}

/// Refunds the rest of a payment in Alipay's console, without a notification.
pub(super) fn refunded_in_the_console(desk: &Desk, trade: &str) {
    desk.test.gateway.change(trade, |paid, _| {
        let rest = paid.total - paid.refunds.iter().map(|(_, fen)| fen).sum::<i64>();
        paid.refunds.push(("CONSOLE-9".to_owned(), rest));
        paid.status = TradeStatus::TradeClosed;
    });
}

/// The dashboard's count of payments with unexplained refunds.
pub(super) async fn figure(desk: &Desk) -> i64 {
    let view = desk.test.shop.admin_desk(&desk.staff()).await.unwrap();
    view.count(DeskCount::WentBack)
}

/// Moves the clock until the queries for an unknown number end.
pub(super) async fn minutes_pass(desk: &Desk) {
    for wait in [15 * SECOND, MINUTE, 5 * MINUTE, 5 * MINUTE] {
        desk.test.after(wait).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_refund_in_the_console_is_found_when_ours_is_refused() {
    alarms::listen();
    for_both(async |db| {
        let desk = Desk::open_on(db, 104).await;
        let heard = alarms::count("refund_unexplained", &desk.trade);
        refunded_in_the_console(&desk, &desk.trade);
        let ours = desk.refund(&[("1", "1", "12", "1")]).await;
        desk.test.after(15 * SECOND).await;
        let seen = desk.seen(&ours).await;
        assert_eq!(
            (seen.refund.state, seen.gateway_code.as_deref()),
            (RefundState::Failed, Some("ACQ.REASON_TRADE_REFUND_FEE_ERR"))
        );
        assert_eq!(figure(&desk).await, 1, "the dashboard shows it");
        let order = desk.page(&desk.number).await;
        assert!(order.attempts[0].went_back, "the order page shows it");
        assert_eq!(alarms::count("refund_unexplained", &desk.trade), heard + 1);
        // While one of our refunds reserves a part, nothing is posted.
        minutes_pass(&desk).await;
        assert_eq!(desk.reserved().await, "1200");

        desk.drop_refund(desk.decision(&ours, "支付宝已退"))
            .await
            .unwrap();
        minutes_pass(&desk).await;
        assert_eq!(desk.order_states().await, "cancelled refunded");
        assert_eq!(
            (desk.reserved().await.as_str(), figure(&desk).await),
            ("9600", 0)
        );
        // The notification comes late, after the refund is booked.
        desk.tell("CONSOLE-9", "96.00").await;
        desk.test.run().await;
        assert_eq!(alarms::count("external_refund_over_cap", &desk.trade), 0);
        assert_eq!(desk.reserved().await, "9600");
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trade_is_queried_before_a_refund_is_dropped() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        desk.test
            .gateway
            .fail(REFUND, Fault::Refused("ACQ.TRADE_NOT_ALLOW_REFUND"));
        let ours = desk.refund(&[("1", "1", "12", "1")]).await;
        desk.test.after(15 * SECOND).await;
        assert_eq!(desk.state(&ours).await, RefundState::Failed);
        assert_eq!(figure(&desk).await, 0, "an open trade is not refunded");
        desk.test.after(MINUTE).await;
        refunded_in_the_console(&desk, &desk.trade);
        desk.test
            .gateway
            .fail("alipay.trade.query", Fault::RequestLost);
        let decision = desk.decision(&ours, "支付宝已退");
        let silent = desk.drop_refund(decision.clone()).await;
        assert_eq!(refusal(silent).0, ErrorCode::GatewayUnavailable);
        desk.test.clock.advance(5 * SECOND);
        desk.drop_refund(decision).await.unwrap();
        assert_eq!(figure(&desk).await, 1);
        minutes_pass(&desk).await;
        assert_eq!(desk.order_states().await, "cancelled refunded");
        assert_eq!(figure(&desk).await, 0);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn surplus_money_that_went_back_in_the_console_needs_no_refund_of_ours() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let late = super::surplus::paid_late(&desk).await;
        refunded_in_the_console(&desk, &late.trade);
        desk.test.run().await;
        desk.test.after(15 * SECOND).await;
        let order = desk.page(&late.number).await;
        assert_eq!(order.refunds[0].refund.state, RefundState::Failed);
        assert_eq!(
            order.refunds[0].actions,
            [Action::RetryRefund, Action::DropRefund]
        );
        let ours = &order.refunds[0].refund.out_request_no;
        let form = decision(&late.number, ours, "支付宝已退");
        desk.test.clock.advance(5 * SECOND);
        desk.drop_refund(form).await.unwrap();
        minutes_pass(&desk).await;
        assert_eq!(figure(&desk).await, 0);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_trade_that_our_refunds_explain_raises_nothing() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let all = domain::form::RefundForm {
            whole: "all".to_owned(),
            ..desk.form(&[]).await
        };
        desk.test.gateway.fail(REFUND, Fault::AnswerLost);
        desk.post(all).await.unwrap();
        let notice = desk.test.gateway.notify(&desk.trade);
        desk.test.shop.on_notify(&notice).await;
        desk.test.run().await;
        assert_eq!(figure(&desk).await, 0);
        desk.test.after(15 * SECOND).await;
        assert_eq!(desk.order_states().await, "cancelled refunded");
        assert_eq!(figure(&desk).await, 0);
        desk.test.audit_is_green().await;
    })
    .await;
}
