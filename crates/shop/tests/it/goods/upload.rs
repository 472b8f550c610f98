//! Sheets in the browser: checked by a job, started, stopped, and gone after a week.

use crate::{counter::keeper, desk::refusal};
use domain::{
    error::ErrorCode,
    form::{ImportForm, ImportStartForm, ImportStopForm, RefusedFileForm},
    import::ImportState,
    staff::{LoggedField, Role},
    time::DAY,
    view::catalog::import::ImportView,
};
use shop::{Error, Viewer};
use test_support::{TestDb, TestShop, for_both};
use tokio_util::sync::CancellationToken;

const HEADER: &str = "网址名,中文名称,规格编码,价格（元）,库存\n";

/// A sheet of so many products, one row each.
fn sheet(products: usize, price: &str) -> String {
    let rows = (0..products).map(|n| format!("bowl-{n},碗 {n},B{n},{price},3\n"));
    format!("{HEADER}{}", rows.collect::<String>())
}

pub(super) async fn opened(db: TestDb) -> (TestShop, Viewer) {
    let test = TestShop::new(db).await.with_media();
    let staff = keeper(&test).await;
    (test, staff)
}

/// The form of a sheet that has arrived.
pub(super) async fn sent(test: &TestShop, staff: &Viewer, sheet: &[u8]) -> ImportForm {
    let mut incoming = test.shop.receive_sheet(staff).await.unwrap();
    for chunk in sheet.chunks(7_000) {
        incoming.push(chunk).await.unwrap();
    }
    ImportForm {
        sheet: incoming.finish().await.unwrap(),
        sheet_name: "碗.csv".to_owned(),
        ..ImportForm::default()
    }
}

/// Uploads a sheet and runs its check.
async fn checked(test: &TestShop, staff: &Viewer, sheet: &str) -> ImportView {
    let form = sent(test, staff, sheet.as_bytes()).await;
    checked_form(test, staff, form).await
}

/// Runs the check of what was uploaded.
pub(super) async fn checked_form(test: &TestShop, staff: &Viewer, form: ImportForm) -> ImportView {
    let key = test.shop.begin_import(staff, form).await.unwrap();
    let before = test.shop.goods().await.unwrap();
    test.run().await;
    assert_eq!(
        test.shop.goods().await.unwrap(),
        before,
        "a check writes nothing"
    );
    view(test, staff, &key).await
}

pub(super) async fn view(test: &TestShop, staff: &Viewer, key: &str) -> ImportView {
    test.shop.import_view(staff, key).await.unwrap()
}

pub(super) fn start(view: &ImportView, yuan: &str) -> ImportStartForm {
    ImportStartForm {
        import: view.listed.key.clone(),
        yuan: yuan.to_owned(),
    }
}

/// Runs the sweep after this time.
async fn sweep(test: &TestShop, after: i64) {
    let stop = CancellationToken::new();
    stop.cancel();
    test.shop.run_jobs(stop, 1).await;
    test.after(after).await;
}

fn rows(view: &ImportView) -> (i64, i64, i64, i64) {
    (view.new, view.changed, view.unchanged, view.skipped)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_is_checked_then_imported_then_unchanged() {
    for_both(async |db| {
        let (test, staff) = opened(db).await;
        let text = sheet(25, "58.00");
        let found = checked(&test, &staff, &text).await;
        assert_eq!(found.listed.state, ImportState::Checked);
        assert_eq!((rows(&found), found.products), ((25, 0, 0, 0), 25));
        test.shop
            .start_import(&staff, start(&found, ""))
            .await
            .unwrap();
        let again = test.shop.start_import(&staff, start(&found, "")).await;
        assert_eq!(refusal(again).0, ErrorCode::ImportStarted);
        test.run().await;
        let done = view(&test, &staff, &found.listed.key).await;
        assert_eq!(done.listed.state, ImportState::Done);
        assert_eq!(rows(&done), (25, 0, 0, 0));
        assert_eq!(test.shop.goods().await.unwrap().len(), 25);
        // The activity log knows who it was.
        let logged = "SELECT DISTINCT actor_id || ' ' || actor_role AS answer FROM audit_log";
        let logged = store::testing::answers(test.shop.store(), logged)
            .await
            .unwrap();
        let id = staff.staff.as_ref().unwrap().user_id;
        assert_eq!(logged, [format!("{id} {}", Role::Catalog)]);

        let found = checked(&test, &staff, &text).await;
        assert_eq!(rows(&found), (0, 0, 25, 0));
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_are_told_old_and_new_and_far_prices_first() {
    for_both(async |db| {
        let (test, staff) = opened(db).await;
        let found = checked(&test, &staff, &sheet(3, "58.00")).await;
        test.shop
            .start_import(&staff, start(&found, ""))
            .await
            .unwrap();
        test.run().await;
        let text =
            format!("{HEADER}bowl-0,大碗,B0,60,3\nbowl-1,碗 1,B1,90,8\nbowl-2,碗 2,B2,0,3\n");
        let found = checked(&test, &staff, &text).await;
        assert_eq!(rows(&found), (0, 2, 0, 1));
        let told: Vec<_> = found
            .changes
            .iter()
            .map(|one| {
                let field = one.field.unwrap();
                (
                    one.row,
                    field,
                    one.from.as_str(),
                    one.to.as_str(),
                    one.is_steep,
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (3, LoggedField::Price, "58.00", "90.00", true),
                (2, LoggedField::TitleZh, "碗 0", "大碗", false),
                (2, LoggedField::Price, "58.00", "60.00", false),
                (3, LoggedField::OnHand, "3", "8", false),
            ]
        );
        let wrong = &found.wrong[0];
        assert_eq!((wrong.row, wrong.column.as_str()), (4, "价格（元）"));
        assert_eq!(
            (wrong.value.as_str(), wrong.why),
            ("0", Some(ErrorCode::Price))
        );
        let (header, wrong) = test
            .shop
            .wrong_rows(&staff, &found.listed.key)
            .await
            .unwrap();
        assert_eq!((header.len(), wrong.len()), (5, 1));
        assert_eq!(wrong[0].cells, ["bowl-2", "碗 2", "B2", "0", "3"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_since_the_check_is_left_alone() {
    for_both(async |db| {
        let (test, staff) = opened(db).await;
        let found = checked(&test, &staff, &sheet(2, "58.00")).await;
        test.shop
            .start_import(&staff, start(&found, ""))
            .await
            .unwrap();
        test.run().await;
        let old = checked(&test, &staff, &sheet(2, "40.00")).await;
        // Meanwhile another sheet changes one of them.
        let text = format!("{HEADER}bowl-1,碗 1,B1,61,3\n");
        let new = checked(&test, &staff, &text).await;
        test.shop
            .start_import(&staff, start(&new, ""))
            .await
            .unwrap();
        test.run().await;
        test.shop
            .start_import(&staff, start(&old, ""))
            .await
            .unwrap();
        test.run().await;
        let done = view(&test, &staff, &old.listed.key).await;
        assert_eq!(
            (done.listed.state, rows(&done)),
            (ImportState::Done, (0, 1, 0, 1))
        );
        assert_eq!(done.wrong[0].why, Some(ErrorCode::ChangedMeanwhile));
        let prices: Vec<i64> = test
            .shop
            .goods()
            .await
            .unwrap()
            .iter()
            .map(|product| product.skus[0].price.unwrap().get())
            .collect();
        assert_eq!(prices, [4_000, 6_100]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopped_import_writes_no_more_and_the_sheet_goes_on() {
    for_both(async |db| {
        let (test, staff) = opened(db).await;
        let text = sheet(25, "58.00");
        let stop = |view: &ImportView| ImportStopForm {
            import: view.listed.key.clone(),
        };
        let form = sent(&test, &staff, text.as_bytes()).await;
        let key = test.shop.begin_import(&staff, form).await.unwrap();
        let checking = view(&test, &staff, &key).await;
        assert_eq!(checking.listed.state, ImportState::Checking);
        test.shop
            .stop_import(&staff, stop(&checking))
            .await
            .unwrap();
        assert!(view(&test, &staff, &key).await.is_stopping);
        test.run().await;
        let stopped = view(&test, &staff, &key).await;
        assert_eq!(
            (stopped.listed.state, stopped.done),
            (ImportState::Stopped, 0)
        );
        let started = test.shop.start_import(&staff, start(&stopped, "")).await;
        assert_eq!(refusal(started).0, ErrorCode::ImportStarted);

        let found = checked(&test, &staff, &text).await;
        test.shop
            .start_import(&staff, start(&found, ""))
            .await
            .unwrap();
        test.shop.stop_import(&staff, stop(&found)).await.unwrap();
        test.run().await;
        let stopped = view(&test, &staff, &found.listed.key).await;
        assert_eq!(
            (stopped.listed.state, rows(&stopped)),
            (ImportState::Stopped, (0, 0, 0, 0))
        );
        assert_eq!(test.shop.goods().await.unwrap(), []);

        let found = checked(&test, &staff, &text).await;
        test.shop
            .start_import(&staff, start(&found, ""))
            .await
            .unwrap();
        test.run().await;
        assert_eq!(test.shop.goods().await.unwrap().len(), 25);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_lost_the_role_imports_no_more() {
    for_both(async |db| {
        let (test, staff) = opened(db).await;
        let found = checked(&test, &staff, &sheet(2, "58.00")).await;
        test.shop
            .start_import(&staff, start(&found, ""))
            .await
            .unwrap();
        let gone = "DELETE FROM staff_roles";
        store::testing::batch(test.shop.store(), gone)
            .await
            .unwrap();
        test.run().await;
        let failed = view(&test, &staff, &found.listed.key).await;
        assert_eq!(failed.listed.state, ImportState::Failed);
        assert_eq!(test.shop.goods().await.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_files_are_refused_at_the_field() {
    for_both(async |db| {
        let (test, staff) = opened(db).await;
        let form = ImportForm::default();
        let refused = refusal(test.shop.begin_import(&staff, form).await);
        assert_eq!(refused.1, [("sheet".to_owned(), ErrorCode::Required)]);
        for (bytes, code) in [
            (&b""[..], ErrorCode::SheetEmpty),
            (b"a,b\n1,2\n", ErrorCode::SheetHeader),
            (b"PK\x03\x04nothing", ErrorCode::SheetKind),
            (&[0xd0, 0xcf, 0x11, 0xe0, 0], ErrorCode::SheetOldExcel),
        ] {
            let form = sent(&test, &staff, bytes).await;
            let refused = refusal(test.shop.begin_import(&staff, form).await);
            assert_eq!(refused.1[0].1, code);
        }
        let form = ImportForm {
            refused: vec![RefusedFileForm {
                name: "big.csv".to_owned(),
                why: ErrorCode::SheetTooLarge.to_string(),
            }],
            ..ImportForm::default()
        };
        let refused = refusal(test.shop.begin_import(&staff, form).await);
        assert_eq!(refused.1[0].1, ErrorCode::SheetTooLarge);
        for key in ["../../etc/passwd", "", "0123456789abcdef0123456789abcdef"] {
            let form = ImportForm {
                sheet: key.to_owned(),
                ..ImportForm::default()
            };
            assert!(test.shop.begin_import(&staff, form).await.is_err(), "{key}");
            let seen = test.shop.import_view(&staff, key).await;
            assert!(matches!(seen, Err(Error::NotFound)), "{key}");
        }
        // The limit is enforced while the file arrives.
        let mut incoming = test.shop.receive_sheet(&staff).await.unwrap();
        let chunk = vec![b'a'; 1 << 20];
        let mut pushed = 0;
        let refused = loop {
            match incoming.push(&chunk).await {
                Ok(()) => pushed += 1,
                Err(error) => break error,
            }
        };
        assert_eq!(pushed, 20);
        assert_eq!(refusal(Err::<(), _>(refused)).0, ErrorCode::SheetTooLarge);
        assert_eq!(test.shop.imports(&staff).await.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn prices_of_another_shop_are_asked_about() {
    for_both(async |db| {
        let (test, staff) = opened(db).await;
        let text = "Handle,Title,Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty,Status\n\
                    bowl,Bowl,Acme,Title,Default Title,B1,58.00,3,active\n";
        let found = checked(&test, &staff, text).await;
        assert!(found.source.asks_currency());
        assert!(found.unread.contains(&"Vendor".to_owned()), "{:?}", found.unread);
        let refused = refusal(test.shop.start_import(&staff, start(&found, "")).await);
        assert_eq!(refused.1[0].1, ErrorCode::SheetCurrency);
        test.shop.start_import(&staff, start(&found, "1")).await.unwrap();
        test.run().await;
        assert_eq!(test.shop.goods().await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_forgotten_after_a_week() {
    for_both(async |db| {
        let (test, staff) = opened(db).await;
        let found = checked(&test, &staff, &sheet(2, "58.00")).await;
        let file = test.media().join("imports").join(&found.listed.key);
        assert!(file.exists());
        // The file's age is that of the disk, the row's that of the shop.
        let old = std::time::SystemTime::UNIX_EPOCH;
        std::fs::File::open(&file)
            .unwrap()
            .set_modified(old)
            .unwrap();
        sweep(&test, 8 * DAY).await;
        assert!(!file.exists());
        assert_eq!(test.shop.imports(&staff).await.unwrap(), []);
    })
    .await;
}
