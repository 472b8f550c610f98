//! Products, prices and stock as staff edit them, and the figures of the dashboard.

use crate::desk::refusal;
use domain::{
    catalog::ProductStatus,
    error::ErrorCode,
    form::{ProductForm, SkuForm, StockForm},
    money::Fen,
    staff::Role,
    time::HOUR,
    view::{admin::AdminTab, catalog::desk::ProductDeskView},
};
use shop::{Error, Viewer, admin::Page};
use test_support::{Fault, TestShop, for_both};

/// The product form as its page fills it, with another title.
pub(crate) fn words(view: &ProductDeskView, title: &str) -> ProductForm {
    ProductForm {
        title_zh: title.to_owned(),
        ..view.stored.clone()
    }
}

fn terms(view: &ProductDeskView, price: &str) -> SkuForm {
    let sku = &view.skus[0];
    SkuForm {
        slug: view.slug.clone(),
        sku: sku.code.clone(),
        version: sku.version.to_string(),
        price: price.to_owned(),
        compare_at: String::new(),
        status: sku.status.as_str().to_owned(),
    }
}

fn stock(view: &ProductDeskView, kind: &str, units: &str) -> StockForm {
    StockForm {
        slug: view.slug.clone(),
        sku: view.skus[0].code.clone(),
        form_key: view.form_key.clone(),
        kind: kind.to_owned(),
        units: units.to_owned(),
        reason: "月末盘点".to_owned(),
    }
}

async fn keeper(test: &TestShop) -> Viewer {
    test.staff("c@example.cn", &[Role::Catalog]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_edit_at_once_do_not_overwrite_each_other() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 5).await;
        let staff = keeper(&test).await;
        let seen = test.shop.admin_product(&staff, "pen").await.unwrap();
        let before = test.shop.catalog_version().await.unwrap();
        test.shop
            .change_product(&staff, words(&seen, "钢笔"))
            .await
            .unwrap();
        assert!(test.shop.catalog_version().await.unwrap() > before);

        let late = test
            .shop
            .change_product(&staff, words(&seen, "圆珠笔"))
            .await;
        let told = refusal(late);
        assert_eq!(told.0, ErrorCode::ChangedMeanwhile);
        let fields: Vec<_> = told.1.iter().map(|f| f.0.as_str()).collect();
        assert_eq!(fields, ["title_zh"], "what is not as typed");

        test.shop
            .change_sku(&staff, terms(&seen, "12.5"))
            .await
            .unwrap();
        let late = refusal(test.shop.change_sku(&staff, terms(&seen, "13")).await);
        assert_eq!((late.0, late.1.len()), (ErrorCode::ChangedMeanwhile, 1));

        let now = test.shop.admin_product(&staff, "pen").await.unwrap();
        assert_eq!(
            (now.stored.title_zh.as_str(), now.skus[0].price),
            ("钢笔", Fen::new(1_250))
        );
        let acts: Vec<_> = now
            .acts
            .iter()
            .map(|act| {
                let change = &act.changes[0];
                format!("{}: {} > {}", act.act.unwrap(), change.before, change.after)
            })
            .collect();
        assert_eq!(
            acts,
            [
                "sku.change: 10.00 > 12.50",
                "product.change: 商品 PEN > 钢笔"
            ]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn prices_are_read_strictly() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 5).await;
        let staff = keeper(&test).await;
        let seen = test.shop.admin_product(&staff, "pen").await.unwrap();
        for (bad, code) in [
            ("", ErrorCode::Price),
            ("\u{200b}", ErrorCode::Price),
            ("0", ErrorCode::Price),
            ("0.00", ErrorCode::Price),
            ("-1", ErrorCode::Price),
            ("1.005", ErrorCode::Price),
            ("1e3", ErrorCode::Price),
            ("1,000", ErrorCode::Price),
            ("abc", ErrorCode::Price),
            ("１２", ErrorCode::AmountDigits),
            ("100000000.01", ErrorCode::AmountTooLarge),
        ] {
            let told = refusal(test.shop.change_sku(&staff, terms(&seen, bad)).await);
            assert_eq!(told.1[0].1, code, "{bad}");
        }
        let after = test.shop.admin_product(&staff, "pen").await.unwrap();
        assert_eq!((after.skus, after.acts), (seen.skus, Vec::new()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stock_moves_once_for_each_form_and_never_below_what_orders_hold() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 5).await;
        let staff = keeper(&test).await;
        test.order().line("PEN", 3).placed().await;
        let seen = test.shop.admin_product(&staff, "pen").await.unwrap();
        for _ in 0..3 {
            test.shop
                .move_stock(&staff, stock(&seen, "receive", "4"))
                .await
                .unwrap();
        }
        let on_hand = async || {
            let now = test.shop.admin_product(&staff, "pen").await.unwrap();
            (now.skus[0].on_hand, now.skus[0].reserved, now.acts.len())
        };
        assert_eq!(on_hand().await, (9, 3, 1));

        let seen = test.shop.admin_product(&staff, "pen").await.unwrap();
        let told = refusal(
            test.shop
                .move_stock(&staff, stock(&seen, "adjust", "-7"))
                .await,
        );
        assert_eq!(told.0, ErrorCode::StockBelowReserved);
        assert_eq!(on_hand().await, (9, 3, 1));
        test.shop
            .move_stock(&staff, stock(&seen, "adjust", "-6"))
            .await
            .unwrap();
        assert_eq!(on_hand().await, (3, 3, 2));
        for (kind, units) in [
            ("receive", "-1"),
            ("adjust", "0"),
            ("ship", "1"),
            ("adjust", "1.5"),
        ] {
            let seen = test.shop.admin_product(&staff, "pen").await.unwrap();
            assert!(
                test.shop
                    .move_stock(&staff, stock(&seen, kind, units))
                    .await
                    .is_err()
            );
        }
        assert_eq!(on_hand().await, (3, 3, 2));
        assert!(test.shop.audit().await.unwrap().breaches.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_catalog_role_changes_products() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 5).await;
        for (n, role) in [Role::Viewer, Role::Orders, Role::Refunds, Role::Finance]
            .into_iter()
            .enumerate()
        {
            let who = test.staff(&format!("s{n}@example.cn"), &[role]).await;
            let seen = test.shop.admin_product(&who, "pen").await.unwrap();
            assert!(!seen.may_change);
            let no = [
                test.shop.change_product(&who, words(&seen, "x")).await,
                test.shop.change_sku(&who, terms(&seen, "1")).await,
                test.shop
                    .move_stock(&who, stock(&seen, "receive", "1"))
                    .await,
            ];
            assert!(no.iter().all(|no| matches!(no, Err(Error::RoleMissing))));
        }
        let buyer = test.buyer.clone();
        let stranger = test.shop.admin_product(&buyer, "pen").await;
        assert!(matches!(stranger, Err(Error::LoginRequired)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_index_of_products_is_paged_filtered_and_searched() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        for n in 0..53 {
            test.sell(&format!("PEN-{n}"), 1_000, 1).await;
        }
        let staff = keeper(&test).await;
        let ask = async |status, q: &str, page| {
            test.shop
                .admin_products(&staff, status, q, page)
                .await
                .unwrap()
        };
        let first = ask(None, "", Page::First).await;
        assert_eq!(
            (first.rows.len(), first.rows[0].slug.as_str()),
            (50, "pen-52")
        );
        let second = ask(None, "", Page::Before(first.older.unwrap())).await;
        assert_eq!((second.rows.len(), second.older), (3, None));
        let back = ask(None, "", Page::After(second.newer.unwrap())).await;
        assert_eq!((back.rows, back.newer), (first.rows, None));

        for text in ["PEN-7", "pen-7"] {
            let found = ask(None, text, Page::First).await;
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
            ask(None, "PEN-", Page::First).await.rows.is_empty(),
            "exact"
        );
        let seen = test.shop.admin_product(&staff, "pen-7").await.unwrap();
        let form = ProductForm {
            status: "archived".to_owned(),
            ..words(&seen, "旧笔")
        };
        test.shop.change_product(&staff, form).await.unwrap();
        let archived = ask(Some(ProductStatus::Archived), "", Page::First).await;
        assert_eq!(archived.rows.len(), 1);
        assert!(
            ask(Some(ProductStatus::Draft), "", Page::First)
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
        // A payment that was begun, and whose deadline passed without a message.
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
        assert_eq!(count(AdminTab::PaidToday), 2, "yesterday is not today");
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
