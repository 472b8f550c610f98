//! Why a key file is refused, and the fix.

/// Why a key file is refused. Never contains the file's content.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// The setting holds a key instead of a file name. The text is not repeated, because it may be
    /// the private key.
    #[error("the value is a key, not the name of a file")]
    Pasted,
    /// Missing, or unreadable for this user.
    #[error("{path} cannot be read: {cause}")]
    Unreadable {
        /// The file.
        path: String,
        /// Cause.
        cause: std::io::Error,
    },
    /// A folder.
    #[error("{0} is a folder, not a file")]
    Folder(String),
    /// Bytes that are not UTF-8.
    #[error("{0} is not text; it may be a key in binary form (DER) or a keystore")]
    NotText(String),
    /// Far longer than any key.
    #[error("{0} is longer than any key")]
    TooLong(String),
    /// Other users may read or change it.
    #[error("{path} has mode {mode:04o}: {others}")]
    Open {
        /// The file.
        path: String,
        /// Its permission bits.
        mode: u32,
        /// What that allows.
        others: &'static str,
    },
    /// Another user owns the file, and may change it at any time.
    #[error("{path} is owned by user {owner}, and this process runs as user {user}")]
    Foreign {
        /// The file.
        path: String,
        /// Number of its owner.
        owner: u32,
        /// Number of the user this process runs as.
        user: u32,
    },
    /// Another user may replace it.
    #[error(
        "{path} is in the folder {folder} (mode {mode:04o}, owned by user {owner}): other users of this machine may replace it"
    )]
    Replaceable {
        /// The file.
        path: String,
        /// The folder it is in.
        folder: String,
        /// The folder's permission bits.
        mode: u32,
        /// Number of the folder's owner.
        owner: u32,
    },
}

impl KeyFileError {
    /// Stable name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Pasted => "keys.not-a-file",
            Self::Unreadable { .. } | Self::Folder(_) => "keys.file-unreadable",
            Self::NotText(_) => "keys.not-base64",
            Self::TooLong(_) => "keys.file-too-long",
            Self::Open { .. } => "keys.file-open",
            Self::Foreign { .. } => "keys.file-owner",
            Self::Replaceable { .. } => "keys.folder-open",
        }
    }

    /// The fix.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::Pasted => {
                "write the key into a file of its own (mode 0600), and name that file here"
                    .to_owned()
            }
            Self::Unreadable { cause, .. } if cause.kind() == std::io::ErrorKind::NotFound => {
                "correct the name; a relative one starts at the folder the shop is started in"
                    .to_owned()
            }
            Self::Unreadable { .. } => {
                "make the file readable for the user the shop runs as, and for no other user"
                    .to_owned()
            }
            Self::Folder(_) => "name the file in it".to_owned(),
            Self::NotText(_) => {
                "convert it to PEM, e.g. openssl pkey -inform DER -in FILE -out FILE.pem".to_owned()
            }
            Self::TooLong(_) => "name the file of the key".to_owned(),
            Self::Open { path, .. } => format!("chmod 600 {path}"),
            Self::Foreign { path, user, .. } => {
                format!("chown {user} {path}, or run this command as the user the shop runs as")
            }
            Self::Replaceable { folder, .. } => {
                format!(
                    "chmod 700 {folder}, owned by the user the shop runs as, or move the key to such a folder"
                )
            }
        }
    }
}
