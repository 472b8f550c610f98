//! Two people edit at once: no saved change and no typed value is lost.

use super::{open, press, save};
use crate::{counter::keeper, desk::refusal};
use domain::{catalog::EditorAct, error::ErrorCode, staff::Role};
use test_support::{TestShop, for_both};

#[tokio::test(flavor = "multi_thread")]
async fn changes_of_different_fields_both_stay() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 5).await;
        let (one, other) = (
            keeper(&test).await,
            test.staff("d@example.cn", &[Role::Catalog]).await,
        );
        let (mut first, mut second) = (
            open(&test, &one, "pen").await,
            open(&test, &other, "pen").await,
        );
        "钢笔".clone_into(&mut first.title_zh);
        "12.50".clone_into(&mut first.skus[0].price);
        save(&test, &one, &first, EditorAct::Save).await.unwrap();
        "Fountain pen".clone_into(&mut second.title_en);
        "150".clone_into(&mut second.skus[0].weight);
        save(&test, &other, &second, EditorAct::Save).await.unwrap();
        let now = open(&test, &one, "pen").await;
        assert_eq!(
            (now.title_zh.as_str(), now.title_en.as_str()),
            ("钢笔", "Fountain pen")
        );
        let sku = &now.skus[0];
        assert_eq!((sku.price.as_str(), sku.weight.as_str()), ("12.50", "150"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_is_told_who_changed_what_and_keeps_the_typing() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 5_000, 5).await;
        let (one, other) = (
            keeper(&test).await,
            test.staff("d@example.cn", &[Role::Catalog]).await,
        );
        let (mut first, mut second) = (
            open(&test, &one, "pen").await,
            open(&test, &other, "pen").await,
        );
        "62".clone_into(&mut first.skus[0].price);
        "钢笔".clone_into(&mut first.title_zh);
        save(&test, &one, &first, EditorAct::Save).await.unwrap();
        let at = test.shop.now();
        "58.00".clone_into(&mut second.skus[0].price);
        "圆珠笔".clone_into(&mut second.title_zh);
        let told = refusal(save(&test, &other, &second, EditorAct::Save).await);
        assert_eq!(told.0, ErrorCode::ChangedMeanwhile);
        let fields: Vec<_> = told.1.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["title_zh", "skus[0][price]"]);

        let view = test.shop.edit_product(&other, second).await.unwrap();
        let told: Vec<_> = view
            .overtaken
            .iter()
            .map(|one| (one.field.as_str(), one.now.as_str(), one.typed.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("title_zh", "钢笔", "圆珠笔"),
                ("skus[0][price]", "62.00", "58.00")
            ]
        );
        assert_eq!(view.overtaken[1].by, Some(("顾客".to_owned(), at)));
        assert_eq!(view.form.skus[0].price, "58.00", "the typed value is kept");
        // Saving again after seeing the conflict overwrites deliberately.
        let saved = test
            .shop
            .save_product(&other, press(&view.form, EditorAct::Save))
            .await;
        saved.unwrap();
        assert_eq!(open(&test, &one, "pen").await.skus[0].price, "58.00");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_combination_that_another_filled_is_theirs_and_told() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = keeper(&test).await;
        let mut form = super::mug(&test, &staff).await;
        super::options(&mut form, &[("颜色", "青瓷绿，月白")]);
        let saved = save(&test, &staff, &form, EditorAct::Save).await.unwrap();
        let (mut first, mut second) = (
            open(&test, &staff, &saved.slug).await,
            open(&test, &staff, &saved.slug).await,
        );
        "60".clone_into(&mut first.skus[1].price);
        save(&test, &staff, &first, EditorAct::Save).await.unwrap();
        // In this form the row has no SKU yet; only the weight differs from the SKU saved
        // meanwhile.
        "350".clone_into(&mut second.skus[1].weight);
        save(&test, &staff, &second, EditorAct::Save).await.unwrap();
        "70".clone_into(&mut second.skus[1].price);
        let told = refusal(save(&test, &staff, &second, EditorAct::Save).await);
        assert_eq!(
            told.1,
            [("skus[1][price]".to_owned(), ErrorCode::ChangedMeanwhile)]
        );
        let now = open(&test, &staff, &saved.slug).await;
        let sku = &now.skus[1];
        assert_eq!((sku.price.as_str(), sku.weight.as_str()), ("60.00", "350"));
    })
    .await;
}
