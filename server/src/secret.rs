//! The machine's key, in a file of its own: what the database must not reveal is encrypted with it. The first start
//! creates the file; it is not part of a backup, which would open itself otherwise.

use crate::config::keyfile::{self, Half};
use anyhow::Context;
use shop::{
    ids::{Ids, SystemIds},
    seal::{KEY_LEN, Seal},
};
use std::{fs::OpenOptions, io, io::Write, path::Path};
use zeroize::Zeroizing;

/// The key in this file, which is created if it is missing.
///
/// # Errors
/// The file cannot be written or read, holds no key, or others may use it.
pub fn seal(path: &Path) -> anyhow::Result<Seal> {
    match create(path) {
        Ok(()) => {
            tracing::info!(path = %path.display(), "created the machine's key: keep a copy apart from backups")
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => {
            return Err(error).with_context(|| format!("creating the key {}", path.display()));
        }
    }
    let text = keyfile::read(path, Half::Private).context("the machine's key")?;
    let bytes = Zeroizing::new(hex::decode(text.trim()).unwrap_or_default());
    let key: &[u8; KEY_LEN] = bytes.as_slice().try_into().map_err(|_short| {
        anyhow::anyhow!(
            "{} holds no key: put back the copy of it, or remove it and set up two-step sign-in anew",
            path.display()
        )
    })?;
    Ok(Seal::new(key)?)
}

/// Writes a new key into a file that does not exist.
fn create(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    let mut key = Zeroizing::new([0_u8; KEY_LEN]);
    SystemIds.fill(key.as_mut_slice());
    let text = Zeroizing::new(format!("{}\n", hex::encode(key.as_slice())));
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use std::fs;

    #[test]
    fn the_key_is_created_once_and_private() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        seal(&path).unwrap();
        let first = fs::read_to_string(&path).unwrap();
        assert_eq!(first.trim().len(), 2 * KEY_LEN);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        seal(&path).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), first);
    }

    #[test]
    fn a_file_that_holds_no_key_or_is_open_to_others_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        for wrong in ["", "00", "no hex at all"] {
            fs::write(&path, wrong).unwrap();
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt;
                fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
            }
            assert!(seal(&path).is_err(), "{wrong:?}");
        }
        fs::remove_file(&path).unwrap();
        seal(&path).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
            assert!(seal(&path).is_err());
        }
    }
}
