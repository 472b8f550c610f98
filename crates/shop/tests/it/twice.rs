//! Forms of the desk that come twice: by a double click, by going back, by two windows in the same moment.

use crate::{counter::words, desk::refusal};
use domain::{
    error::ErrorCode,
    form::{SkuForm, StockForm},
    staff::Role,
    view::catalog::desk::ProductDeskView,
};
use futures::future::join_all;
use shop::Viewer;
use test_support::{TestDb, TestShop, for_both};

async fn open(db: TestDb) -> (TestShop, Viewer, ProductDeskView) {
    let test = TestShop::new(db).await;
    test.sell("PEN", 1_000, 5).await;
    let staff = test.staff("c@example.cn", &[Role::Catalog]).await;
    let seen = test.shop.admin_product(&staff, "pen").await.unwrap();
    (test, staff, seen)
}

fn receive(seen: &ProductDeskView, units: &str) -> StockForm {
    StockForm {
        slug: seen.slug.clone(),
        sku: seen.skus[0].code.clone(),
        form_key: seen.form_key.clone(),
        kind: "receive".to_owned(),
        units: units.to_owned(),
        reason: "到货".to_owned(),
    }
}

fn terms(seen: &ProductDeskView, price: &str, compare_at: &str) -> SkuForm {
    SkuForm {
        slug: seen.slug.clone(),
        sku: seen.skus[0].code.clone(),
        version: seen.skus[0].version.to_string(),
        price: price.to_owned(),
        compare_at: compare_at.to_owned(),
        status: "active".to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_sent_twice_is_no_conflict() {
    for_both(async |db| {
        let (test, staff, seen) = open(db).await;
        let words = words(&seen, "钢笔");
        for _ in 0..2 {
            test.shop
                .change_product(&staff, words.clone())
                .await
                .unwrap();
            test.shop
                .change_sku(&staff, terms(&seen, "12", "15"))
                .await
                .unwrap();
        }
        let now = test.shop.admin_product(&staff, "pen").await.unwrap();
        assert_eq!(now.acts.len(), 2, "each once");
        assert_eq!(
            (now.version, now.skus[0].version),
            (seen.version + 1, seen.skus[0].version + 1)
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_quantity_under_the_same_key_is_not_passed_over() {
    for_both(async |db| {
        let (test, staff, seen) = open(db).await;
        test.shop
            .move_stock(&staff, receive(&seen, "4"))
            .await
            .unwrap();
        let (code, _) = refusal(test.shop.move_stock(&staff, receive(&seen, "7")).await);
        assert_eq!(code, ErrorCode::FormStale);
        let now = test.shop.admin_product(&staff, "pen").await.unwrap();
        assert_eq!((now.skus[0].on_hand, now.acts.len()), (9, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_stock_form_at_once_moves_once_and_breaks_nothing() {
    for_both(async |db| {
        let (test, staff, seen) = open(db).await;
        for round in 0..5 {
            let form = StockForm {
                form_key: format!("key{round}"),
                ..receive(&seen, "3")
            };
            let sent = (0..6).map(|_| {
                let (shop, staff, form) = (test.shop.clone(), staff.clone(), form.clone());
                tokio::spawn(async move { shop.move_stock(&staff, form).await })
            });
            for answer in join_all(sent).await {
                answer.unwrap().unwrap();
            }
        }
        let now = test.shop.admin_product(&staff, "pen").await.unwrap();
        assert_eq!((now.skus[0].on_hand, now.acts.len()), (5 + 5 * 3, 5));
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_struck_through_price_that_would_not_be_shown_is_refused() {
    for_both(async |db| {
        let (test, staff, seen) = open(db).await;
        for before in ["10.00", "9.99", "0.01"] {
            let told = refusal(
                test.shop
                    .change_sku(&staff, terms(&seen, "10", before))
                    .await,
            );
            assert_eq!(
                told.1,
                [("compare_at".to_owned(), ErrorCode::CompareAt)],
                "{before}"
            );
        }
        test.shop
            .change_sku(&staff, terms(&seen, "10", "10.01"))
            .await
            .unwrap();
        test.shop
            .change_sku(
                &staff,
                SkuForm {
                    version: (seen.skus[0].version + 1).to_string(),
                    ..terms(&seen, "10", "")
                },
            )
            .await
            .unwrap();
    })
    .await;
}
