//! Options and variants: how changed options affect SKUs.

use super::{edit, mug, open, options, press, save};
use crate::{counter::keeper, desk::refusal};
use domain::{catalog::EditorAct, error::ErrorCode, form::ProductForm, locale::Locale};
use shop::Viewer;
use test_support::{TestDb, TestShop, for_both};

/// A published product with 2 colours and 2 sizes, and a different price for each variant.
async fn shelf(db: TestDb) -> (TestShop, Viewer, String) {
    let test = TestShop::new(db).await;
    let staff = keeper(&test).await;
    let mut form = mug(&test, &staff).await;
    options(&mut form, &[("颜色", "青瓷绿，月白"), ("容量", "大，小")]);
    let mut form = edit(&test, &staff, &form, EditorAct::Make).await;
    for (n, row) in form.skus.iter_mut().enumerate() {
        row.price = format!("{}.00", 50 + n);
        "5".clone_into(&mut row.stock);
    }
    let saved = save(&test, &staff, &form, EditorAct::Publish)
        .await
        .unwrap();
    (test, staff, saved.slug)
}

/// Code, price and status of each row.
fn rows(form: &ProductForm) -> Vec<String> {
    let row = form.skus.iter();
    row.map(|row| format!("{} {} {}", row.sku, row.price, row.status))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn variants_are_the_product_of_the_options() {
    for_both(async |db| {
        let (test, staff, slug) = shelf(db).await;
        let form = open(&test, &staff, &slug).await;
        assert_eq!(
            rows(&form),
            [
                "SQMKB-QCL-D 50.00 active",
                "SQMKB-QCL-X 51.00 active",
                "SQMKB-YB-D 52.00 active",
                "SQMKB-YB-X 53.00 active",
            ]
        );
        let shown = test
            .shop
            .product(Locale::ZhCn, &slug, Some("yue-bai.xiao"))
            .await;
        let sku = shown.unwrap().sku.unwrap();
        assert_eq!((sku.options.text.as_str(), sku.free), ("月白 / 小", 5));
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renamed_value_keeps_its_variants_and_orders_keep_their_words() {
    for_both(async |db| {
        let (test, staff, slug) = shelf(db).await;
        let placed = test.order().line("SQMKB-YB-D", 1).paid().await;
        let mut form = open(&test, &staff, &slug).await;
        "青瓷，月光白".clone_into(&mut form.axes[0].values_zh);
        "Celadon, Moon white".clone_into(&mut form.axes[0].values_en);
        let view = test
            .shop
            .edit_product(&staff, press(&form, EditorAct::Make))
            .await
            .unwrap();
        let made = view.made.unwrap();
        let it = made.difference;
        assert_eq!((it.new, it.kept, it.retired), (0, 4, 0));
        assert_eq!(made.renamed.len(), 2);
        save(&test, &staff, &view.form, EditorAct::Save)
            .await
            .unwrap();
        let after = open(&test, &staff, &slug).await;
        assert_eq!(rows(&after), rows(&form), "the same SKUs");
        let shown = async |locale| {
            let shown = test.shop.product(locale, &slug, Some("yue-bai.da")).await;
            shown.unwrap().sku.unwrap().options.text
        };
        assert_eq!(shown(Locale::ZhCn).await, "月光白 / 大");
        assert_eq!(shown(Locale::En).await, "Moon white / 大");
        let words = "SELECT options_zh AS answer FROM order_details WHERE kind = 'item'";
        let words = test.ask(words).await;
        assert!(words[0].contains("月白"), "{words:?}");
        drop(placed);
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_value_retires_its_variants_and_they_come_back_with_it() {
    for_both(async |db| {
        let (test, staff, slug) = shelf(db).await;
        let mut form = open(&test, &staff, &slug).await;
        "青瓷绿".clone_into(&mut form.axes[0].values_zh);
        let view = test
            .shop
            .edit_product(&staff, press(&form, EditorAct::Make))
            .await
            .unwrap();
        let it = view.made.unwrap().difference;
        assert_eq!((it.new, it.kept, it.retired), (0, 2, 2));
        save(&test, &staff, &view.form, EditorAct::Save)
            .await
            .unwrap();
        assert_eq!(open(&test, &staff, &slug).await.skus.len(), 2);
        let stored = "SELECT code || ' ' || status AS answer FROM skus ORDER BY id";
        assert_eq!(
            test.ask(stored).await,
            [
                "SQMKB-QCL-D active",
                "SQMKB-QCL-X active",
                "SQMKB-YB-D archived",
                "SQMKB-YB-X archived"
            ]
        );
        let mut form = open(&test, &staff, &slug).await;
        "青瓷绿，赭石，月白".clone_into(&mut form.axes[0].values_zh);
        let view = test
            .shop
            .edit_product(&staff, press(&form, EditorAct::Make))
            .await
            .unwrap();
        let it = view.made.unwrap().difference;
        assert_eq!((it.new, it.kept, it.retired), (4, 2, 0));
        save(&test, &staff, &view.form, EditorAct::Save)
            .await
            .unwrap();
        let now = open(&test, &staff, &slug).await;
        assert_eq!(
            rows(&now)[4..],
            ["SQMKB-YB-D 52.00 active", "SQMKB-YB-X 53.00 active"]
        );
        assert_eq!(now.skus[4].stock, "5", "the SKU keeps its stock");
        assert_eq!(now.skus[2].sku, "", "no SKU without a price");
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn options_come_and_go_and_nothing_is_deleted() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 5).await;
        let staff = keeper(&test).await;
        // The existing SKU gets the first value of a new option.
        let mut form = open(&test, &staff, "pen").await;
        options(&mut form, &[("颜色", "黑，蓝")]);
        save(&test, &staff, &form, EditorAct::Save).await.unwrap();
        let mut form = open(&test, &staff, "pen").await;
        assert_eq!(rows(&form), ["PEN 10.00 active", "  active"]);
        "11".clone_into(&mut form.skus[1].price);
        save(&test, &staff, &form, EditorAct::Save).await.unwrap();
        // A second option is added, then the first is removed: the SKUs with its first value stay.
        let mut form = open(&test, &staff, "pen").await;
        options(&mut form, &[("颜色", "黑，蓝"), ("笔尖", "细，粗")]);
        save(&test, &staff, &form, EditorAct::Save).await.unwrap();
        let mut form = open(&test, &staff, "pen").await;
        assert_eq!(form.skus.len(), 4);
        form.axes[0].zh.clear();
        form.axes[0].values_zh.clear();
        let view = test
            .shop
            .edit_product(&staff, press(&form, EditorAct::Make))
            .await
            .unwrap();
        let it = view.made.unwrap().difference;
        assert_eq!((it.new, it.kept, it.retired), (1, 1, 1));
        save(&test, &staff, &view.form, EditorAct::Save)
            .await
            .unwrap();
        let form = open(&test, &staff, "pen").await;
        assert_eq!(rows(&form), ["PEN 10.00 active", "  active"]);
        let count = "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM skus";
        assert_eq!(test.one(count).await, "2");
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn values_that_change_places_keep_their_variants() {
    for_both(async |db| {
        let (test, staff, slug) = shelf(db).await;
        let mut form = open(&test, &staff, &slug).await;
        "月白，青瓷绿".clone_into(&mut form.axes[0].values_zh);
        save(&test, &staff, &form, EditorAct::Save).await.unwrap();
        let now = open(&test, &staff, &slug).await;
        assert_eq!(
            rows(&now),
            [
                "SQMKB-YB-D 52.00 active",
                "SQMKB-YB-X 53.00 active",
                "SQMKB-QCL-D 50.00 active",
                "SQMKB-QCL-X 51.00 active",
            ]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn options_have_limits() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = keeper(&test).await;
        let form = mug(&test, &staff).await;
        let many = |n: usize| {
            let values: Vec<String> = (0..n).map(|n| format!("值{n}")).collect();
            values.join("，")
        };
        for (typed, field, code) in [
            (
                vec![("颜色", String::new())],
                "values_zh",
                ErrorCode::Required,
            ),
            (vec![("", many(2))], "zh", ErrorCode::Required),
            (
                vec![("颜色", "红，红".to_owned())],
                "values_zh",
                ErrorCode::ValueTwice,
            ),
            (
                vec![("颜色", many(31))],
                "values_zh",
                ErrorCode::TooManyValues,
            ),
            (
                vec![("颜色", "长".repeat(41))],
                "values_zh",
                ErrorCode::TooLong,
            ),
        ] {
            let mut form = form.clone();
            let typed: Vec<_> = typed
                .iter()
                .map(|(zh, values)| (*zh, values.as_str()))
                .collect();
            options(&mut form, &typed);
            let told = refusal(save(&test, &staff, &form, EditorAct::Save).await);
            assert_eq!(told.1[0], (format!("axes[0][{field}]"), code));
            let kept = edit(&test, &staff, &form, EditorAct::Preview).await;
            assert_eq!(kept.axes[0].values_zh, form.axes[0].values_zh);
        }
        let mut wide = form.clone();
        options(&mut wide, &[("颜色", &many(15)), ("容量", &many(14))]);
        let told = refusal(save(&test, &staff, &wide, EditorAct::Save).await);
        let expected = ("axes[1][values_zh]".to_owned(), ErrorCode::TooManySkus);
        assert_eq!(told.1, [expected]);
        // The largest allowed number of variants.
        options(&mut wide, &[("颜色", &many(20)), ("容量", &many(10))]);
        let mut full = edit(&test, &staff, &wide, EditorAct::Make).await;
        "9.90".clone_into(&mut full.fill_price);
        "7".clone_into(&mut full.fill_stock);
        "120".clone_into(&mut full.fill_weight);
        let full = edit(&test, &staff, &full, EditorAct::Fill).await;
        assert_eq!(full.skus.len(), 200);
        let saved = save(&test, &staff, &full, EditorAct::Save).await.unwrap();
        let now = open(&test, &staff, &saved.slug).await;
        let filled = |row: &domain::form::SkuForm| {
            row.price == "9.90" && row.weight == "120" && row.stock == "7" && !row.sku.is_empty()
        };
        // The row that had a price before is the first of them.
        assert!(now.skus.iter().all(filled));
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_is_filled_alone() {
    for_both(async |db| {
        let (test, staff, slug) = shelf(db).await;
        let mut form = open(&test, &staff, &slug).await;
        "yue-bai".clone_into(&mut form.fill_value);
        "66".clone_into(&mut form.fill_price);
        let filled = edit(&test, &staff, &form, EditorAct::Fill).await;
        let prices: Vec<_> = filled.skus.iter().map(|row| row.price.as_str()).collect();
        assert_eq!(prices, ["50.00", "51.00", "66", "66"]);
        let now = open(&test, &staff, &slug).await;
        assert_eq!(now.skus[2].price, "52.00", "nothing is written");
    })
    .await;
}
