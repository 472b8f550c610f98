//! Concurrent refunds: one row holds the limit, so their sum never exceeds the payment.

use super::{Desk, REFUND};
use domain::{error::ErrorCode, form::RefundForm, refund::RefundState, staff::Role};
use futures::future::join_all;
use shop::{Error, refund::Decided};
use test_support::for_both;

/// Posts the forms concurrently, by two people in turn.
async fn at_once(desk: &Desk, forms: Vec<RefundForm>) -> Vec<Result<Decided, Error>> {
    let other = desk.test.staff("other@example.cn", &[Role::Refunds]).await;
    let sent = forms.into_iter().enumerate().map(|(place, form)| {
        let (shop, who) = (
            desk.test.shop.clone(),
            if place % 2 == 0 {
                desk.staff()
            } else {
                other.clone()
            },
        );
        tokio::spawn(async move { shop.refund_order(&who, form).await })
    });
    join_all(sent)
        .await
        .into_iter()
        .map(|ended| ended.expect("the task must not panic"))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn together_they_stay_below_the_cap() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let mut forms = Vec::new();
        for _ in 0..8 {
            // Refunds of 20.00 without units on a line of 88.00: four fit, because the limit of the
            // line is lower than that of the order.
            forms.push(desk.form(&[("1", "", "20", "")]).await);
        }
        let answers = at_once(&desk, forms).await;
        let done = answers.iter().filter(|answer| answer.is_ok()).count();
        for refused in answers.iter().filter_map(|answer| answer.as_ref().err()) {
            let Error::Refused(refusal) = refused else {
                panic!("{refused:?}")
            };
            let field = refusal.fields.first().map(|field| field.code);
            assert_eq!(field, Some(ErrorCode::RefundOverLine), "{refusal:?}");
        }
        assert_eq!(done, 4);
        assert_eq!(desk.reserved().await, "8000");
        desk.pass(30).await;
        for answer in answers.into_iter().flatten() {
            assert_eq!(desk.state(&answer).await, RefundState::Succeeded);
        }
        assert_eq!(desk.given().iter().map(|(_, fen)| fen).sum::<i64>(), 8_000);
        assert_eq!(desk.test.gateway.count(REFUND), 4);
        assert_eq!(desk.log().await.len(), 4);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_given_back_once() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let mut forms = Vec::new();
        for _ in 0..6 {
            forms.push(RefundForm {
                whole: "all".to_owned(),
                ..desk.form(&[]).await
            });
        }
        let answers = at_once(&desk, forms).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        for refused in answers.into_iter().filter_map(Result::err) {
            assert!(
                matches!(&refused, Error::Refused(r) if r.code == ErrorCode::RefundNotAllowed),
                "{refused:?}"
            );
        }
        desk.pass(30).await;
        assert_eq!(
            desk.given().iter().map(|(_, fen)| *fen).collect::<Vec<_>>(),
            [9_600]
        );
        assert_eq!(desk.order_states().await, "cancelled refunded");
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_form_twenty_times_is_one_refund() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let form = desk.form(&[("1", "1", "", "1")]).await;
        let answers = at_once(&desk, vec![form; 20]).await;
        let numbers: std::collections::BTreeSet<String> = answers
            .into_iter()
            .map(|answer| answer.expect("the same refund").out_request_no)
            .collect();
        assert_eq!(numbers.len(), 1);
        desk.pass(30).await;
        assert_eq!(
            (desk.given().len(), desk.test.gateway.count(REFUND)),
            (1, 1)
        );
        desk.test.audit_is_green().await;
    })
    .await;
}
