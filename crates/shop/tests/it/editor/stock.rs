//! The stock cells of the product editor.

use super::{open, save};
use crate::{counter::keeper, desk::refusal};
use domain::{catalog::EditorAct, error::ErrorCode};
use shop::Viewer;
use test_support::{TestShop, for_both};

async fn type_stock(test: &TestShop, staff: &Viewer, typed: &str) -> Result<(), shop::Error> {
    let mut form = open(test, staff, "pen").await;
    typed.clone_into(&mut form.skus[0].stock);
    "月末盘点".clone_into(&mut form.why);
    save(test, staff, &form, EditorAct::Save)
        .await
        .map(|_saved| ())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_is_counted_and_a_sign_makes_a_change() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 5).await;
        let staff = keeper(&test).await;
        for (typed, on_hand) in [("115", 115), ("+5", 120), ("-2", 118), ("118", 118), ("", 118)] {
            type_stock(&test, &staff, typed).await.unwrap();
            let view = test.shop.admin_product(&staff, "pen").await.unwrap();
            assert_eq!(view.variants[0].on_hand, Some(on_hand), "{typed}");
        }
        let moves = "SELECT kind || ' ' || CAST(on_hand_delta AS TEXT) || ' ' || COALESCE(reason, '-') \
                     AS answer FROM stock_moves ORDER BY id";
        assert_eq!(
            test.ask(moves).await,
            [
                "receive 5 -",
                "adjust 110 月末盘点",
                "receive 5 月末盘点",
                "adjust -2 月末盘点"
            ]
        );
        let view = test.shop.admin_product(&staff, "pen").await.unwrap();
        let acts: Vec<_> = view.acts.iter().map(|act| act.act.unwrap().as_str()).collect();
        assert_eq!(acts, ["stock.adjust", "stock.receive", "stock.adjust"]);
        for bad in ["many", "1.5", "+0", "--1", "1000001"] {
            let told = refusal(type_stock(&test, &staff, bad).await);
            let expected = ("skus[0][stock]".to_owned(), ErrorCode::StockFigure);
            assert_eq!(told.1, [expected], "{bad}");
        }
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stock_never_falls_below_what_orders_reserve() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 5).await;
        let staff = keeper(&test).await;
        test.order().line("PEN", 3).placed().await;
        for typed in ["2", "-3"] {
            let told = refusal(type_stock(&test, &staff, typed).await);
            let expected = ("skus[0][stock]".to_owned(), ErrorCode::StockBelowReserved);
            assert_eq!(told.1, [expected], "{typed}");
        }
        type_stock(&test, &staff, "3").await.unwrap();
        let view = test.shop.admin_product(&staff, "pen").await.unwrap();
        assert_eq!(
            (view.variants[0].on_hand, view.variants[0].reserved),
            (Some(3), 3)
        );
        test.audit_is_green().await;
    })
    .await;
}

/// A count is based on the figure that the page showed; units shipped since would be subtracted
/// twice.
#[tokio::test(flavor = "multi_thread")]
async fn a_count_of_stock_that_moved_meanwhile_is_refused() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 115).await;
        let staff = keeper(&test).await;
        let mut form = open(&test, &staff, "pen").await;
        type_stock(&test, &staff, "-1").await.unwrap();
        "110".clone_into(&mut form.skus[0].stock);
        let told = refusal(save(&test, &staff, &form, EditorAct::Save).await);
        let expected = ("skus[0][stock]".to_owned(), ErrorCode::ChangedMeanwhile);
        assert_eq!(told.1, [expected]);
        // A relative change applies to any figure.
        "+6".clone_into(&mut form.skus[0].stock);
        save(&test, &staff, &form, EditorAct::Save).await.unwrap();
        let view = test.shop.admin_product(&staff, "pen").await.unwrap();
        assert_eq!(view.variants[0].on_hand, Some(120));
    })
    .await;
}
