//! Uploaded pictures, from the file to the page, and the removal of unused files.

use camera::Camera;
use domain::{error::ErrorCode, form::CartAddForm, locale::Locale, staff::Role, time::DAY};
use shop::{
    Error, Shop, Viewer,
    media::{
        self,
        upload::{Alt, Uploaded, attach_upload},
    },
};
use std::{
    collections::BTreeSet,
    fs::{self, File},
    time::{Duration, UNIX_EPOCH},
};
use test_support::{TestShop, for_both};
use tokio_util::sync::CancellationToken;

async fn send(shop: &Shop, who: &Viewer, name: &str, bytes: &[u8]) -> Result<Uploaded, Error> {
    let mut receiving = shop.receive_picture(who).await?;
    for chunk in bytes.chunks(10_000) {
        receiving
            .push(chunk)
            .await
            .map_err(|error| Shop::picture_refused(name, error))?;
    }
    shop.upload_picture(who, name, receiving).await
}

/// Names in the media folder.
fn files(t: &TestShop) -> BTreeSet<String> {
    fs::read_dir(t.media())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// Sets a file's modification time to this age by the shop's clock.
fn age(t: &TestShop, name: &str, by: i64) {
    let at = u64::try_from(t.shop.now().plus(-by).get()).unwrap();
    let path = t.media().join(name);
    let file = File::options().write(true).open(path).unwrap();
    file.set_modified(UNIX_EPOCH + Duration::from_millis(at))
        .unwrap();
}

async fn rows(t: &TestShop, table: &str) -> String {
    t.one(&format!(
        "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM {table}"
    ))
    .await
}

/// Enqueues the jobs as the runner does when it starts, and runs those that are due.
async fn run_jobs(t: &TestShop) {
    let stop = CancellationToken::new();
    stop.cancel();
    t.shop.run_jobs(stop, 1).await;
    t.run().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_is_shown_by_the_product_that_takes_it() {
    for_both(async |db| {
        let t = TestShop::new(db).await.with_media();
        t.sell("MUG", 9_900, 9).await;
        let staff = t.staff("c@example.cn", &[Role::Catalog]).await;
        let photograph = Camera::new(2000, 1500).held(6).jpeg();
        let uploaded = send(&t.shop, &staff, "茶杯 1.jpg", &photograph)
            .await
            .unwrap();
        assert_eq!((uploaded.width, uploaded.height), (2000, 1500));
        assert_eq!(uploaded.file_name, "茶杯 1.jpg");
        assert_eq!(uploaded.key.len(), 32);
        assert_ne!(uploaded.thumb, uploaded.sha256);
        let kept = files(&t);
        assert_eq!(kept.len(), 5, "the original and four widths");
        for name in &kept {
            let content = fs::read(t.media().join(name)).unwrap();
            assert_eq!(*name, media::name(&content));
            let found = t.shop.media(name).await.unwrap().unwrap();
            assert_eq!(
                found.mime, "image/webp",
                "staff see the picture before saving"
            );
        }
        let keys = ["unknown\0".to_owned(), uploaded.key.clone()];
        let seen = t.shop.uploads(&staff, &keys).await.unwrap();
        assert_eq!(seen, std::slice::from_ref(&uploaded));

        let before = t.shop.store().catalog_version().await.unwrap();
        let attach = async |key: &str| {
            let key = key.to_owned();
            let alt = Alt {
                zh: "青瓷茶杯".to_owned(),
                en: "Celadon mug".to_owned(),
            };
            t.shop
                .store()
                .write(move |tx| attach_upload(tx, 1, &key, 0, &alt))
                .await
                .unwrap()
        };
        let image_id = attach(&uploaded.key).await.unwrap();
        assert!(t.shop.store().catalog_version().await.unwrap() > before);
        assert_eq!(attach(&uploaded.key).await, None, "a key works once");
        assert_eq!(attach("unknown").await, None);
        assert_eq!(rows(&t, "uploads").await, "0");
        assert_eq!(rows(&t, "image_files").await, "4");
        assert!(t.shop.uploads(&staff, &keys).await.unwrap().is_empty());

        let home = t.shop.home(Locale::En).await.unwrap();
        let image = home.lead.unwrap().image.unwrap();
        assert_eq!(image.sha256, uploaded.sha256);
        assert_eq!(
            (image.width, image.height, image.drawn),
            (2000, 1500, false)
        );
        assert_eq!(image.alt.text, "Celadon mug");
        assert_eq!(image.colour, Some(uploaded.colour));
        let widths: Vec<i64> = image.widths.iter().map(|file| file.width).collect();
        assert_eq!(widths, [320, 640, 960, 1600]);

        // An order line shows a small picture, so it loads the smallest width.
        let sql = format!("UPDATE skus SET image_id = {image_id}");
        store::testing::batch(t.shop.store(), &sql).await.unwrap();
        let form = CartAddForm {
            slug: "mug".to_owned(),
            sku: "MUG".to_owned(),
            qty: "1".to_owned(),
        };
        t.shop.cart_add(&t.buyer, form).await.unwrap();
        let cart = t.shop.cart(&t.buyer).await.unwrap();
        let line = cart.lines[0].image.clone().unwrap();
        assert_eq!((line.sha256, line.width), (uploaded.thumb, 320));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_keep_the_catalog_upload() {
    for_both(async |db| {
        let t = TestShop::new(db).await.with_media();
        let clerk = t.staff("o@example.cn", &[Role::Orders]).await;
        let photograph = Camera::new(20, 20).jpeg();
        let asked = send(&t.shop, &t.buyer, "a.jpg", &photograph).await;
        assert!(matches!(asked, Err(Error::LoginRequired)), "{asked:?}");
        let asked = send(&t.shop, &clerk, "a.jpg", &photograph).await;
        assert!(matches!(asked, Err(Error::RoleMissing)), "{asked:?}");
        let keys = t.shop.uploads(&clerk, &[]).await;
        assert!(matches!(keys, Err(Error::RoleMissing)), "{keys:?}");
        assert_eq!(rows(&t, "uploads").await, "0");
        assert!(files(&t).is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_refused_by_its_name_and_nothing_of_it_stays() {
    for_both(async |db| {
        let t = TestShop::new(db).await.with_media();
        let staff = t.staff("c@example.cn", &[Role::Catalog]).await;
        let good = Camera::new(60, 40).jpeg();
        let first = send(&t.shop, &staff, "good.jpg", &good).await.unwrap();
        let kept = files(&t);
        let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
        let large = [good.clone(), vec![0; 15 << 20]].concat();
        let long = format!("../../{}.jpg", "长".repeat(300));
        for (name, bytes, code, count) in [
            ("IMG_7.HEIC", heic, ErrorCode::PictureHeic, None),
            ("large.jpg", large, ErrorCode::PictureBytes, Some("15")),
            ("empty.png", Vec::new(), ErrorCode::PictureEmpty, None),
            (
                "page.jpg",
                b"<html></html>".to_vec(),
                ErrorCode::PictureKind,
                None,
            ),
            (
                long.as_str(),
                good[..good.len() / 2].to_vec(),
                ErrorCode::PictureBroken,
                None,
            ),
        ] {
            match send(&t.shop, &staff, name, &bytes).await {
                Err(Error::Refused(refusal)) => {
                    assert_eq!(refusal.code, code, "{name}");
                    assert_eq!(refusal.args.get("count").map(String::as_str), count);
                    let told = &refusal.args["title"];
                    assert!(told.chars().count() <= 80, "{told}");
                    assert!(name.starts_with(told.trim_end_matches('…')), "{told}");
                }
                other => panic!("{name}: {other:?}"),
            }
        }
        assert_eq!(files(&t), kept);
        assert_eq!(rows(&t, "uploads").await, "1");
        let again = send(&t.shop, &staff, "other name.png", &good)
            .await
            .unwrap();
        assert_eq!(again.sha256, first.sha256, "the file name does not matter");
        assert_ne!(again.key, first.key);
        assert_eq!(files(&t), kept);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nothing_refers_to_is_swept_after_a_week() {
    for_both(async |db| {
        let t = TestShop::new(db).await.with_media();
        t.sell("MUG", 9_900, 9).await;
        let staff = t.staff("c@example.cn", &[Role::Catalog]).await;
        let shown = send(&t.shop, &staff, "1.jpg", &Camera::new(700, 500).jpeg()).await;
        let shown_files = files(&t);
        let key = shown.unwrap().key;
        t.shop
            .store()
            .write(move |tx| attach_upload(tx, 1, &key, 0, &Alt::default()))
            .await
            .unwrap();
        send(&t.shop, &staff, "2.jpg", &Camera::new(500, 700).jpeg())
            .await
            .unwrap();
        let waiting: BTreeSet<String> = files(&t).difference(&shown_files).cloned().collect();
        let unused = media::put(t.media(), b"unused").unwrap();
        let young = media::put(t.media(), b"young").unwrap();
        let draft = format!("{unused}.(1, 2).part");
        for name in [draft.as_str(), "README.txt"] {
            fs::write(t.media().join(name), b"").unwrap();
        }
        for name in &files(&t) {
            let by = if *name == young {
                7 * DAY - 1_000
            } else {
                8 * DAY
            };
            age(&t, name, by);
        }
        run_jobs(&t).await;
        let left = files(&t);
        assert!(!left.contains(&unused) && !left.contains(&draft));
        assert!(left.contains(&young) && left.contains("README.txt"));
        assert!(
            left.is_superset(&shown_files),
            "files of a product are kept"
        );
        assert!(left.is_superset(&waiting), "files of an open form are kept");

        t.after(7 * DAY + 1).await;
        assert_eq!(rows(&t, "uploads").await, "0");
        let mut left = shown_files.clone();
        left.insert("README.txt".to_owned());
        for name in &files(&t) {
            age(&t, name, 8 * DAY);
        }
        t.after(DAY).await;
        assert_eq!(files(&t), left);
        for name in &shown_files {
            assert!(t.shop.media(name).await.unwrap().is_some());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_without_a_media_folder_takes_no_pictures_and_sweeps_none() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        let staff = t.staff("c@example.cn", &[Role::Catalog]).await;
        let asked = t.shop.receive_picture(&staff).await.map(drop);
        assert!(matches!(asked, Err(Error::Internal(_))));
        run_jobs(&t).await;
        let kinds = t.ask("SELECT kind AS answer FROM jobs").await;
        assert!(kinds.iter().all(|kind| kind != "sweep"), "{kinds:?}");
    })
    .await;
}
