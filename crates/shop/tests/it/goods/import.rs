//! Goods from a sheet: what is created, what is changed, and what stays.

use crate::{counter::keeper, editor};
use domain::{
    catalog::{ProductStatus, SkuStatus},
    error::ErrorCode,
    form::{CategoryForm, ProductForm},
    locale::Locale,
    staff::Role,
};
use sheets::{Goods, GoodsProduct};
use shop::{
    Error, Viewer,
    goods::{Counts, How, Imported, Importer, Pictures},
};
use std::sync::Arc;
use test_support::{TestShop, for_both};
use tokio_util::sync::CancellationToken;

/// Reads a sheet.
pub(crate) fn read(sheet: &str) -> Arc<Goods> {
    Arc::new(sheets::read(sheet.as_bytes()).unwrap())
}

/// Imports a sheet as a member of staff.
pub(crate) async fn import(
    test: &TestShop,
    staff: &Viewer,
    goods: &Arc<Goods>,
    how: How,
) -> Imported {
    let by = Importer::Staff(staff);
    let stop = CancellationToken::new();
    let done = test
        .shop
        .import_goods(by, goods, &Pictures::default(), how, &stop, |_| ())
        .await;
    done.unwrap()
}

pub(crate) const fn counts(new: usize, changed: usize, unchanged: usize) -> Counts {
    Counts {
        new,
        changed,
        unchanged,
    }
}

/// All that an import may write, with versions.
pub(crate) async fn stored(test: &TestShop) -> Vec<String> {
    let mut all = Vec::new();
    for sql in [
        "SELECT slug || ' ' || version || ' ' || updated_at AS answer FROM products ORDER BY id",
        "SELECT code || ' ' || version || ' ' || options_key AS answer FROM skus ORDER BY id",
        "SELECT 'stock ' || sku_id || ' ' || version AS answer FROM sku_stock ORDER BY sku_id",
        "SELECT idem_key AS answer FROM stock_moves ORDER BY id",
        "SELECT slug || ' ' || version AS answer FROM categories ORDER BY id",
        "SELECT hash AS answer FROM audit_log ORDER BY id",
    ] {
        let rows = store::testing::answers(test.shop.store(), sql).await;
        all.extend(rows.unwrap());
    }
    let version = test.shop.store().catalog_version().await.unwrap();
    all.push(format!("catalog {version}"));
    all
}

async fn product(test: &TestShop, slug: &str) -> GoodsProduct {
    let goods = test.shop.goods().await.unwrap();
    let mut found = goods.into_iter();
    found.find(|one| one.slug.as_deref() == Some(slug)).unwrap()
}

const MUGS: &str = "\
网址名,中文名称,英文名称,分类,其他分类,状态,规格名1,规格值1,规格值1（英文）,规格编码,价格（元）,划线价（元）,重量（克）,库存
mug,炻器马克杯,Stoneware mug,杯子 > 马克杯,礼物,在售,颜色,青瓷绿,Celadon,MUG-Q,58,68,350,20
mug,,,,,,,月白,Moon,MUG-Y,60,,350,0
,棉麻茶巾,,,,草稿,,,,TOWEL,19.90,,,7
";

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_creates_products_with_categories_and_stock() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = keeper(&test).await;
        let goods = read(MUGS);
        let before = stored(&test).await;
        let tried = import(&test, &staff, &goods, How::DryRun).await;
        assert_eq!((tried.counts, tried.is_written), (counts(3, 0, 0), false));
        assert_eq!(stored(&test).await, before, "a dry run writes nothing");

        let done = import(&test, &staff, &goods, How::WhenRight).await;
        assert_eq!((done.counts, done.wrong.len()), (counts(3, 0, 0), 0));
        assert!(done.is_written && !done.is_stopped);
        let mug = product(&test, "mug").await;
        assert_eq!(mug.category, ["杯子", "马克杯"]);
        assert_eq!(mug.more_categories, [["礼物"]]);
        assert_eq!(mug.status, Some(ProductStatus::Active));
        assert_eq!(mug.axes[0].values[1].en, "Moon");
        let of = |place: usize| (mug.skus[place].code.clone(), mug.skus[place].stock);
        assert_eq!(of(0), (Some("MUG-Q".to_owned()), Some(20)));
        assert_eq!(of(1), (Some("MUG-Y".to_owned()), Some(0)));
        let towel = product(&test, "mian-ma-cha-jin").await;
        assert_eq!(towel.status, Some(ProductStatus::Draft));
        let acts = "SELECT action AS answer FROM audit_log WHERE action = 'category.create'";
        let acts = store::testing::answers(test.shop.store(), acts).await;
        assert_eq!(acts.unwrap().len(), 3, "each category is in the log");

        let before = stored(&test).await;
        for how in [How::DryRun, How::WhenRight, How::SkipWrong] {
            let again = import(&test, &staff, &goods, how).await;
            assert_eq!(again.counts, counts(0, 0, 3), "{how:?}");
        }
        assert_eq!(
            stored(&test).await,
            before,
            "the same sheet changes nothing"
        );
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_of_codes_and_prices_changes_prices_only() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = keeper(&test).await;
        import(&test, &staff, &read(MUGS), How::WhenRight).await;
        let before = product(&test, "mug").await;
        let goods = read("规格编码,价格（元）\nMUG-Q,55\nTOWEL,19.90\n");
        let done = import(&test, &staff, &goods, How::WhenRight).await;
        assert_eq!(done.counts, counts(0, 1, 1));
        let mut wanted = before;
        wanted.skus[0].price = Some(domain::money::Fen::new(5_500));
        assert_eq!(product(&test, "mug").await, wanted);

        // A column of its own that is empty empties what may be empty.
        let goods = read("规格编码,划线价（元）,价格（元）,库存\nMUG-Q,,,\n");
        let done = import(&test, &staff, &goods, How::WhenRight).await;
        assert_eq!(done.counts, counts(0, 1, 0));
        wanted.skus[0].compare_at = None;
        assert_eq!(product(&test, "mug").await, wanted);
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn options_grow_and_values_are_renamed() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = keeper(&test).await;
        import(&test, &staff, &read(MUGS), How::WhenRight).await;
        let keys = async || {
            let sql = "SELECT code || ' ' || options_key || ' ' || options_zh AS answer FROM skus ORDER BY id";
            store::testing::answers(test.shop.store(), sql).await.unwrap()
        };
        // Another value, a new code, and one SKU that the sheet does not name.
        let goods = read(
            "网址名,规格名1,规格值1,规格编码,价格（元）\n\
             mug,颜色,青瓷绿,MUG-GREEN,58\nmug,颜色,砂,MUG-S,61\n",
        );
        let done = import(&test, &staff, &goods, How::WhenRight).await;
        assert_eq!(done.counts, counts(1, 1, 0));
        assert_eq!(
            keys().await,
            [
                "MUG-GREEN qing-ci-lv 青瓷绿",
                "MUG-Y yue-bai 月白",
                "TOWEL  ",
                "MUG-S sha 砂"
            ]
        );
        // The code says which SKU it is, so another label is a new name of its value.
        let goods = read("规格编码,网址名,规格名1,规格值1\nMUG-GREEN,mug,颜色,豆青\n");
        let done = import(&test, &staff, &goods, How::WhenRight).await;
        assert_eq!(done.counts, counts(0, 1, 0));
        assert_eq!(keys().await[0], "MUG-GREEN qing-ci-lv 豆青");
        // A second option: what the sheet does not name gets its first value.
        let goods = read(
            "规格编码,网址名,规格名1,规格值1,规格名2,规格值2,价格（元）\n\
             MUG-GREEN,mug,颜色,豆青,容量,大,58\nMUG-GK,mug,颜色,豆青,容量,小,50\n",
        );
        let done = import(&test, &staff, &goods, How::WhenRight).await;
        assert_eq!(done.counts, counts(1, 1, 0));
        assert_eq!(
            keys().await,
            [
                "MUG-GREEN qing-ci-lv.da 豆青 / 大",
                "MUG-Y yue-bai.da 月白 / 大",
                "TOWEL  ",
                "MUG-S sha.da 砂 / 大",
                "MUG-GK qing-ci-lv.xiao 豆青 / 小"
            ]
        );
        let before = stored(&test).await;
        let again = import(&test, &staff, &goods, How::WhenRight).await;
        assert_eq!(again.counts, counts(0, 0, 2));
        assert_eq!(stored(&test).await, before);
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_that_was_removed_comes_back_with_its_variant() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = keeper(&test).await;
        import(&test, &staff, &read(MUGS), How::WhenRight).await;
        let mut form = editor::open(&test, &staff, "mug").await;
        editor::options(&mut form, &[("颜色", "青瓷绿")]);
        let save = domain::catalog::EditorAct::Save;
        editor::save(&test, &staff, &form, save).await.unwrap();
        assert_eq!(product(&test, "mug").await.skus.len(), 1, "it is retired");
        let goods = read("网址名,规格名1,规格值1,价格（元）\nmug,颜色,月白,60\n");
        let done = import(&test, &staff, &goods, How::WhenRight).await;
        assert_eq!(done.counts, counts(0, 1, 0));
        let mug = product(&test, "mug").await;
        let back = mug
            .skus
            .iter()
            .find(|sku| sku.code.as_deref() == Some("MUG-Y"));
        assert_eq!(back.unwrap().status, Some(SkuStatus::Active));
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_puts_on_sale_and_takes_down() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = keeper(&test).await;
        let shown = async || {
            test.shop
                .product(Locale::ZhCn, "mian-ma-cha-jin", None)
                .await
        };
        import(&test, &staff, &read(MUGS), How::WhenRight).await;
        assert!(matches!(shown().await, Err(Error::NotFound)), "a draft");
        for (word, is_shown) in [("在售", true), ("archived", false), ("Active", true)] {
            let goods = read(&format!("规格编码,状态\nTOWEL,{word}\n"));
            let done = import(&test, &staff, &goods, How::WhenRight).await;
            assert_eq!(done.counts, counts(0, 1, 0), "{word}");
            assert_eq!(shown().await.is_ok(), is_shown, "{word}");
        }
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_stays_in_its_own_of_two_categories_with_one_name() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = keeper(&test).await;
        for slug in ["gifts", "gifts-too"] {
            let form = CategoryForm {
                name_zh: "礼物".to_owned(),
                name_en: "Gifts".to_owned(),
                slug: slug.to_owned(),
                ..CategoryForm::default()
            };
            test.shop.save_category(&staff, form).await.unwrap();
        }
        import(&test, &staff, &read(MUGS), How::WhenRight).await;
        let form = ProductForm {
            category: "gifts-too".to_owned(),
            more: Vec::new(),
            ..editor::open(&test, &staff, "mug").await
        };
        let save = domain::catalog::EditorAct::Save;
        editor::save(&test, &staff, &form, save).await.unwrap();
        let goods = read("规格编码,分类\nMUG-Q,礼物\n");
        let done = import(&test, &staff, &goods, How::WhenRight).await;
        assert_eq!(done.counts, counts(0, 0, 1));
        // A name in English is the same category.
        let goods = read("规格编码,分类\nTOWEL,Gifts\n");
        let done = import(&test, &staff, &goods, How::WhenRight).await;
        assert_eq!(done.counts, counts(0, 1, 0));
        let form = editor::open(&test, &staff, "mian-ma-cha-jin").await;
        assert_eq!(form.category, "gifts");
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_former_slug_and_a_title_find_their_product() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = keeper(&test).await;
        import(&test, &staff, &read(MUGS), How::WhenRight).await;
        let form = ProductForm {
            slug: "stoneware-mug".to_owned(),
            ..editor::open(&test, &staff, "mug").await
        };
        let save = domain::catalog::EditorAct::Save;
        editor::save(&test, &staff, &form, save).await.unwrap();
        let again = import(&test, &staff, &read(MUGS), How::WhenRight).await;
        assert_eq!(again.counts, counts(0, 0, 3), "its former slug");
        // Without slug and code the title decides.
        let goods = read("中文名称,价格（元）\n棉麻茶巾,21\n竹夹,9\n竹筷,12\n");
        let done = import(&test, &staff, &goods, How::WhenRight).await;
        assert_eq!(done.counts, counts(2, 1, 0));
        let again = import(&test, &staff, &goods, How::WhenRight).await;
        assert_eq!(again.counts, counts(0, 0, 3));
        assert_eq!(test.shop.goods().await.unwrap().len(), 4);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_people_of_the_catalogue_and_commands_import() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let clerk = test.staff("d@example.cn", &[Role::Orders]).await;
        let (goods, stop) = (read(MUGS), CancellationToken::new());
        let by = async |by| {
            let how = How::WhenRight;
            test.shop
                .import_goods(by, &goods, &Pictures::default(), how, &stop, |_| ())
                .await
        };
        let refused = by(Importer::Staff(&clerk)).await;
        assert!(matches!(refused, Err(Error::RoleMissing)), "{refused:?}");
        let done = by(Importer::CommandLine).await.unwrap();
        assert_eq!(done.counts, counts(3, 0, 0));
        let acts = test.shop.admin_product(&clerk, "mug").await.unwrap().acts;
        assert!(!acts.is_empty());
        assert!(
            acts.iter()
                .all(|act| act.is_command && act.actor.is_empty())
        );
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_rows_hold_everything_back_or_are_skipped() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = keeper(&test).await;
        let goods = read("中文名称,规格编码,价格（元）\n竹夹,CLIP,9\n竹筷,STICKS,九\n");
        let done = import(&test, &staff, &goods, How::WhenRight).await;
        assert!(!done.is_written);
        let wrong = &done.wrong[0];
        assert_eq!((wrong.row, wrong.column.as_str()), (3, "价格（元）"));
        assert_eq!((wrong.value.as_str(), wrong.why), ("九", ErrorCode::Price));
        assert_eq!((done.counts, done.skipped), (counts(1, 0, 0), 1));
        assert_eq!(test.shop.goods().await.unwrap(), []);
        let done = import(&test, &staff, &goods, How::SkipWrong).await;
        assert_eq!((done.counts, done.skipped), (counts(1, 0, 0), 1));
        assert!(done.is_written);
        assert_eq!(test.shop.goods().await.unwrap().len(), 1);
    })
    .await;
}
