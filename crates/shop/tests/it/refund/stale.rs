//! A refund moves exactly the amount that its confirmation page shows, or nothing.

use super::{Desk, REFUND};
use crate::desk::refusal;
use domain::{error::ErrorCode, form::RefundForm};
use test_support::for_both;

/// The form as the confirmation page sends it.
async fn told(desk: &Desk, form: RefundForm) -> RefundForm {
    let page = desk
        .test
        .shop
        .refund_page(&desk.staff(), &desk.number, Some(form))
        .await
        .unwrap();
    let amount = page.plan.expect("the amount to confirm").amount;
    RefundForm {
        total_fen: amount.get().to_string(),
        ..page.form
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sentence_that_is_no_longer_true_moves_nothing() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let all = RefundForm {
            whole: "all".to_owned(),
            ..desk.form(&[]).await
        };
        let all = told(&desk, all).await;
        assert_eq!(all.total_fen, "9600");
        // While the page is open, another member of staff refunds a part.
        desk.refund(&[("1", "", "30", "")]).await;
        let before = desk.test.money().await;
        let late = desk.post(all.clone()).await;
        let (code, fields) = refusal(late);
        assert_eq!((code, fields), (ErrorCode::RefundPlanChanged, vec![]));
        assert_eq!(desk.test.money().await.len(), before.len(), "no rows added");
        assert_eq!(desk.test.gateway.count(REFUND), 1);

        // Confirmed again, it moves the new amount.
        let again = told(
            &desk,
            RefundForm {
                total_fen: String::new(),
                ..all
            },
        )
        .await;
        assert_eq!(again.total_fen, "6600");
        desk.post(again.clone()).await.unwrap();
        // Posted again, it is the same refund, although its amount is outdated.
        desk.post(again).await.unwrap();
        desk.pass(30).await;
        let given: Vec<i64> = desk.given().iter().map(|(_, fen)| *fen).collect();
        assert_eq!(given, [3_000, 6_600]);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suggested_amount_is_the_one_that_was_shown() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let one = told(&desk, desk.form(&[("1", "1", "", "1")]).await).await;
        assert_eq!(one.total_fen, "4400");
        // A refund without units on the same line lowers the suggested amount for one unit.
        desk.refund(&[("1", "", "10", "")]).await;
        let (code, _) = refusal(desk.post(one).await);
        assert_eq!(code, ErrorCode::RefundPlanChanged);
        desk.test.audit_is_green().await;
    })
    .await;
}
