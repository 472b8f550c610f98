//! Reads key files, and refuses those that others on the machine could read or change.

use std::{fs, io::Read, path::Path};
use zeroize::Zeroizing;

/// Which half a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// Ours alone: nobody else may read it.
    Private,
    /// Public: nobody else may change it, or they could make us believe their signatures.
    Public,
}

/// Why a key file is not used. Never holds what is in it.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// Not there, or not readable by this user.
    #[error("{path} cannot be read: {cause}")]
    Unreadable {
        /// The file.
        path: String,
        /// Why.
        cause: std::io::Error,
    },
    /// Others may read or change it.
    #[error("{path} has mode {mode:04o}: {others}")]
    Open {
        /// The file.
        path: String,
        /// Its permission bits.
        mode: u32,
        /// What that allows.
        others: &'static str,
    },
    /// Far longer than any key.
    #[error("{0} is longer than any key")]
    TooLong(String),
}

/// No key in any format is longer.
const MOST_BYTES: u64 = 64 * 1024;

/// The text of a key file.
///
/// # Errors
/// [`KeyFileError`].
pub fn read(path: &Path, half: Half) -> Result<Zeroizing<String>, KeyFileError> {
    let name = || path.display().to_string();
    let unreadable = |cause| KeyFileError::Unreadable {
        path: name(),
        cause,
    };
    let file = fs::File::open(path).map_err(unreadable)?;
    check_mode(&file, half, path)?;
    let mut text = Zeroizing::new(String::new());
    file.take(MOST_BYTES + 1)
        .read_to_string(&mut text)
        .map_err(unreadable)?;
    if u64::try_from(text.len()).is_ok_and(|length| length <= MOST_BYTES) {
        Ok(text)
    } else {
        Err(KeyFileError::TooLong(name()))
    }
}

/// Asks the open file and not the path, so that nobody swaps the file in between.
#[cfg(unix)]
fn check_mode(file: &fs::File, half: Half, path: &Path) -> Result<(), KeyFileError> {
    use std::os::unix::fs::PermissionsExt;
    let meta = file.metadata().map_err(|cause| KeyFileError::Unreadable {
        path: path.display().to_string(),
        cause,
    })?;
    let mode = meta.permissions().mode() & 0o777;
    let (forbidden, others) = match half {
        Half::Private => (0o077, "other users of this machine may use it"),
        Half::Public => (0o022, "other users of this machine may replace it"),
    };
    if mode & forbidden == 0 {
        return Ok(());
    }
    Err(KeyFileError::Open {
        path: path.display().to_string(),
        mode,
        others,
    })
}

#[cfg(not(unix))]
fn check_mode(_: &fs::File, _: Half, _: &Path) -> Result<(), KeyFileError> {
    Ok(())
}
