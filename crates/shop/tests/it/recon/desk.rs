//! The page: closing with a reason, opening again, uploading.

use super::Ledgers;
use domain::{
    error::ErrorCode,
    form::{BillForm, IssueCloseForm, IssueForm},
    recon::{IssueKind, IssueState},
    staff::Role,
    view::{desk::DeskCount, recon::ReconView},
};
use shop::{Error, Viewer};
use std::time::{Duration, Instant};
use test_support::{TestShop, for_both};

fn code(refused: Result<(), Error>) -> ErrorCode {
    match refused {
        Err(Error::Refused(refusal)) => {
            let field = refusal.fields.first().map(|field| field.code);
            field.unwrap_or(refusal.code)
        }
        other => panic!("{other:?}"),
    }
}

async fn page(test: &TestShop, who: &Viewer) -> ReconView {
    test.shop.admin_recon(who, None).await.unwrap()
}

/// The figure of the overview.
async fn waiting(test: &TestShop, who: &Viewer) -> i64 {
    let desk = test.shop.admin_desk(who).await.unwrap();
    desk.count(DeskCount::Recon)
}

fn closing(view: &ReconView, reason: &str) -> IssueCloseForm {
    IssueCloseForm {
        issue: view.open[0].key.clone(),
        version: view.open[0].version.to_string(),
        reason: reason.to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_difference_is_closed_with_a_reason_and_opened_again() {
    for_both(async |db| {
        let books = Ledgers::with(db, 2).await;
        books.next_noon().await;
        let test = &books.test;
        let finance = test.staff("finance@example.cn", &[Role::Finance]).await;
        let clerk = test.staff("clerk@example.cn", &[Role::Orders]).await;
        let mut bill = books.bill();
        bill.without(&books.paid[0].trade);
        books.compare(&bill).await;
        let view = page(test, &finance).await;
        assert!(view.may_change && view.open_count == 1);
        assert_eq!(waiting(test, &clerk).await, 1, "on the overview too");
        let issue = &view.open[0];
        assert_eq!(
            (issue.kind, issue.here),
            (IssueKind::MissingThere, Some(issue.at_stake))
        );
        assert_eq!(issue.order.as_deref(), Some(books.paid[0].number.as_str()));
        assert!(!page(test, &clerk).await.may_change);
        let refused = test
            .shop
            .close_issue(&clerk, closing(&view, "已核实"))
            .await;
        assert!(matches!(refused, Err(Error::RoleMissing)));
        for (reason, why) in [("", ErrorCode::Required), ("x", ErrorCode::TooShort)] {
            let refused = test
                .shop
                .close_issue(&finance, closing(&view, reason))
                .await;
            assert_eq!(code(refused), why);
        }
        let before = test.money().await;
        test.shop
            .close_issue(&finance, closing(&view, "支付宝客服确认次日入账"))
            .await
            .unwrap();
        let twice = test
            .shop
            .close_issue(&finance, closing(&view, "再关一次"))
            .await;
        assert_eq!(code(twice), ErrorCode::IssueMoved);
        assert_eq!(test.money().await, before, "closing moves no money");
        test.audit_is_green().await;
        // The same difference stays closed.
        books.compare(&bill).await;
        let closed = page(test, &finance).await;
        assert_eq!(closed.open_count, 0);
        assert_eq!(waiting(test, &clerk).await, 0);
        assert_eq!(closed.ended[0].state, IssueState::Closed);
        assert_eq!(
            closed.ended[0].note.as_deref(),
            Some("支付宝客服确认次日入账")
        );
        assert!(closed.ended[0].closed_by.is_some());
        let form = IssueForm {
            issue: closed.ended[0].key.clone(),
        };
        test.shop
            .reopen_issue(&finance, form.clone())
            .await
            .unwrap();
        assert_eq!(
            code(test.shop.reopen_issue(&finance, form).await),
            ErrorCode::IssueMoved
        );
        let open = page(test, &finance).await;
        assert_eq!((open.open_count, open.days[0].open), (1, 1));
        let acts = "SELECT action AS answer FROM audit_log ORDER BY id";
        assert_eq!(test.ask(acts).await, ["issue.close", "issue.reopen"]);
        // Closed once more, another difference of the same payment opens it again.
        let form = closing(&open, "已核实");
        test.shop.close_issue(&finance, form).await.unwrap();
        let mut other = books.bill();
        other.payment(&books.paid[0].trade).receipt -= 1;
        let done = books.compare(&other).await;
        assert_eq!(done.open.len(), 1);
        assert_eq!(page(test, &finance).await.open[0].kind, IssueKind::Amount);
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_uploaded_bill_is_the_days_bill() {
    for_both(async |db| {
        let mut books = Ledgers::with(db, 2).await;
        books.test = books.test.with_media();
        books.next_noon().await;
        let test = &books.test;
        let finance = test.staff("finance@example.cn", &[Role::Finance]).await;
        let clerk = test.staff("clerk@example.cn", &[Role::Orders]).await;
        assert!(matches!(
            test.shop.receive_bill(&clerk).await,
            Err(Error::RoleMissing)
        ));
        let bytes = books.bill().zip();
        let mut incoming = test.shop.receive_bill(&finance).await.unwrap();
        for chunk in bytes.chunks(100) {
            incoming.push(chunk).await.unwrap();
        }
        let form = BillForm {
            bill: incoming.finish().await.unwrap(),
            bill_name: "20880000000000010156_20261122.csv.zip".to_owned(),
            refused: Vec::new(),
        };
        let begun = test.shop.begin_bill(&finance, form).await.unwrap();
        assert_eq!(begun.day, books.day);
        test.run().await;
        let view = page(test, &finance).await;
        assert_eq!(
            (view.open_count, view.days.len(), view.days[0].rows),
            (0, 1, 2)
        );
        test.audit_is_green().await;
        let mut incoming = test.shop.receive_bill(&finance).await.unwrap();
        let mut other = books.bill();
        other.without(&books.paid[0].trade);
        incoming.push(&other.zip()).await.unwrap();
        let form = BillForm {
            bill: incoming.finish().await.unwrap(),
            ..BillForm::default()
        };
        let again = test.shop.begin_bill(&finance, form).await.unwrap();
        // Who uploads a second bill of a day waits for that one.
        let (short, long) = (Duration::from_millis(300), Duration::from_secs(60));
        let began = Instant::now();
        test.shop.wait_for_bill(again, short).await.unwrap();
        assert!(began.elapsed() >= short);
        test.run().await;
        let began = Instant::now();
        test.shop.wait_for_bill(again, long).await.unwrap();
        assert!(began.elapsed() < long);
        assert_eq!(page(test, &finance).await.open_count, 1);
        let mut incoming = test.shop.receive_bill(&finance).await.unwrap();
        incoming.push(b"no bill").await.unwrap();
        let form = BillForm {
            bill: incoming.finish().await.unwrap(),
            ..BillForm::default()
        };
        let refused = test.shop.begin_bill(&finance, form).await.map(|_day| ());
        assert_eq!(code(refused), ErrorCode::BillKind);
    })
    .await;
}
