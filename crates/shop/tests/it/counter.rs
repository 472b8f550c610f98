//! The figures of the dashboard, and the lists they link to.

use crate::editor;
use domain::{
    catalog::EditorAct,
    staff::Role,
    time::HOUR,
    view::{admin::AdminTab, catalog::desk::ProductTab},
};
use shop::{Viewer, admin::Page};
use test_support::{Fault, TestShop, for_both};

pub(crate) async fn keeper(test: &TestShop) -> Viewer {
    test.staff("c@example.cn", &[Role::Catalog]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_index_of_products_is_paged_filtered_and_searched() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        for n in 0..53 {
            test.sell(&format!("PEN-{n}"), 1_000, 1).await;
        }
        let staff = keeper(&test).await;
        let ask = async |tab, q: &str, page| {
            test.shop
                .admin_products(&staff, tab, q, page)
                .await
                .unwrap()
        };
        let first = ask(ProductTab::All, "", Page::First).await;
        assert_eq!(
            (first.rows.len(), first.rows[0].slug.as_str()),
            (50, "pen-52")
        );
        let second = ask(ProductTab::All, "", Page::Before(first.older.unwrap())).await;
        assert_eq!((second.rows.len(), second.older), (3, None));
        let back = ask(ProductTab::All, "", Page::After(second.newer.unwrap())).await;
        assert_eq!((back.rows, back.newer), (first.rows, None));

        for text in ["PEN-7", "pen-7"] {
            let found = ask(ProductTab::All, text, Page::First).await;
            assert_eq!(
                found
                    .rows
                    .iter()
                    .map(|r| r.slug.as_str())
                    .collect::<Vec<_>>(),
                ["pen-7"]
            );
        }
        assert!(
            ask(ProductTab::All, "PEN-", Page::First)
                .await
                .rows
                .is_empty(),
            "exact"
        );
        let form = editor::open(&test, &staff, "pen-7").await;
        let form = editor::press(&form, EditorAct::TakeDown);
        test.shop.save_product(&staff, form).await.unwrap();
        let archived = ask(ProductTab::Archived, "", Page::First).await;
        assert_eq!(archived.rows.len(), 1);
        assert!(
            ask(ProductTab::Draft, "", Page::First)
                .await
                .rows
                .is_empty()
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_figure_of_the_dashboard_counts_the_rows_of_its_list() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 50).await;
        let staff = test.staff("o@example.cn", &[Role::Owner]).await;
        test.order().line("PEN", 1).paid().await;
        test.clock.advance(24 * HOUR);
        test.order().line("PEN", 1).paid().await;
        let stuck = test.order().line("PEN", 2).paid().await.number;
        test.gateway.fail("alipay.trade.refund", Fault::AnswerLost);
        let form = test.whole_refund(&staff, &stuck).await;
        let proven = test.proven(&staff);
        test.shop.refund_order(&proven, form).await.unwrap();
        // A payment attempt whose deadline passes without a notification.
        test.order().line("PEN", 1).at_cashier().await;
        test.clock.advance(HOUR);

        let desk = test.shop.admin_desk(&staff).await.unwrap();
        for (tab, count) in &desk.views {
            let list = test
                .shop
                .admin_orders(&staff, *tab, "", Page::First)
                .await
                .unwrap();
            assert_eq!(i64::try_from(list.rows.len()).unwrap(), *count, "{tab}");
        }
        let count = |wanted| desk.views.iter().find(|(tab, _)| *tab == wanted).unwrap().1;
        assert_eq!(
            count(AdminTab::PaidToday),
            2,
            "yesterday's payment is not counted"
        );
        assert_eq!(count(AdminTab::ToShip), 3);
        assert_eq!(count(AdminTab::Unknown), 1);
        assert_eq!(count(AdminTab::Confirming), 1);
        let jobs = test.shop.admin_jobs(&staff).await.unwrap();
        let inbox = test.shop.admin_inbox(&staff).await.unwrap();
        assert_eq!(
            (desk.dead_jobs, desk.refused),
            (
                i64::try_from(jobs.len()).unwrap(),
                i64::try_from(inbox.len()).unwrap(),
            )
        );
    })
    .await;
}
