//! Reads key files, and refuses those that other users of the machine could read or replace.

#[cfg(unix)]
mod access;
mod error;

pub use error::KeyFileError;

use std::{fs, io::Read, path::Path};
use zeroize::Zeroizing;

/// Which kind of key a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// Secret: no other user may read it.
    Private,
    /// Public: no other user may change it, because messages signed with the replacement would be accepted.
    Public,
}

/// No key in any format is longer.
const MOST_BYTES: u64 = 64 * 1024;

/// The text of a key file.
///
/// # Errors
/// [`KeyFileError`].
pub fn read(path: &Path, half: Half) -> Result<Zeroizing<String>, KeyFileError> {
    if is_key(path) {
        return Err(KeyFileError::Pasted);
    }
    let name = || path.display().to_string();
    let unreadable = |cause| KeyFileError::Unreadable {
        path: name(),
        cause,
    };
    let file = fs::File::open(path).map_err(unreadable)?;
    // The open file and not the path, so that the file that was checked is the one that is read.
    let meta = file.metadata().map_err(unreadable)?;
    if meta.is_dir() {
        return Err(KeyFileError::Folder(name()));
    }
    access::check(&meta, half, path)?;
    let mut bytes = Zeroizing::new(Vec::new());
    file.take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if u64::try_from(bytes.len()).map_or(true, |length| length > MOST_BYTES) {
        return Err(KeyFileError::TooLong(name()));
    }
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(Zeroizing::new(text.to_owned())),
        Err(_) => Err(KeyFileError::NotText(name())),
    }
}

/// Recognises key material in place of a file name: PEM, or base64 of DER, which begins with `MI`.
fn is_key(path: &Path) -> bool {
    let text = path.to_string_lossy();
    let is_base64 = || {
        text.len() > 100
            && text.starts_with("MI")
            && text.bytes().all(|b| {
                b.is_ascii_alphanumeric()
                    || matches!(b, b'+' | b'/' | b'=')
                    || b.is_ascii_whitespace()
            })
    };
    text.contains("-----BEGIN") || is_base64()
}

#[cfg(not(unix))]
mod access {
    use super::{Half, KeyFileError};
    use std::{fs::Metadata, path::Path};

    pub(super) fn check(_: &Metadata, _: Half, _: &Path) -> Result<(), KeyFileError> {
        Ok(())
    }
}
