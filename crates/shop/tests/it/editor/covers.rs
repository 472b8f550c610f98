//! The picture of an option's value: its variants get it, also those that come later.

use super::{edit, mug, open, options, save};
use crate::counter::keeper;
use camera::Camera;
use domain::{catalog::EditorAct, form::ProductForm};
use shop::Viewer;
use test_support::{TestShop, for_both};

async fn uploaded(test: &TestShop, staff: &Viewer) -> String {
    let mut receiving = test.shop.receive_picture(staff).await.unwrap();
    receiving.push(&Camera::new(60, 40).jpeg()).await.unwrap();
    let uploaded = test
        .shop
        .upload_picture(staff, "green.jpg", receiving)
        .await;
    uploaded.unwrap().key
}

/// A new product in two colours and two sizes, with a picture for the first colour; only the other colour has prices.
async fn half_priced(test: &TestShop, staff: &Viewer) -> ProductForm {
    let mut form = mug(test, staff).await;
    options(&mut form, &[("颜色", "青瓷绿，月白"), ("容量", "大，小")]);
    form.uploads = vec![uploaded(test, staff).await];
    let mut form = edit(test, staff, &form, EditorAct::Make).await;
    let (green, white) = form.skus.split_at_mut(2);
    for row in green {
        row.price.clear();
        row.stock.clear();
    }
    for row in white {
        "58".clone_into(&mut row.price);
    }
    let picture = form.pictures[0].key.clone();
    form.covers[0].picture = picture;
    form
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_waits_for_the_prices_of_its_variants() {
    for_both(async |db| {
        let test = TestShop::new(db).await.with_media();
        let staff = keeper(&test).await;
        let form = half_priced(&test, &staff).await;
        let saved = save(&test, &staff, &form, EditorAct::Publish)
            .await
            .unwrap();
        let mut form = open(&test, &staff, &saved.slug).await;
        let picture = form.pictures[0].key.clone();
        let covers = |form: &ProductForm| {
            let all = form.covers.iter();
            all.map(|cover| cover.picture.clone()).collect::<Vec<_>>()
        };
        assert_eq!(covers(&form), [picture.clone(), String::new()]);
        // Saving something else keeps it, and so does a sheet that the shop wrote itself.
        "Mug".clone_into(&mut form.title_en);
        save(&test, &staff, &form, EditorAct::Save).await.unwrap();
        let mut form = open(&test, &staff, &saved.slug).await;
        assert_eq!(covers(&form), [picture.clone(), String::new()]);

        for row in &mut form.skus {
            "60".clone_into(&mut row.price);
        }
        save(&test, &staff, &form, EditorAct::Save).await.unwrap();
        let form = open(&test, &staff, &saved.slug).await;
        assert_eq!(covers(&form), [picture.clone(), String::new()]);
        let shown = "SELECT options_zh AS answer FROM skus WHERE image_id IS NOT NULL ORDER BY id";
        assert_eq!(test.ask(shown).await, ["青瓷绿 / 大", "青瓷绿 / 小"]);
        let left = "SELECT options_json AS answer FROM products";
        let left = test.one(left).await;
        assert!(!left.contains(&picture), "the variants have it: {left}");
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_is_removed_waits_no_longer() {
    for_both(async |db| {
        let test = TestShop::new(db).await.with_media();
        let staff = keeper(&test).await;
        let form = half_priced(&test, &staff).await;
        let saved = save(&test, &staff, &form, EditorAct::Save).await.unwrap();
        let mut form = open(&test, &staff, &saved.slug).await;
        assert_ne!(form.covers[0].picture, "");
        form.pictures.clear();
        save(&test, &staff, &form, EditorAct::Save).await.unwrap();
        let form = open(&test, &staff, &saved.slug).await;
        assert_eq!(form.covers[0].picture, "");
        let left = "SELECT options_json AS answer FROM products";
        assert!(!test.one(left).await.contains("picture"));
        test.audit_is_green().await;
    })
    .await;
}
