//! The figures of the dashboard, and the lists they link to.

use crate::editor;
use domain::{
    catalog::EditorAct,
    money::Fen,
    staff::Role,
    time::{HOUR, MINUTE},
    view::{catalog::desk::ProductTab, desk::DeskCount},
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
        for tab in DeskCount::ALL.iter().filter_map(|what| what.orders()) {
            let what = DeskCount::ALL
                .iter()
                .find(|what| what.orders() == Some(tab))
                .unwrap();
            let list = test
                .shop
                .admin_orders(&staff, tab, "", Page::First)
                .await
                .unwrap();
            let rows = i64::try_from(list.rows.len()).unwrap();
            assert_eq!(rows, desk.count(*what), "{tab}");
        }
        assert_eq!(desk.count(DeskCount::ToShip), 3);
        assert_eq!(desk.count(DeskCount::Unknown), 1);
        assert_eq!(desk.count(DeskCount::Confirming), 1);
        assert!(desk.todo.iter().all(|todo| todo.count > 0), "zeros vanish");
        let to_ship = &desk.todo[0];
        assert_eq!(to_ship.what, DeskCount::ToShip);
        let first = "SELECT CAST(MIN(paid_at) AS TEXT) AS answer FROM orders";
        let oldest = to_ship.oldest.unwrap().get().to_string();
        assert_eq!(oldest, test.one(first).await);
        // An order of one pen costs 18.00 with its postage, one of two 28.00.
        assert_eq!(desk.today.paid, Fen::new(4_600));
        assert_eq!(
            desk.before.paid,
            Fen::new(1_800),
            "yesterday until this time"
        );
        assert_eq!(
            desk.today.refunded,
            Fen::ZERO,
            "an unknown refund is none yet"
        );
        test.after(MINUTE).await;
        let desk = test.shop.admin_desk(&staff).await.unwrap();
        assert_eq!(desk.today.refunded, Fen::new(2_800));
    })
    .await;
}
