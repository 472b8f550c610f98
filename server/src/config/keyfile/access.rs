//! Who else can read or replace a file, by owner and permission bits.

use super::{Half, KeyFileError};
use std::{
    fs::{self, Metadata},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

/// Owner and permission bits.
#[derive(Debug, Clone, Copy)]
struct Access {
    owner: u32,
    mode: u32,
}

impl From<&Metadata> for Access {
    fn from(meta: &Metadata) -> Self {
        Self {
            owner: meta.uid(),
            mode: meta.mode() & 0o7777,
        }
    }
}

pub(super) fn check(meta: &Metadata, half: Half, path: &Path) -> Result<(), KeyFileError> {
    let user = rustix::process::geteuid().as_raw();
    file(Access::from(meta), half, path, user)?;
    for parent in folders(path) {
        // Pipes and the like (/dev/fd/3) have no folder to check.
        if let Ok(meta) = fs::metadata(&parent) {
            folder(Access::from(&meta), &parent, path, user)?;
        }
    }
    Ok(())
}

/// Judges the file itself. Root owns what an administrator or a container runtime provides.
fn file(access: Access, half: Half, path: &Path, user: u32) -> Result<(), KeyFileError> {
    let path = || path.display().to_string();
    let (forbidden, others) = match half {
        Half::Private => (0o077, "other users of this machine may use it"),
        Half::Public => (0o022, "other users of this machine may replace it"),
    };
    if access.mode & forbidden != 0 {
        return Err(KeyFileError::Open {
            path: path(),
            mode: access.mode,
            others,
        });
    }
    if !is_trusted(access.owner, user) {
        return Err(KeyFileError::Foreign {
            path: path(),
            owner: access.owner,
            user,
        });
    }
    Ok(())
}

/// Judges the folder of a file. In a sticky one, as /tmp, only owners replace files.
fn folder(access: Access, folder: &Path, path: &Path, user: u32) -> Result<(), KeyFileError> {
    let is_open = access.mode & 0o022 != 0 && access.mode & 0o1000 == 0;
    if !is_open && is_trusted(access.owner, user) {
        return Ok(());
    }
    Err(KeyFileError::Replaceable {
        path: path.display().to_string(),
        folder: folder.display().to_string(),
        mode: access.mode,
        owner: access.owner,
    })
}

fn is_trusted(owner: u32, user: u32) -> bool {
    owner == user || owner == 0
}

/// The folder the path names, and the one of the file behind a link.
fn folders(path: &Path) -> Vec<PathBuf> {
    let named = std::path::absolute(path).ok();
    let target = fs::canonicalize(path).ok();
    let mut found: Vec<_> = [named, target]
        .into_iter()
        .flatten()
        .filter_map(|path| path.parent().map(Path::to_owned))
        .collect();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::{Access, Half, KeyFileError, file, folder};
    use std::path::Path;

    const SHOP: u32 = 999;
    const ROOT: u32 = 0;
    const STRANGER: u32 = 1000;

    fn codes(owner: u32, mode: u32, folder_owner: u32, folder_mode: u32) -> [&'static str; 2] {
        let (path, parent) = (Path::new("/keys/app.pem"), Path::new("/keys"));
        let code = |judged: Result<(), KeyFileError>| judged.err().map_or("", |error| error.code());
        [
            code(file(Access { owner, mode }, Half::Private, path, SHOP)),
            code(folder(
                Access {
                    owner: folder_owner,
                    mode: folder_mode,
                },
                parent,
                path,
                SHOP,
            )),
        ]
    }

    #[test]
    fn only_a_key_that_nobody_else_can_replace_is_used() {
        assert_eq!(codes(SHOP, 0o600, SHOP, 0o700), ["", ""]);
        assert_eq!(codes(ROOT, 0o400, ROOT, 0o755), ["", ""]);
        assert_eq!(
            codes(SHOP, 0o600, ROOT, 0o1777),
            ["", ""],
            "a sticky folder like /tmp"
        );
        let open = "keys.folder-open";
        assert_eq!(codes(STRANGER, 0o600, SHOP, 0o700), ["keys.file-owner", ""]);
        assert_eq!(codes(SHOP, 0o640, SHOP, 0o700), ["keys.file-open", ""]);
        assert_eq!(codes(SHOP, 0o600, SHOP, 0o770), ["", open]);
        assert_eq!(codes(SHOP, 0o600, SHOP, 0o707), ["", open]);
        assert_eq!(codes(SHOP, 0o600, STRANGER, 0o700), ["", open]);
    }
}
