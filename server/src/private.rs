//! Files with customers' data must be private to the shop's user: finds those that others can read,
//! and closes them.

use crate::config::DataConfig;
use std::{
    ffi::OsString,
    fs::{self, Metadata},
    io,
    path::{Path, PathBuf},
};

/// The database and the files that SQLite keeps beside it.
const BESIDE: [&str; 3] = ["", "-wal", "-shm"];

/// The existing files of the database.
fn files(data: &DataConfig) -> Vec<PathBuf> {
    let Some(database) = data.database.sqlite_path() else {
        return Vec::new();
    };
    BESIDE
        .into_iter()
        .map(|end| {
            let mut path = OsString::from(database);
            path.push(end);
            PathBuf::from(path)
        })
        .filter(|path| path.exists())
        .collect()
}

/// The files of the database that other users of the machine can read or change, with their modes.
#[must_use]
pub fn open_files(data: &DataConfig) -> Vec<(PathBuf, u32)> {
    files(data)
        .into_iter()
        .filter_map(|path| {
            let mode = mode(&fs::metadata(&path).ok()?)?;
            let folder = mode_of_folder(&path)?;
            is_reachable(mode, folder).then_some((path, mode))
        })
        .collect()
}

/// True if a class of other users has a right to the file and can pass through its folder.
fn is_reachable(file: u32, folder: u32) -> bool {
    [3, 0]
        .into_iter()
        .any(|class| (file >> class) & 0o6 != 0 && (folder >> class) & 0o1 != 0)
}

/// Removes the rights of other users from the data folder (0700) and the database's files (0600).
/// Files of another user stay unchanged, and so does a folder that is shared by design. Returns
/// what was changed.
///
/// # Errors
/// A mode cannot be changed.
pub fn close(data: &DataConfig) -> io::Result<Vec<PathBuf>> {
    let mut closed = Vec::new();
    for (path, wanted) in [(data.data_dir.clone(), 0o700), (data.media_dir(), 0o700)]
        .into_iter()
        .chain(files(data).into_iter().map(|path| (path, 0o600)))
    {
        if close_one(&path, wanted)? {
            closed.push(path);
        }
    }
    Ok(closed)
}

#[cfg(unix)]
fn close_one(path: &Path, wanted: u32) -> io::Result<bool> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let meta = match fs::metadata(path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    let is_ours = meta.uid() == rustix::process::geteuid().as_raw();
    let is_shared = meta.is_dir() && meta.mode() & 0o1000 != 0;
    if !is_ours || is_shared || meta.mode() & 0o077 == 0 {
        return Ok(false);
    }
    fs::set_permissions(path, fs::Permissions::from_mode(wanted))?;
    Ok(true)
}

#[cfg(unix)]
fn mode(meta: &Metadata) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    Some(meta.mode() & 0o777)
}

fn mode_of_folder(path: &Path) -> Option<u32> {
    let folder = std::path::absolute(path).ok()?;
    mode(&fs::metadata(folder.parent()?).ok()?)
}

#[cfg(not(unix))]
fn close_one(_: &Path, _: u32) -> io::Result<bool> {
    Ok(false)
}

#[cfg(not(unix))]
fn mode(_: &Metadata) -> Option<u32> {
    None
}

#[cfg(test)]
mod tests {
    use super::is_reachable;

    #[test]
    fn others_need_a_way_to_the_file() {
        assert!(is_reachable(0o644, 0o755));
        assert!(is_reachable(0o640, 0o750));
        assert!(is_reachable(0o602, 0o701));
        assert!(!is_reachable(0o644, 0o700));
        assert!(
            !is_reachable(0o640, 0o701),
            "the file is open to its group, the folder to others only"
        );
        assert!(!is_reachable(0o600, 0o777));
    }
}
