//! Keys for both sides of a gateway. They are stored, because generating an RSA key takes a tenth
//! of a second and each test is a separate process. They are public and protect nothing.
#![expect(clippy::expect_used, reason = "tests without keys have failed")]

use alipay::PrivateKey;
use std::{fs, os::unix::fs::PermissionsExt, path::Path, sync::OnceLock};

const APP: &str = include_str!("keys/app.pem");
const ALIPAY: &str = include_str!("keys/alipay.pem");
const STRANGER: &str = include_str!("keys/stranger.pem");

/// The keys of all who send messages.
pub struct Keys {
    /// The application's.
    pub app: PrivateKey,
    /// The gateway's.
    pub alipay: PrivateKey,
    /// A stranger's.
    pub stranger: PrivateKey,
}

/// The same keys in every test.
///
/// # Panics
/// If a file is not a key.
pub fn keys() -> &'static Keys {
    static KEYS: OnceLock<Keys> = OnceLock::new();
    KEYS.get_or_init(|| {
        let read = |pem| PrivateKey::parse(pem).expect("a key");
        Keys {
            app: read(APP),
            alipay: read(ALIPAY),
            stranger: read(STRANGER),
        }
    })
}

/// Whose application a simulator has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Application {
    /// Its own: it has the private and the public key.
    Own,
    /// A shop's, which provides the public key.
    Brought,
}

/// Writes keys into the folder of a simulator before it starts, so that it does not generate them.
///
/// # Panics
/// If the folder cannot be written.
pub fn lay_out(folder: &Path, application: Application) {
    let keys = folder.join("keys");
    fs::create_dir_all(&keys).expect("a folder");
    let only_mine = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("the mode is set");
    };
    only_mine(&keys, 0o700);
    let write = |name: &str, pem: &str| {
        let file = keys.join(name);
        fs::write(&file, pem).expect("the file is written");
        only_mine(&file, 0o600);
    };
    write("alipay_private_key.pem", ALIPAY);
    write("authority_private_key.pem", STRANGER);
    if application == Application::Own {
        write("app_private_key.pem", APP);
    }
}
