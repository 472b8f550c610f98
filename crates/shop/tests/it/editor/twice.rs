//! Forms that arrive twice: by a double click, the back button, or two windows at once.

use super::{mug, open, press, save};
use crate::{counter::keeper, desk::refusal};
use domain::{catalog::EditorAct, error::ErrorCode, view::catalog::desk::ProductTab};
use futures::future::join_all;
use shop::admin::Page;
use test_support::{TestShop, for_both};

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_twice_makes_one_product_and_moves_stock_once() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = keeper(&test).await;
        let form = mug(&test, &staff).await;
        for _ in 0..3 {
            let saved = save(&test, &staff, &form, EditorAct::Save).await.unwrap();
            assert_eq!(saved.slug, "shi-qi-ma-ke-bei");
        }
        let index = test
            .shop
            .admin_products(&staff, ProductTab::All, "", Page::First)
            .await;
        assert_eq!(index.unwrap().rows.len(), 1);
        let mut form = open(&test, &staff, "shi-qi-ma-ke-bei").await;
        "+4".clone_into(&mut form.skus[0].stock);
        "60".clone_into(&mut form.skus[0].price);
        for _ in 0..3 {
            save(&test, &staff, &form, EditorAct::Save).await.unwrap();
        }
        let view = test
            .shop
            .admin_product(&staff, "shi-qi-ma-ke-bei")
            .await
            .unwrap();
        assert_eq!(view.variants[0].on_hand, Some(16));
        assert_eq!(view.acts.len(), 4, "each change is logged once");
        // The same idempotency key with other content is refused, not ignored.
        "+7".clone_into(&mut form.skus[0].stock);
        let (code, _) = refusal(save(&test, &staff, &form, EditorAct::Save).await);
        assert_eq!(code, ErrorCode::FormStale);
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_form_at_once_makes_one_product() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = keeper(&test).await;
        let form = press(&mug(&test, &staff).await, EditorAct::Save);
        let sent = (0..6).map(|_| {
            let (shop, staff, form) = (test.shop.clone(), staff.clone(), form.clone());
            tokio::spawn(async move { shop.save_product(&staff, form).await })
        });
        for answer in join_all(sent).await {
            let saved = answer.unwrap().unwrap();
            assert_eq!(saved.slug, "shi-qi-ma-ke-bei");
        }
        let index = test
            .shop
            .admin_products(&staff, ProductTab::All, "", Page::First)
            .await;
        assert_eq!(index.unwrap().rows.len(), 1);
        let view = test
            .shop
            .admin_product(&staff, "shi-qi-ma-ke-bei")
            .await
            .unwrap();
        assert_eq!(view.variants[0].on_hand, Some(12));
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_change_at_once_moves_stock_once() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 5).await;
        let staff = keeper(&test).await;
        let mut form = open(&test, &staff, "pen").await;
        "+3".clone_into(&mut form.skus[0].stock);
        let form = press(&form, EditorAct::Save);
        let sent = (0..6).map(|_| {
            let (shop, staff, form) = (test.shop.clone(), staff.clone(), form.clone());
            tokio::spawn(async move { shop.save_product(&staff, form).await })
        });
        for answer in join_all(sent).await {
            answer.unwrap().unwrap();
        }
        let view = test.shop.admin_product(&staff, "pen").await.unwrap();
        assert_eq!((view.variants[0].on_hand, view.acts.len()), (Some(8), 1));
        test.audit_is_green().await;
    })
    .await;
}
