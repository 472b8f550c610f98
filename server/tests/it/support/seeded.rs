//! The demo shop as every test finds it. Migrating, drawing the products and hashing the passwords take longer than most
//! tests, and each test is a process of its own: the first one keeps a copy for the others.

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

/// Puts a shop with products and accounts into `dir`, which is empty.
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

/// The database in a shop's folder.
pub(crate) fn database(dir: &Path) -> PathBuf {
    dir.join("zhanggui.db")
}

/// The pictures in a shop's folder.
pub(crate) fn media(dir: &Path) -> PathBuf {
    dir.join("media")
}

/// Named after this build, so that whatever goes into a shop makes a new one when it changes.
fn kept() -> PathBuf {
    let executable = std::env::current_exe().unwrap();
    let built = fs::metadata(executable).unwrap().modified().unwrap();
    let built = built.duration_since(UNIX_EPOCH).unwrap().as_nanos();
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("shop-{built}"))
}

/// Makes a shop; renaming its folder publishes it whole.
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
    // Those of earlier builds serve nobody any more.
    for other in fs::read_dir(above).unwrap().flatten() {
        if other.file_name().to_string_lossy().starts_with("shop-") && other.path() != kept {
            fs::remove_dir_all(other.path()).ok();
        }
    }
    // Another test may have been faster, with the same.
    fs::rename(&whole, kept).ok();
    assert!(database(kept).is_file());
}
