//! Where the built files are, and under which names pages refer to them.

use leptos::config::{Env, LeptosOptions};
use std::path::{Path, PathBuf};

/// The options of the pages. Without a folder given: `site/` beside the executable (a release), else beside its
/// folder (a build).
#[must_use]
pub fn options(site_dir: Option<&Path>) -> LeptosOptions {
    let beside = std::env::current_exe()
        .ok()
        .and_then(|exe| exe.parent().map(Path::to_owned));
    let found = site_dir
        .map(Path::to_owned)
        .or_else(|| beside.as_deref().and_then(site_near));
    let site_root = found.unwrap_or_else(|| PathBuf::from("site"));
    // Names carry a hash only where the list of hashes lies beside the executable.
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
