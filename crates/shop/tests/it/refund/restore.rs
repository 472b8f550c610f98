//! After a restore: the gateway has refunds that the ledger does not have.

use super::{Desk, REFUND, REFUND_QUERY, decision};
use crate::desk::refusal;
use domain::{error::ErrorCode, form::RefundForm, money::Fen, refund::RefundState, time::SECOND};
use shop::Shop;
use std::sync::Arc;
use store::{OpenOptions, Store};
use test_support::{Fault, SeededIds, TestDb, for_both};

/// Makes refunds at the gateway under our next numbers, as if the restored backup did not have
/// them.
fn forgotten(desk: &Desk, amounts: &[i64]) {
    for (place, fen) in amounts.iter().enumerate() {
        let number = format!("{}R{:02}", desk.trade, place + 1);
        desk.unheard(&desk.trade, &number, *fen);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_lost_with_the_backup_is_booked_before_the_next_is_decided() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        forgotten(&desk, &[3_000, 1_000]);
        let form = desk.form(&[("1", "1", "20", "1")]).await;
        let told = desk.post(form.clone()).await;
        let Err(shop::Error::Refused(told)) = told else {
            panic!("the books have changed, so staff decide again: {told:?}");
        };
        assert_eq!(
            (told.code, told.args.get("amount").map(String::as_str)),
            (ErrorCode::RefundFound, Some("40.00"))
        );
        assert_eq!(desk.test.gateway.count(REFUND), 0);
        assert_eq!(desk.reserved().await, "4000");
        assert_eq!(desk.order_states().await, "open partially_refunded");
        desk.test.audit_is_green().await;

        // Posted again after a look at the page, the same form makes the next refund.
        let ours = desk.post(form).await.unwrap();
        assert_eq!(
            (ours.state, ours.out_request_no.as_str()),
            (
                RefundState::Succeeded,
                format!("{}R03", desk.trade).as_str()
            )
        );
        let given: Vec<i64> = desk.given().iter().map(|(_, fen)| *fen).collect();
        assert_eq!(given, [3_000, 1_000, 2_000]);
        assert_eq!(desk.reserved().await, "6000");
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_answer_to_the_probe_staff_decide_and_the_books_are_whole() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        forgotten(&desk, &[3_000]);
        desk.test.gateway.fail(REFUND_QUERY, Fault::RequestLost);
        let refused = desk.refund(&[("1", "1", "20", "1")]).await;
        assert_eq!(
            refused.state,
            RefundState::Unknown,
            "the number is already used at the gateway"
        );
        desk.test.after(15 * SECOND).await;
        let seen = desk.seen(&refused).await;
        assert_eq!(seen.gateway_msg.as_deref(), Some("30.00"));
        desk.drop_refund(desk.decision(&refused, "恢复备份后重复"))
            .await
            .unwrap();
        assert_eq!(desk.reserved().await, "3000");
        let next = desk.refund(&[("1", "1", "20", "1")]).await;
        assert_eq!(
            (next.state, next.out_request_no.as_str()),
            (
                RefundState::Succeeded,
                format!("{}R02", desk.trade).as_str()
            )
        );
        desk.pass(60).await;
        let given: Vec<i64> = desk.given().iter().map(|(_, fen)| *fen).collect();
        assert_eq!(given, [3_000, 2_000]);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn surplus_money_goes_back_whole_when_its_number_is_taken() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let late = super::surplus::paid_late(&desk).await;
        desk.unheard(&late.trade, &format!("{}R01", late.trade), 1_000);
        desk.test.run().await;
        desk.test.after(15 * SECOND).await;
        let order = desk.page(&late.number).await;
        assert_eq!(order.refunds[0].refund.state, RefundState::Failed);
        let ours = &order.refunds[0].refund.out_request_no;
        let form = decision(&late.number, ours, "号码已被占用");
        desk.drop_refund(form).await.unwrap();
        desk.pass(30).await;
        let given = desk.given_of(&late.trade);
        assert_eq!(
            given,
            [
                (format!("{}R01", late.trade), 1_000),
                (format!("{}R02", late.trade), 4_200)
            ]
        );
        let view = desk.status(&late.number).await;
        let refund = view.surplus[0].refund.as_ref().expect("the second one");
        assert_eq!(
            (refund.state, refund.amount),
            (RefundState::Succeeded, Fen::new(4_200))
        );
        desk.test.audit_is_green().await;
    })
    .await;
}

/// With a real copy made by `backup`: pay, back up, refund, restore, refund another amount.
#[tokio::test(flavor = "multi_thread")]
async fn a_restored_copy_ends_equal_to_the_gateways_books() {
    let desk = Desk::open(TestDb::sqlite().await).await;
    let home = tempfile::tempdir().unwrap();
    let copy = home.path().join("copy.db");
    desk.test.shop.store().copy_to(&copy).await.unwrap();
    let first = desk.refund(&[("1", "1", "50", "1")]).await;
    assert_eq!(first.state, RefundState::Succeeded);

    let store = Store::open(&store::DatabaseUrl::sqlite(copy), OpenOptions::default())
        .await
        .unwrap();
    let ids = Arc::new(SeededIds::new(77));
    let (gateway, clock) = (desk.test.gateway.gateway(), desk.test.clock.clone());
    let restored = Shop::new(store, gateway, clock, ids, desk.test.shop.policy().clone());
    let mut outcome = None;
    for _look in 0..2 {
        let page = restored
            .refund_page(&desk.staff(), &desk.number, None)
            .await
            .unwrap();
        let form = RefundForm {
            lines: vec![domain::form::RefundLineForm {
                line_no: "1".to_owned(),
                qty: "1".to_owned(),
                amount: "30".to_owned(),
                restock: String::new(),
            }],
            reason_code: "not_wanted".to_owned(),
            ..page.form
        };
        outcome = Some(restored.refund_order(&desk.staff(), form).await);
        if let Some(Err(_)) = &outcome {
            let told = refusal(outcome.take().unwrap());
            assert_eq!(told.0, ErrorCode::RefundFound);
        }
    }
    let second = outcome.expect("decided").expect("made");
    assert_eq!(second.state, RefundState::Succeeded);
    assert_eq!(
        desk.given(),
        [
            (first.out_request_no, 5_000),
            (second.out_request_no, 3_000)
        ]
    );
    let seen = restored
        .order_status(&desk.test.buyer, &desk.number)
        .await
        .unwrap();
    assert_eq!(
        seen.refunded,
        Fen::new(8_000),
        "the buyer gets the full amount"
    );
    assert!(restored.audit().await.unwrap().breaches.is_empty());
}
