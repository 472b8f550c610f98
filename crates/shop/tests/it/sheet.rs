//! Prices and stock of many variants on one page: confirmed first, then saved row by row.

mod take;

use crate::desk::refusal;
use domain::{
    error::{ErrorCode, figure_at},
    form::StockSheetForm,
    money::Fen,
    staff::Role,
    view::catalog::{
        desk::ProductTab,
        stock::{SheetDifference, StockSheetView},
    },
};
use shop::{
    Error, Viewer,
    admin::{Page, SheetSaved},
};
use store::queries::catalog::desk;
use test_support::{TestShop, for_both};

async fn keeper(test: &TestShop) -> Viewer {
    test.staff("c@example.cn", &[Role::Catalog]).await
}

/// The page, with the typed values.
async fn look(test: &TestShop, staff: &Viewer, typed: Option<StockSheetForm>) -> StockSheetView {
    test.shop
        .admin_stock_sheet(staff, ProductTab::All, "", Page::First, typed)
        .await
        .unwrap()
}

/// The form as its page fills it, with new values in some rows: price, on hand, threshold. An empty
/// text keeps the value.
fn typed(view: &StockSheetView, cells: &[(&str, [&str; 3])]) -> StockSheetForm {
    let mut form = view.form.clone();
    for (sku, [price, on_hand, low_at]) in cells {
        let row = form.rows.iter_mut().find(|row| row.sku == *sku).unwrap();
        for (cell, text) in [
            (&mut row.price, price),
            (&mut row.on_hand, on_hand),
            (&mut row.low_at, low_at),
        ] {
            if !text.is_empty() {
                (*text).clone_into(cell);
            }
        }
    }
    form
}

/// The form that the confirmation posts.
fn confirmed(view: &StockSheetView) -> StockSheetForm {
    StockSheetForm {
        rows: view.plan.clone().unwrap().rows,
        ..view.form.clone()
    }
}

async fn save(test: &TestShop, staff: &Viewer, form: &StockSheetForm) -> SheetSaved {
    test.shop
        .save_stock_sheet(staff, form.clone())
        .await
        .unwrap()
}

/// Price, on hand, reserved and threshold of a SKU as stored.
async fn stored(test: &TestShop, slug: &'static str) -> (i64, i64, i64, Option<i64>) {
    let found = test.shop.store().read(move |tx| {
        let product = desk::by_slug(tx, slug)?.unwrap();
        Ok::<_, store::StoreError>(desk::skus(tx, &[product.id])?.remove(0))
    });
    let sku = found.await.unwrap();
    (
        sku.terms.price.get(),
        sku.on_hand.unwrap_or(0),
        sku.reserved.unwrap_or(0),
        sku.low_at,
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn checking_shows_old_and_new_and_only_saving_writes() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("MUG", 6_800, 120).await;
        test.sell("PEN", 1_000, 5).await;
        let staff = keeper(&test).await;
        let seen = look(&test, &staff, None).await;
        assert_eq!((seen.form.rows.len(), &seen.plan), (2, &None));
        let form = typed(
            &seen,
            &[("MUG", ["40", "115", "10"]), ("PEN", ["", "＋５", ""])],
        );
        let version = test.shop.catalog_version().await.unwrap();

        let checked = look(&test, &staff, Some(form)).await;
        assert_eq!(checked.refusal, None);
        let plan = checked.plan.clone().unwrap();
        let told: Vec<_> = plan
            .changes
            .iter()
            .map(|change| (change.sku.as_str(), change.differences.clone()))
            .collect();
        let mug = vec![
            SheetDifference::Price {
                from: Fen::new(6_800),
                to: Fen::new(4_000),
                steep: true,
            },
            SheetDifference::OnHand { from: 120, to: 115 },
            SheetDifference::LowAt {
                from: None,
                to: Some(10),
            },
        ];
        let pen = vec![SheetDifference::OnHand { from: 5, to: 10 }];
        assert_eq!(told, [("PEN", pen), ("MUG", mug)]);
        assert_eq!(stored(&test, "mug").await, (6_800, 120, 0, None));
        assert_eq!(test.shop.catalog_version().await.unwrap(), version);

        let form = StockSheetForm {
            reason: "月末盘点".to_owned(),
            ..confirmed(&checked)
        };
        // Repeated posts change nothing and give the same result.
        for _ in 0..3 {
            let done = save(&test, &staff, &form).await;
            assert_eq!((done.saved, done.refused), (2, Vec::new()));
            assert_eq!(stored(&test, "mug").await, (4_000, 115, 0, Some(10)));
            assert_eq!(stored(&test, "pen").await, (1_000, 10, 0, None));
        }
        let acts = async |slug: &str| {
            let product = test.shop.admin_product(&staff, slug).await.unwrap();
            product
                .acts
                .iter()
                .map(|act| {
                    let changes = act.changes.iter().map(|change| {
                        let field = change.field.unwrap();
                        format!("{field} {}>{}", change.before, change.after)
                    });
                    format!(
                        "{}: {}",
                        act.act.unwrap(),
                        changes.collect::<Vec<_>>().join(", ")
                    )
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(
            acts("mug").await,
            [
                "stock.adjust: on_hand 120>115, reason >月末盘点",
                "sku.change: low_at >10, price 68.00>40.00"
            ]
        );
        assert_eq!(
            acts("pen").await,
            ["stock.receive: on_hand 5>10, reason >月末盘点"]
        );
        assert!(test.shop.catalog_version().await.unwrap() > version);
        assert!(test.shop.audit().await.unwrap().breaches.is_empty());
        // Only relative changes can be repeated; the page shows their result first.
        let again = look(&test, &staff, Some(form)).await;
        assert_eq!(again.refusal, None);
        let plan = again.plan.unwrap();
        assert_eq!(
            plan.changes
                .iter()
                .map(|change| change.differences.as_slice())
                .collect::<Vec<_>>(),
            [[SheetDifference::OnHand { from: 10, to: 15 }]]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sale_between_check_and_save_refuses_a_count_and_keeps_the_other_rows() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("MUG", 6_800, 115).await;
        test.sell("PEN", 1_000, 5).await;
        test.sell("CUP", 2_000, 50).await;
        let staff = keeper(&test).await;
        let seen = look(&test, &staff, None).await;
        let form = typed(
            &seen,
            &[
                ("MUG", ["60", "118", ""]),
                ("PEN", ["12", "", "2"]),
                ("CUP", ["", "+8", ""]),
            ],
        );
        let form = confirmed(&look(&test, &staff, Some(form)).await);
        test.order().line("MUG", 1).line("CUP", 1).placed().await;

        let done = save(&test, &staff, &form).await;
        assert_eq!(done.saved, 2, "relative changes stay valid after a sale");
        assert_eq!(stored(&test, "cup").await, (2_000, 58, 1, None));
        assert_eq!(stored(&test, "pen").await, (1_200, 5, 0, Some(2)));
        let [refused] = done.refused.as_slice() else {
            panic!("{done:?}");
        };
        assert_eq!(
            (refused.sku.as_str(), refused.on_hand.as_str()),
            ("MUG", "118")
        );
        assert_eq!(
            stored(&test, "mug").await,
            (6_800, 115, 1, None),
            "a row is saved completely or not at all"
        );

        let left = StockSheetForm {
            rows: done.refused,
            ..form
        };
        let page = look(&test, &staff, Some(left)).await;
        let told = page.refusal.clone().unwrap();
        let place = page
            .form
            .rows
            .iter()
            .position(|row| row.sku == "MUG")
            .unwrap();
        let field = format!("rows[{place}][on_hand]");
        let fields: Vec<_> = told
            .fields
            .iter()
            .map(|f| (f.field.as_str(), f.code))
            .collect();
        assert_eq!(fields, [(field.as_str(), ErrorCode::StockSold)]);
        let figure = |name| told.args.get(&figure_at(name, &field)).map(String::as_str);
        assert_eq!((figure("count"), figure("left")), (Some("1"), Some("114")));
        let row = &page.form.rows[place];
        assert_eq!(
            (row.price.as_str(), row.on_hand.as_str()),
            ("60", "118"),
            "the typed values are kept"
        );

        // Sending it again after seeing the new figure confirms it.
        let again = look(&test, &staff, Some(page.form)).await;
        let done = save(&test, &staff, &confirmed(&again)).await;
        assert_eq!((done.saved, done.refused.len()), (1, 0));
        assert_eq!(stored(&test, "mug").await, (6_000, 118, 1, None));
        assert!(test.shop.audit().await.unwrap().breaches.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_person_changed_is_not_overwritten() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("MUG", 6_800, 120).await;
        let staff = keeper(&test).await;
        let seen = look(&test, &staff, None).await;
        let other = typed(&seen, &[("MUG", ["62", "", "9"])]);
        save(&test, &staff, &other).await;

        // Only the price is changed here, so the other person's threshold stays.
        let mine = StockSheetForm {
            form_key: "mine".to_owned(),
            ..typed(&seen, &[("MUG", ["58", "", ""])])
        };
        let done = save(&test, &staff, &mine).await;
        assert_eq!((done.saved, done.refused.len()), (0, 1));
        let page = look(&test, &staff, Some(mine)).await;
        let told = page.refusal.unwrap();
        assert_eq!(
            told.fields
                .iter()
                .map(|f| (f.field.as_str(), f.code))
                .collect::<Vec<_>>(),
            [("rows[0][price]", ErrorCode::ChangedMeanwhile)]
        );
        let row = &page.form.rows[0];
        assert_eq!((row.price.as_str(), row.low_at.as_str()), ("58", "9"));
        assert_eq!(stored(&test, "mug").await, (6_200, 120, 0, Some(9)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cells_are_read_strictly_and_orders_keep_their_units() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("MUG", 6_800, 10).await;
        test.order().line("MUG", 4).placed().await;
        let staff = keeper(&test).await;
        for (cells, code) in [
            (["0", "", ""], ErrorCode::Price),
            (["x", "", ""], ErrorCode::Price),
            (["１２", "", ""], ErrorCode::AmountDigits),
            (["", "1.5", ""], ErrorCode::StockFigure),
            (["", "3", ""], ErrorCode::StockBelowReserved),
            (["", "-7", ""], ErrorCode::StockBelowReserved),
            (["", "", "-1"], ErrorCode::LowAt),
        ] {
            let seen = look(&test, &staff, None).await;
            let form = typed(&seen, &[("MUG", cells)]);
            let page = look(&test, &staff, Some(form.clone())).await;
            let told = page.refusal.unwrap();
            assert_eq!(
                (told.fields.len(), told.fields[0].code),
                (1, code),
                "{cells:?}"
            );
            assert_eq!(page.plan, None);
            let done = save(&test, &staff, &form).await;
            assert_eq!((done.saved, done.refused.len()), (0, 1), "{cells:?}");
        }
        assert_eq!(stored(&test, "mug").await, (6_800, 10, 4, None));
        let seen = look(&test, &staff, None).await;
        let emptied = typed(&seen, &[("MUG", ["", "4", "0"])]);
        assert_eq!(save(&test, &staff, &emptied).await.saved, 1);
        assert_eq!(stored(&test, "mug").await, (6_800, 4, 4, Some(0)));

        // A used idempotency key with another figure is refused.
        let other = typed(&seen, &[("MUG", ["", "5", ""])]);
        assert_eq!(save(&test, &staff, &other).await.refused.len(), 1);
        for key in ["", "a b", &"k".repeat(65)] {
            let form = StockSheetForm {
                form_key: key.to_owned(),
                ..emptied.clone()
            };
            let told = refusal(test.shop.save_stock_sheet(&staff, form).await);
            assert_eq!(told.0, ErrorCode::FormStale);
        }
        let form = StockSheetForm {
            reason: "因".repeat(201),
            ..emptied
        };
        let told = refusal(test.shop.save_stock_sheet(&staff, form).await);
        assert_eq!(told.1, [("reason".to_owned(), ErrorCode::TooLong)]);
        assert_eq!(stored(&test, "mug").await, (6_800, 4, 4, Some(0)));
        assert!(test.shop.audit().await.unwrap().breaches.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_the_sheet_ends_with_a_product_and_keeps_what_was_typed_elsewhere() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        for n in 0..45 {
            test.sell(&format!("PEN-{n}"), 1_000, 1).await;
        }
        let staff = keeper(&test).await;
        let ask = async |page, typed| {
            test.shop
                .admin_stock_sheet(&staff, ProductTab::Active, "", page, typed)
                .await
                .unwrap()
        };
        let first = ask(Page::First, None).await;
        assert_eq!((first.products.len(), &first.newer), (20, &None));
        let second = ask(Page::Before(first.older.clone().unwrap()), None).await;
        assert_eq!(second.products[0].slug, "pen-24");
        let third = ask(Page::Before(second.older.unwrap()), None).await;
        assert_eq!((third.products.len(), &third.older), (5, &None));
        let back = ask(Page::After(third.newer.unwrap()), None).await;
        assert_eq!(back.products, second.products);
        let start = ask(Page::After(back.newer.unwrap()), None).await;
        assert_eq!(
            (start.products, start.newer),
            (first.products.clone(), None)
        );

        // A row typed on the first page is kept when the third page is shown.
        let form = typed(&first, &[("PEN-44", ["9", "", ""])]);
        let page = ask(
            Page::Before(place(&third.products[0].slug, &test)),
            Some(form),
        )
        .await;
        assert_eq!(page.products[0].slug, "pen-44");
        assert_eq!(page.form.rows[0].price, "9");
        assert_eq!(page.plan.unwrap().rows.len(), 1);
        let found = test
            .shop
            .admin_stock_sheet(&staff, ProductTab::All, "pen-7", Page::First, None)
            .await
            .unwrap();
        assert_eq!(found.products.len(), 1);
    })
    .await;
}

/// A product's page cursor. All products have the same time, because the clock is frozen.
fn place(slug: &str, test: &TestShop) -> String {
    format!("{}.{slug}", test.shop.now().get())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sheet_is_for_the_catalog_role() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("MUG", 6_800, 10).await;
        let seen = look(&test, &keeper(&test).await, None).await;
        let form = typed(&seen, &[("MUG", ["1", "", ""])]);
        for (n, role) in [Role::Viewer, Role::Orders, Role::Refunds, Role::Finance]
            .into_iter()
            .enumerate()
        {
            let who = test.staff(&format!("s{n}@example.cn"), &[role]).await;
            let page = test
                .shop
                .admin_stock_sheet(&who, ProductTab::All, "", Page::First, None)
                .await;
            assert!(matches!(page, Err(Error::RoleMissing)));
            let saved = test.shop.save_stock_sheet(&who, form.clone()).await;
            assert!(matches!(saved, Err(Error::RoleMissing)));
        }
        let stranger = test.shop.save_stock_sheet(&test.buyer, form).await;
        assert!(matches!(stranger, Err(Error::LoginRequired)));
        assert_eq!(stored(&test, "mug").await, (6_800, 10, 0, None));
    })
    .await;
}
