//! Mistakes in a sheet are named by row and column, and nothing of their product is written.

use super::import::{import, read, stored};
use crate::counter::keeper;
use domain::error::ErrorCode;
use shop::goods::How;
use test_support::{TestShop, for_both};

/// A sheet with one mistake, and where it is.
type Mistake = (&'static str, u32, &'static str, ErrorCode);

const MISTAKES: &[Mistake] = &[
    // In a cell alone.
    (
        "规格编码,价格（元）\nPEN,12.5\nINK,十二\n",
        3,
        "价格（元）",
        ErrorCode::Price,
    ),
    (
        "中文名称,规格编码,价格（元）\n尺,6.90123E+12,5\n",
        2,
        "规格编码",
        ErrorCode::SheetNumber,
    ),
    ("网址名,状态\npen,上架\n", 2, "状态", ErrorCode::SheetWord),
    (
        "网址名,分类\npen,文具 > 笔 > 钢笔 > 细\n",
        2,
        "分类",
        ErrorCode::SheetLevels,
    ),
    ("网址名,中文名称\nÄ,尺\n", 2, "网址名", ErrorCode::Slug),
    // Between rows.
    (
        "中文名称,规格名,规格值,价格（元）\n尺,长,30,5\n尺,长,30,6\n",
        3,
        "规格值",
        ErrorCode::SheetSameValues,
    ),
    (
        "规格编码,价格（元）\nPEN,5\nPEN,6\n",
        3,
        "规格编码",
        ErrorCode::SheetSameCode,
    ),
    // Against what is stored.
    (
        "规格编码,划线价（元）\nINK,5\nPEN,9.99\n",
        3,
        "划线价（元）",
        ErrorCode::CompareAt,
    ),
    (
        "网址名,中文名称,规格编码,价格（元）\nruler,尺,RULER,5\nother,另一把尺,PEN,5\n",
        3,
        "规格编码",
        ErrorCode::CodeTaken,
    ),
    (
        "规格编码,库存\nINK,9\nPEN,2\n",
        3,
        "库存",
        ErrorCode::StockBelowReserved,
    ),
    (
        "规格编码,价格（元）\nPEN,10\nNIB,3\n",
        3,
        "规格编码",
        ErrorCode::NotFound,
    ),
    (
        "网址名,规格名,规格值,规格编码,价格（元）\npen,色,黑,PEN,10\npen,色,蓝,PEN-B,\n",
        3,
        "价格（元）",
        ErrorCode::Price,
    ),
    (
        "网址名,价格（元）\npen,10\nnobody,5\n",
        3,
        "中文名称",
        ErrorCode::Required,
    ),
    (
        "中文名称,规格编码,价格（元）\n一套,PEN,10\n一套,INK,5\n",
        3,
        "规格编码",
        ErrorCode::CodeTaken,
    ),
    (
        "网址名,中文名称,状态\nruler,尺,在售\n",
        2,
        "价格（元）",
        ErrorCode::Price,
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_mistake_is_named_by_row_and_column() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 5).await;
        test.sell("INK", 400, 9).await;
        test.order().line("PEN", 3).placed().await;
        let staff = keeper(&test).await;
        let before = stored(&test).await;
        for (sheet, row, column, why) in MISTAKES {
            let goods = read(sheet);
            let done = import(&test, &staff, &goods, How::WhenRight).await;
            let wrong = done.wrong.iter();
            let told: Vec<_> = wrong
                .map(|one| (one.row, one.column.as_str(), one.why))
                .collect();
            assert_eq!(told, [(*row, *column, *why)], "{sheet}");
            assert!(!done.is_written && done.skipped > 0, "{sheet}");
            assert_eq!(stored(&test).await, before, "{sheet}");
        }
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_a_product_may_have_is_named() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = keeper(&test).await;
        let mut sheet = String::from("中文名称,规格名1,规格值1,规格名2,规格值2,价格（元）\n");
        for number in 0..15 {
            sheet.push_str(&format!("布,色,色{number},宽,宽{number},5\n"));
        }
        let done = import(&test, &staff, &read(&sheet), How::WhenRight).await;
        let told: Vec<_> = done.wrong.iter().map(|one| (one.row, one.why)).collect();
        assert_eq!(told, [(2, ErrorCode::TooManySkus)], "225 combinations");
        assert_eq!(done.wrong[0].column, "规格值1");
        assert_eq!(done.skipped, 15);
        assert_eq!(test.shop.goods().await.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_product_leaves_no_category_behind() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 5).await;
        test.order().line("PEN", 3).placed().await;
        let staff = keeper(&test).await;
        let before = stored(&test).await;
        let goods = read("规格编码,分类,库存\nPEN,文具 > 笔,1\n");
        let done = import(&test, &staff, &goods, How::SkipWrong).await;
        assert_eq!((done.wrong.len(), done.skipped), (1, 1));
        // The catalog's version only ever rises; nothing else did.
        let after = stored(&test).await;
        let rows = before.len() - 1;
        assert_eq!(after[..rows], before[..rows]);
    })
    .await;
}
