//! The shop's logo: from the upload to the settings, and what becomes of its files.

use crate::desk::refusal;
use camera::Camera;
use domain::{
    error::ErrorCode,
    form::{RefusedFileForm, SettingsForm},
    setting::{Logo, Section},
    staff::Role,
    time::DAY,
};
use shop::{Error, Viewer, media::upload::Uploaded};
use std::{
    fs::File,
    time::{Duration, UNIX_EPOCH},
};
use test_support::{TestDb, TestShop, for_both};
use tokio_util::sync::CancellationToken;

/// A shop that takes pictures, and its owner.
async fn opened(db: TestDb) -> (TestShop, Viewer) {
    let t = TestShop::new(db).await.with_media();
    let owner = t.staff("owner@example.cn", &[Role::Owner]).await;
    (t, owner)
}

async fn upload(t: &TestShop, who: &Viewer, width: u16, height: u16) -> Uploaded {
    let mut receiving = t.shop.receive_picture(who).await.unwrap();
    let bytes = Camera::new(width, height).jpeg();
    receiving.push(&bytes).await.unwrap();
    t.shop
        .upload_picture(who, "logo.jpg", receiving)
        .await
        .unwrap()
}

/// The form of the shop's section as its page fills it.
async fn form(t: &TestShop, who: &Viewer) -> SettingsForm {
    let view = t.shop.admin_settings(who).await.unwrap();
    let mut sections = view.sections.iter();
    let found = sections.find(|found| found.section == Section::Shop);
    let found = found.unwrap();
    let typed = found
        .fields
        .iter()
        .filter(|field| field.name.declared().kind.is_typed());
    SettingsForm {
        section: Section::Shop.to_string(),
        version: found.version.to_string(),
        values: typed
            .map(|field| (field.name.to_string(), field.stored.clone()))
            .collect(),
        ..SettingsForm::default()
    }
}

async fn logo(t: &TestShop) -> Option<Logo> {
    t.shop.settings().await.unwrap().logo.clone()
}

async fn log(t: &TestShop) -> Vec<String> {
    let log =
        "SELECT target_id AS answer FROM audit_log WHERE action = 'setting.change' ORDER BY id";
    t.ask(log).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_logo_is_set_kept_replaced_and_removed() {
    for_both(async |db| {
        let (t, owner) = opened(db).await;
        let first = upload(&t, &owner, 1_200, 400).await;
        let with = SettingsForm {
            uploads: vec![first.key.clone()],
            ..form(&t, &owner).await
        };
        let before = t.shop.catalog_version().await.unwrap();
        t.shop.change_settings(&owner, with.clone()).await.unwrap();
        assert!(
            t.shop.catalog_version().await.unwrap() > before,
            "cached pages are renewed"
        );
        let set = logo(&t).await.unwrap();
        assert_eq!(set.names(), [&first.sha256, &first.thumb]);
        assert_eq!((set.frame(), set.shown.width), ((96, 32), 320));
        assert_eq!(log(&t).await, ["logo"]);
        // The same form twice is done once, and one that says nothing of the logo leaves it.
        t.shop.change_settings(&owner, with).await.unwrap();
        let silent = form(&t, &owner).await;
        t.shop
            .change_settings(&owner, silent.clone())
            .await
            .unwrap();
        assert_eq!(logo(&t).await, Some(set));
        assert_eq!(log(&t).await, ["logo"]);

        let second = upload(&t, &owner, 300, 300).await;
        let other = SettingsForm {
            logo: second.key.clone(),
            ..form(&t, &owner).await
        };
        t.shop.change_settings(&owner, other).await.unwrap();
        let set = logo(&t).await.unwrap();
        assert_eq!(set.original.sha256, second.sha256);
        // Another person saw the first logo: a form about the logo is refused, at its field.
        let late = SettingsForm {
            drop_logo: "1".to_owned(),
            ..silent
        };
        let told = refusal(t.shop.change_settings(&owner, late).await);
        assert_eq!(told.0, ErrorCode::ChangedMeanwhile);
        assert_eq!(told.1, [("logo".to_owned(), ErrorCode::ChangedMeanwhile)]);
        let without = SettingsForm {
            drop_logo: "1".to_owned(),
            ..form(&t, &owner).await
        };
        t.shop.change_settings(&owner, without).await.unwrap();
        assert_eq!(logo(&t).await, None);
        assert_eq!(log(&t).await, ["logo", "logo", "logo"]);
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_picture_is_told_at_its_field_with_all_other_mistakes() {
    for_both(async |db| {
        let (t, owner) = opened(db).await;
        let file = RefusedFileForm {
            name: "IMG_7.HEIC".to_owned(),
            why: ErrorCode::PictureHeic.to_string(),
        };
        let mut wrong = SettingsForm {
            refused: vec![file.clone()],
            ..form(&t, &owner).await
        };
        let name = wrong.values.get_mut("shop_name").unwrap();
        name.clear();
        match t.shop.change_settings(&owner, wrong).await {
            Err(Error::Refused(refusal)) => {
                let fields: Vec<_> = refusal
                    .fields
                    .iter()
                    .map(|field| (field.field.as_str(), field.code))
                    .collect();
                let wanted = [
                    ("values[shop_name]", ErrorCode::Required),
                    ("logo", ErrorCode::PictureHeic),
                ];
                assert_eq!(fields, wanted);
                assert_eq!(refusal.args.get("title@logo").unwrap(), "IMG_7.HEIC");
            }
            other => panic!("{other:?}"),
        }
        let gone = SettingsForm {
            logo: "0".repeat(32),
            ..form(&t, &owner).await
        };
        let told = refusal(t.shop.change_settings(&owner, gone).await);
        assert_eq!(told.1, [("logo".to_owned(), ErrorCode::PictureGone)]);
        // Forms that no page sends.
        let strange = SettingsForm {
            refused: vec![RefusedFileForm {
                why: "no reason".to_owned(),
                ..file
            }],
            ..form(&t, &owner).await
        };
        let told = refusal(t.shop.change_settings(&owner, strange).await);
        assert_eq!(told.0, ErrorCode::FormInvalid);
        let mut elsewhere = SettingsForm {
            section: Section::Home.to_string(),
            drop_logo: "1".to_owned(),
            ..form(&t, &owner).await
        };
        elsewhere.values.clear();
        let told = refusal(t.shop.change_settings(&owner, elsewhere).await);
        assert_eq!(told.0, ErrorCode::FormInvalid);
        assert_eq!(t.one("SELECT name AS answer FROM settings").await, "");
    })
    .await;
}

/// Makes the files of the media folder ten days old, and runs the daily jobs.
async fn ten_days_later(t: &TestShop) {
    t.clock.advance(10 * DAY);
    let made = u64::try_from(t.shop.now().plus(-10 * DAY).get()).unwrap();
    for entry in std::fs::read_dir(t.media()).unwrap() {
        let file = File::options().write(true).open(entry.unwrap().path());
        let at = UNIX_EPOCH + Duration::from_millis(made);
        file.unwrap().set_modified(at).unwrap();
    }
    let stop = CancellationToken::new();
    stop.cancel();
    t.shop.run_jobs(stop, 1).await;
    t.run().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_files_of_the_logo_are_served_and_swept_once_it_is_gone() {
    for_both(async |db| {
        let (t, owner) = opened(db).await;
        let uploaded = upload(&t, &owner, 700, 700).await;
        let with = SettingsForm {
            uploads: vec![uploaded.key.clone()],
            ..form(&t, &owner).await
        };
        t.shop.change_settings(&owner, with.clone()).await.unwrap();
        let exists = |name: &str| t.media().join(name).exists();
        ten_days_later(&t).await;
        let uploads = "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM uploads";
        assert_eq!(t.one(uploads).await, "0");
        for name in [&uploaded.sha256, &uploaded.thumb] {
            assert!(exists(name), "a file of the logo was swept");
            let found = t.shop.media(name).await.unwrap().unwrap();
            assert_eq!(found.mime, "image/webp");
        }
        let files = std::fs::read_dir(t.media()).unwrap().count();
        assert_eq!(files, 2, "the widths that no page shows are swept");

        let without = SettingsForm {
            drop_logo: "1".to_owned(),
            ..form(&t, &owner).await
        };
        t.shop.change_settings(&owner, without).await.unwrap();
        assert_eq!(t.shop.media(&uploaded.sha256).await.unwrap(), None);
        ten_days_later(&t).await;
        assert!(!exists(&uploaded.sha256) && !exists(&uploaded.thumb));
        // A swept upload cannot become the logo.
        let told = refusal(t.shop.change_settings(&owner, with).await);
        assert_eq!(told.1, [("logo".to_owned(), ErrorCode::PictureGone)]);
    })
    .await;
}
