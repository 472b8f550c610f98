//! What staff decide: less than was asked for, after another refund, of a completed order, in time.

use super::super::Desk;
use crate::desk::refusal;
use domain::{
    actions::Action,
    error::ErrorCode,
    form::RefundApproveForm,
    money::Fen,
    order::OrderLabel,
    refund::RefundState,
    time::{DAY, SECOND},
};
use test_support::for_both;

#[tokio::test(flavor = "multi_thread")]
async fn a_lower_amount_needs_a_reason_and_a_second_look() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let request = desk.asked("money", 2).await;
        let form = |amount: &str, reason: &str, confirm: &str| RefundApproveForm {
            out_request_no: request.clone(),
            amount: amount.to_owned(),
            reason: reason.to_owned(),
            confirm_fen: confirm.to_owned(),
            ..RefundApproveForm::default()
        };
        let refused = async |form: RefundApproveForm| {
            refusal(desk.test.shop.approve_refund(&desk.staff(), form).await)
        };
        let at = |field: &str, code| vec![(field.to_owned(), code)];
        let not_lower = at("amount", ErrorCode::RefundNotLower);
        assert_eq!(refused(form("96.00", "x y", "9600")).await.1, not_lower);
        let silent = at("reason", ErrorCode::RefundLowerReason);
        assert_eq!(refused(form("50", " ", "5000")).await.1, silent);
        assert_eq!(
            refused(form("50", "一只完好", "")).await.0,
            ErrorCode::RefundConfirmLower
        );
        let shown = RefundApproveForm {
            total_fen: "4400".to_owned(),
            ..form("", "", "")
        };
        assert_eq!(refused(shown).await.0, ErrorCode::RefundPlanChanged);
        assert_eq!(desk.reserved().await, "0");

        let done = desk.lower_as(&desk.staff(), &request, 5_000).await.unwrap();
        assert_eq!(done.state, RefundState::Succeeded);
        assert_eq!(desk.given(), [(request, 5_000)]);
        let seen = desk.last().await;
        assert_eq!(
            (seen.amount, seen.asked, seen.decision_text.as_deref()),
            (Fen::new(5_000), Some(Fen::new(9_600)), Some("一只完好"))
        );
        // 88.00 and 8.00 share 50.00.
        let lines =
            "SELECT CAST(amount_fen AS TEXT) AS answer FROM refund_lines ORDER BY order_detail_id";
        assert_eq!(desk.test.ask(lines).await, ["4583", "417"]);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_ends_when_staff_refunded_all_there_was() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let request = desk.asked("money", 1).await;
        desk.post(desk.whole().await).await.unwrap();
        let order = desk.status(&desk.number).await;
        let seen = order
            .refunds
            .iter()
            .find(|r| r.out_request_no == request)
            .unwrap();
        assert_eq!(
            (seen.state, seen.decision_text.as_deref()),
            (RefundState::Rejected, None)
        );
        assert_eq!(desk.order_states().await, "cancelled refunded");
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_that_staff_refunded_meanwhile_is_not_refunded_twice() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let request = desk.asked("money", 2).await;
        desk.refund(&[("1", "1", "", "1")]).await;
        let refused = desk.approve(&request).await;
        assert_eq!(refusal(refused).0, ErrorCode::RefundOverLine);
        let view = desk
            .test
            .shop
            .admin_refund(&desk.staff(), &request)
            .await
            .unwrap();
        assert_eq!(view.possible, Fen::new(5_200));
        desk.lower_as(&desk.staff(), &request, 5_200).await.unwrap();
        desk.pass(9).await;
        assert_eq!(desk.order_states().await, "cancelled refunded");
        assert_eq!(desk.stock().await, "10 0");
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_of_a_completed_order_comes_out_of_sales() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        desk.ship(2).await;
        let open = desk.asked("money", 1).await;
        desk.receive().await;
        assert_eq!(desk.order_states().await, "open paid", "a request is open");
        // The end of the last live refund completes a received order.
        desk.withdraw(&open).await.unwrap();
        assert_eq!(desk.order_states().await, "completed paid");
        let balances = "SELECT account || ' ' || CAST(SUM(amount_fen) AS TEXT) AS answer \
                        FROM ledger_entries WHERE account IN ('ORDER', 'SALES') \
                        GROUP BY account ORDER BY account";
        assert_eq!(desk.test.ask(balances).await, ["ORDER 0", "SALES -9600"]);
        let request = desk.asked("money", 1).await;
        assert_eq!(
            desk.status(&desk.number).await.label,
            OrderLabel::RefundUnderReview
        );
        desk.approve(&request).await.unwrap();
        assert_eq!(desk.test.ask(balances).await, ["ORDER 0", "SALES -5200"]);
        let from = "SELECT taken_from AS answer FROM refunds WHERE state = 'succeeded'";
        assert_eq!(desk.test.one(from).await, "sales");
        assert_eq!(desk.order_states().await, "completed partially_refunded");
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_time_for_requests_is_the_merchants() {
    for_both(async |db| {
        let desk = Desk::open_set(db, |first| first.refund_days = 3).await;
        desk.ship(2).await;
        desk.receive().await;
        desk.test.clock.advance(3 * DAY);
        let form = desk.asking("money", 1).await;
        let may = desk.status(&desk.number).await.actions;
        assert!(may.contains(&Action::RequestRefund), "{may:?}");
        desk.test.clock.advance(SECOND);
        let late = desk.status(&desk.number).await.actions;
        assert!(!late.contains(&Action::RequestRefund), "{late:?}");
        assert_eq!(refusal(desk.ask(form).await).0, ErrorCode::RefundLate);
    })
    .await;
}
