//! Two decide at the same moment: in any sequence one decision stands, and no money moves twice.

use super::super::Desk;
use domain::{form::RefundRequestForm, refund::RefundState, staff::Role};
use futures::future::join_all;
use test_support::for_both;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_form_ten_times_is_one_request() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let form = desk.asking("money", 1).await;
        let sent = (0..10).map(|_| {
            let (shop, buyer, form) = (
                desk.test.shop.clone(),
                desk.test.buyer.clone(),
                form.clone(),
            );
            tokio::spawn(async move { shop.request_refund(&buyer, form).await })
        });
        for answer in join_all(sent).await {
            answer.unwrap().unwrap();
        }
        assert_eq!(desk.status(&desk.number).await.refunds.len(), 1);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_forms_one_is_the_open_request() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let (one, two) = (desk.asking("money", 1).await, desk.asking("money", 2).await);
        let ask = |form: RefundRequestForm| desk.ask(form);
        let (first, second) = tokio::join!(ask(one), ask(two));
        assert_ne!(first.is_ok(), second.is_ok(), "{first:?} {second:?}");
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_of_staff_decide_at_once() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let other = desk.test.staff("other@example.cn", &[Role::Refunds]).await;
        let request = desk.asked("money", 1).await;
        let (approved, rejected, too) = tokio::join!(
            desk.approve_as(&other, &request),
            desk.reject(&request),
            desk.approve(&request),
        );
        let done = [approved.is_ok(), rejected.is_ok(), too.is_ok()];
        assert_eq!(done.iter().filter(|done| **done).count(), 1, "{done:?}");
        desk.pass(30).await;
        let (state, given) = (desk.last().await.state, desk.given().len());
        if rejected.is_ok() {
            assert_eq!((state, given), (RefundState::Rejected, 0));
        } else {
            assert_eq!((state, given), (RefundState::Succeeded, 1));
        }
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_customer_withdraws_what_staff_approve() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let request = desk.asked("money", 1).await;
        let (withdrawn, approved) = tokio::join!(desk.withdraw(&request), desk.approve(&request));
        assert_ne!(
            withdrawn.is_ok(),
            approved.is_ok(),
            "{withdrawn:?} {approved:?}"
        );
        desk.pass(30).await;
        assert_eq!(desk.given().len(), usize::from(approved.is_ok()));
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_request_against_a_refund_of_everything() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let (asked, whole) = (desk.asking("money", 1).await, desk.whole().await);
        let (asked, refunded) = tokio::join!(desk.ask(asked), desk.post(whole));
        refunded.unwrap();
        desk.pass(30).await;
        let open = "SELECT state AS answer FROM refunds WHERE origin = 'shopper'";
        let expected = if asked.is_ok() {
            vec!["rejected"]
        } else {
            Vec::new()
        };
        assert_eq!(desk.test.ask(open).await, expected);
        assert_eq!(desk.given().iter().map(|(_, fen)| fen).sum::<i64>(), 9_600);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn receipt_against_a_request() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        desk.ship(2).await;
        let form = desk.asking("money", 1).await;
        let (asked, ()) = tokio::join!(desk.ask(form), desk.receive());
        asked.unwrap();
        // Received first, the order is completed and may still be asked about; else it waits.
        let states = desk.order_states().await;
        assert!(
            ["open paid", "completed paid"].contains(&states.as_str()),
            "{states}"
        );
        let request = desk.last().await.out_request_no;
        let (approved, _) = tokio::join!(desk.approve(&request), desk.withdraw(&request));
        drop(approved);
        desk.pass(30).await;
        let states = desk.order_states().await;
        assert!(
            ["completed paid", "completed partially_refunded"].contains(&states.as_str()),
            "{states}"
        );
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn goods_are_received_once() {
    for_both(async |db| {
        let desk = Desk::shipped(db).await;
        let other = desk.test.staff("other@example.cn", &[Role::Refunds]).await;
        let request = desk.asked("return", 2).await;
        desk.want_goods(&request).await.unwrap();
        let staff = desk.staff();
        let (one, two, withdrawn) = tokio::join!(
            desk.goods_came_to(&staff, &request, "2", ""),
            desk.goods_came_to(&other, &request, "2", ""),
            desk.withdraw(&request),
        );
        let done = [one.is_ok(), two.is_ok(), withdrawn.is_ok()];
        assert_eq!(done.iter().filter(|done| **done).count(), 1, "{done:?}");
        desk.pass(30).await;
        let back = if withdrawn.is_ok() { "8 0" } else { "10 0" };
        assert_eq!(desk.stock().await, back);
        desk.test.audit_is_green().await;
    })
    .await;
}
