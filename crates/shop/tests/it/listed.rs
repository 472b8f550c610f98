//! The list of products, bulk actions, the low-stock view, and the stock history of a SKU.

use crate::desk::refusal;
use domain::{
    catalog::ProductStatus,
    error::ErrorCode,
    form::{BulkForm, StockSheetForm},
    staff::Role,
    stock::MoveKind,
    time::{HOUR, SECOND},
    view::{
        catalog::{
            desk::ProductTab,
            stock::{BulkAct, LeftOut},
        },
        desk::DeskCount,
    },
};
use shop::{Error, Viewer, admin::Page};
use store::{StoreError, queries::catalog::desk, testing};
use test_support::{TestShop, for_both};

async fn keeper(test: &TestShop) -> Viewer {
    test.staff("c@example.cn", &[Role::Catalog]).await
}

async fn slugs(test: &TestShop, staff: &Viewer, tab: ProductTab) -> Vec<String> {
    let view = test
        .shop
        .admin_products(staff, tab, "", Page::First)
        .await
        .unwrap();
    view.rows.into_iter().map(|row| row.slug).collect()
}

/// Fills in the row of a SKU and saves it.
async fn set(test: &TestShop, staff: &Viewer, sku: &str, on_hand: &str, low_at: &str) {
    let seen = test
        .shop
        .admin_stock_sheet(staff, ProductTab::All, sku, Page::First, None)
        .await
        .unwrap();
    let mut form: StockSheetForm = seen.form;
    on_hand.clone_into(&mut form.rows[0].on_hand);
    low_at.clone_into(&mut form.rows[0].low_at);
    let done = test.shop.save_stock_sheet(staff, form).await.unwrap();
    assert!(done.refused.is_empty(), "{:?}", done.refused);
}

async fn with_status(test: &TestShop, slug: &str, status: ProductStatus) {
    let sql = format!("UPDATE products SET status = '{status}' WHERE slug = '{slug}'");
    testing::batch(test.shop.store(), &sql).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_last_comes_first() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        for code in ["A", "B", "C"] {
            test.sell(code, 1_000, 5).await;
            test.clock.advance(SECOND);
        }
        let staff = keeper(&test).await;
        assert_eq!(slugs(&test, &staff, ProductTab::All).await, ["c", "b", "a"]);
        // A page cursor stays valid after its product moves in the list.
        let place = |at: i64, slug: &str| Page::Before(format!("{at}.{slug}"));
        let seen = test
            .shop
            .admin_products(&staff, ProductTab::All, "", Page::First)
            .await
            .unwrap();
        let b = seen.rows[1].changed_at.get();
        set(&test, &staff, "B", "+1", "").await;
        assert_eq!(slugs(&test, &staff, ProductTab::All).await, ["b", "c", "a"]);
        let rest = test
            .shop
            .admin_products(&staff, ProductTab::All, "", place(b, "b"))
            .await
            .unwrap();
        let rest: Vec<_> = rest.rows.iter().map(|row| row.slug.as_str()).collect();
        assert_eq!(rest, ["a"]);
        for bad in ["", "b", "x.b", "99999999999999999999.b"] {
            let asked = test
                .shop
                .admin_products(&staff, ProductTab::All, "", Page::Before(bad.to_owned()))
                .await;
            assert!(matches!(asked, Err(Error::NotFound)), "{bad}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn low_is_at_the_threshold_or_below_it_and_only_where_it_is_for_sale() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        for code in ["A", "B", "C", "D"] {
            test.sell(code, 1_000, 10).await;
        }
        let staff = keeper(&test).await;
        let low = async || slugs(&test, &staff, ProductTab::Low).await;
        assert!(low().await.is_empty(), "no SKU has a threshold");
        for (code, low_at) in [("A", "9"), ("B", "10"), ("C", "20")] {
            set(&test, &staff, code, "", low_at).await;
        }
        assert_eq!(low().await, ["c", "b"]);
        let figure = async || {
            test.shop
                .admin_desk(&staff)
                .await
                .unwrap()
                .count(DeskCount::LowStock)
        };
        assert_eq!(figure().await, 2);
        // An order reserves one, so one fewer is available.
        test.order().line("A", 1).placed().await;
        assert_eq!(low().await, ["c", "b", "a"]);
        let rows = test
            .shop
            .admin_products(&staff, ProductTab::All, "", Page::First)
            .await
            .unwrap()
            .rows;
        let marked: Vec<_> = rows
            .iter()
            .map(|row| (row.slug.as_str(), row.low))
            .collect();
        assert_eq!(
            marked,
            [("d", false), ("c", true), ("b", true), ("a", true)]
        );

        set(&test, &staff, "C", "+11", "20").await;
        with_status(&test, "a", ProductStatus::Archived).await;
        assert_eq!((low().await, figure().await), (vec!["b".to_owned()], 1));
        let sku = test
            .shop
            .store()
            .write(|tx| {
                let product = desk::by_slug(tx, "b")?.unwrap();
                let sku = desk::skus(tx, &[product.id])?.remove(0);
                testing::archive_sku(tx, sku.id)?;
                Ok::<_, StoreError>(sku.code)
            })
            .await
            .unwrap();
        assert_eq!((sku.as_str(), low().await), ("B", Vec::new()));
        // Without a threshold a SKU is never low, even at 0.
        set(&test, &staff, "D", "0", "").await;
        assert!(low().await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_on_ticked_products_names_those_that_it_does_not_fit() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        for code in ["A", "B", "C", "D"] {
            test.sell(code, 1_000, 10).await;
        }
        let staff = keeper(&test).await;
        with_status(&test, "a", ProductStatus::Draft).await;
        with_status(&test, "b", ProductStatus::Archived).await;
        with_status(&test, "c", ProductStatus::Draft).await;
        test.shop
            .store()
            .write(|tx| {
                let product = desk::by_slug(tx, "c")?.unwrap();
                let sku = desk::skus(tx, &[product.id])?.remove(0);
                testing::archive_sku(tx, sku.id)
            })
            .await
            .unwrap();
        let all: Vec<String> = ["a", "b", "c", "d", "nothing", "\0"]
            .map(str::to_owned)
            .into();
        let ask = async |act| {
            let view = test
                .shop
                .admin_bulk(&staff, act, all.clone())
                .await
                .unwrap();
            view.rows
                .into_iter()
                .map(|row| (row.slug, row.left_out))
                .collect::<Vec<_>>()
        };
        let rows = |of: [Option<LeftOut>; 4]| -> Vec<_> {
            ["a", "b", "c", "d"]
                .map(str::to_owned)
                .into_iter()
                .zip(of)
                .collect()
        };
        assert_eq!(
            ask(BulkAct::Publish).await,
            rows([None, None, Some(LeftOut::NoPrice), Some(LeftOut::Active)])
        );
        assert_eq!(
            ask(BulkAct::Archive).await,
            rows([
                Some(LeftOut::Draft),
                Some(LeftOut::Archived),
                Some(LeftOut::Draft),
                None
            ])
        );
        let form = |act: &str| BulkForm {
            act: act.to_owned(),
            back: String::new(),
            slugs: all.clone(),
        };
        test.clock.advance(HOUR);
        let version = test.shop.catalog_version().await.unwrap();
        let done = test
            .shop
            .change_goods(&staff, form("publish"))
            .await
            .unwrap();
        assert_eq!(
            (done.done, done.left),
            (2, vec!["c".to_owned(), "d".to_owned()])
        );
        assert!(test.shop.catalog_version().await.unwrap() > version);
        // A repeated action changes nothing and logs nothing.
        let again = test
            .shop
            .change_goods(&staff, form("publish"))
            .await
            .unwrap();
        assert_eq!((again.done, again.left.len()), (0, 4));
        assert_eq!(
            slugs(&test, &staff, ProductTab::Active).await,
            ["b", "a", "d"]
        );
        let seen = test.shop.admin_product(&staff, "a").await.unwrap();
        assert_eq!(seen.acts.len(), 1, "{:?}", seen.acts);
        let told = &seen.acts[0].changes[0];
        assert_eq!(
            (told.before.as_str(), told.after.as_str()),
            ("draft", "active")
        );

        let done = test
            .shop
            .change_goods(&staff, form("archive"))
            .await
            .unwrap();
        assert_eq!((done.done, done.left), (3, vec!["c".to_owned()]));
        assert_eq!(
            slugs(&test, &staff, ProductTab::Archived).await,
            ["d", "b", "a"]
        );

        let told = refusal(test.shop.change_goods(&staff, form("delete")).await);
        assert_eq!(told.0, ErrorCode::FormInvalid);
        let many = vec!["a".to_owned(); 101];
        let told = refusal(test.shop.admin_bulk(&staff, BulkAct::Publish, many).await);
        assert_eq!(told.0, ErrorCode::FormInvalid);
        let viewer = test.staff("v@example.cn", &[Role::Viewer]).await;
        let no = test.shop.change_goods(&viewer, form("publish")).await;
        assert!(matches!(no, Err(Error::RoleMissing)));
        let no = test
            .shop
            .admin_bulk(&viewer, BulkAct::Publish, Vec::new())
            .await;
        assert!(matches!(no, Err(Error::RoleMissing)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_tells_each_move_with_the_stock_after_it() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 10).await;
        test.sell("CUP", 1_000, 10).await;
        let staff = keeper(&test).await;
        let order = test.order().line("PEN", 3).placed().await;
        set(&test, &staff, "PEN", "8", "").await;
        let ask = async |page| test.shop.admin_stock_history(&staff, "pen", page).await;
        assert!(
            matches!(ask(Page::First).await, Err(Error::NotFound)),
            "a code must match exactly"
        );
        let ask = async |page| test.shop.admin_stock_history(&staff, "PEN", page).await;
        let seen = ask(Page::First).await.unwrap();
        assert_eq!(
            (seen.on_hand, seen.reserved, seen.slug.as_str()),
            (8, 3, "pen")
        );
        let told: Vec<_> = seen
            .moves
            .iter()
            .map(|one| {
                let change = (one.on_hand, one.reserved);
                let after = (one.on_hand_after, one.reserved_after);
                (
                    one.kind.unwrap(),
                    change,
                    after,
                    one.order.clone(),
                    one.by.clone(),
                )
            })
            .collect();
        let by = Some("顾客".to_owned());
        assert_eq!(
            told,
            [
                (MoveKind::Adjust, (-2, 0), (8, 3), None, by),
                (MoveKind::Reserve, (0, 3), (10, 3), Some(order), None),
                (MoveKind::Receive, (10, 0), (10, 0), None, None),
            ]
        );

        for _ in 0..60 {
            set(&test, &staff, "PEN", "+1", "").await;
            set(&test, &staff, "CUP", "+1", "").await;
        }
        let first = ask(Page::First).await.unwrap();
        assert_eq!((first.moves.len(), &first.newer), (50, &None));
        assert_eq!(first.moves[0].on_hand_after, 68);
        let second = ask(Page::Before(first.older.clone().unwrap()))
            .await
            .unwrap();
        assert_eq!((second.moves.len(), &second.older), (13, &None));
        assert_eq!(second.moves[0].on_hand_after, 18);
        assert_eq!(second.moves[12].on_hand_after, 10);
        let back = ask(Page::After(second.newer.unwrap())).await.unwrap();
        assert_eq!((back.moves, back.newer), (first.moves, None));
        for bad in ["x", "0", "-1", "64", "99999999999999999999"] {
            assert!(matches!(
                ask(Page::After(bad.to_owned())).await,
                Err(Error::NotFound)
            ));
        }
        let stranger = test
            .shop
            .admin_stock_history(&test.buyer, "PEN", Page::First)
            .await;
        assert!(matches!(stranger, Err(Error::LoginRequired)));
    })
    .await;
}
