//! A sheet and the ZIP with its pictures, uploaded together.

use super::upload::{checked_form, opened, sent, start, view};
use crate::desk::refusal;
use camera::Camera;
use domain::{
    error::ErrorCode,
    form::{ImportForm, ImportStopForm, RefusedFileForm},
    import::ImportState,
    time::{DAY, SECOND},
    view::catalog::import::{ImportRefused, ImportView},
};
use shop::Viewer;
use test_support::{TestShop, for_both, zip::Zip};
use tokio_util::sync::CancellationToken;

const SHEET: &str = "\
网址名,中文名称,图片,规格名,规格值,规格编码,价格（元）,规格图片
mug,炻器马克杯,front.jpg | side.jpg,颜色,青瓷绿,MUG-Q,58,green.jpg
mug,,,,月白,MUG-Y,60,page.jpg
towel,棉麻茶巾,lost.jpg | https://cdn.example.com/towel.jpg,,,TOWEL,19.90,
";

fn photograph(width: u16) -> Vec<u8> {
    Camera::new(width, 40).jpeg()
}

fn zip() -> Vec<u8> {
    Zip::default()
        .file("goods/front.jpg", &photograph(60))
        .packed("goods/SIDE.jpg", &photograph(70))
        .packed("green.jpg", &photograph(80))
        .file("page.jpg", b"<html></html>")
        .file("goods/notes.txt", b"for the printer")
        .file("__MACOSX/goods/._front.jpg", b"attributes")
        .bytes()
}

async fn arrived(test: &TestShop, staff: &Viewer, zip: &[u8]) -> String {
    let mut incoming = test.shop.receive_zip(staff).await.unwrap();
    for chunk in zip.chunks(7_000) {
        incoming.push(chunk).await.unwrap();
    }
    incoming.finish().await.unwrap()
}

/// The form of a sheet and a ZIP that have arrived.
async fn both(test: &TestShop, staff: &Viewer, sheet: &str, zip: &[u8]) -> ImportForm {
    ImportForm {
        zip: arrived(test, staff, zip).await,
        zip_name: "goods.zip".to_owned(),
        ..sent(test, staff, sheet.as_bytes()).await
    }
}

async fn imported(test: &TestShop, staff: &Viewer, found: &ImportView) -> ImportView {
    let form = start(found, "");
    test.shop.start_import(staff, form).await.unwrap();
    test.run().await;
    view(test, staff, &found.listed.key).await
}

/// The names of each product's pictures.
async fn pictures(test: &TestShop) -> Vec<usize> {
    let goods = test.shop.goods().await.unwrap();
    goods.iter().map(|product| product.pictures.len()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_and_its_pictures_are_one_upload() {
    for_both(async |db| {
        let (test, staff) = opened(db).await;
        let form = both(&test, &staff, SHEET, &zip()).await;
        let found = checked_form(&test, &staff, form).await;
        assert_eq!(found.listed.state, ImportState::Checked);
        assert_eq!((found.new, found.skipped), (3, 0), "no row is held back");
        let told = &found.pictures;
        assert_eq!(told.zip_name, "goods.zip");
        assert_eq!((told.all, told.done, told.taken), (5, 5, 3));
        let page = ImportRefused {
            name: "page.jpg".to_owned(),
            why: Some(ErrorCode::PictureKind),
        };
        assert_eq!((&told.refused.shown, told.refused.count), (&vec![page], 1));
        assert_eq!(told.missing.shown, ["lost.jpg"]);
        assert_eq!(told.unused.shown, ["goods/notes.txt"]);
        assert_eq!(told.addresses.shown, ["https://cdn.example.com/towel.jpg"]);
        assert_eq!(told.addresses.count, 1);

        let done = imported(&test, &staff, &found).await;
        assert_eq!((done.listed.state, done.new), (ImportState::Done, 3));
        assert_eq!(done.pictures, found.pictures, "told at the end too");
        assert_eq!(pictures(&test).await, [3, 0]);
        let shown = "SELECT code AS answer FROM skus WHERE image_id IS NOT NULL ORDER BY id";
        assert_eq!(test.ask(shown).await, ["MUG-Q"]);

        // Its export needs no ZIP, and the same files change nothing.
        let form = both(&test, &staff, SHEET, &zip()).await;
        let again = checked_form(&test, &staff, form).await;
        assert_eq!((again.new, again.changed, again.unchanged), (0, 0, 3));
        // The sheet without its ZIP is still one; it names what the shop does not have.
        let form = sent(&test, &staff, SHEET.as_bytes()).await;
        let alone = checked_form(&test, &staff, form).await;
        assert_eq!((alone.changed, alone.unchanged), (0, 3));
        assert_eq!(alone.pictures.missing.count, 5);
        assert_eq!(
            (alone.pictures.zip_name.as_str(), alone.pictures.taken),
            ("", 0)
        );
        // Another ZIP brings what was missing.
        let towel = Zip::default().file("lost.jpg", &photograph(90)).bytes();
        let form = both(&test, &staff, SHEET, &towel).await;
        let more = checked_form(&test, &staff, form).await;
        assert_eq!((more.changed, more.unchanged), (1, 2));
        imported(&test, &staff, &more).await;
        assert_eq!(pictures(&test).await, [3, 1]);
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_job_goes_on_behind_the_last_picture() {
    for_both(async |db| {
        let (test, staff) = opened(db).await;
        let names: Vec<String> = (0..30).map(|n| format!("p{n:02}.jpg")).collect();
        let mut zip = Zip::default();
        for (width, name) in (40_u16..).zip(&names) {
            zip = zip.file(name, &photograph(width));
        }
        let cell = names.join(" | ");
        let sheet = format!("中文名称,图片,规格编码,价格（元）\n茶杯,{cell},CUP,20\n");
        let form = both(&test, &staff, &sheet, &zip.bytes()).await;
        let key = test.shop.begin_import(&staff, form).await.unwrap();
        // A job that is out of time after its first step leaves what it has.
        test.shop.work_on_import(&key, 0).await.unwrap();
        let first = view(&test, &staff, &key).await;
        assert_eq!(first.listed.state, ImportState::Checking);
        assert_eq!((first.pictures.done, first.pictures.taken), (8, 8));
        assert!(first.takes_pictures());
        let waiting = "SELECT upload_key AS answer FROM uploads ORDER BY upload_key";
        let before = test.ask(waiting).await;
        // It ran once more before its lease ended, and another one beside it.
        let (one, other) = tokio::join!(
            test.shop.work_on_import(&key, 0),
            test.shop.work_on_import(&key, 0)
        );
        one.unwrap();
        other.unwrap();
        let second = view(&test, &staff, &key).await;
        assert_eq!(
            second.pictures.done, second.pictures.taken,
            "each counts once"
        );
        assert!([16, 24].contains(&second.pictures.done));
        let after = test.ask(waiting).await;
        assert!(before.iter().all(|key| after.contains(key)));

        test.run().await;
        let found = view(&test, &staff, &key).await;
        assert_eq!(found.listed.state, ImportState::Checked);
        assert_eq!((found.pictures.done, found.pictures.taken), (30, 30));
        imported(&test, &staff, &found).await;
        assert_eq!(pictures(&test).await, [30]);
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_stopped_before_its_pictures() {
    for_both(async |db| {
        let (test, staff) = opened(db).await;
        let form = both(&test, &staff, SHEET, &zip()).await;
        let key = test.shop.begin_import(&staff, form).await.unwrap();
        let stop = ImportStopForm {
            import: key.clone(),
        };
        test.shop.stop_import(&staff, stop).await.unwrap();
        test.run().await;
        let stopped = view(&test, &staff, &key).await;
        assert_eq!(stopped.listed.state, ImportState::Stopped);
        assert_eq!((stopped.pictures.done, stopped.pictures.taken), (0, 0));
        assert!(
            test.ask("SELECT upload_key AS answer FROM uploads")
                .await
                .is_empty()
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zip_that_is_gone_ends_the_check() {
    for_both(async |db| {
        let (test, staff) = opened(db).await;
        let form = both(&test, &staff, SHEET, &zip()).await;
        let file = test.media().join("imports").join(&form.zip);
        let key = test.shop.begin_import(&staff, form).await.unwrap();
        std::fs::remove_file(file).unwrap();
        test.run().await;
        let failed = view(&test, &staff, &key).await;
        assert_eq!(failed.listed.state, ImportState::Failed);
        assert_eq!(test.shop.goods().await.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_file_is_refused_at_its_field_and_the_other_one_stays() {
    for_both(async |db| {
        let (test, staff) = opened(db).await;
        let good = both(&test, &staff, SHEET, &zip()).await;
        let no_zip = ImportForm {
            zip: arrived(&test, &staff, b"a page").await,
            ..good.clone()
        };
        let no_sheet = ImportForm {
            sheet: sent(&test, &staff, b"a,b\n1,2\n").await.sheet,
            ..good.clone()
        };
        let neither = ImportForm {
            sheet: String::new(),
            zip: no_zip.zip.clone(),
            ..good.clone()
        };
        let too_large = ImportForm {
            zip: String::new(),
            refused: vec![RefusedFileForm {
                name: "goods.zip".to_owned(),
                why: ErrorCode::ZipBytes.to_string(),
            }],
            ..good.clone()
        };
        let gone = ImportForm {
            zip: "0123456789abcdef0123456789abcdef".to_owned(),
            ..good.clone()
        };
        let (sheet, zip) = ("sheet", "zip");
        let header = (sheet, ErrorCode::SheetHeader);
        for (form, wanted) in [
            (&no_zip, vec![(zip, ErrorCode::ZipBroken)]),
            (&no_sheet, vec![header]),
            (
                &neither,
                vec![(sheet, ErrorCode::Required), (zip, ErrorCode::ZipBroken)],
            ),
            (&too_large, vec![(zip, ErrorCode::ZipBytes)]),
            (&gone, vec![(zip, ErrorCode::NotFound)]),
        ] {
            let told = refusal(test.shop.begin_import(&staff, form.clone()).await).1;
            let told: Vec<_> = told.iter().map(|(at, why)| (at.as_str(), *why)).collect();
            assert_eq!(told, wanted);
        }
        let fields = refusal(test.shop.begin_import(&staff, no_sheet.clone()).await).1;
        let wrong: Vec<_> = fields
            .into_iter()
            .map(|(field, code)| domain::error::FieldError { field, code })
            .collect();
        let kept = no_sheet.kept(&wrong);
        assert_eq!((kept.sheet.as_str(), &kept.zip), ("", &good.zip));
        // Chosen anew, the ZIP that arrived before is the one.
        let again = ImportForm {
            zip: kept.zip,
            zip_name: kept.zip_name,
            ..good
        };
        let found = checked_form(&test, &staff, again).await;
        assert_eq!(found.pictures.taken, 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zip_is_swept_with_its_sheet() {
    for_both(async |db| {
        let (test, staff) = opened(db).await;
        let form = both(&test, &staff, SHEET, &zip()).await;
        let folder = test.media().join("imports");
        let files = [folder.join(&form.sheet), folder.join(&form.zip)];
        checked_form(&test, &staff, form).await;
        for file in &files {
            // The file's age is that of the disk.
            let old = std::time::SystemTime::UNIX_EPOCH;
            std::fs::File::open(file)
                .unwrap()
                .set_modified(old)
                .unwrap();
        }
        let stop = CancellationToken::new();
        stop.cancel();
        test.shop.run_jobs(stop, 1).await;
        test.after(8 * DAY + SECOND).await;
        assert!(files.iter().all(|file| !file.exists()));
        assert_eq!(test.shop.imports(&staff).await.unwrap(), []);
        let left = "SELECT name AS answer FROM goods_import_pictures";
        assert!(test.ask(left).await.is_empty());
    })
    .await;
}

/// The limit is enforced while the file arrives.
#[tokio::test(flavor = "multi_thread")]
async fn a_zip_has_a_limit_of_its_own() {
    for_both(async |db| {
        let (test, staff) = opened(db).await;
        let mut incoming = test.shop.receive_zip(&staff).await.unwrap();
        let most = usize::try_from(domain::limit::ZIP_BYTES).unwrap();
        let refused = incoming.push(&vec![0; most + 1]).await;
        assert_eq!(refusal(refused).0, ErrorCode::ZipBytes);
        let clerk = test
            .staff("d@example.cn", &[domain::staff::Role::Orders])
            .await;
        assert!(test.shop.receive_zip(&clerk).await.is_err());
    })
    .await;
}
