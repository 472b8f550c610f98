//! The pictures of a sheet: taken out of a ZIP, shown in the order of the sheet, and never a reason to refuse a row.

use super::import::{counts, read, stored};
use crate::counter::keeper;
use camera::Camera;
use domain::{error::ErrorCode, locale::Locale};
use sheets::{Goods, GoodsProduct};
use shop::{
    Error, Viewer,
    goods::{How, Imported, Importer, Pictures},
};
use std::sync::Arc;
use test_support::{
    TestShop, for_both,
    zip::{LOCKED, Zip, on_disk},
};
use tokio_util::sync::CancellationToken;

const MUGS: &str = "\
网址名,中文名称,图片,规格名,规格值,规格编码,价格（元）,规格图片
mug,炻器马克杯,front.jpg | 照片/side.jpg,颜色,青瓷绿,MUG-Q,58,green.jpg
mug,,,,月白,MUG-Y,60,SIDE.JPG
towel,棉麻茶巾,FRONT.jpg,,,TOWEL,19.90,
";

/// Different photographs, by their width.
fn photograph(width: u16) -> Vec<u8> {
    Camera::new(width, 40).jpeg()
}

fn pictures_of_mugs() -> Vec<u8> {
    Zip::default()
        .file("goods/Front.JPG", &photograph(60))
        .packed("goods/照片/side.jpg", &photograph(70))
        .packed("green.jpg", &photograph(80))
        .file("unused.jpg", &photograph(90))
        .bytes()
}

async fn take(
    test: &TestShop,
    staff: &Viewer,
    goods: &Arc<Goods>,
    zip: &[u8],
) -> Result<Pictures, Error> {
    let (by, stop) = (Importer::Staff(staff), CancellationToken::new());
    let mut last = 0;
    let taken = test
        .shop
        .pictures_of_zip(by, on_disk(zip), goods, &stop, |done| last = done)
        .await?;
    assert_eq!(last, goods.file_names().len(), "all names are counted");
    Ok(taken)
}

async fn import(
    test: &TestShop,
    staff: &Viewer,
    goods: &Arc<Goods>,
    pictures: &Pictures,
) -> Imported {
    let (by, stop) = (Importer::Staff(staff), CancellationToken::new());
    let how = How::WhenRight;
    let done = test
        .shop
        .import_goods(by, goods, pictures, how, &stop, |_| ())
        .await
        .unwrap();
    assert_eq!(done.wrong, []);
    done
}

async fn product(test: &TestShop, slug: &str) -> GoodsProduct {
    let goods = test.shop.goods().await.unwrap();
    let mut found = goods.into_iter();
    found.find(|one| one.slug.as_deref() == Some(slug)).unwrap()
}

fn names(product: &GoodsProduct) -> Vec<String> {
    let sources = product.pictures.iter().map(|one| one.source.clone());
    sources.collect()
}

async fn uploads(test: &TestShop) -> usize {
    test.ask("SELECT upload_key AS answer FROM uploads")
        .await
        .len()
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_follow_the_sheet_and_the_same_sheet_changes_nothing() {
    for_both(async |db| {
        let test = TestShop::new(db).await.with_media();
        let staff = keeper(&test).await;
        let (goods, zip) = (read(MUGS), pictures_of_mugs());
        let taken = take(&test, &staff, &goods, &zip).await.unwrap();
        assert_eq!((taken.refused.len(), taken.missing.len()), (0, 0));
        assert_eq!(taken.keys.len(), 5, "each name of the sheet");
        assert_eq!(
            uploads(&test).await,
            3,
            "each file once, and only those named"
        );
        let key = |name: &str| taken.keys[name].clone();
        assert_eq!(key("front.jpg"), key("FRONT.jpg"));

        let done = import(&test, &staff, &goods, &taken).await;
        assert_eq!(done.counts, counts(3, 0, 0));
        let mug = product(&test, "mug").await;
        let wanted = [key("front.jpg"), key("照片/side.jpg"), key("green.jpg")];
        assert_eq!(names(&mug), wanted, "that of the variant comes last");
        let of_sku = |place: usize| mug.skus[place].picture.clone().unwrap().source;
        assert_eq!((of_sku(0), of_sku(1)), (key("green.jpg"), key("SIDE.JPG")));
        let towel = product(&test, "towel").await;
        assert_eq!(names(&towel), [key("FRONT.jpg")], "two products share it");
        let shown = test.shop.media(&key("green.jpg")).await.unwrap();
        assert!(shown.is_some());
        assert_eq!(uploads(&test).await, 0, "all are shown");

        let before = stored(&test).await;
        let again = take(&test, &staff, &goods, &zip).await.unwrap();
        assert_eq!(again, taken);
        let done = import(&test, &staff, &goods, &again).await;
        assert_eq!(done.counts, counts(0, 0, 3));
        assert_eq!((stored(&test).await, uploads(&test).await), (before, 0));
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_with_pictures_imports_without_a_change() {
    for_both(async |db| {
        let test = TestShop::new(db).await.with_media();
        let staff = keeper(&test).await;
        let goods = read(MUGS);
        let taken = take(&test, &staff, &goods, &pictures_of_mugs()).await;
        import(&test, &staff, &goods, &taken.unwrap()).await;
        let there = test.shop.goods().await.unwrap();
        let before = stored(&test).await;
        let (mut text, mut book) = (Vec::new(), Vec::new());
        sheets::csv(&mut text, &there, Locale::ZhCn).unwrap();
        sheets::xlsx(&mut book, &there, Locale::En).unwrap();
        for bytes in [text, book] {
            let sheet = Arc::new(sheets::read(bytes.as_slice()).unwrap());
            let by = Importer::Staff(&staff);
            let known = test.shop.pictures_without_zip(by, &sheet).await.unwrap();
            assert_eq!(known, Pictures::default());
            let done = import(&test, &staff, &sheet, &known).await;
            assert_eq!(done.counts, counts(0, 0, 3));
            // A ZIP that has nothing to do with it changes nothing.
            let other = take(&test, &staff, &sheet, &pictures_of_mugs()).await;
            assert_eq!(other.unwrap(), Pictures::default());
        }
        assert_eq!(stored(&test).await, before);
        // Another product may show what the shop has, and the order is that of the sheet.
        let mug = product(&test, "mug").await;
        let [first, second, third] = names(&mug).try_into().unwrap();
        let sheet = read(&format!(
            "网址名,图片\nmug,{third} | {first}.webp | {second}\ntowel,{second}\n"
        ));
        let done = import(&test, &staff, &sheet, &Pictures::default()).await;
        assert_eq!(done.counts, counts(0, 2, 0));
        let mug = product(&test, "mug").await;
        assert_eq!(names(&mug), [third, first, second.clone()]);
        assert!(mug.skus.iter().all(|sku| sku.picture.is_some()));
        assert_eq!(names(&product(&test, "towel").await), [second]);
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_told_and_removes_nothing() {
    for_both(async |db| {
        let test = TestShop::new(db).await.with_media();
        let staff = keeper(&test).await;
        let goods = read(MUGS);
        let taken = take(&test, &staff, &goods, &pictures_of_mugs()).await;
        import(&test, &staff, &goods, &taken.unwrap()).await;
        let before = stored(&test).await;
        // The same sheet without its ZIP, and an empty cell.
        let by = Importer::Staff(&staff);
        let none = test.shop.pictures_without_zip(by, &goods).await.unwrap();
        assert_eq!(none.missing.len(), 5, "{none:?}");
        for sheet in [goods, read("网址名,图片\nmug,\ntowel,\n")] {
            let rows = sheet.rows;
            let done = import(&test, &staff, &sheet, &none).await;
            assert_eq!(done.counts, counts(0, 0, rows));
        }
        assert_eq!(stored(&test).await, before);
        // One that is there comes first; the others stay, because nobody knows which of them is meant.
        let sheet = read("网址名,图片\nmug,new.jpg | lost.jpg\n");
        let zip = Zip::default().file("new.jpg", &photograph(100)).bytes();
        let old = names(&product(&test, "mug").await);
        let taken = take(&test, &staff, &sheet, &zip).await.unwrap();
        assert_eq!(taken.missing, ["lost.jpg"]);
        import(&test, &staff, &sheet, &taken).await;
        let new = names(&product(&test, "mug").await);
        assert_eq!(new[0], taken.keys["new.jpg"]);
        assert_eq!(new[1..], old);
        let done = import(&test, &staff, &sheet, &taken).await;
        assert_eq!(done.counts, counts(0, 0, 1));
        // With all of them there, the sheet decides.
        let sheet = read("网址名,图片\nmug,new.jpg\n");
        import(&test, &staff, &sheet, &taken).await;
        let mug = product(&test, "mug").await;
        assert_eq!(names(&mug), [taken.keys["new.jpg"].clone()]);
        assert!(mug.skus.iter().all(|sku| sku.picture.is_none()));
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_not_taken_are_named_and_the_product_is_imported() {
    for_both(async |db| {
        let test = TestShop::new(db).await.with_media();
        let staff = keeper(&test).await;
        let good = photograph(60);
        let bomb = {
            let mut bomb = good.clone();
            bomb.resize(200 << 20, 0);
            bomb
        };
        let half = &good[..good.len() / 2];
        let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
        let zip = Zip::default()
            .file("good.jpg", &good)
            .file("half.jpg", half)
            .file("IMG_7.HEIC", heic)
            .file("page.jpg", b"<html></html>")
            .file("empty.jpg", b"")
            .packed("bomb.jpg", &bomb)
            .raw(b"small-bomb.jpg", 0, 0, &good, (1, 7))
            .raw(b"locked.jpg", LOCKED, 0, &good, (good.len(), 0))
            .raw(b"method.jpg", 0, 14, &good, (good.len(), 0))
            .file("a/twice.jpg", &good)
            .file("b/twice.jpg", &good)
            .file("../../../up.jpg", &photograph(70))
            .bytes();
        let all = [
            "good",
            "half",
            "page",
            "empty",
            "bomb",
            "small-bomb",
            "locked",
            "method",
            "twice",
            "up",
        ];
        let cell = all.map(|name| format!("{name}.jpg")).join(" | ");
        let sheet = read(&format!(
            "中文名称,图片,规格编码,价格（元）\n茶杯,{cell} | IMG_7.HEIC | b/twice.jpg,CUP,20\n"
        ));
        let taken = take(&test, &staff, &sheet, &zip).await.unwrap();
        let refused: Vec<(&str, ErrorCode)> = taken
            .refused
            .iter()
            .map(|(name, code)| (name.as_str(), *code))
            .collect();
        assert_eq!(
            refused,
            [
                ("IMG_7.HEIC", ErrorCode::PictureHeic),
                ("bomb.jpg", ErrorCode::PictureBytes),
                ("empty.jpg", ErrorCode::PictureEmpty),
                ("half.jpg", ErrorCode::PictureBroken),
                ("locked.jpg", ErrorCode::PictureLocked),
                ("method.jpg", ErrorCode::PictureBroken),
                ("page.jpg", ErrorCode::PictureKind),
                ("small-bomb.jpg", ErrorCode::PictureBroken),
                ("twice.jpg", ErrorCode::PictureTwice),
            ]
        );
        let kept: Vec<&str> = taken.keys.keys().map(String::as_str).collect();
        assert_eq!(kept, ["b/twice.jpg", "good.jpg", "up.jpg"]);
        let done = import(&test, &staff, &sheet, &taken).await;
        assert_eq!(done.counts, counts(1, 0, 0));
        let there = test.shop.goods().await.unwrap();
        assert_eq!(names(&there[0]).len(), 2, "the same content is one picture");
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_a_whole_zip_is_refused_as_such() {
    for_both(async |db| {
        let test = TestShop::new(db).await.with_media();
        let staff = keeper(&test).await;
        let goods = read(MUGS);
        let whole = pictures_of_mugs();
        let mut many = Zip::default();
        for number in 0..100_000_u32 {
            many = many.file(&format!("{number}"), b"");
        }
        let mut few = Zip::default();
        for number in 0..20_001_u32 {
            few = few.file(&format!("{number}"), b"");
        }
        // A directory that has fewer entries than it says.
        let mut short = whole.clone();
        let end = short.len();
        short[end - 14] = 9;
        short[end - 12] = 9;
        for (zip, wanted) in [
            (b"not a zip".to_vec(), ErrorCode::ZipBroken),
            (Vec::new(), ErrorCode::ZipBroken),
            (whole[..whole.len() - 30].to_vec(), ErrorCode::ZipBroken),
            (short, ErrorCode::ZipBroken),
            (few.bytes(), ErrorCode::ZipTooLarge),
            (many.bytes(), ErrorCode::ZipTooLarge),
        ] {
            match take(&test, &staff, &goods, &zip).await {
                Err(Error::Refused(refusal)) => assert_eq!(refusal.code, wanted, "{}", zip.len()),
                other => panic!("{}: {other:?}", zip.len()),
            }
        }
        assert_eq!(uploads(&test).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_takes_pictures_and_others_do_not() {
    for_both(async |db| {
        let test = TestShop::new(db).await.with_media();
        let clerk = test
            .staff("d@example.cn", &[domain::staff::Role::Orders])
            .await;
        let (goods, zip) = (read(MUGS), pictures_of_mugs());
        let asked = take(&test, &clerk, &goods, &zip).await;
        assert!(matches!(asked, Err(Error::RoleMissing)), "{asked:?}");
        assert_eq!(uploads(&test).await, 0);
        let shop = test.shop.clone();
        // A job spawns it.
        let taking = tokio::spawn(async move {
            let (by, stop) = (Importer::CommandLine, CancellationToken::new());
            shop.pictures_of_zip(by, on_disk(&zip), &goods, &stop, |_| ())
                .await
        });
        assert_eq!(taking.await.unwrap().unwrap().keys.len(), 5);
        let by = "SELECT upload_key AS answer FROM uploads WHERE uploaded_by IS NULL";
        assert_eq!(test.ask(by).await.len(), 3, "as nobody");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_leaves_the_rest_untaken() {
    for_both(async |db| {
        let test = TestShop::new(db).await.with_media();
        let staff = keeper(&test).await;
        let (goods, stop) = (read(MUGS), CancellationToken::new());
        stop.cancel();
        let (by, zip) = (Importer::Staff(&staff), on_disk(&pictures_of_mugs()));
        let taken = test
            .shop
            .pictures_of_zip(by, zip, &goods, &stop, |_| ())
            .await;
        assert_eq!(taken.unwrap(), Pictures::default());
        assert_eq!(uploads(&test).await, 0);
    })
    .await;
}
