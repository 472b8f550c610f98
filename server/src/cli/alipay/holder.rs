//! The keys for `zhanggui alipay`: from options, else from the shop's configuration.

use crate::{
    cli::Usage,
    config::{KeysConfig, Source, alipay::keys},
};
use ::alipay::{ContentKey, PrivateKey, SignType, explain::Known};
use clap::Args;
use std::{fs, path::PathBuf};

/// Which keys to use.
#[derive(Debug, Args)]
pub(super) struct KeyOptions {
    /// The application's private key [default: the configured one]
    #[arg(long, value_name = "FILE")]
    private_key: Option<PathBuf>,
    /// Alipay's public key or certificate; two files with a comma while it changes [default: the configured one]
    #[arg(long, value_name = "FILE")]
    alipay_public_key: Option<String>,
    /// Another public key the message may have been signed with, e.g. the other environment's; may be given several times
    #[arg(long, value_name = "FILE")]
    other_key: Vec<PathBuf>,
}

/// Keys given by hand may be as short as those for RSA; each verifies what it can.
const SHORTEST: SignType = SignType::Rsa;

/// The keys to use.
pub(super) struct Held {
    /// Ours, if it is known.
    pub(super) private: Option<PrivateKey>,
    /// Public keys and their owners.
    pub(super) known: Known,
}

impl KeyOptions {
    /// Reads the keys. Those without an option come from the configuration, if it has them.
    pub(super) fn read(&self, source: Source) -> anyhow::Result<Held> {
        let wrong =
            |option: &str, bad: keys::BadFile| Usage(format!("{option}: {bad} ({})", bad.code));
        let private = match &self.private_key {
            Some(path) => Some(
                keys::private(&path.display().to_string())
                    .map_err(|bad| wrong("--private-key", bad))?,
            ),
            None => None,
        };
        let alipay = match &self.alipay_public_key {
            Some(paths) => Some(
                keys::public(paths, SHORTEST).map_err(|bad| wrong("--alipay-public-key", bad))?,
            ),
            None => None,
        };
        let mut others = Vec::new();
        for path in &self.other_key {
            let name = path.display().to_string();
            let read = keys::public(&name, SHORTEST).map_err(|bad| wrong("--other-key", bad))?;
            others.extend(read.into_iter().map(|key| (name.clone(), key)));
        }
        let config = KeysConfig::load(source, private.is_none(), alipay.is_none())?;
        let private = private.or(config.private);
        Ok(Held {
            known: Known {
                alipay: alipay.unwrap_or(config.alipay),
                app: private.as_ref().map(PrivateKey::public_key),
                others,
                sign_type: config.sign_type,
                app_id: config.app_id,
                seller_id: config.seller_id,
            },
            private,
        })
    }
}

/// The key for encrypted contents.
#[derive(Debug, Args)]
pub(super) struct ContentOption {
    /// The application's AES key (base64 of 16 bytes, as the console shows it), for encrypted contents
    #[arg(long, value_name = "FILE")]
    content_key: Option<PathBuf>,
}

impl ContentOption {
    pub(super) fn read(&self) -> anyhow::Result<Option<ContentKey>> {
        let Some(path) = &self.content_key else {
            return Ok(None);
        };
        let name = path.display();
        let text = zeroize::Zeroizing::new(
            fs::read_to_string(path)
                .map_err(|error| Usage(format!("--content-key: {name}: {error}")))?,
        );
        let key = ContentKey::parse(&text)
            .map_err(|error| Usage(format!("--content-key: {name}: {error}")))?;
        Ok(Some(key))
    }
}
