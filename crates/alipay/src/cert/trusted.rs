//! The certificates that may sign for Alipay: the configured one, and those that were met since and hang from a root.

use super::{CertificateError, Certificates, Chain, NotTrusted};
use crate::keys::PublicKey;
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

/// Most certificates that are kept beside the configured one. Alipay has two while it changes.
const MAX_LEARNT: usize = 4;

/// One set, shared by every clone of the keys it belongs to: what a call learns, the next notice is verified with.
#[derive(Debug)]
pub(crate) struct Trusted {
    configured: Certificates,
    app_key: PublicKey,
    /// The configured one first, then those learnt, oldest first.
    known: RwLock<Vec<Known>>,
}

#[derive(Debug, Clone)]
struct Known {
    sn: String,
    key: PublicKey,
}

impl Trusted {
    pub(crate) fn new(
        app_key: PublicKey,
        configured: Certificates,
    ) -> Result<Self, CertificateError> {
        if configured.app().public_key()? != app_key {
            return Err(CertificateError::OtherKey);
        }
        let leaf = configured.alipay().leaf();
        let key = leaf.public_key()?;
        if key == app_key {
            return Err(CertificateError::OwnKey);
        }
        let sn = leaf.sn().to_owned();
        Ok(Self {
            configured,
            app_key,
            known: RwLock::new(vec![Known { sn, key }]),
        })
    }

    pub(crate) fn configured(&self) -> &Certificates {
        &self.configured
    }

    /// The keys to verify with, the youngest first.
    pub(crate) fn keys(&self) -> Vec<PublicKey> {
        let known = self.known();
        known.iter().rev().map(|known| known.key.clone()).collect()
    }

    /// The key of the certificate of this number, if it is trusted.
    pub(crate) fn named(&self, sn: &str) -> Option<PublicKey> {
        let known = self.known();
        let found = known.iter().find(|known| known.sn == sn);
        found.map(|known| known.key.clone())
    }

    /// Trusts the certificate in `text`, asked for by its number `sn`, if it hangs from a root at `now_ms` and was
    /// issued to whom the configured one was issued to: the same authorities certify every merchant's key.
    pub(crate) fn admit(&self, sn: &str, text: &str, now_ms: i64) -> Result<(), NotTrusted> {
        let chain = Chain::parse(text)?;
        let leaf = chain.leaf();
        if leaf.sn() != sn {
            return Err(NotTrusted::Another(leaf.sn().to_owned()));
        }
        chain.verify(self.configured.roots(), now_ms)?;
        if leaf.organisations() != self.configured.alipay().leaf().organisations() {
            return Err(NotTrusted::Organisation(leaf.subject().to_owned()));
        }
        let key = leaf.public_key()?;
        if key == self.app_key {
            return Err(CertificateError::OwnKey.into());
        }
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.iter().any(|known| known.sn == sn) {
            return Ok(());
        }
        if known.len() > MAX_LEARNT {
            known.remove(1);
        }
        known.push(Known {
            sn: sn.to_owned(),
            key,
        });
        Ok(())
    }

    fn known(&self) -> RwLockReadGuard<'_, Vec<Known>> {
        self.known.read().unwrap_or_else(PoisonError::into_inner)
    }
}
