//! A stock count on the sheet.

use super::{keeper, save, stored};
use domain::{
    error::ErrorCode,
    form::{StockSheetForm, StockTakeForm},
    view::catalog::stock::{SheetDifference, TakeFault},
};
use test_support::{TestShop, for_both};

#[tokio::test(flavor = "multi_thread")]
async fn a_count_by_sheet_names_each_line_that_it_cannot_use() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("MUG", 6_800, 10).await;
        test.sell("PEN", 1_000, 5).await;
        test.sell("CUP", 1_000, 5).await;
        test.order().line("CUP", 3).placed().await;
        let staff = keeper(&test).await;
        let take = async |lines: &str| {
            let form = StockTakeForm {
                lines: lines.to_owned(),
            };
            test.shop.admin_stock_take(&staff, Some(form)).await
        };
        let lines = "code,units\n\nMUG,12\r\nPEN\t5\nMUG,13\nNONE,1\nCUP;2\nCUP 3";
        let view = take(lines).await.unwrap();
        let wrong: Vec<_> = view
            .wrong
            .iter()
            .map(|line| (line.number, line.why))
            .collect();
        assert_eq!(
            wrong,
            [
                (1, TakeFault::Unreadable),
                (5, TakeFault::Twice),
                (6, TakeFault::Unknown),
                (7, TakeFault::Reserved),
                (8, TakeFault::Twice),
            ]
        );
        assert_eq!((view.same, view.form.lines.as_str()), (1, lines));
        let plan = view.plan.unwrap();
        assert_eq!(
            plan.changes[0].differences,
            [SheetDifference::OnHand { from: 10, to: 12 }]
        );
        let form = StockSheetForm {
            rows: plan.rows,
            ..view.save
        };
        for _ in 0..2 {
            assert_eq!(save(&test, &staff, &form).await.saved, 1);
            assert_eq!(stored(&test, "mug").await, (6_800, 12, 0, None));
        }
        assert!(take(&"X,1\n".repeat(300)).await.is_ok());
        let many = take(&"X,1\n".repeat(301)).await.unwrap();
        assert_eq!(many.refusal.unwrap().fields[0].code, ErrorCode::TooLong);
        assert_eq!(
            (many.plan, many.form.lines.lines().count()),
            (None, 301),
            "the typed values are kept"
        );
        assert_eq!(take("").await.unwrap().plan, None);
        assert!(test.shop.audit().await.unwrap().breaches.is_empty());
    })
    .await;
}
