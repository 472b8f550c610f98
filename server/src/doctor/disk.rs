//! The data folder: who can reach it, and the free space on its disk.

use crate::{config::DataConfig, private};
use shop::doctor::{Finding, disk};
use std::path::Path;

/// Checks the data folder and the files of the database.
pub(super) fn check(data: &DataConfig) -> Vec<Finding> {
    let mut found = folder(&data.data_dir);
    // SQLite gives the other files the database's mode, so the first one represents all.
    found.extend(private::open_files(data).first().map(|(file, mode)| {
        Finding::error(
            "database.readable",
            file.display().to_string(),
            format!(
                "The file has mode {mode:04o}: other users of this machine may read names, addresses and phones of \
                 customers."
            ),
            "Run zhanggui migrate, which takes these rights away from the database's files, or chmod 600 them.",
        )
    }));
    found
}

fn folder(folder: &Path) -> Vec<Finding> {
    let name = folder.display().to_string();
    if !folder.is_dir() {
        return vec![Finding::warning(
            "data.missing",
            name,
            "The folder does not exist yet.",
            "zhanggui migrate creates it; run it as the user the shop runs as.",
        )];
    }
    let mut found = open_to_others(folder);
    match free(folder) {
        Some(bytes) => found.extend(disk::check(&name, bytes)),
        None => found.push(Finding::warning(
            "disk.unknown",
            name,
            "The free space on the disk cannot be read.",
            "Check it with df.",
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
