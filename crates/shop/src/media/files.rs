//! Files in the media folder, named by the hash of their content.

use domain::time::DAY;
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// How long uploads and files are kept that nothing refers to.
pub(crate) const KEEP: i64 = 7 * DAY;

/// The name of a file: the hex SHA-256 of its content.
#[must_use]
pub fn name(content: &[u8]) -> String {
    hex::encode(Sha256::digest(content))
}

/// True for a text that can be the name of a file.
pub(crate) fn is_name(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// The hash in the name of a picture file, whatever folder and ending are around it.
pub(crate) fn hash_in(name: &str) -> Option<String> {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = base.split('.').next().unwrap_or_default();
    let hash = stem.to_ascii_lowercase();
    is_name(&hash).then_some(hash)
}

/// Writes a file into the folder under its name, and returns the name. An existing file, which has
/// the same content, is replaced: it counts as new then, and the job that deletes unused files lets
/// it be until a row names it.
///
/// # Errors
/// The folder cannot be written.
pub fn put(folder: &Path, content: &[u8]) -> io::Result<String> {
    put_synced(folder, content, File::sync_all)
}

/// As [`put`]; `sync` writes the content to the disk.
fn put_synced(
    folder: &Path,
    content: &[u8],
    sync: impl FnOnce(&File) -> io::Result<()>,
) -> io::Result<String> {
    let name = name(content);
    let path = folder.join(&name);
    // Written under another name and renamed, so that a name never refers to an incomplete file.
    let writer = (std::process::id(), std::thread::current().id());
    let draft: PathBuf = folder.join(format!("{name}.{writer:?}{DRAFT}"));
    let write = || -> io::Result<()> {
        let mut file = File::create(&draft)?;
        file.write_all(content)?;
        sync(&file)
    };
    let written = write().and_then(|()| std::fs::rename(&draft, &path));
    if let Err(error) = written {
        // On a full disk: the incomplete file only takes space.
        drop(std::fs::remove_file(&draft));
        return Err(error);
    }
    Ok(name)
}

/// How the name of an incomplete file ends.
pub(crate) const DRAFT: &str = ".part";

/// Makes the names of new files durable. Called before the rows that name them are written: after a
/// power failure a row without its file would be a broken picture.
///
/// # Errors
/// The folder cannot be read.
pub fn sync_names(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::{name, put, put_synced};
    use std::{
        fs::File,
        io,
        time::{Duration, UNIX_EPOCH},
    };

    #[test]
    fn a_file_gets_its_name_after_its_content_is_on_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let files = || std::fs::read_dir(folder.path()).unwrap().count();
        let full = |file: &File| {
            assert_eq!(
                file.metadata().unwrap().len(),
                3,
                "the content must be written before the name exists"
            );
            assert!(!folder.path().join(name(b"tea")).exists());
            Err(io::Error::from(io::ErrorKind::StorageFull))
        };
        let refused = put_synced(folder.path(), b"tea", full).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::StorageFull);
        assert_eq!(files(), 0, "a failed write must leave nothing");
        assert_eq!(put(folder.path(), b"tea").unwrap(), name(b"tea"));
        assert_eq!(files(), 1);
    }

    #[test]
    fn a_file_that_is_put_again_is_new() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(put(folder.path(), b"tea").unwrap());
        let old = UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        let file = File::options().write(true).open(&path).unwrap();
        file.set_modified(old).unwrap();
        put(folder.path(), b"tea").unwrap();
        assert!(path.metadata().unwrap().modified().unwrap() > old);
        assert_eq!(std::fs::read(&path).unwrap(), b"tea");
    }
}
