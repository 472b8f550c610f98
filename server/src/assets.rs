//! The folder of the built files, and the names under which pages refer to them.

use kit::{bundle::Bundle, paths};
use leptos::config::{Env, LeptosOptions};
use std::path::{Path, PathBuf};

/// The bundles of islands.
#[derive(Debug, Clone)]
pub struct Bundles {
    shop: Bundle,
    desk: Bundle,
}

impl Bundles {
    /// The shop's bundle has the names of `options`; the desk's is beside it, with its own list of
    /// hashes.
    #[must_use]
    pub fn new(options: &LeptosOptions) -> Self {
        let mut desk = options.clone();
        desk.output_name = "desk".into();
        desk.hash_file = "hash-desk.txt".into();
        Self {
            shop: Bundle::new(options.clone()),
            desk: Bundle::new(desk),
        }
    }

    /// The bundle of the shop's pages.
    #[must_use]
    pub fn shop(&self) -> &Bundle {
        &self.shop
    }

    /// The bundle of the page at `path`.
    #[must_use]
    pub fn of(&self, path: &str) -> &Bundle {
        if paths::is_desk(path) {
            &self.desk
        } else {
            &self.shop
        }
    }
}

/// The options of the pages. Without a given folder: `site/` beside the executable (a release),
/// else beside its folder (a build).
#[must_use]
pub fn options(site_dir: Option<&Path>) -> LeptosOptions {
    let beside = std::env::current_exe()
        .ok()
        .and_then(|exe| exe.parent().map(Path::to_owned));
    let found = site_dir
        .map(Path::to_owned)
        .or_else(|| beside.as_deref().and_then(site_near));
    let site_root = found.unwrap_or_else(|| PathBuf::from("site"));
    // Names carry a hash only if the list of hashes is beside the executable.
    let is_hashed = beside.is_some_and(|folder| folder.join("hash.txt").is_file());
    LeptosOptions::builder()
        .output_name("zhanggui")
        .site_root(site_root.to_string_lossy().as_ref())
        .site_pkg_dir("pkg")
        .env(Env::PROD)
        .hash_files(is_hashed)
        .build()
}

fn site_near(folder: &Path) -> Option<PathBuf> {
    let beside = folder.join("site");
    let above = folder.parent().map(|parent| parent.join("site"));
    [Some(beside), above]
        .into_iter()
        .flatten()
        .find(|dir| dir.is_dir())
}
