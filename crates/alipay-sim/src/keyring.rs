//! The key files of a data folder: created once, reused at the next start.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use alipay::keys::{PrivateKey, PublicKey};
use anyhow::Context;

use crate::{content::ContentKey, random::random};

/// The keys of one simulator.
#[derive(Debug)]
pub(crate) struct Keyring {
    /// Verifies requests.
    pub(crate) app_public: PublicKey,
    /// `None` if the application's public key was given.
    pub(crate) app_private: Option<PrivateKey>,
    /// Signs responses, notifications and returns.
    pub(crate) alipay_private: PrivateKey,
    pub(crate) files: KeyFiles,
}

/// Paths of the key files.
#[derive(Clone, Debug)]
pub(crate) struct KeyFiles {
    pub(crate) app_private: Option<PathBuf>,
    pub(crate) app_public: PathBuf,
    pub(crate) alipay_private: PathBuf,
    pub(crate) alipay_public: PathBuf,
}

impl Keyring {
    /// Reads `folder`, or creates what is missing there.
    ///
    /// `app_public`: the application's key, if given; its private key is unknown then, and an
    /// earlier pair of ours is removed.
    pub(crate) fn open(folder: &Path, app_public: Option<PublicKey>) -> anyhow::Result<Self> {
        create_private(folder).with_context(|| format!("create {}", folder.display()))?;
        let app_private_file = folder.join("app_private_key.pem");
        let app_public_file = folder.join("app_public_key.pem");
        let alipay_private_file = folder.join("alipay_private_key.pem");
        let alipay_public_file = folder.join("alipay_public_key.pem");

        let alipay_private = private_key(&alipay_private_file)?;
        write(
            &alipay_public_file,
            &alipay_private.public_key().to_spki_pem(),
        )?;

        let (app_public, app_private) = match app_public {
            Some(public) => (public, None),
            None => {
                let private = private_key(&app_private_file)?;
                (private.public_key(), Some(private))
            }
        };
        write(&app_public_file, &app_public.to_spki_pem())?;

        let files = KeyFiles {
            app_private: app_private.is_some().then_some(app_private_file),
            app_public: app_public_file,
            alipay_private: alipay_private_file,
            alipay_public: alipay_public_file,
        };
        Ok(Self {
            app_public,
            app_private,
            alipay_private,
            files,
        })
    }
}

pub(crate) fn private_key(path: &Path) -> anyhow::Result<PrivateKey> {
    match fs::read_to_string(path) {
        Ok(text) => {
            PrivateKey::parse(&text).with_context(|| format!("key file {}", path.display()))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let key = PrivateKey::generate().context("make a key pair")?;
            write_private(path, &key.to_pkcs8_pem())?;
            Ok(key)
        }
        Err(error) => Err(error).with_context(|| format!("read {}", path.display())),
    }
}

/// The application's content key, created once.
pub(crate) fn content_key(path: &Path) -> anyhow::Result<ContentKey> {
    match fs::read_to_string(path) {
        Ok(text) => {
            ContentKey::parse(&text).with_context(|| format!("key file {}", path.display()))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let key = ContentKey::from_bytes(random());
            write_private(path, &key.to_base64())?;
            Ok(key)
        }
        Err(error) => Err(error).with_context(|| format!("read {}", path.display())),
    }
}

/// Creates a folder that only its owner can change, whatever the umask, because the shop refuses
/// keys in any other.
fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Writes a public file: all may read it, only its owner may change it.
pub(crate) fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o644);
    }
    options
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(|| format!("write {}", path.display()))
}

/// Readable only by its owner from the start.
fn write_private(path: &Path, text: &str) -> anyhow::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(|| format!("write {}", path.display()))
}
