//! The folder of data, and the room on its disk.

use shop::doctor::{Finding, disk};
use std::path::Path;

/// Looks at the data folder.
pub(super) fn check(folder: &Path) -> Vec<Finding> {
    let name = folder.display().to_string();
    if !folder.is_dir() {
        return vec![Finding::warning(
            "data.missing",
            name,
            "The folder is not there yet.",
            "zhanggui migrate makes it; run it as the user the shop runs as.",
        )];
    }
    let mut found = open_to_others(folder);
    match free(folder) {
        Some(bytes) => found.extend(disk::check(&name, bytes)),
        None => found.push(Finding::warning(
            "disk.unknown",
            name,
            "The room on the disk cannot be asked for.",
            "Look yourself (df).",
        )),
    }
    found
}

#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let stat = rustix::fs::statvfs(folder).ok()?;
    stat.f_bavail.checked_mul(stat.f_frsize)
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}

#[cfg(unix)]
fn open_to_others(folder: &Path) -> Vec<Finding> {
    use std::os::unix::fs::PermissionsExt;
    let Ok(meta) = folder.metadata() else {
        return Vec::new();
    };
    let mode = meta.permissions().mode() & 0o777;
    if mode & 0o022 == 0 {
        return Vec::new();
    }
    vec![Finding::error(
        "data.open",
        folder.display().to_string(),
        format!(
            "The folder has mode {mode:04o}: other users of this machine may change the database."
        ),
        "chmod 700 it, owned by the user the shop runs as.",
    )]
}

#[cfg(not(unix))]
fn open_to_others(_: &Path) -> Vec<Finding> {
    Vec::new()
}
