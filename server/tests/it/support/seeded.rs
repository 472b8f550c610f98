//! The demo shop with which every test starts. To migrate, draw products and hash passwords takes
//! longer than most tests, and each test is a separate process, so the first one saves a copy for
//! the others.

use super::app::{Frozen, MORNING, SELLER_ID, Setup};
use server::compose::create_private;
use shop::{Shop, gateway::AlipayGateway, ids::SystemIds, policy::Policy};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::UNIX_EPOCH,
};
use store::{DatabaseUrl, OpenOptions, Store};

/// Copies a shop with products and accounts into the empty folder `dir`.
pub(crate) async fn put_into(dir: &Path) {
    let kept = kept();
    if !kept.is_dir() {
        keep(&kept).await;
    }
    fs::copy(database(&kept), database(dir)).unwrap();
    create_private(&media(dir)).unwrap();
    for picture in fs::read_dir(media(&kept)).unwrap() {
        let picture = picture.unwrap();
        fs::copy(picture.path(), media(dir).join(picture.file_name())).unwrap();
    }
}

/// The path of the database in a shop's folder.
pub(crate) fn database(dir: &Path) -> PathBuf {
    dir.join("zhanggui.db")
}

/// The path of the pictures in a shop's folder.
pub(crate) fn media(dir: &Path) -> PathBuf {
    dir.join("media")
}

/// The path of the copy, named after this build, so that a changed build makes a new copy.
fn kept() -> PathBuf {
    let executable = std::env::current_exe().unwrap();
    let built = fs::metadata(executable).unwrap().modified().unwrap();
    let built = built.duration_since(UNIX_EPOCH).unwrap().as_nanos();
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("shop-{built}"))
}

/// Makes a shop, then renames its folder, so that other tests see only a complete copy.
async fn keep(kept: &Path) {
    let above = kept.parent().unwrap();
    let draft = tempfile::tempdir_in(above).unwrap();
    let live = draft.path().join("live.db");
    let options = OpenOptions {
        create: true,
        ..OpenOptions::default()
    };
    let store = Store::open(&DatabaseUrl::sqlite(&live), options)
        .await
        .unwrap();
    store.migrate().await.unwrap();
    let gateway = Setup::default().gateway;
    let shop = Shop::new(
        store.clone(),
        Arc::new(AlipayGateway::new(gateway, SELLER_ID.to_owned())),
        Arc::new(Frozen::at(MORNING)),
        Arc::new(SystemIds),
        Policy::default(),
    );
    let whole = draft.path().join("whole");
    create_private(&media(&whole)).unwrap();
    demo::seed(&shop, &media(&whole)).await.unwrap();
    store.copy_to(&database(&whole)).await.unwrap();
    // Copies of earlier builds are not needed any more.
    for other in fs::read_dir(above).unwrap().flatten() {
        if other.file_name().to_string_lossy().starts_with("shop-") && other.path() != kept {
            fs::remove_dir_all(other.path()).ok();
        }
    }
    // Fails if another test was faster; its copy is the same.
    fs::rename(&whole, kept).ok();
    assert!(database(kept).is_file());
}
